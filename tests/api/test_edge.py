"""The edge around the API, on both databases: what is read for an answer, and what of a new release, is counted."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from api.app import kinds
from api.edge.key import sent
from api.offers import JSON
from api.settings import Settings, SettingsError
from seed.loading.load import load
from seed.reading.files import read
from tests.api.conftest import Api, serving
from tests.api.test_cursors import retitled
from tests.edge.serving import request
from tests.statements import statements

PATHS = ["/v1", "/v1/events", "/v1/events/room-closure", "/v1/quotations?limit=5", "/v1/meta", "/v1/vocabularies"]


KEPT = "1000000"  # bytes


@pytest.fixture(scope="module")
def api(loaded_url: str) -> Iterator[Api]:
    """One that keeps its answers."""
    with serving(loaded_url, CACHE_BYTES=KEPT) as found:
        yield found


@contextmanager
def nothing_read(api: Api) -> Iterator[None]:
    """By the application: the look for a new release has a connection of its own."""
    with api.statements() as seen:
        yield
    assert seen == []


@pytest.mark.parametrize("path", PATHS)
def test_the_second_time_nothing_is_read(api: Api, path: str) -> None:
    first = api.get(path)
    assert first.headers["last-modified"]
    with nothing_read(api):
        again = api.get(path)
        held = api.get(path, if_none_match=first.headers["etag"])
        dated = api.get(path, if_modified_since=first.headers["last-modified"])
        head = api.request("HEAD", path)
    assert (again.status_code, again.content) == (200, first.content)
    assert (held.status_code, dated.status_code) == (304, 304)
    assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize("path", PATHS)
def test_a_tag_of_another_process_needs_no_reading(api: Api, loaded_url: str, path: str) -> None:
    """Nothing of it is kept here; the tag says what, of which release, by which code."""
    tag = api.get(path, accept_encoding="br").headers["etag"]
    with serving(loaded_url, CACHE_BYTES=KEPT) as other, nothing_read(other):
        answer = other.get(path, accept_encoding="br", if_none_match=tag)
    assert (answer.status_code, answer.content) == (304, b"")


def test_the_order_of_parameters_makes_no_difference_to_a_byte(api: Api) -> None:
    one, other = (
        api.get(f"/v1/quotations?{query}") for query in ("limit=1&fidelity=original", "fidelity=original&limit=1")
    )
    assert (one.content, one.headers["etag"]) == (other.content, other.headers["etag"])


def test_last_modified_is_when_the_release_was_loaded(own_loaded_url: str, corpus: Path, tmp_path: Path) -> None:
    """Later than the code, which is put in place before."""
    with serving(own_loaded_url, CACHE_BYTES=KEPT) as api:
        released = api.json("/v1/meta")["released_at"]
        seen = api.get("/v1/events").headers["last-modified"]
    assert released[11:19] in seen


def test_a_new_release_is_served_and_nothing_older(own_loaded_url: str, corpus: Path, tmp_path: Path) -> None:
    dataset, _ = read(retitled(corpus, tmp_path))
    with serving(own_loaded_url, CACHE_BYTES=KEPT) as api:
        before = {path: api.get(path) for path in PATHS}
        load(dataset, own_loaded_url)
        for path, old in before.items():
            answer = api.get(path, if_none_match=old.headers["etag"])
            assert (answer.status_code, answer.headers["parallel38-release"]) == (200, "2")
            assert answer.headers["etag"] != old.headers["etag"]


def test_a_load_between_the_look_and_the_reading(own_loaded_url: str, corpus: Path, tmp_path: Path) -> None:
    """What is answered says which release it is of, and is not taken for the other."""
    dataset, _ = read(retitled(corpus, tmp_path))
    loaded = False

    def loading(statement: str) -> None:
        nonlocal loaded
        if not loaded and "FROM event" in statement:
            loaded = True
            load(dataset, own_loaded_url)

    with serving(own_loaded_url, CACHE_BYTES=KEPT) as api:
        api.get("/v1")
        with statements(before=loading):
            during = api.get("/v1/events")
        assert loaded
        after = api.get("/v1/events")
    assert during.headers["parallel38-release"] == during.json()["release"] == "1"
    assert after.headers["parallel38-release"] == after.json()["release"] == "2"
    assert during.headers["etag"] != after.headers["etag"]


def test_without_its_database_what_is_kept_is_served(own_loaded_url: str, dialect: str) -> None:
    with serving(own_loaded_url, CACHE_BYTES=KEPT) as api:
        kept = api.get("/v1/events")
        break_down(own_loaded_url, dialect)
        assert api.get("/v1/events").content == kept.content
        assert api.get("/v1/actors", if_none_match='"x"').status_code == 503
        answer = api.get("/v1/actors")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert answer.json()["type"] == "/problems/unavailable"
    assert answer.headers["parallel38-release"] == "1"
    assert answer.headers["access-control-allow-origin"] == "*"


def break_down(url: str, dialect: str) -> None:
    """The table of releases is away: the look fails, whatever else would still answer."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE release RENAME TO released")
    engine.dispose()


def test_an_answer_depends_on_nothing_but_the_key(api: Api, loaded_url: str) -> None:
    plain = api.get("/v1/events?limit=3")
    others = {"host": "evil.example", "x_forwarded_host": "evil.example", "cookie": "a=1", "hx_request_type": "partial"}
    with serving(loaded_url, CACHE_BYTES=KEPT) as other:
        assert other.get("/v1/events?limit=3", **others).content == plain.content


def test_every_address_has_its_kind() -> None:
    kind = kinds(lambda path: (JSON,))
    assert not kind("/healthz").kept
    assert not kind("/readyz").kept
    assert kind("/v1/search").free
    assert kind("/v1/suggest").free
    assert not kind("/v1/events").free
    assert not kind("/v1/openapi.json").released
    assert not kind("/v1/exports/42/events.csv").kept
    assert sent(request("/v1", [("Accept", "a"), ("Cookie", "b")], "GET", None)) == {b"accept": b"a"}


BAD = [
    ("CACHE_BYTES", "64MiB", "set it to a number of bytes"),
    ("CACHE_BYTES", "-1", "set it to a number of bytes"),
    ("TRUSTED_PROXIES", "10.0.0.0/33", "TRUSTED_PROXIES has '10.0.0.0/33'"),
    ("TRUSTED_PROXIES", "10.0.0.1/8", "host bits set"),
    ("TRUSTED_PROXIES", "proxy", "set it to networks such as"),
    ("UNLIMITED_CLIENTS", "10.0.0.0/8,,::1", "UNLIMITED_CLIENTS has ''"),
    ("UNLIMITED_CLIENTS", "*", "UNLIMITED_CLIENTS has '*'"),
]


@pytest.mark.parametrize(("name", "value", "said"), BAD)
def test_a_setting_that_cannot_be_used_is_told(name: str, value: str, said: str) -> None:
    from explorer.settings import Settings as ExplorerSettings
    from explorer.settings import SettingsError as ExplorerSettingsError

    with pytest.raises(SettingsError, match=name) as told:
        Settings.from_env({name: value})
    assert said in str(told.value)
    with pytest.raises(ExplorerSettingsError) as also:
        ExplorerSettings.from_env({name: value})
    assert str(also.value) == str(told.value)


def test_settings_that_can_be_used() -> None:
    settings = Settings.from_env({"TRUSTED_PROXIES": "10.0.0.0/8, ::1", "UNLIMITED_CLIENTS": "", "CACHE_BYTES": "0"})
    assert (settings.trusted_proxies, settings.unlimited_clients) == (("10.0.0.0/8", "::1"), ())
    assert settings.cache_bytes == 0
    assert "TRUSTED_PROXIES=10.0.0.0/8,::1\n" in settings.shown()
    assert Settings.from_env({}).cache_bytes == 67108864
