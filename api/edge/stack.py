"""The layers that every answer passes; their order is written here alone."""

from typing import Any

from api.edge.compress import Compress
from api.edge.conditional import Conditional
from api.edge.cors import Cors
from api.edge.head import Head
from api.edge.security import Security


def pages(app: Any, build: str) -> Any:
    """Around an application for readers."""
    return Head(Security(Conditional(Compress(app), build)))


def public(app: Any, build: str) -> Any:
    """Around an API that pages of any origin may read."""
    return Head(Cors(Security(Conditional(Compress(app), build))))
