"""What a report says."""

from dataclasses import replace
from datetime import date

import pytest

from lantoa.core.documents.document import as_json, from_json
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.services import end_unit
from lantoa.domains.reports.content import build
from lantoa.domains.reports.layouts import genre_title
from lantoa.domains.reports.models import Form, Genre
from lantoa.lib.periods import Period
from tests.domains.reports.conftest import declare


def sentences(document) -> list[str]:
    return [
        "".join(item if isinstance(item, str) else item.text + item.noun for item in block.items)
        for block in document.blocks
        if block.items
    ]


def test_the_sentence_names_the_whole_and_its_cohorts(told):
    assert any(
        "duy trì 10 mô hình, gồm 4 mô hình duy trì từ năm 2021 và 6 mô hình xây dựng từ năm 2022 đến nay." in text
        for text in sentences(build(told.spec()))
    )


def test_the_remark_tells_records_from_what_is_only_reported(told):
    assert any("3 mô hình có hồ sơ đã duyệt; 7 mô hình chưa có hồ sơ" in text for text in sentences(build(told.spec())))


def test_records_beyond_the_declared_whole_are_told_with_a_warning(told):
    for number in range(8):
        told.initiative(f"Mô hình thêm {number}")
    document = build(told.spec())
    assert any("hồ sơ đã duyệt (11) nhiều hơn số đơn vị báo cáo (10)" in text for text in sentences(document))
    assert document.figure("initiatives.kept|" + told.tree.committee.key + "|").text == "11"


def test_a_sub_unit_whose_records_outnumber_what_it_reported_is_named(scene):
    for number in range(3):
        scene.initiative(f"Mô hình {number}")
    declare(scene, scene.tree.dak_tang_committee, low="2")
    remarks = [text for text in sentences(build(scene.spec())) if text.startswith("Lưu ý")]
    words = "hồ sơ đã duyệt (3) nhiều hơn số Đảng ủy xã Đăk Tăng báo cáo (2); hai số cần được đối chiếu."
    assert remarks == [f"Lưu ý: {words}"]


def test_units_that_have_not_reported_are_listed(told):
    listed = next(block for block in build(told.spec()).blocks if block.key == "missing")
    assert listed.rows == (("Đảng ủy xã Hiếu",),)


def table_of(document, key: str):
    return next((block for block in document.blocks if block.key == f"table-{key}"), None)


def parts(block) -> list[tuple[str, ...]]:
    return [tuple(cell if isinstance(cell, str) else cell.text for cell in row) for row in (*block.rows, block.foot)]


def test_measures_stand_in_tables_by_category_where_there_are_several(told):
    told.initiative("Trồng cà phê", sector="crops")
    document = build(told.spec())
    block = table_of(document, "initiatives.kept-sector")
    assert sorted(row[1:3] for row in parts(block)[:2]) == [("1", "1"), ("3", "3")]
    assert parts(block)[2:] == [("Chưa phân loại", "", "", "6"), ("Tổng số", "10", "4", "6")]
    assert document.figure(f"initiatives.kept|{told.tree.committee.key}|sector=crops").n == 1
    headings = [f"{found.number}{found.text}" for found in document.sections() if found.key.startswith("annex")]
    assert headings[0] == "Phụ lục I. Số liệu theo phân loại"
    assert headings[-1] == "Phụ lục III. Đơn vị chưa báo cáo (1 trên 2)"


def test_one_category_alone_makes_no_table(told):
    document = build(told.spec())
    assert table_of(document, "initiatives.kept-sector") is None
    assert not any(block.text == "Số liệu theo phân loại" for block in document.blocks)


def test_the_setting_chooses_the_tables(told, settings):
    settings.LANTOA_REPORT_TABLES = "initiatives.kept:since"
    assert table_of(build(told.spec()), "initiatives.kept-since") is not None
    settings.LANTOA_REPORT_TABLES = "none"
    told.initiative("Trồng cà phê", sector="crops")
    assert not any(block.key.startswith("table-initiatives.kept-") for block in build(told.spec()).blocks)


def test_units_without_a_superior_stand_in_an_annex_of_their_own(told):
    end_unit(told.tree.committee, day=date(2023, 5, 1))
    document = build(replace(told.spec(), unit=told.tree.province_committee))
    block = next(block for block in document.blocks if block.key == "apart")
    unit, since, figure = block.rows[0]
    assert (unit, since, figure.text, figure.n, figure.unit) == (
        "Đảng ủy xã Đăk Tăng", "1/5/2023", "3", 3, told.tree.dak_tang_committee.key,
    )  # fmt: skip
    assert not any(block.key == "apart" for block in build(told.spec()).blocks)


def test_a_unit_without_anything_says_so_and_prints_no_zero(scene):
    texts = sentences(build(scene.spec()))
    assert any(text.startswith("Chưa có hồ sơ hoặc số liệu") for text in texts)
    assert not any("duy trì 0" in text for text in texts)


def test_the_texts_of_the_unit_stand_in_their_sections(scene):
    document = build(scene.spec(texts={"shortcomings": "Một số nơi làm chậm.\n\nChưa đều."}))
    assert next(block for block in document.blocks if block.key == "shortcomings").items == ("Một số nơi làm chậm.", "Chưa đều.")


def test_the_party_form_names_the_superior_organisation(scene):
    head = build(scene.spec()).head
    assert (head.superior, head.organ, head.number) == ("ĐẢNG BỘ TỈNH KON TUM", "HUYỆN ỦY KON PLÔNG", "……-BC/HU")


def test_a_territory_is_written_small_within_the_sentence_and_its_peoples_committee_signs(told):
    spec = replace(told.spec(form=Form.STATE), unit=told.tree.district, hierarchy=Hierarchy.STATE)
    document = build(spec)
    assert any(text.startswith("Đến ngày 25/5/2023, huyện Kon Plông duy trì 10 mô hình") for text in sentences(document))
    assert (document.unit, document.head.organ) == (told.tree.district.key, "ỦY BAN NHÂN DÂN HUYỆN KON PLÔNG")


def test_what_is_only_reported_keeps_its_words_in_the_sentence_and_in_the_remark(scene):
    figures = [
        {"measure": "initiatives.kept", "category": "", "low": "10", "qualifier": "more_than"},
        {"measure": "programme.good_practices", "category": "", "low": "100", "high": "999", "qualifier": "hundreds"},
    ]
    scene.initiative("Nuôi dúi")
    declare(scene, scene.tree.committee, *figures)
    texts = sentences(build(scene.spec()))
    assert "Cách làm hay (số đơn vị báo cáo): hàng trăm cách làm hay (chưa có hồ sơ)." in texts
    assert any("1 mô hình có hồ sơ đã duyệt; hơn 9 mô hình chưa có hồ sơ" in text for text in texts)


def test_a_document_survives_being_kept_as_data(told):
    document = build(told.spec(form=Form.PARTY))
    assert from_json(as_json(document)) == document


def test_a_report_of_any_size_takes_the_same_queries(told, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        build(told.spec())
    for number in range(3):
        told.initiative(f"Mô hình thêm {number}")
    with CaptureQueriesContext(connection) as more:
        build(told.spec())
    assert len(more) == len(few)


@pytest.mark.parametrize(
    ("genre", "period", "title"),
    [
        ("year", "2022", "kết quả năm 2022"), ("half_year", "2023-H1", "kết quả 6 tháng đầu năm 2023"),
        ("half_year", "2023-Q1", "kết quả quý I/2023"), ("year", "1/6/2022..31/5/2023", "kết quả năm"),
        ("two_year", "18/5/2021..25/5/2023", "sơ kết 2 năm"), ("closing", "2016..2023", "tổng kết"),
    ],
)  # fmt: skip
def test_the_title_names_the_year_or_half_that_is_reported(genre, period, title):
    assert genre_title(Genre(genre), Period.parse(period)) == title
