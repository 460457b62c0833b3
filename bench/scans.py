"""How many marks on pictures and scanned pages are found, how many innocent ones are taken for marked, and what reading costs.

    python bench/scans.py [--most N]

Pages are drawn with a stamp in a frame (three grades; red, faded, black; slanted, noisy, on a desk, on their side, upside down), then
without one but with the word on them, then photos of fields and of boards. Each goes through `lib.scans.look` as an upload does.
Printed: those missed and those refused without cause, their numbers, and the processor's seconds a picture (of the child processes).
"""

import argparse
import resource
import statistics
import sys
from collections.abc import Iterable
from pathlib import Path

from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from lantoa.lib.files.kinds import JPEG
from lantoa.lib.scans import look
from tests.lib.scanning import drawn, innocent_pages, innocent_photos, jpeg_of, marked_pages

LONG = 600.0  # seconds by the clock: the machine may be busy; the limit on the work itself holds


def work() -> float:
    """Seconds of processor time that ended children have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(what: str, pictures: Iterable[tuple[str, Image.Image, str | None]]) -> None:
    """Read each picture (named, with the mark that it bears) and print what went wrong and what it cost."""
    right, unread, costs = 0, 0, []
    for name, picture, mark in pictures:
        before = work()
        seen = look(jpeg_of(picture), JPEG, seconds=LONG)
        costs.append(work() - before)
        unread += not seen.whole
        right += seen.mark == mark
        if seen.mark != mark:
            print(f"  {name}: {seen.mark} instead of {mark}{'' if seen.whole else ' (not read to the end)'}", flush=True)
    told = f"{what}: {right} of {len(costs)} right, {unread} not read to the end"
    print(f"{told}; work median {statistics.median(costs):.2f} s, most {max(costs):.2f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--most", type=int, default=10_000, help="pictures of each sort")
    most = parser.parse_args().most
    marked, innocent, photos = marked_pages()[:most], innocent_pages()[:most], innocent_photos()[:most]
    measure("marked pages", ((f"marked {number}", drawn(page, seed=number), page.stamp) for number, page in enumerate(marked)))
    measure("innocent pages", ((f"page {number}", drawn(page, seed=number), None) for number, page in enumerate(innocent)))
    measure("innocent photos", ((f"photo {number}", photo, None) for number, photo in enumerate(photos)))


if __name__ == "__main__":
    main()
