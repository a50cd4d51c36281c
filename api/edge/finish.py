"""From what an application says to what is sent: release, Cache-Control, Vary, tag, date, coding, CORS and policy."""

from api.edge import compress, cors, security
from api.edge.answer import RELEASE, Answer, Headers, value, with_value
from api.edge.conditional import FRESH, digest, http_date, tag_of
from api.edge.key import Asked
from api.edge.release import Release
from api.edge.terms import Terms


class Finish:
    def __init__(self, terms: Terms) -> None:
        self.terms = terms

    def __call__(self, asked: Asked, release: Release | None, answer: Answer) -> tuple[Answer, bool]:
        """What is sent, and whether it may be kept."""
        headers = [allowing(name.lower(), found) for name, found in answer.headers]
        if answer.body is not None and answer.status not in {204, 304} and not value(headers, b"content-length"):
            headers.append((b"content-length", b"%d" % len(answer.body)))
        done = Answer(answer.status, headers, answer.body)
        fits = asked.key is not None and is_of(done, asked, release)
        if release is not None and not is_provisional(done) and not value(headers, RELEASE):
            headers.append((RELEASE, b"%d" % release.number))
        if compress.is_text(done):
            done.headers = with_value(headers, b"vary", self.vary(asked, value(headers, b"vary")))
            compress.compress(done, asked.coding)
        if done.status == 200 and "no-store" not in value(headers, b"cache-control"):
            self.validate(done, asked, release, fits)
        done.headers += self.dress(done.headers)
        return done, fits and done.body is not None

    def dress(self, headers: Headers) -> Headers:
        """What every answer carries beside its own headers."""
        return [*cors.ALWAYS, *security.protecting(headers, self.terms.policy)]

    def vary(self, asked: Asked, own: str = "") -> str:
        names = [*filter(None, own.split(", ")), *asked.kind.vary, "Accept-Encoding"]
        return ", ".join(dict.fromkeys(names))

    def validate(self, answer: Answer, asked: Asked, release: Release | None, fits: bool) -> None:
        """What a client can ask again with, and how long it need not. The tag is made of the key, else of the body."""
        names = {name for name, _ in answer.headers}
        if asked.kind.kept and b"cache-control" not in names:
            answer.headers.append((b"cache-control", FRESH.encode()))
        if b"etag" not in names and answer.body is not None:
            tag = self.tag(asked, release) if fits else f'"{digest(answer.body)}"'
            answer.headers.append((b"etag", tag.encode()))
        if fits and asked.kind.released and (date := self.modified(release)):
            answer.headers.append((b"last-modified", date))

    def tag(self, asked: Asked, release: Release | None) -> str:
        """Of a request with a key."""
        state = release.state if asked.kind.released and release is not None else ""
        return tag_of(self.terms.build, state, *(asked.key or ()))

    def modified(self, release: Release | None) -> bytes:
        """When the release was loaded, or the code that shows it put in place, if that was later."""
        return b"" if release is None or release.at is None else http_date(max(release.at, self.terms.built)).encode()

    def unchanged(self, asked: Asked, release: Release) -> Headers:
        """The headers of a 304 by the tag alone: of those of a 200, what a cache goes by."""
        headers = [
            (RELEASE, b"%d" % release.number),
            (b"vary", self.vary(asked).encode()),
            (b"cache-control", FRESH.encode()),
            (b"etag", self.tag(asked, release).encode()),
        ]
        date = self.modified(release)
        return [*headers, *([(b"last-modified", date)] if date else []), *self.dress(headers)]


def allowing(name: bytes, found: bytes) -> tuple[bytes, bytes]:
    """`Allow` names HEAD wherever it names GET, in an order that does not vary by process."""
    if name != b"allow":
        return name, found
    methods = {method.strip() for method in found.split(b",")}
    return name, b", ".join(sorted(methods | {b"HEAD"} if b"GET" in methods else methods))


def is_provisional(answer: Answer) -> bool:
    """A page that a part is missing from is of no release, and says so by having to be asked for again."""
    return answer.status == 200 and any(
        word in value(answer.headers, b"cache-control") for word in ("no-store", "max-age=0")
    )


def is_of(answer: Answer, asked: Asked, release: Release | None) -> bool:
    """Whether it is a 200 of this release by its own word: a load may have been committed while it was made."""
    if answer.status != 200 or is_provisional(answer):
        return False
    return not asked.kind.released or (release is not None and value(answer.headers, RELEASE) == str(release.number))
