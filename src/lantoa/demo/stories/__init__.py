"""What the five accounts tell, one module for each that tells of initiatives, exemplars, contributions or counts.

Titles are the names that the accounts give; all other words are the demo's own. Nothing is filled in that an account does not tell.
"""

from collections.abc import Callable
from typing import Any, Final

from lantoa.demo.stories import an_phu, examples, kon_plong, nong_cong, tam_duong
from lantoa.demo.stories.entering import Desk, Story, tell

Progress = Callable[[str], None]
STORIES: Final[tuple[Story, ...]] = (kon_plong.STORY, an_phu.STORY, nong_cong.STORY, tam_duong.STORY)


def tell_stories(progress: Progress) -> list[Any]:
    """Enter and approve the records of all accounts."""
    desk = Desk()
    return [record for story in STORIES for record in tell(story, desk=desk, progress=progress)]


def tell_examples(progress: Progress) -> list[Any]:
    """Enter the records by which no queue is empty."""
    return examples.tell_examples(Desk())
