"""A volume's dates as the columns of a dated table."""

from functools import lru_cache
from typing import Any

from api import edtf
from seed.frus.volume import When
from seed.loading.dates import UNDATED


def columns(when: When | None) -> dict[str, Any]:
    """Sort days are local days; raises `api.edtf.EdtfError` for a day that no calendar of ours has."""
    if when is None:
        return UNDATED
    found = UNDATED | {"edtf": when.edtf, "printed": when.printed, "basis": when.basis.value}
    return found | bounds(when.edtf) if when.edtf else found


def received(when: When | None) -> dict[str, Any]:
    return {f"received_{name}": value for name, value in columns(when).items()}


@lru_cache(maxsize=1024)
def bounds(day: str) -> dict[str, Any]:
    found = edtf.bounds(day)
    return {
        "lo": found.lo,
        "hi": found.hi,
        "lo_is": found.lo_is,
        "hi_is": found.hi_is,
        "quality": found.quality.value,
        "month_day": found.month_day,
    }
