"""What the edge itself refuses, in the words that the application handed in."""

from api.edge.answer import RELEASE, Answer, Headers, Scope, Send
from api.edge.collect import start
from api.edge.finish import Finish
from api.edge.release import Watch

RETRY = 5  # seconds to wait for what may be there again soon


class Refuse:
    def __init__(self, finish: Finish, watch: Watch) -> None:
        self.finish, self.watch = finish, watch

    @property
    def is_in_the_dark(self) -> bool:
        """Whether only what is kept is answered, for nobody says which release is the newest."""
        return not (self.watch.sees or self.finish.terms.blind)

    def answer(self, scope: Scope, status: int, wait: int | None = None) -> Answer:
        """Without the headers that every answer carries."""
        media_type, body = self.finish.terms.refusal(scope, status, wait)
        headers = [
            (b"content-type", media_type.encode()),
            (b"content-length", b"%d" % len(body)),
            (b"cache-control", b"no-store"),
            (b"vary", b"Accept-Encoding"),  # like everything from here, whatever else refuses it
        ]
        return Answer(status, headers + ([(b"retry-after", b"%d" % wait)] if wait is not None else []), body)

    def dressed(self, scope: Scope, status: int, wait: int | None = None, headers: Headers | None = None) -> Answer:
        """With them."""
        answer = self.answer(scope, status, wait)
        answer.headers = self.with_always(answer.headers + (headers or []))
        return answer

    def with_always(self, headers: Headers) -> Headers:
        """These and those that every answer carries."""
        release = self.watch.release
        named = [] if release is None else [(RELEASE, b"%d" % release.number)]
        return [*headers, *named, *self.finish.dress(headers)]

    async def __call__(
        self, scope: Scope, send: Send, status: int, wait: int | None = None, headers: Headers | None = None
    ) -> None:
        answer = self.dressed(scope, status, wait, headers)
        await send(start(answer.status, answer.headers))
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else answer.body})
