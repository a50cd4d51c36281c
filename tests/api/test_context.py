"""`quotations/{id}/context?paragraphs=`: the text around the words, where it may be shown, and only there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import NullPool, create_engine, text

from tests.api.conftest import Api, serving
from tests.conftest import loaded
from tests.databases import Databases
from tests.frus.imports import bring
from tests.frus.volumes import tei

DOOR, WINTER = "We must keep the door shut.", "paper does not drown."
NOTES = (
    "<note xml:id='d1fn1' n='1'>Another.</note><note xml:id='d1fn2' n='2'>Once: Paper does not drown; %s Or: %s</note>"
)
BODY = "".join(
    [
        "<div type='document' n='1' xml:id='d1'><head>1. Minutes</head><p>One.</p><p>Two.</p><p>Three.</p>",
        f"<p>Vane said: {DOOR} {DOOR}</p><p>Five.</p><p>Six.{NOTES % (WINTER, WINTER)}</p><p>Seven.</p></div>",
        f"<div type='document' n='2' xml:id='d2'><p>{DOOR}</p></div>",
    ]
)
QUOTATION, NOTED = "/v1/quotations/clerk-keep-door-shut", "/v1/quotations/brandt-paper-does-not-drown"


@pytest.fixture(scope="module")
def volume(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("volumes") / "frus1931v01.xml"
    path.write_text(tei(BODY, identity="frus1931v01"), "utf-8")
    return path


@pytest.fixture(scope="module")
def spoken(databases: Databases, dialect: str, corpus: Path, volume: Path) -> Iterator[Api]:
    url = loaded(databases, dialect, corpus)
    bring(url, volume)
    with serving(url) as api:
        yield api


def texts(passage: Any) -> list[str]:
    return [block["text"] for block in passage["blocks"]]


def quoted(passage: Any) -> list[list[str]]:
    return [[b["text"][s["start"] : s["end"]] for s in b["quoted"]] for b in passage["blocks"]]


def test_the_paragraphs_around_the_words(spoken: Api) -> None:
    for asked, around in (("", 1), ("?paragraphs=2", 2), ("?paragraphs=5", 4)):
        first, second = spoken.json(f"{QUOTATION}/context{asked}")["passages"]
        numbers = [block["paragraph"] for block in first["blocks"]]
        assert numbers == [n for n in range(5 - around, 5 + around + 1) if 1 <= n <= 8]
        assert quoted(first)[numbers.index(5)] == [DOOR, DOOR]
        assert sum(map(len, quoted(first))) == 2
        assert (texts(second), quoted(second)) == ([DOOR], [[DOOR]])
        assert [one["document"]["id"] for one in (first, second)] == ["frus1931v01-d1", "frus1931v01-d2"]


def test_passages_are_the_text_of_their_documents_and_all_that_also_in_tells(spoken: Api) -> None:
    for address in (QUOTATION, NOTED):
        told = []
        for passage in spoken.json(f"{address}/context?paragraphs=5")["passages"]:
            document = spoken.json(passage["document"]["href"])
            assert passage["licence"] == document["licence"]
            for name in ("paragraph", "footnote"):
                own = {one["number"]: one for one in spoken.all(f"{document['href']}/{name}s")}
                for block in (b for b in passage["blocks"] if b[name]):
                    assert {k: block[k] for k in ("text", "kind", "page")} == {
                        k: own[block[name]][k] for k in ("text", "kind", "page")
                    }
                    told += [(document["id"], block["paragraph"], block["footnote"], s) for s in block["quoted"]]
        expected = [
            (one["document"]["id"], one["paragraph"], one["footnote"], {"start": one["start"], "end": one["end"]})
            for one in spoken.json(address)["also_in"]
        ]
        assert told == expected
        assert told


def test_a_footnote_is_shown_where_it_hangs(spoken: Api) -> None:
    (passage,) = spoken.json(f"{NOTED}/context")["passages"]
    assert [(b["paragraph"], b["footnote"]) for b in passage["blocks"]] == [(6, None), (7, None), (None, 2), (8, None)]
    assert quoted(passage) == [[], [], [WINTER] * 2, []]


def test_no_text_where_there_is_none(api: Api) -> None:
    """The parameter is taken all the same; what is cited near the words is told."""
    whole = api.json(f"{QUOTATION}/context")
    assert whole["neighbours"]
    assert whole == api.json(f"{QUOTATION}/context?paragraphs=5")
    assert whole["passages"] == []


def test_no_text_of_a_volume_that_may_not_be_shown(own_loaded_url: str, volume: Path) -> None:
    bring(own_loaded_url, volume)
    engine = create_engine(own_loaded_url, poolclass=NullPool)
    with engine.begin() as connection:
        changed = connection.execute(text("UPDATE source SET text_shown = false WHERE slug = 'frus1931v01'"))
        assert changed.rowcount == 1
    engine.dispose()
    with serving(own_loaded_url) as hidden:
        assert hidden.json(QUOTATION)["also_in"]
        assert hidden.json(f"{QUOTATION}/context")["passages"] == []


@pytest.mark.parametrize("sent", ["0", "6", "1.0", "-1", "one", ""])
def test_paragraphs_are_one_to_five(api: Api, sent: str) -> None:
    answer = api.get(f"{QUOTATION}/context?paragraphs={sent}")
    assert answer.status_code == 400
    assert [error["parameter"] for error in answer.json()["errors"]] == ["paragraphs"]
