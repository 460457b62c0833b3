"""The demo's data never serve a real installation."""

import pytest

from lantoa.cli.console import Failure
from lantoa.cli.upgrade import refuse_demo_data
from lantoa.demo.models import DemoMark


@pytest.mark.django_db
def test_a_real_installation_on_a_demo_database_is_refused(settings):
    settings.DEMO = False
    DemoMark.objects.create(part="units")
    with pytest.raises(Failure):
        refuse_demo_data()


@pytest.mark.django_db
def test_the_demo_itself_goes_on(settings):
    settings.DEMO = True
    DemoMark.objects.create(part="units")
    refuse_demo_data()
