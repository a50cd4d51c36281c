"""The code in the developers' guide, in three languages. The tests run every piece of it against a served API.

`{api}` stands for where the API is.
"""

from collections.abc import Mapping

LANGUAGES = {"curl": "curl", "python": "Python", "javascript": "JavaScript"}

SNIPPETS: Mapping[str, Mapping[str, str]] = {
    "first": {
        "curl": "curl -s '{api}/v1/quotations?speaker=joseph-stalin&limit=1'",
        "python": """\
import json
from urllib.request import urlopen

with urlopen("{api}/v1/quotations?speaker=joseph-stalin&limit=1") as answer:
    page = json.load(answer)
for quotation in page["results"]:
    print(quotation["text"], "-", quotation["citations"][0]["source"]["label"])
print(page["total"], "in all, release", page["release"])
""",
        "javascript": """\
const answer = await fetch("{api}/v1/quotations?speaker=joseph-stalin&limit=1");
const page = await answer.json();
for (const quotation of page.results) {
  console.log(quotation.text, "-", quotation.citations[0].source.label);
}
console.log(page.total, "in all, release", page.release);
""",
    },
    "walk": {
        "curl": """\
next='/v1/events?limit=50'
while [ -n "$next" ]; do
  page=$(curl -s "{api}$next")
  printf '%s' "$page" | grep -o '"label":"[^"]*"' | head -n 3
  next=$(printf '%s' "$page" | sed -n 's/.*"next":"\\([^"]*\\)".*/\\1/p')
done
""",
        "python": """\
import json
from urllib.request import urlopen

address, found = "/v1/events?limit=50", []
while address:
    with urlopen("{api}" + address) as answer:
        page = json.load(answer)
    found += page["results"]
    address = page["next"]
print(len(found), "of", page["total"])
""",
        "javascript": """\
const found = [];
let address = "/v1/events?limit=50";
let page;
while (address) {
  page = await (await fetch("{api}" + address)).json();
  found.push(...page.results);
  address = page.next;
}
console.log(found.length, "of", page.total);
""",
    },
    "dates": {
        "curl": """\
curl -s '{api}/v1/events?date=1950-10-01/1950-10-15'
curl -s '{api}/v1/events?date=1950-10-01/1950-10-15&date_match=within'
""",
        "python": """\
import json
from urllib.request import urlopen

days = "{api}/v1/events?date=1950-10-01/1950-10-15"
possibly = json.load(urlopen(days))
certainly = json.load(urlopen(days + "&date_match=within"))
print(certainly["total"], "certainly,", possibly["total"], "possibly")
""",
        "javascript": """\
const days = "{api}/v1/events?date=1950-10-01/1950-10-15";
const possibly = await (await fetch(days)).json();
const certainly = await (await fetch(days + "&date_match=within")).json();
console.log(certainly.total, "certainly,", possibly.total, "possibly");
""",
    },
    "facets": {
        "curl": "curl -s '{api}/v1/search?q=stalin&facets=type&limit=1'",
        "python": """\
import json
from urllib.request import urlopen

page = json.load(urlopen("{api}/v1/search?q=stalin&facets=type&limit=1"))
for facet in page["facets"]["type"]:
    print(facet["label"], facet["count"], facet["href"])
""",
        "javascript": """\
const page = await (await fetch("{api}/v1/search?q=stalin&facets=type&limit=1")).json();
for (const facet of page.facets.type) console.log(facet.label, facet.count, facet.href);
""",
    },
    "fields": {
        "curl": "curl -s '{api}/v1/quotations?fields=text,date&limit=2'",
        "python": """\
import json
from urllib.request import urlopen

page = json.load(urlopen("{api}/v1/quotations?fields=text,date&limit=2"))
for quotation in page["results"]:
    print(list(quotation), quotation["text"])
""",
        "javascript": """\
const page = await (await fetch("{api}/v1/quotations?fields=text,date&limit=2")).json();
for (const quotation of page.results) console.log(Object.keys(quotation), quotation.text);
""",
    },
    "formats": {
        "curl": """\
curl -s -H 'Accept: text/csv' '{api}/v1/events?fields=title,date&limit=3'
curl -s -H 'Accept: application/geo+json' '{api}/v1/places?limit=3'
""",
        "python": """\
import json
from urllib.request import Request, urlopen

address = "{api}/v1/events?fields=title,date&limit=3"
with urlopen(Request(address, headers={"Accept": "application/x-ndjson"})) as answer:
    for line in answer:
        event = json.loads(line)
        print(event["id"], event["title"])
    print("of", answer.headers["Parallel38-Total"], "events; more:", answer.headers["Link"])
""",
        "javascript": """\
const address = "{api}/v1/events?fields=title,date&limit=3";
const answer = await fetch(address, { headers: { Accept: "application/x-ndjson" } });
for (const line of (await answer.text()).trimEnd().split("\\n")) {
  const event = JSON.parse(line);
  console.log(event.id, event.title);
}
console.log("of", answer.headers.get("Parallel38-Total"), "events; more:", answer.headers.get("Link"));
""",
    },
    "exports": {
        "curl": """\
file=$(curl -s '{api}/v1/exports' | grep -o '/v1/exports/[0-9]*/places.ndjson' | head -n 1)
curl -s -o places.ndjson "{api}$file"
sha256sum places.ndjson
wc -l places.ndjson
""",
        "python": """\
import hashlib
import json
from urllib.request import urlopen

newest = json.load(urlopen("{api}/v1/exports"))["exports"][0]
file = next(one for one in newest["files"] if one["name"] == "places.ndjson")
content = urlopen("{api}" + file["href"]).read()
print("whole:", hashlib.sha256(content).hexdigest() == file["sha256"])
print(len(content.splitlines()), "places of release", newest["release"])
""",
        "javascript": """\
const newest = (await (await fetch("{api}/v1/exports")).json()).exports[0];
const file = newest.files.find((one) => one.name === "places.ndjson");
const content = await (await fetch("{api}" + file.href)).arrayBuffer();
const digest = Buffer.from(await crypto.subtle.digest("SHA-256", content)).toString("hex");
console.log("whole:", digest === file.sha256 ? "True" : "False");
console.log(new TextDecoder().decode(content).trimEnd().split("\\n").length, "places of release", newest.release);
""",
    },
    "changes": {
        "curl": "curl -s '{api}/v1/changes?since=0&limit=5'",
        "python": """\
import json
from urllib.request import urlopen

address = "/v1/changes?since=0&limit=100"  # since: the release or the time you know
while address:
    page = json.load(urlopen("{api}" + address))
    for change in page["results"]:
        if change["action"] in ("deleted", "moved"):
            print("forget", change["record"]["href"])
        if change["action"] != "deleted":
            print("fetch", (change["moved_to"] or change["record"])["href"], change["fields"])
    address = page["next"]
print("keep this release for the next time:", page["release"])
""",
        "javascript": """\
let address = "/v1/changes?since=0&limit=100"; // since: the release or the time you know
let page;
while (address) {
  page = await (await fetch("{api}" + address)).json();
  for (const { action, record, moved_to, fields } of page.results) {
    if (action === "deleted" || action === "moved") console.log("forget", record.href);
    if (action !== "deleted") console.log("fetch", (moved_to ?? record).href, fields);
  }
  address = page.next;
}
console.log("keep this release for the next time:", page.release);
""",
    },
    "unchanged": {
        "curl": """\
tag=$(curl -s -o event.json -D - '{api}/v1/events?limit=1' | tr -d '\\r' | sed -n 's/^[Ee][Tt]ag: //p')
curl -s -o event.json -w '%{http_code}\\n' -H "If-None-Match: $tag" '{api}/v1/events?limit=1'
""",
        "python": """\
from urllib.error import HTTPError
from urllib.request import Request, urlopen

address = "{api}/v1/events?limit=1"
with urlopen(address) as answer:
    tag = answer.headers["ETag"]
try:
    urlopen(Request(address, headers={"If-None-Match": tag}))
except HTTPError as answer:
    print(answer.code)  # 304: what you hold still stands
""",
        "javascript": """\
const address = "{api}/v1/events?limit=1";
const tag = (await fetch(address)).headers.get("ETag");
const again = await fetch(address, { headers: { "If-None-Match": tag } });
console.log(again.status); // 304: what you hold still stands
""",
    },
    "citing": {
        "curl": "curl -s -H 'Accept: application/x-bibtex' '{api}/v1/quotations/stalin-move-divisions/citation'",
        "python": """\
from urllib.request import Request, urlopen

address = "{api}/v1/quotations/stalin-move-divisions/citation"
with urlopen(Request(address, headers={"Accept": "application/x-bibtex"})) as answer:
    print(answer.read().decode())
""",
        "javascript": """\
const address = "{api}/v1/quotations/stalin-move-divisions/citation";
const answer = await fetch(address, { headers: { Accept: "application/x-bibtex" } });
console.log(await answer.text());
""",
    },
    "errors": {
        "curl": "curl -s '{api}/v1/quotations?speeker=joseph-stalin'",
        "python": """\
import json
from urllib.error import HTTPError
from urllib.request import urlopen

try:
    urlopen("{api}/v1/quotations?speeker=joseph-stalin")
except HTTPError as answer:
    problem = json.load(answer)
    print(problem["status"], problem["type"], problem["detail"])
    for error in problem["errors"]:
        print(error["parameter"], error["reason"], error["allowed"][:1])
""",
        "javascript": """\
const answer = await fetch("{api}/v1/quotations?speeker=joseph-stalin");
if (!answer.ok) {
  const problem = await answer.json();
  console.log(problem.status, problem.type, problem.detail);
  for (const error of problem.errors) console.log(error.parameter, error.reason, error.allowed[0]);
}
""",
    },
}


def snippet(name: str, language: str, api: str) -> str:
    return SNIPPETS[name][language].replace("{api}", api)
