"""Running the commands of `python -m seed` on data that was changed."""

from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]  # exit code, output, error output


def edit(data: Path, name: str, old: str, new: str) -> Path:
    path = next(data.rglob(name))
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), "utf-8")
    return path
