"""Which route a path belongs to, by the templates alone: for what is counted and told of a request."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

REMEMBERED = 4096
SHORT = 512  # characters of a path that is remembered
PARAMETER = re.compile(r"\{([^:}]+)(?::([^}]+))?\}")


def routes(templates: Iterable[str]) -> list[str]:
    """The names of the routes of templates such as `/v1/events/{id:str}`: without the types of parameters."""
    return sorted({PARAMETER.sub(r"{\1}", template) for template in templates})


def matcher(templates: Iterable[str], elsewhere: str) -> Callable[[str], str]:
    """The name of a path's route: the most literal that fits, or `elsewhere`."""
    known = sorted(set(templates), key=lambda template: (len(PARAMETER.findall(template)), template))
    patterns = [(re.compile(pattern(template)), PARAMETER.sub(r"{\1}", template)) for template in known]

    def match(path: str) -> str:
        bare = path.rstrip("/") or "/"
        return next((name for fits, name in patterns if fits.fullmatch(bare)), elsewhere)

    remembered = lru_cache(REMEMBERED)(match)
    return lambda path: remembered(path) if len(path) < SHORT else elsewhere


def pattern(template: str) -> str:
    """A parameter is one part of a path; of the type `path` as many as there are."""
    made, end = "", 0
    for found in PARAMETER.finditer(template):
        made += re.escape(template[end : found.start()]) + (".+" if found[2] == "path" else "[^/]+")
        end = found.end()
    return made + re.escape(template[end:])
