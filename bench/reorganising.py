"""Two communes, and two whole provinces, merged in the office: what the preview costs, and what doing it costs.

    python bench/reorganising.py [--records 20000] [--postgres]

Needs the development environment. The real tree is loaded whole; the records are synthetic, at the communes of the two provinces. No
ratio: seconds on the clock and of the processor, and statements. The preview does the act and takes it back, so the two cost alike.
"""

import argparse
import os
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from world import postgres

ROOT = Path(__file__).resolve().parent.parent
PROVINCES = ("Tỉnh Quảng Ngãi", "Tỉnh Gia Lai")
DAY = date(2027, 1, 1)
BASIS = "Nghị quyết thử"


def prepare(home: str, url: str) -> None:
    (Path(home) / "lantoa.toml").write_text("demo = true\n")
    os.environ |= {"LANTOA_HOME": home, "DJANGO_SETTINGS_MODULE": "lantoa.config.settings"}
    os.environ |= {"LANTOA_DATABASE": url} if url else {}
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def provinces() -> list[Any]:
    from lantoa.core.units.models import Unit

    return [Unit.objects.get(name=name, ends__gt=DAY) for name in PROVINCES]


def communes(province: Any) -> list[Any]:
    from lantoa.core.units.kinds import Hierarchy
    from lantoa.core.units.selectors import children

    return list(children(province, at=DAY, hierarchy=Hierarchy.STATE))


def fill(total: int) -> None:
    """Synthetic records, as many at each commune of the two provinces."""
    from django.db import transaction
    from django.utils import timezone

    from lantoa.core.measures.folder import fold_all
    from lantoa.core.records.kinds import kind_of
    from lantoa.core.units.services import load_tree
    from lantoa.demo import scale
    from lantoa.demo.bulk import write_batch
    from lantoa.demo.models import DemoMark

    load_tree()
    DemoMark.objects.create(part="bench")
    scale.grow(1, seed=1, now=timezone.now())
    hands = scale.hands_of(timezone.now())
    there = [unit.pk for province in provinces() for unit in communes(province)]
    records = [scale.record_of(number, unit=there[number % len(there)], seed=2) for number in range(total)]
    for start in range(0, total, scale.AT_ONCE):
        batch = records[start : start + scale.AT_ONCE]
        with transaction.atomic():
            scale.draw_references(batch)
            own = [[record.unit_id] for record in batch]
            write_batch(kind_of(scale.KIND), batch, many={"hosts": own, "places": own}, hands=hands)
    fold_all()


def orders() -> Iterator[tuple[str, Any]]:
    from lantoa.core.units.acts import Act, Order, Part
    from lantoa.core.units.kinds import Hierarchy
    from lantoa.core.units.loading import COUNTRY
    from lantoa.core.units.models import Unit

    first, second = provinces()
    two = tuple(communes(first)[:2])
    commune, province = (Part(name=name, kind=kind) for name, kind in (("Xã Thử", "commune"), ("Tỉnh Thử", "province")))
    country = Unit.objects.get(key=COUNTRY)
    yield "two communes", Order(Act.MERGE, two, DAY, BASIS, {Hierarchy.STATE: first}, (commune,), "u-a")
    yield "two provinces", Order(Act.MERGE, (first, second), DAY, BASIS, {Hierarchy.STATE: country}, (province,), "u-b")


@contextmanager
def taken_back() -> Iterator[None]:
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def measured(what: str, act: Callable[[], Any]) -> Any:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked, taken_back():
        clock, processor = time.perf_counter(), time.process_time()
        found = act()
        clock, processor = time.perf_counter() - clock, time.process_time() - processor
    print(f"{what:<28} {clock:6.2f} s, {processor:6.2f} s of the processor, {len(asked)} statements", flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--postgres", action="store_true")
    asked = parser.parse_args()
    with ExitStack() as stack:
        url = stack.enter_context(postgres()) if asked.postgres else ""
        prepare(stack.enter_context(tempfile.TemporaryDirectory(prefix="lantoa-bench-")), url)
        fill(asked.records)
        from lantoa.core.access.reorganising import carry_out, preview

        today = date(2026, 12, 1)
        for name, order in orders():
            shown = measured(f"{name}, preview", lambda order=order: preview(order, by=None, today=today))
            for effect in shown.effects:
                print(f"    {effect.text}")
            measured(
                f"{name}, done",
                lambda order=order, shown=shown: carry_out(order, shown=shown.digest, by=None, today=today, public_id=uuid.uuid4()),
            )
        print(f"{asked.records} records, load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
        if url:
            from django.db import connections

            connections.close_all()


if __name__ == "__main__":
    main()
