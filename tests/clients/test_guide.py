"""The code in the developers' guide, taken from the pages as they are served, and run against the same API."""

import contextlib
import html
import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from explorer.guide import LANGUAGES, SNIPPETS
from explorer.pages.developers import CHAPTERS
from tests.clients.conftest import node
from tests.explorer.browsing import opened

CODE = re.compile(r'data-snippet="(\w+)" data-language="(\w+)"><code>(.*?)</code>', re.S)
PAGES = ["/developers", *(f"/developers/{name}" for name in CHAPTERS)]


@pytest.fixture(scope="module")
def shown(served: str) -> dict[tuple[str, str], str]:
    """Every piece of code of the guide, by name and language."""
    found: dict[tuple[str, str], str] = {}
    for page in PAGES:
        for name, language, code in CODE.findall(httpx.get(served + page).raise_for_status().text):
            assert (name, language) not in found, f"{name} stands on two pages"
            found[name, language] = html.unescape(code)
    return found


def run(language: str, code: str, folder: Path) -> str:
    """What the code prints; it must succeed and say nothing else."""
    commands = {
        "curl": ["sh", "-euc", code],
        "python": [sys.executable, "-c", code],
        "javascript": [node(), "--input-type=module", "--eval", code],
    }
    done = subprocess.run(commands[language], cwd=folder, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, ""), f"{code}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_all_code_is_shown(shown: dict[tuple[str, str], str]) -> None:
    assert set(shown) == {(name, language) for name in SNIPPETS for language in LANGUAGES} | {("app", "html")}


SAID = {
    "first": r"release|\"release\":\"1\"",
    "walk": r"126 of 126|\"label\":\"",
    "dates": r"\d+ certainly, \d+ possibly|\"total\":",
    "facets": r"quotation|\"value\":\"quotation\"",
    "fields": r"\['id', 'type', 'label', 'href', 'text', 'date'\]|'href'|\"text\":",
    "formats": r"of 126 events|^id,type,label,href,title,date_edtf",
    "exports": r"whole: True|^[0-9a-f]{64}  places.ndjson\n\d{2,} places.ndjson$",
    "changes": r"fetch /v1/|\"action\":\"created\"",
    "unchanged": r"^304$",
    "citing": r"@incollection\{",
    "errors": r"/problems/bad-request",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SNIPPETS)
def test_code_runs(shown: dict[tuple[str, str], str], name: str, language: str, tmp_path: Path) -> None:
    assert re.search(SAID[name], run(language, shown[name, language], tmp_path), re.M)


@pytest.mark.parametrize("name", [name for name in SNIPPETS if name not in {"changes"}])
def test_python_and_javascript_say_the_same(shown: dict[tuple[str, str], str], name: str, tmp_path: Path) -> None:
    said = [run(language, shown[name, language], tmp_path) for language in ("python", "javascript")]
    plain = [re.sub(r"[\s\[\]'\"]+", " ", one).strip() for one in said]
    assert plain[0] == plain[1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/v1/events?limit=1", ""),
        ('/v1/search?q=it\'s "so"', ""),
        ("/v1/actors/joseph-stalin/citation", "application/x-bibtex"),
    ],
)
def test_code_of_the_builder_runs(served: str, path: str, accept: str, language: str, tmp_path: Path) -> None:
    page = httpx.get(f"{served}/developers/try?path={quote(path)}&accept={quote(accept)}").raise_for_status().text
    codes = {found: html.unescape(code) for name, found, code in CODE.findall(page) if name == "tried"}
    assert set(codes) == set(LANGUAGES)
    expected = httpx.get(served + path, headers={"Accept": accept or "application/json"}).text
    assert run(language, codes[language], tmp_path).strip() == expected.strip()


@contextlib.contextmanager
def elsewhere(folder: Path) -> Iterator[str]:
    """A web server of somebody else's: another origin than the API's."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.browser
def test_the_application_runs_on_another_site(
    shown: dict[tuple[str, str], str], served: str, chromium: Any, tmp_path: Path
) -> None:
    code = shown["app", "html"]
    assert 25 <= len(code.splitlines()) <= 40
    (tmp_path / "app.html").write_text(code)
    known = httpx.get(f"{served}/v1/actors/joseph-stalin/knowledge?at=1950-10-01").json()
    with elsewhere(tmp_path) as base, opened(chromium, "http://127.0.0.1") as tab:
        tab.page.goto(f"{base}/app.html")
        tab.page.click("button")
        tab.page.locator("[role=status]", has_text=f"{len(known['received'])} things, release").wait_for()
        links = tab.page.locator("li a").evaluate_all("found => found.map((one) => one.href)")
        assert links == [served + item["transmission"]["href"] for item in known["received"]]
        tab.page.fill("[name=who]", "nobody")
        tab.page.click("button")
        tab.page.locator("[role=status]", has_text="There is no actor 'nobody'").wait_for()
    assert json.dumps(known["received"]) != "[]"
