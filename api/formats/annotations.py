"""Quotations as W3C Web Annotations: the words, and where they stand in which text.

A target's source is our record of the work, whose JSON states the SHA-256 of the text that positions refer to. A
TextQuoteSelector has `prefix` and `suffix` only where the source's text may be shown.
"""

from collections.abc import Iterable
from typing import Any

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'


def annotation(quotation: Any, public_url: str) -> dict[str, Any]:
    """The annotation of one quotation; addresses are absolute, as JSON-LD wants them."""
    return {
        "@context": CONTEXT,
        "id": public_url + quotation.href,
        "type": "Annotation",
        "motivation": "identifying",
        "modified": quotation.updated_at,
        "body": {"type": "TextualBody", "value": quotation.text, "format": "text/plain", "purpose": "identifying"},
        "target": [target(selector, public_url) for selector in quotation.selectors],
    }


def target(selector: Any, public_url: str) -> dict[str, Any]:
    quote = {"type": "TextQuoteSelector", "exact": selector.exact}
    quote |= {name: found for name in ("prefix", "suffix") if (found := getattr(selector, name)) is not None}
    position = {"type": "TextPositionSelector", "start": selector.start, "end": selector.end}
    selectors = [quote] if selector.start is None else [position, quote]
    return {"type": "SpecificResource", "source": public_url + selector.source.href, "selector": selectors}


def page(
    quotations: Iterable[Any], public_url: str, path: str, whole: str, total: int, next_page: str | None
) -> dict[str, Any]:
    """A page of a list: an AnnotationPage of the collection of all that the list's filters match, at `whole`."""
    items = [annotation(one, public_url) for one in quotations]
    for item in items:
        del item["@context"]
    found: dict[str, Any] = {
        "@context": CONTEXT,
        "id": public_url + path,
        "type": "AnnotationPage",
        "partOf": {"id": public_url + whole, "type": "AnnotationCollection", "total": total},
        "items": items,
    }
    return found | ({"next": public_url + next_page} if next_page else {})
