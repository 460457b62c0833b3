"""Set up the virtual environment from the hashed requirements: `python3 tools/install.py run|dev`.

Needs nothing but Python's own library. What is there already is left alone, so that a second call takes a moment.
"""

import hashlib
import os
import queue
import re
import shutil
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import pango

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = ROOT / ".stamps"
LOG = STAMPS / "pip.log"
COMPILE = "import compileall, sys; compileall.compile_dir(sys.argv[1], quiet=2, workers=0)"
PACKAGE = ROOT / "src" / "lantoa"
READY = """import compileall, sys
from pathlib import Path
from lantoa.cli.catalogs import compile_catalogs
compile_catalogs(Path(sys.argv[1]))
compileall.compile_dir(sys.argv[1], quiet=2)"""
QUIET = 2  # seconds without a line before the elapsed time is told
REQUIREMENTS = {"run": ("build", "run"), "dev": ("build", "dev")}
ENGLISH = os.environ.get("LANTOA_LANG", "vi").startswith("en")


def say(vietnamese: str, english: str) -> None:
    print(english if ENGLISH else vietnamese, flush=True)


def stop(vietnamese: str, english: str) -> None:
    print(english if ENGLISH else vietnamese, file=sys.stderr, flush=True)
    raise SystemExit(1)


def check_python() -> None:
    """Refuse a Python that is too old or that cannot make virtual environments."""
    if sys.version_info < (3, 11):  # noqa: UP036 (this is the one file that an older Python gets to read)
        stop("Lan Toả cần Python 3.11 trở lên.", "Lan Toả needs Python 3.11 or later.")
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        stop("Thiếu gói python3-venv. Cài bằng: apt-get install python3-venv", "python3-venv is missing: apt-get install python3-venv")


def venv_works() -> bool:
    """The environment is there, runs, and was made for this folder."""
    if not PYTHON.exists():
        return False
    asked = [str(PYTHON), "-c", "import pip, sys; sys.stdout.write(sys.prefix)"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    return answer.returncode == 0 and Path(answer.stdout).resolve() == VENV.resolve()


def make_venv() -> None:
    """A virtual environment that works; one that was moved or broken is made anew."""
    if venv_works():
        return
    say("• Tạo môi trường Python (.venv)", "• Making the Python environment (.venv)")
    shutil.rmtree(STAMPS, ignore_errors=True)
    watch([sys.executable, "-m", "venv", "--clear", str(VENV)], total=0)


def fingerprint(names: tuple[str, ...]) -> str:
    """Changes with the requirements, the package's own set-up, the Python and the place of the environment."""
    files = [ROOT / "pyproject.toml", *(ROOT / "requirements" / f"{name}.txt" for name in names)]
    parts = [sys.version.encode(), str(VENV).encode(), *(file.read_bytes() for file in files)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def install(goal: str) -> None:
    """Install what `goal` needs, unless its stamp says that this was done. The lock names every package, so that pip need not seek any."""
    names = REQUIREMENTS[goal]
    wanted, stamp = fingerprint(names), STAMPS / goal
    if stamp.exists() and stamp.read_text() == wanted and (VENV / "bin" / "lantoa").exists():
        return
    STAMPS.mkdir(exist_ok=True)
    LOG.unlink(missing_ok=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--no-deps", "--no-compile"]
    for name in names:
        file = ROOT / "requirements" / f"{name}.txt"
        total = len(re.findall(r"^[\w.\[\]-]+==", file.read_text(), re.MULTILINE))
        say(f"• Cài các thư viện ({name}: {total} gói)", f"• Installing libraries ({name}: {total} packages)")
        watch(*([*pip, "--require-hashes", "-r", str(part)] for part in shared_out(file)), total=total)
    say("• Cài Lan Toả vào môi trường", "• Installing Lan Toả into the environment")
    watch([*pip, "--no-build-isolation", "-e", str(ROOT)], total=0)
    if goal == "run":  # whoever runs the program may not write here; pip compiles on one core
        say("• Dịch sẵn mã của các thư viện", "• Compiling the libraries")
        watch([str(PYTHON), "-c", COMPILE, str(VENV / "lib")], total=0)
    stamp.write_text(wanted)


def shared_out(requirements: Path) -> list[Path]:
    """The packages of a file of requirements as one file for each of at most two cores: pip works on one."""
    packages = re.split(r"^(?=[\w.\[\]-]+==)", requirements.read_text(), flags=re.MULTILINE)[1:]
    many = min(2, os.cpu_count() or 1, len(packages))
    parts = [STAMPS / f"{requirements.stem}-{number}.txt" for number in range(many)]
    for number, part in enumerate(parts):
        part.write_text("".join(packages[number::many]))
    return parts


def watch(*commands: list[str], total: int) -> None:
    """Run commands side by side, telling how far they are at least every two seconds; their words go to the log, those of one that fails
    are shown."""
    lines: queue.Queue[tuple[int, str | None]] = queue.Queue()
    kept: list[list[str]] = [[] for _command in commands]
    with ExitStack() as stack:
        processes = [
            stack.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT))
            for command in commands
        ]
        for number, process in enumerate(processes):
            threading.Thread(target=read_into, args=(process, number, lines), daemon=True).start()
        started = told = time.monotonic()
        done, working = 0, len(commands)
        while working:
            try:
                number, line = lines.get(timeout=0.2)
                kept[number].append(line or "")
                done += (line or "").startswith(("Collecting ", "Requirement already satisfied"))
                working -= line is None
            except queue.Empty:
                pass
            if time.monotonic() - told >= QUIET:
                told = time.monotonic()
                tell(done, total, told - started)
        codes = [process.wait() for process in processes]
    for command, code, words in zip(commands, codes, kept):  # noqa: B905  # an older Python reads this far
        if code != 0:
            fail(command, "".join(words))
    STAMPS.mkdir(exist_ok=True)
    with LOG.open("a") as log:
        log.writelines(line for words in kept for line in words)


def read_into(process: "subprocess.Popen[str]", number: int, lines: "queue.Queue[tuple[int, str | None]]") -> None:
    for line in process.stdout or ():
        lines.put((number, line))
    lines.put((number, None))


def tell(done: int, total: int, seconds: float) -> None:
    if total and done < total:
        say(f"  {done}/{total} gói, {seconds:.0f} giây", f"  {done}/{total} packages, {seconds:.0f} s")
    elif total:
        say(f"  đang chép vào môi trường, {seconds:.0f} giây", f"  copying into the environment, {seconds:.0f} s")
    else:
        say(f"  {seconds:.0f} giây", f"  {seconds:.0f} s")


def fail(command: list[str], words: str) -> None:
    print("".join(words.splitlines(keepends=True)[-20:]), file=sys.stderr)
    what = " ".join(command[1:5])
    stop(f"Không chạy được: {what}. Xem các dòng trên.", f"Failed: {what}. See the lines above.")


def prepare_program(package: Path = PACKAGE, python: Path = PYTHON) -> None:
    """The program's texts and code, compiled as they are now: an office runs it as an account that may not write here, and without its
    compiled texts it would speak English. Done after every update, and in a moment where nothing has changed."""
    if not all(source.with_suffix(".mo").exists() for source in package.rglob("locale/*/LC_MESSAGES/*.po")):
        say("• Dịch sẵn câu chữ và mã của chương trình", "• Compiling the program's texts and code")
    watch([str(python), "-c", READY, str(package)], total=0)


def prepare_printing() -> None:
    """Pango for PDF files: found, installed as root, or told in one line; looked for once in each environment."""
    stamp = STAMPS / "pango"
    if stamp.exists() or pango.found():
        return
    if pango.may_install():
        say("• Cài Pango để làm tệp PDF", "• Installing Pango for PDF files")
        if pango.install():
            return
    say(
        f"Chưa làm được tệp PDF trên máy này. Chạy với quyền root: {pango.COMMAND}",
        f"PDF files cannot be made here yet. As root: {pango.COMMAND}",
    )
    STAMPS.mkdir(exist_ok=True)
    stamp.touch()


def main() -> None:
    goal = sys.argv[1] if len(sys.argv) > 1 else "run"
    if goal not in REQUIREMENTS:
        stop(f"Không có lựa chọn “{goal}”: run hoặc dev.", f"No such choice “{goal}”: run or dev.")
    os.chdir(ROOT)
    check_python()
    make_venv()
    install(goal)
    if goal == "run":
        prepare_program()
    prepare_printing()


if __name__ == "__main__":
    main()
