"""Each call of each kind of page fails once: the record is shown, and says in place what could not be loaded."""

from collections.abc import Iterator

import pytest

from tests.explorer.conftest import Pages, exploring, in_process
from tests.explorer.html import Page
from tests.explorer.recording import Recording
from tests.explorer.test_imported import SHOWN
from tests.explorer.test_pages import LISTS, RECORDS, VIEWS, check_markup

NOT_KEPT = "public, max-age=0, must-revalidate"
DOCUMENTS = ["/documents/frus1949v99-d1", "/documents/frus1949v99-d2"]
OF_VOLUMES = [*SHOWN, *DOCUMENTS]
LIKE_OTHERS = ("/problems/", "/about", "/developers", *(f"/{name}" for name in LISTS[2:]))
ASKING = [path for path in VIEWS if not path.startswith(LIKE_OTHERS) or path.endswith("/cite") or "knowledge" in path]
SAID = "could not be loaded just now"


@pytest.fixture(scope="module")
def volumes(volumes_url: str) -> Iterator[Pages]:
    with in_process(volumes_url) as (pages, _):
        yield pages


def failing_once(site: Pages, path: str) -> None:
    """The page with each of its calls failing in turn, held against the whole page."""
    api = Recording(site)
    with exploring(api) as pages:
        whole = Page(pages.text(path))
        calls = list(api.answers)
        assert calls
        first = {calls[0], whole.one("link", rel="alternate", type="application/json").attributes["href"]}
        for call in calls:
            api.failing = call
            answer = pages.get(path)
            page = Page(answer.text)
            check_markup(page)
            assert answer.headers["cache-control"] == NOT_KEPT, call
            assert "parallel38-release" not in answer.headers, call
            assert answer.status_code == (502 if call in first else 200), call
            if call not in first:
                assert page.one("h1").text == whole.one("h1").text or "/correspondence/" in path, call
                assert SAID in page.one("main").text, call


@pytest.mark.parametrize("path", [*ASKING, *RECORDS])
def test_each_call_fails_once(site: Pages, path: str) -> None:
    if Page(site.text(path)).all("link", rel="alternate", type="application/json"):
        failing_once(site, path)


@pytest.mark.parametrize("path", OF_VOLUMES)
def test_each_call_of_a_volume_fails_once(volumes: Pages, path: str) -> None:
    if path != "/search":
        failing_once(volumes, path)
