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
        "Start the list again; the detail gives the address. Keep the release that each page names, and compare.",
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
}
