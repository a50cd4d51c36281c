"""ETag, 304 and content coding."""

import gzip

import brotli
import pytest

from api.edge.negotiate import coding as chosen
from tests.api.conftest import Api

PATHS = ["/v1", "/v1/events", "/v1/events/room-closure", "/v1/meta", "/v1/openapi.json"]


@pytest.mark.parametrize("path", PATHS)
def test_unchanged_is_a_304(api: Api, path: str) -> None:
    tag = api.get(path).headers["etag"]
    assert tag.startswith('"')
    for asked in (tag, f'W/{tag}, "x"', "*"):
        again = api.get(path, if_none_match=asked)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
        assert again.headers["cache-control"] == "public, max-age=60, stale-while-revalidate=600"
        assert again.headers["vary"] == "Accept, Accept-Encoding"
        assert again.headers["access-control-allow-origin"] == "*"
    assert api.get(path, if_none_match='"other"').status_code == 200


def test_the_tag_tells_addresses_and_codings_apart(api: Api) -> None:
    plain = api.get("/v1/events", accept_encoding="identity").headers["etag"]
    assert api.get("/v1/events", accept_encoding="gzip").headers["etag"] != plain
    assert api.get("/v1/events?limit=20", accept_encoding="identity").headers["etag"] != plain
    assert api.get("/v1/actors", accept_encoding="identity").headers["etag"] != plain


def test_the_order_of_parameters_does_not_matter(api: Api) -> None:
    one, other = (api.get(f"/v1/events?{q}").headers["etag"] for q in ("limit=5&date=1931", "date=1931&limit=5"))
    assert one == other


def test_errors_and_health_have_no_tag(api: Api) -> None:
    assert "etag" not in api.get("/v1/events/no-such-event").headers
    assert api.get("/healthz").headers["cache-control"] == "no-store"


def test_bodies_are_the_same_in_every_coding(api: Api) -> None:
    plain = api.get("/v1/events", accept_encoding="identity")
    assert "content-encoding" not in plain.headers
    for coding in ("br", "gzip"):
        coded = api.get("/v1/events", accept_encoding=coding)
        assert coded.headers["content-encoding"] == coding
        assert int(coded.headers["content-length"]) < len(plain.content)
        assert coded.content == plain.content
    assert brotli.decompress(brotli.compress(b"x")) == gzip.decompress(gzip.compress(b"x"))


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("", None),
        ("identity", None),
        ("gzip", "gzip"),
        ("br, gzip", "br"),
        ("gzip, br;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0", None),
        ("*", "br"),
        ("*;q=0.1, identity;q=0.5", None),
        ("br;q=0, *", "gzip"),
        ("identity;q=0, gzip;q=0.2", "gzip"),
        ("gzip;q=nonsense", None),
        ("GZIP", "gzip"),
        (";;;,,=", None),
    ],
)
def test_choice_of_coding(header: str, coding: str | None) -> None:
    assert chosen(header.encode()) == (coding or "")
