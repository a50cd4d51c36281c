"""Every type of page over answers that are strained: the longest words, none, one of each, many of each."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from jsonschema_rs import Draft202012Validator

from tests.explorer.conftest import exploring, in_process
from tests.explorer.gaps import Gaps
from tests.explorer.html import Page
from tests.explorer.page_types import CORPUS, OF_RECORDS
from tests.explorer.recording import Recording
from tests.explorer.strained import MODES, OWN, WORD, Mode, Strain, Strained
from tests.explorer.test_markup import check, validator
from tests.explorer.test_pages import check_markup

__all__ = ["validator"]

REFUSED = {"/nothing": 404, "/events/us-interventoin-decision": 404, "/events?kind=nonsense": 400}
PATHS = {"chapter": OF_RECORDS, "corpus": CORPUS}
STRAINED = [*(("chapter", mode) for mode in MODES), *(("corpus", mode) for mode in ("longest", "none", "many"))]


class Shown(NamedTuple):
    path: str
    status: int
    text: str


class Strains(NamedTuple):
    """The pages of one mode, and the answers that they were made of, by their calls."""

    mode: Mode
    pages: list[Shown]
    answers: dict[str, Any]
    document: Any


@pytest.fixture(scope="module")
def chapter(chapter_url: str) -> Iterator[Recording]:
    """What its API answers is asked for once, whatever the strain."""
    with in_process(chapter_url) as (site, _):
        yield Recording(site)


@pytest.fixture(scope="module")
def corpus_alone(corpus_url: str) -> Iterator[Recording]:
    with in_process(corpus_url) as (site, _):
        yield Recording(site)


@pytest.fixture(scope="module", params=STRAINED, ids="-".join)
def strains(request: pytest.FixtureRequest, chapter: Recording, corpus_alone: Recording) -> Strains:
    data, mode = request.param
    plain = chapter if data == "chapter" else corpus_alone
    document = json.loads(plain.site.text("/v1/openapi.json"))
    api = Strained(plain, Strain(document, mode))
    with exploring(api) as pages:
        answers = {path: pages.get(path) for path in PATHS[data]}
    shown = [Shown(path, answer.status_code, answer.text) for path, answer in answers.items()]
    return Strains(mode, shown, api.strained, document)


def test_strained_answers_are_what_the_document_says(strains: Strains) -> None:
    """So a fault that is found in a page is one that answers of this shape can bring about."""
    operations = Strain(strains.document, "plain")
    for call, body in strains.answers.items():
        path = urlsplit(call).path
        if path not in OWN:
            schema = operations.operation(path)["responses"]["200"]["content"]["application/json"]["schema"]
            whole = Draft202012Validator({**schema, "components": strains.document["components"]})
            assert [error.message for error in whole.iter_errors(body)] == [], call


def test_pages_answer_as_ever(strains: Strains) -> None:
    assert [page.path for page in strains.pages if page.status != REFUSED.get(page.path, 200)] == []


def test_pages_have_no_gaps(strains: Strains) -> None:
    found = [f"{page.path}: {fault}" for page in strains.pages for fault in Gaps(page.text).faults]
    assert "\n".join(found) == ""


def test_pages_are_whole(strains: Strains) -> None:
    for page in strains.pages:
        check_markup(read := Page(page.text))
        assert read.one("h1").text.strip(), page.path


def test_pages_are_valid(strains: Strains, validator: list[str], tmp_path: Path) -> None:
    check([page.text for page in strains.pages], validator, tmp_path)


def test_the_strain_is_felt(strains: Strains) -> None:
    """Each mode changes what most pages of records show, in its direction."""
    texts = {page.path: page.text for page in strains.pages}
    text = texts[next(path for path in texts if path.startswith("/events/"))]
    assert (WORD in text) == (strains.mode == "longest")
    assert ("-again-2" in text) == (strains.mode == "many")


GAPPED = {
    "<h2>One</h2><h2>Two</h2><p>x</p>": "nothing follows 'One'",
    "<section><h2>One</h2></section>": "nothing follows 'One'",
    "<p>Held by:</p>": "nothing follows 'Held by:'",
    "<ul></ul>": "<ul> is empty in main",
    "<table><tbody></tbody></table>": "<tbody> is empty in main/table",
    "<p>From Moscow, , to Beijing</p>": "a gap in p: 'From Moscow, , to Beijing'",
    "<p>Sent ()</p>": "a gap in p: 'Sent ()'",
    "<p>1950 ·</p>": "a gap in p: '1950 ·'",
    "<p>Dated None</p>": "a value of the code in p: 'Dated None'",
    "<a href='/x' title='null'>x</a>": "a value of the code in a title: 'null'",
    "<a href='#x'>x</a>": "leads to #x, which is not there",
    "<a href='/x'></a>": "<a> is empty in main",
    "<dl><dt>Kind</dt><dd></dd></dl>": "<dd> is empty in main/dl",
}
WHOLE = """<h2>One</h2><h3>Its name alone</h3><p>None of it, and no more (as printed), says <code>null</code>.</p>
<p id="a">Held by:</p><ul><li><a href="#a">Nobody</a></li></ul><p role="status"></p><td></td>
<div class="block"><p>those of the night,</p></div>"""


@pytest.mark.parametrize("inner", GAPPED)
def test_a_gap_is_found(inner: str) -> None:
    assert GAPPED[inner] in Gaps(f"<html><body><main>{inner}</main></body></html>").faults


def test_no_gap_is_found_where_there_is_none() -> None:
    assert Gaps(f"<html><body><main>{WHOLE}</main></body></html>").faults == []
