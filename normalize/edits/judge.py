"""What people's decisions mean for the proposals of one document, stage after stage."""

from __future__ import annotations

from normalize.edits.decision import Agreement, Decision, Decisions, Key, digest_of
from normalize.edits.edit import Edit
from normalize.edits.fingerprint import fingerprint
from normalize.edits.settle import Patch
from normalize.edits.weave import Origins, Weave


class Judge:
    """Answers for the proposals of the stage at hand, and remembers which decisions had something to say.

    The weave, which the names of edits are read off, is only kept where a decision speaks of a place in this document.
    """

    def __init__(self, decisions: Decisions, doc_id: str, source: str) -> None:
        self._decisions = decisions
        self._doc_id = doc_id
        self._weave = Weave.of(source) if decisions.asks_names(doc_id) else None
        self._origins: Origins | None = None
        self._lang = ""
        self._found: dict[Edit, Decision | None] = {}
        self._touched: dict[Key, Decision] = {}
        self._weak: dict[str, Agreement] = {}

    def turn_to(self, lang: str) -> None:
        """Turn to the next stage, which finds the document in this language."""
        self._lang = lang
        self._found = {}
        self._origins = Origins(self._weave) if self._weave else None

    def follow(self, patch: Patch) -> None:
        """Take note of what the stage did."""
        if self._weave and patch.edits:
            self._weave = self._weave.then(patch)

    def veto(self, edit: Edit) -> str:
        """Return the decision against an edit in a few words, or an empty string."""
        found = self._decision(edit)
        if found is None or found.verdict == "accept":
            return ""
        return f"decision {found.scope}{': ' if found.why else ''}{found.why}"

    def grant(self, edit: Edit) -> bool:
        """Whether a person wants the edit, however unsure the rule is."""
        found = self._decision(edit)
        return found is not None and found.verdict == "accept"

    def doubt(self, edit: Edit) -> str:
        """Return why an edit is only suggested: people do not agree with its rule; or an empty string."""
        weak = self._decisions.weak(edit.rule, self._lang)
        if weak is None:
            return ""
        self._weak[edit.rule] = weak
        return f"agreement {weak.said}"

    def digest(self) -> str:
        """Return a digest of the decisions that touched this document, or an empty string where none did."""
        if not self._touched and not self._weak:
            return ""
        return digest_of(self._touched.values(), repr(sorted(self._weak.items())))

    def _decision(self, edit: Edit) -> Decision | None:
        if edit not in self._found:
            self._found[edit] = found = self._decisions.of_edit(edit, self._doc_id, lambda: self._name(edit))
            if found:
                self._touched[found.key] = found
        return self._found[edit]

    def _name(self, edit: Edit) -> str:
        assert self._origins is not None
        return fingerprint(edit, self._origins)
