"""The page of a quotation: the words, where they stand, what is around them, and who uses them."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from explorer import filters
from explorer.client import Answer, call
from explorer.pages.records import check_id
from explorer.passages import FEWEST, MOST
from explorer.site import PageRequest, Site, Trouble

NAME = "paragraphs"
NUMBERS = [str(number) for number in range(FEWEST, MOST + 1)]


@get("/quotations/{id:str}", before_request=check_id)
async def show_quotation(request: PageRequest, site: NamedDependency[Site], id: FromPath[str]) -> Response[str]:
    """The document that the words are from is asked for after them, for they name it."""
    here, around = f"/v1/quotations/{id}", paragraphs_asked(request)
    answers = await site.ask(
        record=here,
        nearby=call(f"{here}/context", paragraphs=around),
        uses=f"{here}/uses",
        citation=f"{here}/citation",
    )
    document = answers["record"].data["document"]
    if document is not None:
        answers |= await site.api.all({"document": document["href"]})
    return site.render(request, "quotation.html", answers, around=around, most=MOST)


def paragraphs_asked(request: PageRequest) -> int:
    """How much of the text around the words the address asks for; Trouble where nobody could show that."""
    asked = dict(filters.read(request.url.query)).get(NAME, NUMBERS[0])
    if asked not in NUMBERS:
        fault = {"parameter": NAME, "reason": f"{asked!r} is no number of paragraphs to show", "allowed": NUMBERS}
        raise Trouble(Answer("", 400, {"errors": [fault]}))
    return int(asked)


HANDLERS = [show_quotation]
