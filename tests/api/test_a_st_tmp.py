import schemathesis, pytest
from typing import cast, Any
from hypothesis import settings as hs, HealthCheck
from api.app import create_api
from api.settings import Settings
@pytest.fixture(scope="session")
def api_schema(loaded_url):
    app = create_api(Settings.from_env({"DATABASE_URL": loaded_url, "PUBLIC_URL": "https://example.org"})).edge.inner
    return schemathesis.openapi.from_asgi("/v1/openapi.json", cast(Any, app)).include(operation_id=["list_quotations","get_quotation","list_events","get_event","list_documents","list_actor_events","list_interpretations","list_event_causes"])
schema = schemathesis.pytest.from_fixture("api_schema")
@schema.parametrize()
@hs(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
def test_operation(case): case.call_and_validate()
