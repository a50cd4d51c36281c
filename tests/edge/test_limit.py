"""Quotas: whose a request is, who has none, and what one is told who is over it."""

import pytest

from api.edge import limit
from api.edge.clients import UNKNOWN, Clients
from tests.edge.serving import Served, request

pytestmark = pytest.mark.anyio

PROXIES = ("10.0.0.0/8", "2001:db8:ffff::/48", "192.0.2.1")

WHO = [
    ("203.0.113.9", [], "203.0.113.9"),
    ("203.0.113.9", ["198.51.100.7"], "203.0.113.9"),
    ("10.0.0.1", [], "10.0.0.1"),
    ("10.0.0.1", ["198.51.100.7"], "198.51.100.7"),
    ("10.0.0.1", ["1.1.1.1, 198.51.100.7"], "198.51.100.7"),
    ("10.0.0.1", ["1.1.1.1, 198.51.100.7, 10.9.9.9"], "198.51.100.7"),
    ("10.0.0.1", ["1.1.1.1", "198.51.100.7, 192.0.2.1"], "198.51.100.7"),
    ("10.0.0.1", ["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
    ("10.0.0.1", ["198.51.100.7:4711"], "198.51.100.7"),
    ("10.0.0.1", ["198.51.100.7, unknown"], "10.0.0.1"),
    ("10.0.0.1", ["198.51.100.7, unknown, 10.0.0.2"], "10.0.0.2"),
    ("10.0.0.1", [""], "10.0.0.1"),
    ("10.0.0.1", [","], "10.0.0.1"),
    ("10.0.0.1", ["198.51.100.7\x00"], "10.0.0.1"),
    ("10.0.0.1", ["2001:db8:1:2:3:4:5:6"], "2001:db8:1:2::/64"),
    ("10.0.0.1", ["[2001:db8:1:2::1]:443"], "2001:db8:1:2::/64"),
    ("2001:db8:ffff::1", ["198.51.100.7"], "198.51.100.7"),
    ("::ffff:10.0.0.1", ["198.51.100.7"], "198.51.100.7"),
    ("::ffff:203.0.113.9", [], "203.0.113.9"),
    ("2001:db8:1:2:ffff::1", [], "2001:db8:1:2::/64"),
    ("2001:db8:1:2::1", [], "2001:db8:1:2::/64"),
    ("fe80::1%eth0", [], "fe80::/64"),
    ("a name", ["198.51.100.7"], UNKNOWN),
    ("", [], UNKNOWN),
]


@pytest.mark.parametrize(("peer", "forwarded", "client"), WHO)
def test_who_a_client_is(peer: str, forwarded: list[str], client: str) -> None:
    headers = [("X-Forwarded-For", hops) for hops in forwarded]
    assert Clients(PROXIES).of(request("/", headers, "GET", peer)) == client


def test_without_trusted_proxies_nobody_is_believed() -> None:
    scope = request("/", [("X-Forwarded-For", "198.51.100.7")], "GET", "127.0.0.1")
    assert Clients().of(scope) == "127.0.0.1"


def test_who_has_no_quota() -> None:
    clients = Clients(PROXIES, ("203.0.113.0/24", "2001:db8:1::/48"))
    for peer, forwarded in (("203.0.113.9", ""), ("10.0.0.1", "203.0.113.9"), ("2001:db8:1:2::1", "")):
        assert clients.of(request("/", [("X-Forwarded-For", forwarded)], "GET", peer)) is None
    spoofed = request("/", [("X-Forwarded-For", "203.0.113.9")], "GET", "198.51.100.7")
    assert clients.of(spoofed) == "198.51.100.7"


async def test_over_the_quota() -> None:
    served = Served(quota=3)
    assert [(await served.get("/data")).status for _ in range(3)] == [200] * 3
    served.clock = 1010.5
    answer = await served.get("/data")
    assert (answer.status, answer.headers["content-type"]) == (429, "application/problem+json")
    assert answer.headers["retry-after"] == "50"
    assert answer.headers["ratelimit-policy"] == '"default";q=3;w=60'
    assert answer.headers["cache-control"] == "no-store"
    assert (await served.ask("/data", method="HEAD")).status == 429
    assert (await served.ask("/data", client="203.0.113.10")).status == 200
    served.clock = 1059.9
    assert (await served.get("/data")).headers["retry-after"] == "1"
    served.clock = 1060.0
    assert (await served.get("/data")).status == 200


async def test_everything_counts_but_what_is_outside() -> None:
    """What is kept, what is not there, and 304 as well."""
    served = Served(quota=4)
    tag = (await served.get("/data")).headers["etag"]
    assert (await served.get("/data", if_none_match=tag)).status == 304
    assert (await served.get("/nothing")).status == 404
    assert (await served.ask("/data", method="POST")).status == 200
    assert (await served.get("/data")).status == 429
    assert (await served.get("/health")).status == 200


async def test_no_answer_that_is_kept_tells_a_clients_figures() -> None:
    answer = await Served(quota=3).get("/data")
    assert not [name for name in answer.headers if "ratelimit" in name or name == "retry-after"]


async def test_addresses_of_one_network_of_ipv6_share_a_quota() -> None:
    served = Served(quota=2)
    statuses = [(await served.ask("/data", client=f"2001:db8::{host}")).status for host in range(1, 4)]
    assert statuses == [200, 200, 429]
    assert (await served.ask("/data", client="2001:db8:0:1::1")).status == 200


async def test_a_flood_of_clients_is_counted_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limit, "MOST", 100)
    served = Served(quota=2)
    counted = served.edge.outer.limit
    for number in range(1000):
        await served.ask("/data", client=f"198.51.{number // 250}.{number % 250}")
        assert len(counted.counted) <= 100


async def test_calls_from_within_the_process_are_not_counted() -> None:
    served = Served(quota=0)
    messages = []

    async def send(message: object) -> None:
        messages.append(message)

    async def receive() -> dict[str, object]:
        raise AssertionError("nothing is read")

    await served.edge.inner(request("/data", (), "GET", None), receive, send)
    assert len(messages) == 2
    assert served.store.size > 0, "they are above the cache"


async def test_sizes() -> None:
    served = Served()
    assert (await served.get("/data?" + "a" * 8000)).status == 200
    assert (await served.get("/data?" + "a" * 8200)).status == 414
    assert (await served.get("/" + "a" * 8200)).status == 414
    assert (await served.get("/data", cookie="a" * 16_000)).status == 200
    assert (await served.get("/data", cookie="a" * 16_400)).status == 431
    many = [(f"x-{number}", "") for number in range(101)]
    assert (await served.ask("/data", *many[:100])).status == 200
    assert (await served.ask("/data", *many)).status == 431
