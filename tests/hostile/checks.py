"""What every refusal must be like."""

import json

from tests.hostile.wire import Answer

LEAKS = ("Traceback", 'File "', "sqlalchemy", "psycopg", "litestar", ".py")


def check(answer: Answer | None, *statuses: int, of_pages: bool = False) -> Answer:
    """An answer below 500, of one of these statuses if any are given, that tells nothing of how we are made."""
    assert answer is not None, "the connection was closed without an answer"
    assert answer.status < 500, answer.body[:500]
    assert not statuses or answer.status in statuses, (answer.status, answer.body[:500])
    assert answer.header("access-control-allow-origin") == "*" or of_pages or answer.status in {301, 302}
    if answer.status >= 400 and answer.body:
        check_refusal(answer)
    return answer


def check_refusal(answer: Answer) -> None:
    text = answer.body.decode()
    assert [leak for leak in LEAKS if leak in text] == []
    if answer.header("content-type").startswith("text/html"):
        assert "<h1>" in text
        return
    assert answer.header("content-type") == "application/problem+json"
    problem = json.loads(text)
    assert set(problem) == {"type", "title", "status", "detail", "instance", "errors", "restart"}
    assert problem["status"] == answer.status
    assert problem["detail"]
