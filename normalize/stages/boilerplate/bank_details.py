"""boilerplate/bank-details: the account, card or wallet to which readers may send money.

What   Lines such as "IBAN: DE89 3704 …", "Номер карты: 4276 …", "Recipient: …" beside each other, before or behind the
       article. Numbers count only with the right check digits, or behind their label.
Why    An appeal of the site for money.
Spares An account that the article speaks of: its prose names the owner, or asks for donations itself; sentences.
"""

from __future__ import annotations

from itertools import chain

import regex

from normalize.stages.boilerplate.parts import outside
from normalize.stages.document import Block, Document
from normalize.stages.rule import Edits, Example, Leave, rule

_BODY = "The footbridge at Pell Green was closed on Monday morning after a lorry had hit one of its pillars."

EXAMPLES = (
    Example(f"{_BODY}\n\nAccount name: Riverside Media\nIBAN: GB82 WEST 1234 5698 7654 32", f"{_BODY}\n\n\n"),
    Example(f"{_BODY}\n\nIBAN DE89370400440532013000", f"{_BODY}\n\n"),
    Example("Они встретились.\n\nНомер карты: 4111 1111 1111 1111", "Они встретились.\n\n", lang="ru"),
    Example("二人は会った。\n\n口座番号：普通 1234567", "二人は会った。\n\n", lang="ja"),
    Leave(f"{_BODY}\n\nSerial number GB82 WEST 1234 5698 7654 33"),
    Leave(
        "The flood took the roof of the Riverside Chapel, and its choir now sings for donations in the market hall.\n\n"
        "Account name: Riverside Chapel\nIBAN: GB82 WEST 1234 5698 7654 32"
    ),
    Leave("She paid into account GB82 WEST 1234 5698 7654 32."),
)

_IBAN = regex.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z\d]{4}){2,7}(?:\s?[A-Z\d]{1,3})?\b")
_CARD = regex.compile(r"(?<!\d)(?:\d{4}[ -]?){3}\d{4}(?!\d)")
_WALLET = regex.compile(r"\b(?:bc1[a-z\d]{25,60}|0x[\da-fA-F]{40}|T[1-9A-HJ-NP-Za-km-z]{33})\b")
_LABELLED = 6  # digits behind a label that make an account number
_LONGEST = 24  # words of a line


@rule(examples=EXAMPLES)
def bank_details(doc: Document) -> Edits:
    accounts = [
        g for g in _groups(doc) if any(_has_number(b) or (_labelled(doc, b) and _digits(b) >= _LABELLED) for b in g)
    ]
    if accounts and not _are_the_articles(doc, accounts):
        for block in chain.from_iterable(accounts):
            yield doc.delete(block.start, block.end, "the account of an appeal for money", 0.9)


def _groups(doc: Document) -> list[list[Block]]:
    """Runs of lines outside the prose that have the number of an account or a label of one."""
    groups: list[list[Block]] = []
    last = -2
    for n, block in outside(doc):
        if block.at_most(_LONGEST) and not block.is_prose and _belongs(doc, block):
            if n > last + 1:
                groups.append([])
            groups[-1].append(block)
            last = n
    return groups


def _belongs(doc: Document, block: Block) -> bool:
    return _labelled(doc, block) or (not block.ends_sentence and _has_number(block))


def _labelled(doc: Document, block: Block) -> bool:
    return bool(block.keys) and doc.cues.box.longest(block.keys, 0)[0] == "account"


def _digits(block: Block) -> int:
    return sum(map(str.isdecimal, block.text))


def _has_number(block: Block) -> bool:
    """Whether a line has the number of an account or card whose check digits are right, or an address of a wallet."""
    text = block.text
    return (
        any(map(_is_iban, _IBAN.findall(text))) or any(map(_is_card, _CARD.findall(text))) or bool(_WALLET.search(text))
    )


def _is_iban(text: str) -> bool:
    """ISO 13616: the number, its head put last and letters counted from 10, leaves 1 when divided by 97."""
    bare = "".join(text.split())
    return int("".join(str(int(c, 36)) for c in bare[4:] + bare[:4])) % 97 == 1


def _is_card(text: str) -> bool:
    """ISO/IEC 7812: the sum of the digits, every other one doubled, ends in nought."""
    digits = [int(c) for c in text if c.isdecimal()]
    doubled = [d if n % 2 else sum(divmod(2 * d, 10)) for n, d in enumerate(digits)]
    return len(set(digits)) > 1 and sum(doubled) % 10 == 0


def _are_the_articles(doc: Document, accounts: list[list[Block]]) -> bool:
    """Whether the article asks for the money itself: its prose speaks of donations or names an owner."""
    prose = [b for b in doc.blocks if b.is_prose and not doc.heard.spoken(b.plain)]
    if any(kind == "donate" for b in prose for kind, *_ in doc.heard.spoken(b.plain, "hint")):
        return True
    said = {b.text[t.start : t.end] for b in prose for t in b.tokens}
    table = doc.cues.box
    own = [(b, table.longest(b.keys, 0)[1]) for g in accounts for b in g if not _has_number(b)]
    names = {b.text[t.start : t.end] for b, length in own for t in b.tokens[length:] if t.end - t.start > 3}
    return any(name[0].isupper() and name in said for name in names)
