"""What the edge refuses before a handler is reached, in the API's words: problems like all others."""

import msgspec

from api.edge.answer import Scope
from api.edge.bounds import FIELDS, LINE, SECTION
from api.errors import BY_STATUS, PROBLEM_JSON, ProblemError, render

QUOTA = 600  # requests a minute of each client

DETAILS = {
    400: "This is not HTTP/1.1 as a server can read it; send the request with a client that is.",
    414: f"The address is longer than {LINE:,} bytes; send fewer or shorter parameters.",
    429: f"More than {QUOTA} requests came from your address in a minute; go on in {{wait}} seconds.",
    431: f"The request has more than {FIELDS} headers or {SECTION:,} bytes of them; send fewer.",
    500: "The fault is ours and has been logged; try again later.",
    503: "The database does not answer. Try again in {wait} seconds.",
}


def refusal(scope: Scope, status: int, wait: int | None) -> tuple[str, bytes]:
    """Media type and body."""
    path = (scope.get("raw_path") or scope["path"].encode()).partition(b"?")[0].decode("latin-1")
    error = ProblemError(BY_STATUS[status].name, DETAILS[status].format(wait=wait))
    return PROBLEM_JSON, msgspec.json.encode(render(path, error).content)
