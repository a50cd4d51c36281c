"""Lists are read by plans that are kept: another request of the same form finds what its own values mean."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import Select, func, select

from api import lists, plans
from api.db import Snapshot
from api.paging import COUNTED, Asked, Page, page_of_records
from tests.api.conftest import Api


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """No plan is known yet, and each page is compared with what the filters mean as one plain statement."""
    monkeypatch.setattr(plans, "KEPT", {})
    monkeypatch.setattr(lists, "page_of_records", compared)


def compared(
    snapshot: Snapshot, asked: Asked, statement: Select[Any], order: Any, conditions: Sequence[Any], assemble: Any
) -> Page[Any]:
    page: Page[Any] = page_of_records(snapshot, asked, statement, order, conditions, assemble)
    plain = statement.where(*conditions)
    assert page.total == min(COUNTED + 1, snapshot.scalar(select(func.count()).select_from(plain.subquery())))
    if asked.cursor is None:
        rows = snapshot.all(plain.order_by(*order).limit(asked.limit))
        assert [one.id for one in page.results] == [row.slug for row in rows]
    return page


ACTORS = ("anna-weir", "otto-brandt", "karl-lund", "alder-council", "frus1949v88-p-wa1", "frus1949v88-p-ze1", "nobody")
FORMS = {
    "/v1/documents?kind={}": ("telegram", "letter", "editorial-note"),
    "/v1/documents?kind={}&limit=2": ("telegram,letter", "letter,records", "report,study"),
    "/v1/documents?from={}": ACTORS,
    "/v1/documents?to={}&kind=telegram": ACTORS,
    "/v1/documents?party={}": (*ACTORS, "anna-weir,otto-brandt", "otto-brandt,frus1949v88-p-wa1"),
    "/v1/documents?source=frus1949v88&party={}&sort=position": ACTORS,
    "/v1/documents?between={}": ("anna-weir,otto-brandt", "frus1949v88-p-wa1,frus1949v88-p-ze1", "nobody,anna-weir"),
    "/v1/documents?date={}": ("1931", "1931-04", "1949", "1931/1949-06", "1900"),
    "/v1/documents?date={}&date_match=within": ("1931", "1949-06-21"),
    "/v1/documents?on={}": ("04-12", "06-21"),
    "/v1/documents?source={}": ("frus1949v88", "alder-papers", "nothing"),
    "/v1/documents?mentions={}": ACTORS,
    "/v1/documents?changed_since={}": ("0", "1", "99"),
    "/v1/documents?changed_since={}T00:00:00Z": ("2000-01-01", "2090-01-01"),
    "/v1/actors/{}/documents": ACTORS[:-1],
    "/v1/events?participant={}": ACTORS,
    "/v1/events?date_quality={}": ("exact", "approximate", "disputed", "exact,disputed"),
    "/v1/events?kind={}": ("development", "journey"),
    "/v1/quotations?speaker={}": ACTORS,
    "/v1/quotations?certainty={}": ("stated", "implied"),
    "/v1/interpretations?kind={}": ("motive", "belief"),
    "/v1/interpretations?about={}": ("ledger-removal", "anna-weir", "nothing"),
    "/v1/transmissions?to={}": ACTORS,
    "/v1/actors?level={}": ("any", "identity"),
}


@pytest.mark.parametrize("form", FORMS)
def test_other_values_of_a_form_find_their_own(archive: Api, form: str) -> None:
    values = [*FORMS[form], *reversed(FORMS[form])]
    found = [archive.json(form.format(value))["total"] for value in values]
    assert any(found), f"no value of {form} finds anything, so nothing is compared"
    assert found == found[::-1]


def test_a_form_is_worked_out_once(archive: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    worked = []
    work_out = plans.work_out
    monkeypatch.setattr(plans, "work_out", lambda *given: worked.append(1) or work_out(*given))  # type: ignore[func-returns-value]
    for month in range(1, 13):
        archive.json(f"/v1/documents?date=1931-{month:02}&kind=telegram")
    assert len(worked) == len(plans.KEPT) == 1
    archive.json("/v1/documents?date=1931-01&kind=telegram,letter")
    archive.json("/v1/documents?date=1931-01")
    assert len(worked) == len(plans.KEPT) == 3


@pytest.mark.parametrize(
    "path",
    ["/v1/documents", "/v1/documents?kind=letter,report,records,telegram", "/v1/timeline", "/v1/actors?level=any"],
)
def test_pages_follow_each_other(archive: Api, path: str) -> None:
    whole = archive.all(path)
    assert len(whole) > 4
    assert archive.all(path, limit=2) == whole
    assert all(one != other for one, other in pairwise(whole))


def test_old_forms_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(plans.MOST + 20):
        plans.kept(number)
    assert len(plans.KEPT) == plans.MOST
    assert 0 not in plans.KEPT
    assert plans.MOST + 19 in plans.KEPT
    assert plans.kept(plans.MOST) is plans.kept(plans.MOST)
