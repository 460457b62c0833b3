"""The list of initiatives and the overview, against a plain Django table of as many rows in the same layout and signed-in session.

    python bench/pages.py [--records 20000] [--rounds 30]

All are asked through every middleware, by the same account, in turn; SQLite, one process. The plain page is the least that Django can do
there: a paginated queryset with its unit, 50 rows, a template that loops over them, in `ui/page.html`. Printed: milliseconds, requests a
second, and by how much the program's pages are slower within a round.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PLAIN = """{% extends "ui/page.html" %}
{% block title %}Records{% endblock %}
{% block content %}<h1>Records</h1><p>{{ many }}</p>
<div class="scroll-x"><table class="table">
<thead><tr><th>Title</th><th>Unit</th><th>Day</th><th>State</th></tr></thead>
<tbody>{% for row in rows %}<tr>
<td><a href="/r/{{ row.public_id }}/">{{ row.title }}</a></td><td>{{ row.unit.name }}</td>
<td>{{ row.day }}</td><td>{{ row.get_state_display }}</td>
</tr>{% endfor %}</tbody></table></div>{% endblock %}"""


def addresses() -> ModuleType:
    """The program's own, and one more for the plain page."""
    from django.contrib.auth.decorators import login_required
    from django.core.paginator import Paginator
    from django.http import HttpResponse  # noqa: TID251 (a view)
    from django.template import RequestContext, Template
    from django.urls import path

    from lantoa.config.urls import urlpatterns
    from lantoa.domains.initiatives.models import Initiative

    template = Template(PLAIN)

    @login_required
    def plain(request: Any) -> HttpResponse:
        rows = Paginator(Initiative.objects.select_related("unit").order_by("-day", "-pk"), 50).get_page(request.GET.get("page"))
        return HttpResponse(template.render(RequestContext(request, {"rows": rows, "many": rows.paginator.count})))

    module = ModuleType("bench_addresses")
    module.__dict__["urlpatterns"] = [path("plain/", plain), *urlpatterns]
    sys.modules["bench_addresses"] = module
    return module


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=30)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "lantoa.toml").write_text("demo = true\n")
        (Path(home) / "static").mkdir()
        os.environ |= {"LANTOA_HOME": home, "DJANGO_SETTINGS_MODULE": "lantoa.config.settings", "LANTOA_LANG": "vi"}
        sys.path[:0] = [str(ROOT), str(ROOT / "src")]
        import django

        django.setup()
        run(asked.records, asked.rounds)


def run(records: int, many: int) -> None:
    from bench.rounds import machine, rounds, told
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone

    from lantoa.core.measures.folder import fold_all
    from lantoa.core.people.models import User
    from lantoa.core.units.services import load_tree
    from lantoa.demo.models import DemoMark
    from lantoa.demo.scale import grow

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    load_tree(provinces={"Tỉnh Kon Tum"})
    DemoMark.objects.create(part="bench")
    grow(records, seed=1, now=timezone.now())
    fold_all()  # as the folder does, a moment after
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.ROOT_URLCONF = addresses().__name__
    client = Client()
    client.force_login(User.objects.get(username="nhap.thu"))

    def ask(address: str) -> Any:
        def way(_number: int) -> None:
            response = client.get(address)
            assert response.status_code == 200, (address, response.status_code)

        return way

    pages = {"plain": "/plain/", "list": "/records/initiative/", "overview": "/"}
    found = told(rounds({name: ask(address) for name, address in pages.items()}, many), "plain")
    print(machine())
    for name, figures in found.items():
        print(f"{name}: {figures['median_ms']} ms, {1000 / figures['median_ms']:.1f} a second; {figures}")


if __name__ == "__main__":
    main()
