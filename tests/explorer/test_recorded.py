"""The page tests against recorded answers of the public API: once the answers are there, no API is.

What a page shows is in the answers to its calls; a call that was not recorded breaks the page.
"""

import json
from collections.abc import Iterator

import pytest

from tests.explorer import test_pages as tests
from tests.explorer.conftest import Pages, exploring
from tests.explorer.recording import Answers, Playing, Recording

# What leads to the API itself, or to where it is, is no page.
SHOWN = [*tests.VIEWS, *tests.RECORDS, "/actors/anna-weir/knowledge?at=1931-04-19", "/days/10-13"]
RENAMED = "/events/removal-of-ledgers"


@pytest.fixture(scope="module")
def live(site: Pages) -> tuple[Answers, dict[str, str]]:
    """The answers, written down and read again as from a file; and the pages that were made of them."""
    api = Recording(site)
    with exploring(api) as pages:
        texts = {path: pages.get(path).text for path in [*SHOWN, *tests.MISSING, RENAMED]}
    assert len(api.answers) > len(tests.RECORDS)
    written = {call: (status, body.decode(), headers) for call, (status, body, headers) in api.answers.items()}
    read = json.loads(json.dumps(written))
    return {call: (status, body.encode(), headers) for call, (status, body, headers) in read.items()}, texts


@pytest.fixture(scope="module")
def recorded(live: tuple[Answers, dict[str, str]]) -> Iterator[Pages]:
    with exploring(Playing(live[0])) as pages:
        yield pages


@pytest.mark.parametrize("path", [*tests.VIEWS, *tests.RECORDS])
def test_a_page(recorded: Pages, path: str) -> None:
    tests.test_a_page(recorded, path)


@pytest.mark.parametrize("path", tests.MISSING)
def test_a_page_that_is_not_there(recorded: Pages, path: str) -> None:
    tests.test_a_page_that_is_not_there(recorded, path)


@pytest.mark.parametrize("path", tests.RECORDS)
def test_a_record_names_its_json_and_its_calls(recorded: Pages, path: str) -> None:
    tests.test_a_record_names_its_json_and_its_calls(recorded, path)


def test_a_renamed_record_leads_to_its_new_page(recorded: Pages) -> None:
    tests.test_a_renamed_record_leads_to_its_new_page(recorded)


def test_a_page_is_not_sent_twice(recorded: Pages) -> None:
    tests.test_a_page_is_not_sent_twice(recorded)


@pytest.mark.parametrize("path", SHOWN)
def test_a_page_is_the_same_from_a_recording(live: tuple[Answers, dict[str, str]], recorded: Pages, path: str) -> None:
    """Letter by letter: the pages hold nothing but what the API answered."""
    assert recorded.text(path) == live[1][path]


def test_what_was_not_recorded_cannot_be_shown(recorded: Pages) -> None:
    assert recorded.get("/events?limit=7").status_code == 500
