"""A curator's date as the columns of a dated table."""

from collections.abc import Callable
from datetime import date
from typing import Any

from api import edtf
from api.models.vocabulary import DateBasis
from seed.records import Date

UNDATED: dict[str, Any] = {
    "edtf": None,
    "printed": None,
    "basis": DateBasis.NONE.value,
    "calendar_place_id": None,
    "lo": edtf.NO_UPPER,
    "hi": edtf.NO_UPPER,
    "lo_is": None,
    "hi_is": None,
    "quality": None,
    "month_day": None,
}


def columns(given: Date | None, place_id: Callable[[str], int], prefix: str = "") -> dict[str, Any]:
    """The columns, named with their prefix; `earliest` and `latest` override what the EDTF bounds."""
    found = UNDATED if given is None else UNDATED | stated(given, place_id) | bounded(given)
    return {f"{prefix}{name}": value for name, value in found.items()}


def stated(given: Date, place_id: Callable[[str], int]) -> dict[str, Any]:
    return {
        "edtf": given.edtf,
        "printed": given.printed,
        "basis": given.basis.value,
        "calendar_place_id": place_id(given.calendar_place) if given.calendar_place else None,
    }


def bounded(given: Date) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if given.edtf is not None:
        bounds = edtf.bounds(given.edtf)
        found = {"lo": bounds.lo, "hi": bounds.hi, "lo_is": bounds.lo_is, "hi_is": bounds.hi_is}
        found |= {"quality": bounds.quality.value, "month_day": bounds.month_day}
    if given.earliest is not None:
        found |= {"lo": date.fromisoformat(given.earliest).toordinal(), "lo_is": None}
    if given.latest is not None:
        found |= {"hi": date.fromisoformat(given.latest).toordinal(), "hi_is": None}
    return found
