"""The process that prints: a page and its style sheet on the input, a PDF on the output. It fetches nothing but the program's own fonts."""

import json
import resource
import sys
from pathlib import Path
from typing import Any

NO_PANGO = 3
CPU_SECONDS = 90
MEMORY = 1536 * 1024 * 1024
FONTS = Path(__file__).resolve().parent / "fonts"
FAMILY = "Lan Toa Serif"


def main() -> None:
    """Print what the input orders. Ends with `NO_PANGO` where the system's libraries are missing."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        import weasyprint
    except OSError:
        sys.exit(NO_PANGO)
    order = json.load(sys.stdin.buffer)
    fetcher, fonts = own_fonts_only(), weasyprint.text.fonts.FontConfiguration()
    page = weasyprint.HTML(string=order["html"], base_url=FONTS.as_uri() + "/", url_fetcher=fetcher)
    style = weasyprint.CSS(string=order["css"], base_url=FONTS.as_uri() + "/", url_fetcher=fetcher, font_config=fonts)
    made = page.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
    sys.stdout.buffer.write(made)


def own_fonts_only() -> Any:
    """What WeasyPrint fetches with: files of the fonts' folder."""
    from weasyprint.urls import URLFetcher

    class OwnFonts(URLFetcher):  # type: ignore[misc] # WeasyPrint is untyped
        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.startswith(FONTS.as_uri() + "/") or "/../" in url:
                raise ValueError("nothing is fetched from elsewhere")
            return super().fetch(url, headers)

    return OwnFonts()
