"""`python -m tests.bench.raw PORT FILE`: answers made before, on the same server: what serving itself costs."""

import base64
import json
import sys
from pathlib import Path
from typing import Any

import uvicorn

NOTHING: tuple[int, list[tuple[bytes, bytes]], bytes] = (404, [(b"content-length", b"0")], b"")
Answers = dict[str, tuple[int, list[tuple[bytes, bytes]], bytes]]


def write_answers(path: Path, answers: Answers) -> None:
    def text(value: bytes) -> str:
        return base64.b64encode(value).decode()

    packed = {
        address: [status, [[text(name), text(value)] for name, value in headers], text(body)]
        for address, (status, headers, body) in answers.items()
    }
    path.write_text(json.dumps(packed))


def read_answers(path: Path) -> Answers:
    return {
        address: (
            status,
            [(base64.b64decode(name), base64.b64decode(value)) for name, value in headers],
            base64.b64decode(body),
        )
        for address, (status, headers, body) in json.loads(path.read_text()).items()
    }


def application(answers: Answers) -> Any:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        status, headers, body = answers.get(scope["path"], NOTHING)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return app


def main(port: str, file: str) -> None:
    app = application(read_answers(Path(file)))
    config = uvicorn.Config(
        app, port=int(port), http="h11", ws="none", lifespan="off", log_level="warning", access_log=False,
        server_header=False, proxy_headers=False,  # as ours is run
    )  # fmt: skip
    uvicorn.Server(config).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
