"""Settings of the explorer from the environment; no other file of `explorer/` reads it."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit


class SettingsError(ValueError):
    """A setting that cannot be used; the message names it and says what to write instead."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`api_url` is None where the API runs in the same process; no address has a slash at its end."""

    host: str
    port: int
    api_url: str | None
    public_url: str
    contact_url: str | None
    behind_proxy: bool
    cache_bytes: int
    trusted_proxies: tuple[str, ...]
    unlimited_clients: tuple[str, ...]

    @classmethod
    def from_env(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        env = os.environ if environment is None else environment
        host, port = read_host(env.get("HOST") or "127.0.0.1"), read_port(env.get("PORT") or "8000")
        shown = f"[{host}]" if ":" in host else host
        return cls(
            host=host,
            port=port,
            api_url=read_url("API_URL", env.get("API_URL"), "http://127.0.0.1:8000"),
            public_url=read_url("PUBLIC_URL", env.get("PUBLIC_URL"), "https://example.org") or f"http://{shown}:{port}",
            contact_url=read_contact(env.get("CONTACT_URL")),
            behind_proxy=bool(env.get("PUBLIC_URL")),
            cache_bytes=read_bytes("CACHE_BYTES", env.get("CACHE_BYTES") or str(64 * 1024 * 1024)),
            trusted_proxies=read_networks("TRUSTED_PROXIES", env.get("TRUSTED_PROXIES") or ""),
            unlimited_clients=read_networks("UNLIMITED_CLIENTS", env.get("UNLIMITED_CLIENTS") or ""),
        )

    @property
    def api_public_url(self) -> str:
        """Where readers find /v1: beside the pages, or at the API if the explorer runs alone with nothing in front."""
        return self.api_url if self.api_url and not self.behind_proxy else self.public_url


def is_host(value: str) -> bool:
    """A name, or an address that can be one."""
    try:
        if ":" in value or re.fullmatch(r"[0-9.]+", value):
            ip_address(value)
    except ValueError:
        return False
    return re.fullmatch(r"[A-Za-z0-9.:-]{1,253}", value) is not None


def read_host(value: str) -> str:
    if is_host(value):
        return value
    raise SettingsError(f"HOST is {value!r}; set it to an address of this machine, such as 127.0.0.1 or ::1.")


def read_port(value: str) -> int:
    if value.isascii() and value.isdigit() and 0 < int(value) < 65536:
        return int(value)
    raise SettingsError(f"PORT is {value!r}; set it to a number from 1 to 65535.")


def read_url(name: str, value: str | None, example: str) -> str | None:
    """The address without its last slash; None if it is not set."""
    if not value:
        return None
    if "@" in value:  # readers would be sent there, with the password
        raise SettingsError(f"{name} holds an @, which ends a password; set it to an address such as {example}.")
    if is_web(value):
        return value.rstrip("/")
    raise SettingsError(f"{name} is {value!r}; set it to an address such as {example}.")


def read_contact(value: str | None) -> str | None:
    bare = (value or "").partition("?")[0]  # a form may take parameters of its own
    if not value or is_web(bare) or re.fullmatch(r"mailto:[^\s@<>,;]+@[A-Za-z0-9.-]+", bare):
        return value or None
    said = "holds an @ that is none of a mailto: address" if "//" in bare and "@" in bare else f"is {value!r}"
    raise SettingsError(f"CONTACT_URL {said}; set it to an https:// or a mailto: address.")


def is_web(value: str) -> bool:
    try:
        found = urlsplit(value)
        known = found.scheme in {"http", "https"} and is_host(found.hostname or "")
        usable = known and found.port != 0 and "@" not in found.netloc
    except ValueError:
        return False
    return usable and not found.query and not found.fragment and not re.search(r"[\s\"'<>]", value)


def read_bytes(name: str, value: str) -> int:
    if value.isascii() and value.isdigit() and len(value) < 16:
        return int(value)
    raise SettingsError(f"{name} is {value!r}; set it to a number of bytes, such as 67108864, or 0 for none.")


def read_networks(name: str, value: str) -> tuple[str, ...]:
    """Networks or single addresses, with commas between them."""
    found = tuple(word.strip() for word in value.split(",")) if value.strip() else ()
    for network in found:
        try:
            ip_network(network)
        except ValueError as error:
            hint = "set it to networks such as 10.0.0.0/8,2001:db8::/32, or to single addresses."
            raise SettingsError(f"{name} has {network!r} ({error}); {hint}") from None
    return found
