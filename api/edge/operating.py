"""What whoever runs a server decides about its processes: how many, what they tell, how long they take to end."""

from collections.abc import Mapping
from dataclasses import dataclass

MOST_WORKERS = 64
LONGEST_DRAIN = 600  # seconds
LEVELS = ("info", "warning", "error")


class OperatingError(ValueError):
    """A setting that cannot be used; the message names it and says what to write instead."""


@dataclass(frozen=True, slots=True)
class Operating:
    """`drain`: seconds between a signal to end and the end of listening, in which readiness says 503."""

    workers: int = 1
    log_level: str = "warning"
    drain: int = 0

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Operating":
        return cls(
            workers=read_number("WORKERS", env.get("WORKERS") or "1", 1, MOST_WORKERS),
            log_level=read_level(env.get("LOG_LEVEL") or "warning"),
            drain=read_number("DRAIN_SECONDS", env.get("DRAIN_SECONDS") or "0", 0, LONGEST_DRAIN),
        )


def read_number(name: str, value: str, least: int, most: int) -> int:
    if value.isascii() and value.isdigit() and len(value) < 6 and least <= int(value) <= most:
        return int(value)
    raise OperatingError(f"{name} is {value!r}; set it to a number from {least} to {most}.")


def read_level(value: str) -> str:
    if value.lower() in LEVELS:
        return value.lower()
    raise OperatingError(f"LOG_LEVEL is {value!r}; set it to info (every request), warning or error.")
