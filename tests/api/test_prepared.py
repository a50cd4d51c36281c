"""Prepared statements find what SQLAlchemy's own way finds, on both databases."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, Select, bindparam, func, insert, literal, select
from sqlalchemy.exc import OperationalError, ProgrammingError

from api.db import Database, Snapshot
from api.engines import make_engine
from api.models.actor import Source
from api.models.document import Document
from api.models.quotation import Quotation
from api.models.record import Record, Release, table
from api.models.vocabulary import DocumentKind, RecordType
from api.prepared import FORMS, SIZES, Form, Prepared, marked, prepared, size_for
from api.records import rows_of
from api.refs import CITATIONS, IDS, LABELS
from tests.api.conftest import Api

record, release, source = table(Record), table(Release), table(Source)
document, quotation = table(Document), table(Quotation)
KEYS = select(record.c.id).order_by(record.c.id)


@pytest.fixture
def snapshot(loaded_url: str) -> Iterator[Snapshot]:
    database = Database(loaded_url)
    with database.engine.connect() as connection:
        yield Snapshot(connection)
    database.engine.dispose()


def both_ways(snapshot: Snapshot, statement: Select[Any], **parameters: Any) -> tuple[list[Any], list[Any]]:
    """The rows, with the types of their values, as they are prepared and as SQLAlchemy reads them."""

    def told(rows: Any) -> list[Any]:
        return [[(type(value), value) for value in row] for row in rows]

    return told(snapshot.all(Prepared(statement), **parameters)), told(snapshot.all(statement, **parameters))


@pytest.mark.parametrize(
    "statement",
    [
        select(release),  # a time with a zone, JSON
        select(source),  # JSON, booleans, vocabularies
        select(quotation),  # a day, JSON, vocabularies
        rows_of(document),
        select(func.count(record.c.id), func.max(record.c.slug)),
        select(record.c.slug.label("of"), record.c.slug, literal(7).label("class")),
        select(KEYS.where(record.c.id < 5).subquery()).union(select(KEYS.where(record.c.id > 3).subquery())),
    ],
)
def test_values_are_what_the_models_say(snapshot: Snapshot, statement: Select[Any]) -> None:
    found, expected = both_ways(snapshot, statement.order_by(None).order_by(*list(statement.selected_columns)[:1]))
    assert found == expected
    assert found


def test_columns_are_attributes(snapshot: Snapshot) -> None:
    row = snapshot.first(Prepared(rows_of(document).where(document.c.kind.is_not(None)).order_by(record.c.slug)))
    assert isinstance(row.kind, DocumentKind)
    assert isinstance(row.created_at, datetime)
    assert row.slug == row[2]
    twice = snapshot.first(Prepared(select(record.c.id, document.c.id).where(record.c.id == document.c.id)))
    assert list(twice) == [twice.id, twice.id_1]


def test_a_day_is_a_date(snapshot: Snapshot) -> None:
    assert type(snapshot.scalar(Prepared(select(quotation.c.verification_date)))) is date


@pytest.mark.parametrize("count", [0, 1, 2, 3, 19, 20, 21, 400])
def test_a_list_of_any_length_finds_what_is_in_it(snapshot: Snapshot, count: int) -> None:
    keys = [row[0] for row in snapshot.all(KEYS)]
    ids = (keys * 400)[:count]
    found = snapshot.all(Prepared(select(record.c.id).where(record.c.id.in_(IDS)).order_by(record.c.id)), ids=ids)
    assert [row.id for row in found] == sorted(set(ids))
    left = snapshot.all(Prepared(select(record.c.id).where(record.c.id.not_in(IDS))), ids=ids)
    assert {row.id for row in left} == set(keys) - set(ids)


def test_more_than_the_largest_size(snapshot: Snapshot) -> None:
    ids = [*range(10**9, 10**9 + SIZES[-1] + 1), snapshot.scalar(KEYS)]
    if snapshot.dialect.name == "sqlite":
        ids = ids[-32_500:]  # it takes no more than 32,766
    assert len(ids) > SIZES[-1]
    assert len(snapshot.all(LABELS, ids=ids)) == 1


def test_two_lists_and_a_value_in_their_places(snapshot: Snapshot) -> None:
    statement = (
        select(record.c.slug)
        .where(record.c.slug.not_in(bindparam("without", expanding=True)), record.c.type == bindparam("kind"))
        .where(record.c.id.in_(IDS), record.c.type.in_([RecordType.EVENT, RecordType.ACTOR]))
        .limit(bindparam("limit"))
    )
    ids = [row[0] for row in snapshot.all(KEYS)]
    first, second = snapshot.all(Prepared(statement), ids=ids, without=["x"], kind=RecordType.EVENT, limit=2)
    (other,) = snapshot.all(Prepared(statement), ids=ids, without=[first.slug], kind=RecordType.EVENT, limit=1)
    assert other.slug == second.slug
    assert snapshot.all(Prepared(statement), ids=[], without=[], kind=RecordType.EVENT, limit=2) == []


ODD = ["a'b", 'a"b', "100%", "%s", "%(name)s", "a\\b", ":name", "?", "ü\u2028é", "𝄞", ""]


@pytest.mark.parametrize("value", ODD)
def test_values_with_odd_characters_come_back(snapshot: Snapshot, value: str) -> None:
    given = bindparam("value", type_=record.c.label.type)
    assert snapshot.scalar(Prepared(select(given)), value=value) == value
    assert snapshot.scalar(Prepared(select(literal(value)))) == value
    known = Prepared(select(func.count()).where(given.in_(bindparam("values", expanding=True))))
    assert snapshot.scalar(known, value=value, values=ODD) == 1


def test_a_percent_sign_in_the_text(snapshot: Snapshot) -> None:
    statement = Prepared(select(func.count()).where(literal("100% of it").like("1%\\%%", escape="\\")))
    assert snapshot.scalar(statement) == 1


def test_fixed_values_go_in_as_columns_take_them(snapshot: Snapshot) -> None:
    found, expected = both_ways(
        snapshot,
        select(release.c.id).where(
            release.c.created_at > datetime(2000, 1, 1, tzinfo=UTC), release.c.created_at < datetime.now(UTC)
        ),
    )
    assert found == expected
    assert found


def test_what_is_not_given_is_missed(snapshot: Snapshot) -> None:
    with pytest.raises(KeyError, match="ids"):
        snapshot.all(LABELS)
    with pytest.raises(KeyError, match="slug"):
        snapshot.all(Prepared(select(record.c.id).where(record.c.slug == bindparam("slug"))))


def test_errors_are_those_of_sqlalchemy(snapshot: Snapshot) -> None:
    nowhere = select(func.nothing_of_the_kind(record.c.id))
    with pytest.raises((OperationalError, ProgrammingError), match="nothing_of_the_kind"):
        snapshot.all(Prepared(nowhere))


def test_few_texts_serve_all_sizes(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: set[str] = set()
    bound = Form.bound

    def note(form: Form, parameters: Any) -> Any:
        sent.add(form.sql)
        return bound(form, parameters)

    monkeypatch.setattr(Form, "bound", note)
    statement = prepared(CITATIONS)
    for count in range(300):
        snapshot.all(statement, ids=[1] * count)
    assert len(sent) == len({size_for(count) for count in range(300)}) < 12


def test_what_is_kept_is_bounded(snapshot: Snapshot) -> None:
    two = select(record.c.id).where(record.c.id.in_(IDS), record.c.id.in_(bindparam("more", expanding=True)))
    statement = Prepared(two)
    for one in SIZES[:9]:
        for other in SIZES[:9]:
            snapshot.all(statement, ids=[1] * one, more=[1] * other)
    assert statement.form.cache_info().currsize == FORMS
    assert prepared.cache_info().maxsize is not None


def test_statements_are_told_to_those_who_listen(api: Api) -> None:
    with api.statements() as seen:
        api.json("/v1/events?limit=1")
    assert any("FROM release" in one for one in seen)
    assert any("FROM record" in one for one in seen)


def test_marks_are_for_numbers_and_texts(snapshot: Snapshot) -> None:
    one = Prepared(
        select(record.c.id).where(record.c.type == marked("event", "kind"), record.c.id > marked(0, "after"))
    )
    events = {row.id for row in snapshot.all(select(record.c.id).where(record.c.type == RecordType.EVENT))}
    assert {row.id for row in snapshot.all(one, kind="event", after=0)} == events
    assert snapshot.all(one, kind="event", after=max(events)) == []
    assert snapshot.all(one, kind="actor", after=0)
    with pytest.raises(TypeError, match="cannot be given by name"):
        marked(None, "none")


def test_a_connection_is_given_back_without_a_transaction(loaded_url: str) -> None:
    database = Database(loaded_url)
    assert database.snapshot(lambda found: found.release) == 1
    with pytest.raises(RuntimeError, match="on purpose"):
        database.snapshot(fail)
    assert database.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    writer = make_engine(loaded_url, read_only=False)
    with writer.connect() as connection:  # which would wait for a reader that is still at it, on SQLite
        release_again(connection)
        connection.rollback()
    writer.dispose()
    database.engine.dispose()


def fail(snapshot: Snapshot) -> None:
    snapshot.all(LABELS, ids=[1])
    raise RuntimeError("on purpose")


def release_again(connection: Connection) -> None:
    row = connection.execute(select(release)).mappings().one()
    connection.execute(insert(release).values({**row, "id": 2}))
