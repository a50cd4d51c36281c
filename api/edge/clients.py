"""Who a client is: the address that a server or a trusted proxy vouches for."""

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from api.edge.answer import Scope

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

UNKNOWN = "unknown"  # all whose address nobody tells are one client
REMEMBERED = 4096


class Clients:
    """`trusted`: the proxies whose X-Forwarded-For counts; `unlimited`: who has no quota. Both are networks."""

    def __init__(self, trusted: Sequence[str] = (), unlimited: Sequence[str] = ()) -> None:
        self.trusted = [ip_network(found, strict=False) for found in trusted]
        self.unlimited = [ip_network(found, strict=False) for found in unlimited]
        self.known = lru_cache(REMEMBERED)(self.resolve)

    def of(self, scope: Scope) -> str | None:
        """The client by name, a network of /64 in IPv6; None for one without a quota."""
        peer = scope.get("client")
        forwarded: tuple[bytes, ...] = ()
        if self.trusted:
            forwarded = tuple(found for name, found in scope["headers"] if name == b"x-forwarded-for")
        return self.known(peer[0] if peer else "", forwarded)

    def resolve(self, peer: str, forwarded: tuple[bytes, ...]) -> str | None:
        client = address(peer)
        if client is None:
            return UNKNOWN
        hops = b",".join(forwarded).decode("latin-1").split(",") if forwarded else []
        while hops and within(client, self.trusted) and (before := address(hops.pop())) is not None:
            client = before
        if within(client, self.unlimited):
            return None
        return str(client) if client.version == 4 else str(ip_network((int(client), 64), strict=False))


def within(found: Address, networks: Sequence[Network]) -> bool:
    return any(found in network for network in networks)


def address(written: str) -> Address | None:
    """An address as it stands in X-Forwarded-For, a port or brackets aside; IPv4 written as IPv6 is IPv4."""
    bare = written.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        found = ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found
