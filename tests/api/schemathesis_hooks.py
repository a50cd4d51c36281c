"""What Schemathesis cannot know from the document, here and on its command line (`schemathesis.toml`)."""

from typing import Any

import schemathesis

TWO = 2


@schemathesis.hook
def before_call(context: Any, case: Any, **kwargs: Any) -> None:
    """A cursor comes from an answer; an invented one is rightly a 400, so no valid request holds one. How a date is
    read is nothing to say where there is none, nor is a place in a source. Nobody writes between himself and himself.
    """
    if case.meta is not None and case.meta.generation.mode.is_positive:
        case.query.pop("cursor", None)
        if "date" not in case.query:
            case.query.pop("date_match", None)
        if case.query.get("sort") == "position" and "source" not in case.query:
            case.query.pop("sort")
        if len({*str(case.query.get("between", "a,b")).split(",")}) < TWO:
            case.query.pop("between")
