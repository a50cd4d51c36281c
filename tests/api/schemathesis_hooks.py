"""What Schemathesis cannot know from the document, here and on its command line (`schemathesis.toml`)."""

from typing import Any

import schemathesis


@schemathesis.hook
def before_call(context: Any, case: Any, **kwargs: Any) -> None:
    """A cursor comes from an answer; an invented one is rightly a 400, so no valid request holds one."""
    if case.meta is not None and case.meta.generation.mode.is_positive:
        case.query.pop("cursor", None)
