"""Works as readers cite them: CSL-JSON items in, a Chicago note, and Chicago, MLA and APA entries out, as plain text.

Of CSL-JSON what our sources and records have is read: chapters, books and pages of this site, with authors, editors,
place, publisher, year, series, address. What a work does not say is left out, never guessed.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Item = Mapping[str, Any]
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
MANY = 3  # authors; a note that has more names the first alone


def names(item: Item, role: str) -> list[Mapping[str, str]]:
    return list(item.get(role, []))


def straight(name: Mapping[str, str]) -> str:
    """Given name first."""
    return name.get("literal") or joined((name.get(part) for part in ("given", "family", "suffix")), " ")


def inverted(name: Mapping[str, str]) -> str:
    return name.get("literal") or joined((name.get(part) for part in ("family", "given", "suffix")), ", ")


def initials(name: Mapping[str, str]) -> str:
    return " ".join(f"{part[0]}." for part in name.get("given", "").replace("-", " ").split())


def initialled(name: Mapping[str, str]) -> str:
    """Family name and initials, as APA has it."""
    return name.get("literal") or joined((name.get("family"), initials(name), name.get("suffix")), ", ")


def listed(words: Sequence[str], last: str = "and", *, commas: bool = False) -> str:
    """`a`, `a and b`, `a, b, and c`; with `commas` also `a, and b`, where the words have commas of their own."""
    if len(words) < 2 + (not commas):
        return f" {last} ".join(words)
    return f"{', '.join(words[:-1])}, {last} {words[-1]}"


def first_inverted(people: Sequence[Mapping[str, str]]) -> str:
    words = [inverted(one) if place == 0 else straight(one) for place, one in enumerate(people)]
    return listed(words, commas=True)


def year(item: Item) -> str | None:
    parts = item.get("issued", {}).get("date-parts")
    return str(parts[0][0]) if parts else None


def day(item: Item, form: str) -> str | None:
    """The whole date, where there is one: `chicago` October 5, 2026; `mla` 5 Oct. 2026."""
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    if len(parts) < 3:
        return year(item)
    month = MONTHS[parts[1] - 1]
    short = "Sept." if month == "September" else month if len(month) < 5 else f"{month[:3]}."
    return f"{month} {parts[2]}, {parts[0]}" if form == "chicago" else f"{parts[2]} {short} {parts[0]}"


def printed_at(item: Item) -> str | None:
    """`Place: Publisher, year`, of what there is."""
    where = ": ".join(filter(None, (item.get("publisher-place"), item.get("publisher"))))
    return ", ".join(filter(None, (where, year(item)))) or None


def is_part(item: Item) -> bool:
    return bool(item.get("container-title"))


def pages(item: Item) -> str | None:
    found = str(item.get("page") or "")
    return f"{'pp.' if '-' in found else 'p.'} {found}" if found else None


def place_in(item: Item) -> str | None:
    """Which document of its volume it is, and on which pages."""
    return joined((item.get("number") and f"Document {item['number']}", pages(item)), ", ") or None


def quoted(title: str, mark: str = "") -> str:
    """The title in quotation marks, a mark within them unless it ends with one already; marks of its own are single."""
    title = title.removesuffix(".").translate({0x201C: "\u2018", 0x201D: "\u2019"})
    return f"“{title}{'' if title.endswith(('?', '!')) else mark}”"


def joined(parts: Iterable[str | None], separator: str) -> str:
    return separator.join(part for part in parts if part)


def stopped(parts: Iterable[str | None]) -> str:
    """Sentences of an entry, each with its full stop."""
    return " ".join(part if part.endswith((".", ".”", "?”", "!”")) else f"{part}." for part in parts if part)


def chicago_note(item: Item, locator: str | None = None) -> str:
    people = names(item, "author")
    shown = f"{straight(people[0])} et al." if len(people) > MANY else listed([straight(one) for one in people])
    editors = listed([straight(one) for one in names(item, "editor")])
    where = printed_at(item)
    title = quoted(item["title"], ",") if is_part(item) else item["title"]
    if not is_part(item):
        body = joined((shown, title, editors and f"ed. {editors}"), ", ")
    else:
        inside = "in " if item.get("type") == "chapter" else ""
        whole = joined((f"{inside}{item['container-title']}", editors and f"ed. {editors}"), ", ")
        body = joined((joined((shown, title), ", "), whole), " ")
    dated = day(item, "chicago") if item.get("type") == "webpage" else None
    body += f" ({where})" if where and not dated else ""
    return joined((body, item.get("version"), dated, locator, item.get("URL")), ", ") + "."


def chicago(item: Item) -> str:
    editors = listed([straight(one) for one in names(item, "editor")])
    is_page = item.get("type") == "webpage"
    own = [
        first_inverted(names(item, "author")),
        quoted(item["title"], ".") if is_part(item) else item["title"],
    ]
    inside = "In " if item.get("type") == "chapter" else ""
    whole = joined(
        (
            (is_part(item) and f"{inside}{item['container-title']}") or None,
            editors and f"edited by {editors}",
            place_in(item),
        ),
        ", ",
    )
    whole = whole[:1].upper() + whole[1:]
    dates = (capital(item.get("version")), day(item, "chicago")) if is_page else (printed_at(item),)
    return stopped((*own, whole, *dates, item.get("URL")))


def capital(words: str | None) -> str | None:
    return words and words[0].upper() + words[1:]


def mla(item: Item) -> str:
    people, editors = names(item, "author"), names(item, "editor")
    shown = f"{inverted(people[0])}, et al" if len(people) > 2 else first_inverted(people)
    title = quoted(item["title"], ".") if is_part(item) else item["title"]
    details = (
        item.get("container-title"),
        (editors and f"edited by {listed([straight(one) for one in editors])}") or None,
        item.get("version"),
        item.get("publisher"),
        day(item, "mla"),
        place_in(item),
        item.get("URL"),
    )
    rest = joined(details, ", ")
    return stopped((shown, title, rest)) if is_part(item) else stopped((shown, joined((title, rest), ", ")))


def apa(item: Item) -> str:
    people, editors = names(item, "author"), names(item, "editor")
    authors = listed([initialled(one) for one in people], "&", commas=True)
    edited = listed([initialled_first(one) for one in editors], "&")
    suffix = "(Ed.)" if len(editors) == 1 else "(Eds.)"
    when = f"({day_apa(item) or 'n.d.'})"
    version = f" ({capital(item['version'])})" if item.get("version") else ""
    if not people and editors and not is_part(item):
        authors, edited = f"{listed([initialled(one) for one in editors], '&', commas=True)} {suffix}", ""
    title = item["title"].removesuffix(".") + version
    lead = [authors, when, title] if authors else [title, when]
    if is_part(item):
        where = f"{item['container-title']} ({place_in(item)})" if place_in(item) else item["container-title"]
        whole = joined((edited and f"{edited} {suffix}", where), ", ")
        lead.append(f"In {whole}" if item.get("type") == "chapter" else whole)
    entry = stopped((*lead, item.get("publisher")))
    return joined((entry, item.get("URL")), " ")


def initialled_first(name: Mapping[str, str]) -> str:
    return name.get("literal") or joined((initials(name), name.get("family"), name.get("suffix")), " ")


def day_apa(item: Item) -> str | None:
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    return f"{parts[0]}, {MONTHS[parts[1] - 1]} {parts[2]}" if len(parts) == 3 else year(item)
