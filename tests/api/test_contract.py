"""Schemathesis against the OpenAPI document: every check, on both databases; `make test-all` runs all phases."""

from typing import Any

import pytest
import schemathesis
from schemathesis import Case

from api.app import create_app
from api.settings import Settings

pytestmark = pytest.mark.long


@pytest.fixture(scope="session")
def api_schema(loaded_url: str) -> Any:
    settings = Settings.from_env({"DATABASE_URL": loaded_url, "PUBLIC_URL": "https://example.org"})
    return schemathesis.openapi.from_asgi("/v1/openapi.json", create_app(settings))


schema = schemathesis.pytest.from_fixture("api_schema")


@schema.parametrize()
def test_operation(case: Case[Any]) -> None:
    case.call_and_validate()


def test_stateful(api_schema: Any) -> None:
    api_schema.as_state_machine().run()
