"""scars/leaked-code: lines of a page's scripts and style sheets go.

What   "(adsbygoogle = window.adsbygoogle || []).push({});", "googletag.cmd.push(…)", ".box { color: red; }" on lines of
       their own.
Why    They are the page's machinery, which a scraper took for text.
Spares Code that an article is about: only calls of well-known trackers, ad and player scripts count, and style sheets
       where the text has no other code.
"""

import regex

from normalize.stages.document import Block, Document
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example(
        "They left.\n(adsbygoogle = window.adsbygoogle || []).push({});\nNobody knew.", "They left.\n\nNobody knew."
    ),
    Example("They left.\n.box-12 .title { color: #f00; margin: 0 !important; }\nNobody.", "They left.\n\nNobody."),
    Example("googletag.cmd.push(function() { googletag.display('div-1'); });\nThey left.", "\nThey left."),
    Leave("They left.\ndef push(x):\n    return x\nfor (int i = 0; i < 3; i++) { f(i); }\n.box { color: red; }"),
    Leave("Google said that its googletag library is free; the push came late."),
    Leave("He wrote { and } in the margin."),
)

_SCRIPT = regex.compile(
    r"adsbygoogle\s*=|googletag\.\w|googletag\s*=|dataLayer\s*[=.]|window\.\w+\s*=|\$\(document\)|jQuery\("
    r"|document\.(?:write|getElement|createElement)|\bgtag\(|\bfbq\(|_gaq\b|\bga\('|twttr\.|!function\s*\("
    r"|\(function\s*\([\w, ]*\)\s*\{|_taboola|OA_show|instgrm\.|playerInstance|jwplayer\(|disqus_\w+\s*="
    r"|var\s+\w+\s*=\s*document\.|pbjs\.|apstag\.|__tcfapi"
)
_PROPERTY = r"\s*+[a-z-]{2,30}+\s*+:[^;{}\n]{1,200}+"
_STYLE = regex.compile(
    rf"(?:@media[^{{}}\n]{{1,200}}+\{{\s*+)?[.#@\w*][\w\s.#:>,()\[\]=\"'~+*@-]{{0,300}}+\{{{_PROPERTY}(?:;{_PROPERTY})*+;?\s*+\}}[\s}}]*+"
)
_CODE = regex.compile(
    r"^\s*(?:def |class |import |from \S+ import|#include|public |private |for ?\(|if ?\(|return\b|int |const |let )"
)
_SIGNS = frozenset("(){};=[]<>|&!\"'")
_DENSE = 0.06  # share of signs of programs in a line


@rule(examples=EXAMPLES)
def leaked_code(doc: Document) -> Edits:
    if "{" not in doc.text and "(" not in doc.text:
        return
    about = any(_CODE.match(b.text) for b in doc.blocks)
    for block in doc.blocks:
        if (_is_script(block)) or (not about and "{" in block.text and _STYLE.fullmatch(block.text)):
            yield doc.delete(block.start, block.end, "a line of the page’s scripts or style sheets", 0.93)


def _is_script(block: Block) -> bool:
    text = block.text
    return bool(_SCRIPT.search(text)) and sum(c in _SIGNS for c in text) >= _DENSE * len(text)
