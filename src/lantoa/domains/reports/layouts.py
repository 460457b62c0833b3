"""What a report says and in which order: sections and the measures they call by name. Official text, Vietnamese in all languages.

A measure that this installation does not have is left out with its sentence; nothing is put in its place.
"""

from dataclasses import dataclass

from lantoa.domains.reports.models import Genre
from lantoa.lib.periods import Period, label_vi


@dataclass(frozen=True)
class Section:
    """A text that each unit writes; the level above sees those of its sub-units beside its own."""

    key: str
    title: str
    hint: str


LEADERSHIP = Section("leadership", "Công tác lãnh đạo, chỉ đạo", "Văn bản đã ban hành, việc quán triệt, phân công")
STUDY = Section("study", "Kết quả học tập", "Hình thức, đối tượng, tỷ lệ tham gia")
RESULTS = Section("results", "Kết quả nổi bật", "Việc làm cụ thể, nơi làm tốt")
SHORTCOMINGS = Section("shortcomings", "Hạn chế, khuyết điểm", "Việc chưa làm được, nơi làm chậm")
CAUSES = Section("causes", "Nguyên nhân", "Nguyên nhân khách quan, chủ quan")
LESSONS = Section("lessons", "Bài học kinh nghiệm", "Điều rút ra cho kỳ sau")
DIFFICULTIES = Section("difficulties", "Khó khăn, vướng mắc và kiến nghị", "Nội dung, cơ quan giải quyết")
TASKS = Section("tasks", "Nhiệm vụ trọng tâm thời gian tới", "Việc, người chịu trách nhiệm, thời hạn")
SECTIONS = (LEADERSHIP, STUDY, RESULTS, SHORTCOMINGS, CAUSES, LESSONS, DIFFICULTIES, TASKS)

SECTION_OF = {section.key: section for section in SECTIONS}

KEPT, NEW, STOPPED = "initiatives.kept", "initiatives.new", "initiatives.stopped"
EXEMPLARS = "exemplars.recognised"
MIXED, PRACTICES, FRONTLINE = "programme.models_and_exemplars", "programme.good_practices", "programme.frontline_people"
CONTRIBUTIONS = (
    "contributions.money",
    "contributions.land",
    "contributions.work_days",
    "contributions.volunteer_turns",
    "contributions.rides",
    "contributions.gifts",
    "contributions.household_turns",
)
TABLED = (KEPT, NEW, STOPPED, EXEMPLARS, *CONTRIBUTIONS)  # measures of which the annex has tables by category
TOLD_IN_TEXT = frozenset({f"{KEPT}:since"})  # what a sentence of the report tells already


def genre_for(period: Period) -> Genre:
    """The kind of report that a period's length asks for."""
    months = round(period.days / 30.44)
    spans = ((6, Genre.HALF_YEAR), (13, Genre.YEAR), (26, Genre.TWO_YEAR), (38, Genre.THREE_YEAR))
    return next((genre for longest, genre in spans if months <= longest), Genre.CLOSING)


GENRE_TITLE = {
    Genre.HALF_YEAR: "kết quả 6 tháng",
    Genre.YEAR: "kết quả năm",
    Genre.TWO_YEAR: "sơ kết 2 năm",
    Genre.THREE_YEAR: "sơ kết 3 năm",
    Genre.CLOSING: "tổng kết",
}


def genre_title(genre: Genre, period: Period) -> str:
    """What is reported, before the subject: "kết quả năm 2022", "kết quả 6 tháng đầu năm 2023", "sơ kết 2 năm"."""
    named = label_vi(period)
    if genre in (Genre.HALF_YEAR, Genre.YEAR) and not named.startswith("từ "):
        return f"kết quả {named}"
    return GENRE_TITLE[genre]


DEFAULT_SUBJECT = (
    "thực hiện Kết luận số 01-KL/TW, ngày 18/5/2021 của Bộ Chính trị về tiếp tục thực hiện Chỉ thị số 05-CT/TW "
    "về đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh"
)
