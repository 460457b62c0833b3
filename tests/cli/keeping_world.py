"""A small installation with something of everything that a backup must carry; run as a process in a home of its own.

python -m tests.cli.keeping_world
"""

import hashlib
import os


def build() -> None:
    """Records in several states, history with a personal value, a deleted last row, a file; and the tree's root, so that none is loaded."""
    from pathlib import Path

    from django.conf import settings
    from django.utils import timezone

    from lantoa.core.access.roles import Role
    from lantoa.core.evidence.models import File
    from lantoa.core.records import sealing
    from lantoa.core.records.models import Comment
    from lantoa.core.records.services import comment
    from lantoa.core.units.kinds import UnitKind
    from lantoa.core.units.loading import COUNTRY
    from tests.factories import TODAY, make_account, make_approved, make_declaration, make_tree, make_unit

    make_unit("Việt Nam", kind=UnitKind.COUNTRY, key=COUNTRY)
    tree = make_tree()
    author = make_account(Role.OFFICE, tree.hieu_committee, username="nhap", name="Y Người nhập")
    leader = make_account(Role.LEADER, tree.committee, username="duyet", name="A Người duyệt")
    record = make_approved(make_declaration(tree.hieu_committee, by=author, title="Số liệu “sơ kết”\n2023 – Đăk Tăng"), by=leader)
    make_declaration(tree.hieu_committee, by=author, title="Bản nháp")
    for text in ("thứ nhất", "thứ hai"):
        comment(record, text=text, by=author, today=TODAY)
    Comment.objects.order_by("-pk").first().delete()  # its number must not be drawn again
    photo = Path(settings.STORAGES["default"]["OPTIONS"]["location"]) / "ab" / ("c" * 62)
    photo.parent.mkdir(parents=True)
    photo.write_bytes(bytes(range(256)) * 1000)
    digest = hashlib.sha256(photo.read_bytes()).hexdigest()
    File.objects.create(digest=digest, path=f"ab/{photo.name}", size=256_000, mime="image/jpeg", extension="jpg")
    sealing.seal(now=timezone.now(), everywhere=True)
    coming = photo.parent.parent / "incoming" / "half"
    coming.parent.mkdir()
    coming.write_bytes(b"half a file")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from lantoa.core.keeping.recorded import lay_tables

    lay_tables()
    call_command("migrate", verbosity=0)
    build()


if __name__ == "__main__":
    main()
