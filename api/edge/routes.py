"""Which route a path belongs to, by the templates alone: for what is counted and told of a request."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

REMEMBERED = 4096
PARAMETER = re.compile(r"\{([^:}]+)(?::([^}]+))?\}")


def routes(templates: Iterable[str]) -> list[str]:
    """The names of the routes of templates such as `/v1/events/{id:str}`: without the types of parameters."""
    return sorted({PARAMETER.sub(r"{\1}", template) for template in templates})


def matcher(templates: Iterable[str], elsewhere: str) -> Callable[[str], str]:
    """The name of a path's route: the most literal that fits, or `elsewhere`. What is asked again is remembered."""
    known = sorted(set(templates), key=lambda template: (len(PARAMETER.findall(template)), template))
    named = [(template.split("/"), PARAMETER.sub(r"{\1}", template)) for template in known]

    @lru_cache(REMEMBERED)
    def match(path: str) -> str:
        parts = (path.rstrip("/") or "/").split("/")
        return next((name for template, name in named if fits(template, parts)), elsewhere)

    return match


def fits(template: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether these are the parts of a path of the template. A parameter is one part; of the type `path`, the last, as
    many as there are.
    """
    if template[-1].endswith(":path}"):
        end = len(template) - 1
        parts = [*parts[:end], "/".join(parts[end:])]
    if len(template) != len(parts):
        return False
    return all(own == part or (own.startswith("{") and part) for own, part in zip(template, parts, strict=True))
