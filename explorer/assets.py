"""What the pages need beside themselves: style, script, fonts, icon. Built, or as they stand in `static/`."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
STATIC = HERE / "static"
BUILT = STATIC / "build"
OWN = ("site.css", "site.js", "favicon.svg")
TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True)
class File:
    body: bytes
    media_type: str
    immutable: bool


class Assets:
    """`names` maps what a template asks for to what is served; no htmx and no fonts where nothing was built."""

    def __init__(self, static: Path = STATIC, built: Path = BUILT) -> None:
        manifest = built / "manifest.json"
        self.names: dict[str, str] = {name: name for name in OWN}
        folder, immutable = static, False
        if manifest.is_file():
            self.names = json.loads(manifest.read_bytes())["files"]
            folder, immutable = built, True
        self.files = {
            name: File((folder / name).read_bytes(), TYPES[Path(name).suffix], immutable)
            for name in self.names.values()
        }

    def url(self, name: str) -> str | None:
        found = self.names.get(name)
        return f"/static/{found}" if found else None


def code_digest() -> str:
    """A digest of the code, the templates and the files served: a fixed page is never mistaken for the old one."""
    found = hashlib.sha256()
    code = [*HERE.glob("*.py"), *(HERE / "pages").glob("*.py")]
    for path in sorted([*code, *(HERE / "templates").rglob("*.html"), *STATIC.rglob("*.*")]):
        found.update(str(path.relative_to(HERE)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:12]
