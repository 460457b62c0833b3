"""Which tests `make check` does not even read, and where those that drive a browser stand."""

WIDE = {  # real processes, whole registries, whole stories
    "browser", "cli", "contracts", "demo", "domains", "routes", "core/doubles", "core/imports", "core/privacy", "core/documents",
    "core/evidence", "lib/wordforms",  # real files and pictures; a child process for each form
}  # fmt: skip
BROWSER = ("tests/browser", "tests/core/ui/test_scripts.py")
