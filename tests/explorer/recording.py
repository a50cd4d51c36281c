"""Answers of the API, recorded while an explorer asks for them, and played back without an API."""

import httpx

from tests.explorer.conftest import Pages

Answers = dict[str, tuple[int, bytes, dict[str, str]]]  # status, body and headers, by call
PASSED = ("content-type", "cache-control", "parallel38-release", "retry-after", "location")


def kept(answer: httpx.Response) -> tuple[int, bytes, dict[str, str]]:
    """What of an answer an explorer may read."""
    headers = {name: answer.headers[name] for name in PASSED if name in answer.headers}
    return answer.status_code, answer.content, headers


class Recording(httpx.MockTransport):
    """Passes calls on to the API behind `site` and keeps the answers by their calls; one call can be made to fail."""

    def __init__(self, site: Pages) -> None:
        self.site = site
        self.answers: Answers = {}
        self.failing: str | None = None
        super().__init__(self.answer)

    def answer(self, request: httpx.Request) -> httpx.Response:
        call = request.url.raw_path.decode()
        if call == self.failing:
            raise httpx.ConnectError("nobody there")
        if call not in self.answers:
            self.answers[call] = kept(self.site.get(call))
        return response(*self.answers[call])


def response(status: int, content: bytes, headers: dict[str, str]) -> httpx.Response:
    return httpx.Response(status, content=content, headers=headers)


class Playing(httpx.MockTransport):
    """An API that is nothing but a recording: a call that is not in it breaks the page."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(lambda request: response(*answers[request.url.raw_path.decode()]))
