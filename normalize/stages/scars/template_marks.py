"""scars/template-marks: what a template or a content system should have filled in goes.

What   "{{ title }}", "{% if %}", "<%= name %>", "${author}", "[[nid:123]]", and shortcodes such as "[caption id=…]" and
       "[/caption]"; the text between shortcodes stays.
Why    They are code of the site.
Spares Brackets of editors ("[sic]", "[…]"), footnotes ("[12]"), formulas and single braces.
"""

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule

EXAMPLES = (
    Example("By {{ author.name }} They left {% endif %} at dawn.", "By They left at dawn."),
    Example('[caption id="a_1" width="300"]They left.[/caption] Nobody knew.', "They left. Nobody knew."),
    Example("They left [[nid:123]] at dawn. ${footer}", "They left at dawn."),
    Leave("He said [the minister] that f{x} and [sic] […] [12] [Caption] stay."),
    Leave("The set {{1}, {2}} has two members."),
)

_MARK = regex.compile(
    r"\{\{[ \t]?+[A-Za-z_$][\w.$|:'\"() -]{0,120}?\}\}|\{%[^%\n{}]{1,200}%\}|<%[^%\n<>]{1,200}%>"
    r"|\$\{[A-Za-z_][\w.]{0,80}\}|\[\[\w{1,20}:[\w:-]{1,80}\]\]"
    r"|\[/?(?:caption|gallery|embed|video|audio|playlist|vc_\w+|et_pb_\w+|su_\w+|fusion_\w+|contact-form-7|wp_\w+"
    r"|adrotate|sociallocker|ad_\w+|youtube|twitter|instagram)(?:\s[^\]\n]{0,300})?\]"
)


@rule(examples=EXAMPLES)
def template_marks(doc: Document) -> Edits:
    for m in _MARK.finditer(doc.text):
        before, after = doc.text[m.start() - 1 : m.start()], doc.text[m.end() : m.end() + 1]
        start = m.start() - (before == " " and (not after or after.isspace()))
        end = m.end() + (start == m.start() and after == " " and (not before or before == "\n"))
        yield doc.delete(start, end, f"a mark of a template: {m[0][:60]}", 0.93)
