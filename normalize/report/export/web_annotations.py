"""All changes as W3C Web Annotations (JSON-LD): one collection, whose one page holds an annotation a change.

The target is the plain text of the source, tags of a page included, which is why its format is text/plain: positions
count in that. A proposal that lost to a better one is left out: it says nothing about the text.
"""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from normalize import __version__
from normalize.report.export.changes import Change, changes, well_formed
from normalize.store.archive import Archived

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
OPENING = f'{{"@context": "{CONTEXT}", "id": "urn:uuid:'  # how a file of ours begins
_OURS = uuid.UUID("5f0d4b2e-3f5c-5d0e-9a51-6e2c1d8f7a90")  # the name space of our identifiers


def collection(articles: Iterable[Archived]) -> Iterator[str]:
    """Yield an AnnotationCollection as JSON, in pieces. The same changes have the same identifiers in every run."""
    whole, page = _urn("collection"), _urn("page")
    agent = {"type": "Software", "name": f"normalize {__version__}"}
    head = {
        "@context": CONTEXT,
        "id": whole,
        "type": "AnnotationCollection",
        "label": "Changes that normalize made or proposed",
        "generator": agent,
    }
    first = {"id": page, "type": "AnnotationPage", "partOf": whole, "startIndex": 0}
    yield f'{_json(head)[:-1]}, "first": {_json(first)[:-1]}, "items": ['
    total = 0
    for article in articles:
        for row in each(article):
            yield f"{',' if total else ''}\n{_json(row)}"
            total += 1
    yield f'\n]}}, "total": {total}}}\n'


def each(article: Archived) -> Iterator[dict[str, Any]]:
    """Yield an annotation for each proposal that was made, suggested or vetoed. Raises RestoreError as `changes`."""
    target = {"id": _place(article.record), "type": "Text", "format": "text/plain", "language": article.ledger.lang}
    if article.ledger.lang == "und":
        del target["language"]
    twins: Counter[str] = Counter()
    for c in changes(article):
        if c.named.status == "shadowed":
            continue
        key = f"{c.named.stage}\n{c.named.edit.rule}\n{c.named.name}"
        twins[key] += 1
        yield {
            "id": _urn(f"{article.id}\n{key}\n{twins[key]}"),
            "type": "Annotation",
            "motivation": "editing",
            "body": list(_bodies(c, article.ledger.lang)),
            "target": {"type": "SpecificResource", "source": target, "selector": _selectors(c)},
        }


def _bodies(c: Change, lang: str) -> Iterator[dict[str, Any]]:
    n, e = c.named, c.named.edit
    after = {"value": well_formed(e.after), "format": "text/plain"}
    yield _body("editing", **after, **({} if lang == "und" else {"language": lang}))
    before = well_formed(e.before)
    of = "" if before == c.exact else f" (of “{before}”, as earlier changes had left it)"
    yield _body("describing", value=well_formed(e.reason) + of)
    yield _body("tagging", value=e.rule)
    yield _body("classifying", value=n.status)
    for fact in e.facts:
        yield _body("identifying", value=f"{fact.name} = {well_formed(fact.value)}")


def _body(purpose: str, **more: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, **more}


def _selectors(c: Change) -> list[dict[str, Any]]:
    return [
        {"type": "TextPositionSelector", "start": c.named.start, "end": c.named.end},
        {"type": "TextQuoteSelector", "exact": c.exact, "prefix": c.prefix, "suffix": c.suffix},
    ]


def _place(record: dict[str, Any]) -> str:
    """The address of a page where its record has one, else the path of its source as a relative reference."""
    url = record.get("url")
    if isinstance(url, str) and url.startswith(("https://", "http://")):
        return quote(url.encode("utf-8", "replace"), safe="/:?#[]@!$&'()*+,;=%~")
    return quote(record["source"].encode("utf-8", "surrogatepass"))


def _urn(said: str) -> str:
    return f"urn:uuid:{uuid.uuid5(_OURS, well_formed(said))}"


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
