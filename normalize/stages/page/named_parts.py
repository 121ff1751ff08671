"""page/named-parts: what a page itself calls comments, a dialog or a cookie notice.

What   All lines in elements with such a class, id or role: `<ol class="commentlist">`, `<div role="dialog">`.
Why    Readers’ comments and notices on cookies are written in whole sentences, often more of them than the article has;
       the name that the site gives them tells what no sentence does.
Spares Elements that hold the headline or the first paragraph, and those of the same names: a post "with comments", an
       opinion whose paragraphs are called comment; pages on which hardly anything else would be left; columns called
       commentary; recipes of cookies.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import regex

from normalize.stages.classifier import judge
from normalize.stages.classifier.page_features import Tree
from normalize.stages.document import Document
from normalize.stages.page.left import facts_near, is_article_left
from normalize.stages.rule import Edits, Example, Leave, rule
from normalize.text.media import HTML

_BODY = "Kim met Putin in the Far East of Russia on Wednesday, and both spoke of a new friendship."
_MORE = "Nobody was told what the two men had agreed upon, and their train left the station in the evening."
_SAID = "I have been to that station myself, and the tea they sell there is the best in all of Russia, by the way."
_ARTICLE = f"<h1>A handshake</h1><p>{_BODY}</p><p>{_MORE}</p><p>{_BODY}</p>"
_SEEN = f"A handshake\n\n{_BODY}\n\n{_MORE}\n\n{_BODY}\n\n"

EXAMPLES = (
    Example(
        f"<div>{_ARTICLE}</div><ol class=commentlist><li class='comment odd'><p>{_SAID}</p></ol>",
        _SEEN,
        media_type=HTML,
    ),
    Example(f"<div>{_ARTICLE}</div><div role=alertdialog><p>{_SAID}</p></div>", _SEEN, media_type=HTML),
    Example(f"<div>{_ARTICLE}</div><div class=cookie-consent><p>{_SAID}</p></div>", _SEEN, media_type=HTML),
    Example(f"<div>{_ARTICLE}</div><div id=kommentare><p>{_SAID}</p></div>", _SEEN, lang="de", media_type=HTML),
    Leave(f"<div class='post comments-open'>{_ARTICLE}<p>{_SAID}</p></div>", media_type=HTML),
    Leave(f"<div>{_ARTICLE}<div class=commentary><p>{_SAID}</p></div></div>", media_type=HTML),
    Leave(f"<div>{_ARTICLE}<div class=cookies><p>{_SAID}</p></div></div>", media_type=HTML),
    Leave(f"<div>{_ARTICLE}<p>{_SAID}</p></div>".replace("<p>", "<p class=kommentar>"), lang="de", media_type=HTML),
    Leave(f"<h1>A handshake</h1><div class=comment><p>{_SAID}</p></div>", media_type=HTML),
)

_NAMES: Final = {
    "comments": regex.compile(
        r"(?!commentar)(?:\w*comments?|comment(?:list|form|body|text|area|box|wrap|section|content|block|thread|s?holder)"
        r"\w*|disqus|kommentare?n?|kommentarer|commentaires?|comentarios?|comentários?|commenti|reacties|komentarz[ey]"
        r"|komentare|yorumlar|hozzaszolasok|pinglun)"
    ),
    "a dialog": regex.compile("(?:alert)?dialog"),
    "a cookie notice": regex.compile("cookie(?:bar|banner|notice|consent|law|bot)|gdpr|onetrust"),
}
_COOKIES: Final = frozenset(("cookie", "cookies"))
_NOTICE: Final = frozenset(
    "consent banner notice law bar policy popup modal overlay settings message warning disclaimer preferences".split()
)
_WHOLE: Final = frozenset(("html", "body", "main", "form"))
_SURE: Final = 0.93


@rule(examples=EXAMPLES)
def named_parts(doc: Document) -> Edits:
    if doc.media_type != HTML:
        return
    said = judge(doc)
    parts = parts_of(said.tree, said.opening) if said.tree is not None else {}
    if not is_article_left(doc, said, parts):
        return
    facts = facts_near(doc)
    for n, name in parts.items():
        if n not in facts and said.outside[n] < _SURE:
            block = doc.blocks[n]
            yield doc.delete(block.start, block.end, f"in a part of the page that is called {name}", _SURE)


def parts_of(tree: Tree, opening: Iterable[int]) -> dict[int, str]:
    """Return the blocks that stand in such parts, each with its name; what stands around `opening` is none."""
    spared: set[int] = set()
    for block in opening:
        spared.update(tree.chain(block))
    own = {element.words for element in map(tree.elements.__getitem__, spared) if element is not None}
    names = [""] * len(tree.parents)
    for n, element in enumerate(tree.elements):
        if not (around := names[tree.parents[n]]) and element is not None and n not in spared:
            around = "" if element.name in _WHOLE or element.words in own else _name(element.words)
        names[n] = around
    return {block: names[n] for block, n in enumerate(tree.of_blocks.tolist()) if names[n]}


@lru_cache(maxsize=4096)
def _name(words: frozenset[str]) -> str:
    if words & _COOKIES and words & _NOTICE:
        return "a cookie notice"
    return next((name for name, known in _NAMES.items() if any(map(known.fullmatch, words))), "")
