"""Accept and Accept-Encoding, kind and hostile, come down to the few things there are."""

import itertools

import pytest

from api.edge.negotiate import coding, media_type

LD = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
CHICAGO, MLA = "text/x-bibliography; style=chicago", "text/x-bibliography; style=mla"
OFFERED = ("application/json", "text/csv", LD, CHICAGO, MLA)

CODINGS = [
    ("", ""),
    ("identity", ""),
    ("gzip", "gzip"),
    ("GZip , BR", "br"),
    ("gzip, br;q=0.5", "gzip"),
    ("br;q=0, gzip", "gzip"),
    ("br;q=0.000, gzip;q=0.001", "gzip"),
    ("gzip;q=0", ""),
    ("*", "br"),
    ("*;q=0", ""),
    ("*;q=0.1, identity;q=0.5", ""),
    ("br;q=0, *", "gzip"),
    ("identity;q=0", ""),
    ("identity;q=0, *", "br"),
    ("identity;q=0, gzip;q=0.2", "gzip"),
    ("identity;q=0, *;q=0", ""),
    ("br;q=1.5, gzip;q=0.1", "gzip"),
    ("br;q=-1, gzip;q=nan", ""),
    ("br;q=1e9", ""),
    ("br;q=", ""),
    ("br;Q=0.2, gzip;q=0.1", "br"),
    ("br; q = 0.2", "br"),
    ("gzip, gzip;q=0", ""),
    ("deflate, zstd", ""),
    (";;;,,=", ""),
    ('"br"', ""),
    ("br\x00", ""),
    ("\xe9\xff", ""),
]
TYPES = [
    ("", OFFERED[0]),
    ("*/*", OFFERED[0]),
    ("application/*", OFFERED[0]),
    ("APPLICATION/JSON ; charset=utf-8", OFFERED[0]),
    ("text/csv", "text/csv"),
    ("text/csv;q=0.5, application/json;q=0.4", "text/csv"),
    ("text/*;q=0.5, application/json;q=0.4", "text/csv"),
    ("application/json;q=0, */*", "text/csv"),
    ("*/*;q=0.1, text/csv", "text/csv"),
    ("text/html, */*;q=0.8", OFFERED[0]),
    (LD, LD),
    ("application/ld+json", LD),
    ('application/ld+json;profile="http://example.org/,other"', None),
    ("text/x-bibliography", CHICAGO),
    ("text/x-bibliography;style=mla", MLA),
    ("text/x-bibliography;style=mla;q=0.1, text/x-bibliography", CHICAGO),
    ("text/x-bibliography;style=apa", None),
    ("application/json;version=2", None),
    ("*/*;q=0", None),
    ("*/*;q=x", None),
    ("text/html", None),
    ("garbage", None),
    (";;;", None),
    (",", None),
    ('"', None),
    ('application/json;a="b, text/csv', None),
]


@pytest.mark.parametrize(("header", "best"), CODINGS)
def test_coding(header: str, best: str) -> None:
    assert coding(header.encode("latin-1")) == best


@pytest.mark.parametrize(("header", "best"), TYPES)
def test_media_type(header: str, best: str | None) -> None:
    assert media_type(header.encode("latin-1"), OFFERED) == best


def test_a_flood_of_headers_is_a_handful_of_variants() -> None:
    """However the headers are written, and however many of them there are."""
    names = ("br", "gzip", "identity", "*", "deflate", "x-made-up")
    written = [
        ", ".join(f"{name};q={weight / 100:.2f}" for name in order)
        for order in itertools.permutations(names, 3)
        for weight in range(0, 100, 7)
    ]
    written += [f"{name * 50}, {name}" for name in names]
    assert {coding(header.encode()) for header in written} <= {"", "br", "gzip"}
    accepts = [f"text/x-{number}, application/json;q=0.{number}, text/csv;q=0.{number:05}" for number in range(3000)]
    assert {media_type(header.encode(), OFFERED) for header in accepts} <= {None, *OFFERED}


def test_a_long_header_is_read_in_a_moment() -> None:
    """No way of writing one takes more than time in proportion: this would not end otherwise."""
    for header in (
        b'"' * 16_000,
        b"a;" * 8_000,
        b'a;b="\\' * 3_000,
        b"q=;" * 5_000,
        b" " * 16_000 + b"x",
        b";q " * 5_000,
    ):
        assert coding(header) == ""
        assert media_type(header, OFFERED) is None
