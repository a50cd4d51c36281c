"""Views that do not grow with the archive: what they leave out they say, and what they show is the nearest."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select

from api.letters import bearers, letters, pairs
from api.models.letters import LetterBearer, LetterPair
from api.models.record import table
from tests.api.conftest import Api, serving
from tests.bench.generate import generate
from tests.databases import Databases

GROUPS = ("received", "possibly_received", "inferred", "in_transit", "withheld", "undated")


def shown(known: dict[str, Any]) -> list[str]:
    return sorted(item["transmission"]["id"] for group in GROUPS for item in known[group])


def learners(api: Api) -> list[str]:
    return sorted({one["id"] for found in api.all("/v1/transmissions") for one in found["to"]})


def test_knowledge_is_complete_where_all_is_shown(api: Api) -> None:
    for slug in learners(api):
        known = api.json(f"/v1/actors/{slug}/knowledge")
        assert known["complete"] is True
        assert shown(known) == sorted(one["id"] for one in api.all(f"/v1/transmissions?to={slug}"))
        assert known["later"] == 0


@pytest.fixture(scope="module")
def many(databases: Databases, dialect: str) -> Iterator[Api]:
    """Sixty curated records of each kind, many of them one actor's."""
    url = databases.migrated(dialect)
    generate(url, 1, curated=60, searched=False)
    with serving(url) as found:
        yield found


@pytest.mark.parametrize("most", [1, 3])
def test_of_more_than_is_shown_the_nearest_to_the_day_are(
    many: Api, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "/v1/actors/actor-000000/knowledge?at=1950-10-01"
    whole = many.json(address)
    before = [one for group in GROUPS[:3] for one in whole[group]]
    assert (whole["complete"], len(before) > 3, whole["later"] > 3) == (True, True, True)
    monkeypatch.setattr("api.v1.knowledge.MOST", most)
    cut = many.json(address)
    left, every = (one["later"] + len(one["in_transit"]) for one in (cut, whole))
    assert (cut["complete"], left) == (False, every)
    days = [(one["date"]["earliest"], one["date"]["latest"], one["transmission"]["id"]) for one in before]
    told = [one["transmission"]["id"] for group in GROUPS[:3] for one in cut[group]]
    assert sorted(told) == sorted(name for _, _, name in sorted(days)[-most:])
    assert len(cut["undated"]) == min(most, len(whole["undated"]))


def test_what_is_known_about_a_subject(api: Api) -> None:
    for found in api.all("/v1/transmissions"):
        for subject in found["about"]:
            for who in found["to"]:
                known = api.json(f"/v1/actors/{who['id']}/knowledge?about={subject['id']}")
                assert found["id"] in shown(known)
                wanted = api.all(f"/v1/transmissions?to={who['id']}&about={subject['id']}")
                assert shown(known) == sorted(one["id"] for one in wanted)


@pytest.mark.parametrize("near", [1, 200])
def test_curated_neighbours_are_those_of_their_list(archive: Api, near: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.v1.document_views.NEAR", near)
    walked = [one for one in archive.all("/v1/documents") if one["volume"] is None]
    around = {one["id"]: archive.json(f"{one['href']}/neighbours") for one in walked}
    assert around[walked[0]["id"]]["previous"] is None
    assert around[walked[-1]["id"]]["next"] is None
    for one, other in pairwise(walked):
        assert around[one["id"]]["next"]["id"] == other["id"]
        assert around[other["id"]]["previous"]["id"] == one["id"]


def test_loads_and_imports_keep_letters_counted(volumes: Api) -> None:
    with volumes.database.engine.connect() as connection:
        for target, statement in ((table(LetterPair), pairs(letters())), (table(LetterBearer), bearers(letters()))):
            found = set(map(tuple, connection.execute(statement).all()))
            assert {tuple(row) for row in connection.execute(select(target))} == found
            assert found
