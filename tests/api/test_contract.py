"""Schemathesis against the OpenAPI document: every check and phase, on both databases, ten thousand cases on each.

The cases are requests, counted at the API's door: a run that tries fewer has gone soft, and fails.
"""

from typing import Any, cast

import pytest
import schemathesis
from schemathesis import Case

from api.app import create_api
from api.edge.answer import App, Receive, Scope, Send
from api.settings import Settings

pytestmark = pytest.mark.long
LEAST = 10_000


class Counted:
    """Passes requests on and counts them."""

    def __init__(self, app: App) -> None:
        self.app, self.count = app, 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.count += scope["type"] == "http"
        await self.app(scope, receive, send)


@pytest.fixture(scope="session")
def counted(curated_url: str) -> Counted:
    """The API in this process, below the limits."""
    settings = Settings.from_env({"DATABASE_URL": curated_url, "PUBLIC_URL": "https://example.org"})
    return Counted(create_api(settings).edge.inner)


@pytest.fixture(scope="session")
def api_schema(counted: Counted) -> Any:
    return schemathesis.openapi.from_asgi("/v1/openapi.json", cast(Any, counted))


schema = schemathesis.pytest.from_fixture("api_schema")


@schema.parametrize()
def test_operation(case: Case[Any]) -> None:
    case.call_and_validate()


def test_stateful(api_schema: Any) -> None:
    api_schema.as_state_machine().run()


def test_as_many_cases_as_promised(counted: Counted) -> None:
    assert counted.count >= LEAST
