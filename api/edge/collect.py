"""An application's answer, taken in where it comes in one message; a stream is passed on as it comes."""

from collections.abc import Callable

from api.edge.answer import Answer, Headers, Message, Send


def start(status: int, headers: Headers) -> Message:
    return {"type": "http.response.start", "status": status, "headers": headers}


class Collected:
    """A `send` to hand to an application. Afterwards `answer` is there, or `streamed` is true, or nothing came.

    `head_of` makes the head that a stream is sent with, before its first part.
    """

    def __init__(self, send: Send, *, bodiless: bool, head_of: Callable[[Answer], Answer]) -> None:
        self.send, self.bodiless, self.head_of = send, bodiless, head_of
        self.begun: Message | None = None
        self.answer: Answer | None = None
        self.streamed = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = message  # held until the first part of the body
        elif message["type"] == "http.response.body" and not self.streamed:
            await self.first(message)
        else:
            await self.pass_on(message)

    async def first(self, message: Message) -> None:
        begun = self.begun or start(200, [])
        answer = Answer(begun["status"], list(begun.get("headers", [])), None)
        if not message.get("more_body"):
            answer.body = message.get("body", b"")
            self.answer = answer
            return
        self.streamed = True
        head = self.head_of(answer)
        await self.send(start(head.status, head.headers))
        await self.pass_on(message)

    async def pass_on(self, message: Message) -> None:
        if self.bodiless and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self.send(message)
