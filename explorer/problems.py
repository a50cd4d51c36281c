"""What the API's problem types mean and what to do, for people who met one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProblemPage:
    title: str
    status: int
    means: str
    do: str


PROBLEMS = {
    "bad-request": ProblemPage(
        "Bad request",
        400,
        "Something in the address cannot be used: a parameter that this list does not have, one sent twice, an "
        "empty value, or a value of the wrong form. Nothing is silently ignored, so that a mistyped filter never "
        "looks like an answer.",
        "Read errors in the body: each entry names the parameter, says what is wrong with it, and lists what may "
        "stand there instead. Correct it and send the request again. A cursor belongs to the list and the filters "
        "that gave it out.",
    ),
    "not-found": ProblemPage(
        "Not found",
        404,
        "There is nothing at this address, and there never was.",
        "Check the spelling of the path and of the id: ids are lower-case words joined by hyphens. GET /v1 lists "
        "every address, and each list shows the ids there are.",
    ),
    "method-not-allowed": ProblemPage(
        "Method not allowed",
        405,
        "The API is read-only, and the request used another method than those for reading.",
        "Use GET, or HEAD for the headers alone. The Allow header of the answer says what the address takes.",
    ),
    "not-acceptable": ProblemPage(
        "Not acceptable",
        406,
        "The Accept header asks for media types in which this answer does not exist.",
        "Choose one of the media types that errors lists, or leave the header out to get JSON.",
    ),
    "gone": ProblemPage(
        "Gone",
        410,
        "The record existed and was withdrawn. Its id will never stand for anything else, so that an old reference"
        " cannot come to mean another record.",
        "Remove the reference, or look in the list for the record that took its place. The detail names what it "
        "was and the release in which it was withdrawn. A record that was only renamed answers 308 with its new "
        "address instead.",
    ),
    "release-changed": ProblemPage(
        "Release changed",
        410,
        "A new release of the data came out between two pages of a list. A cursor is bound to its release: only so"
        " does a walk to the end give each record exactly once.",
        "Start the list again; its address is in the field “restart”. Keep the release that each page names, and"
        " compare.",
    ),
    "address-too-long": ProblemPage(
        "Address too long",
        414,
        "Path and query together have more than 8,192 bytes.",
        "Send fewer or shorter parameters; several values of a filter go into one parameter, with commas between them.",
    ),
    "range-not-satisfiable": ProblemPage(
        "Range not satisfiable",
        416,
        "The Range header asks for bytes of an exported file that it does not have.",
        "Ask for bytes within the size that Content-Range tells; or, where you hold the whole file already, for none.",
    ),
    "too-many-requests": ProblemPage(
        "Too many requests",
        429,
        "More requests came from your address within a minute than one reader has. Addresses of IPv6 count by their "
        "network of 64 bits.",
        "Wait for as many seconds as the Retry-After header says, then go on. RateLimit-Policy names the quota. An "
        "answer you hold can be asked for again with If-None-Match; larger pages (limit=100) need fewer requests.",
    ),
    "headers-too-large": ProblemPage(
        "Headers too large",
        431,
        "The request has more than 100 headers, or more than 16,384 bytes of them.",
        "Send fewer or shorter headers: Accept, Accept-Encoding and If-None-Match are all that the API reads.",
    ),
    "internal-error": ProblemPage(
        "Internal error",
        500,
        "The fault is ours, not in the request. It has been logged.",
        "Try again later. If it stays, report the address that you asked for.",
    ),
    "unavailable": ProblemPage(
        "Service unavailable",
        503,
        "The database did not answer, or not in time.",
        "Wait for as many seconds as the Retry-After header says, then send the same request again.",
    ),
    "too-slow": ProblemPage(
        "Too slow",
        503,
        "The database was at work on this request for longer than any one request may take.",
        "Ask for less: rarer words in a search, another filter, no facets. The same request may fare better when fewer "
        "readers are there.",
    ),
}
