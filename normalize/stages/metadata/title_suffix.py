"""metadata/title-suffix: what a page prints into the line of its headline.

What   The site, section or agency behind a dash or a bar ("Title | World | The Herald", "Title – Reuters"), a note on
       pictures ("Title (VIDEO)"), the clock time and date that were glued to it ("14:32Title", "Title14:32").
Why    They are not the headline; the time and the agency are facts of the article.
Spares A dash or a bracket that is part of the headline ("Ukraine - a year of war", "(and why it matters)"); clock times
       that begin the entries of a chronicle or a programme.
"""

from __future__ import annotations

from normalize.stages.document import Document
from normalize.stages.metadata.headline import headline_of, top_of, within
from normalize.stages.rule import Edits, Example, Leave, rule

_BODY = "Kim met Putin in the Far East of Russia on Wednesday, and both spoke of a new friendship."
_RUSSIAN = "Они встретились в среду на Дальнем Востоке России и долго говорили друг с другом о многом."
_GREEK = "Οι δύο άνδρες συναντήθηκαν την Τετάρτη στην Άπω Ανατολή και μίλησαν για πολλή ώρα, ανέφεραν πηγές."
_CHINESE = "两国领导人星期三在俄罗斯远东举行会谈，双方讨论了经济合作和能源等多个方面的问题。"
_JAPANESE = "両首脳は水曜日にロシア極東で会談し、経済協力などの問題について長時間にわたり話し合った。"
_KOREAN = "두 사람은 수요일 극동에서 만나 오랫동안 경제 협력과 여러 문제를 함께 논의했다고 관계자가 밝혔다."
_ARABIC = "التقى الرجلان يوم الأربعاء في أقصى شرق البلاد وتحدثا طويلا عن التعاون بين البلدين كما قال مسؤول."

EXAMPLES = (
    Example(f"A handshake in the east | World | North Herald\n\n{_BODY}", f"A handshake in the east\n\n{_BODY}"),
    Example(f"A handshake in the east - The Daily Herald\n\n{_BODY}", f"A handshake in the east\n\n{_BODY}"),
    Example(
        f"A handshake in the east – Reuters\n\n{_BODY}",
        f"A handshake in the east\n\n{_BODY}",
        facts=(("agency", "Reuters"),),
    ),
    Example(f"Ein Händedruck im Osten [FOTOS]\n\n{_BODY}", f"Ein Händedruck im Osten\n\n{_BODY}", lang="de"),
    Example(
        f"Une rencontre à l’est - Société - Le Courrier\n\n{_BODY}", f"Une rencontre à l’est\n\n{_BODY}", lang="fr"
    ),
    Example(
        f"Dwaj prezydenci spotkali się na wschodzie - Kurier Poranny\n\n{_BODY}",
        f"Dwaj prezydenci spotkali się na wschodzie\n\n{_BODY}",
        lang="pl",
    ),
    Example(f"Doğuda iki lider el sıkıştı (VİDEO)\n\n{_BODY}", f"Doğuda iki lider el sıkıştı\n\n{_BODY}", lang="tr"),
    Example(f"14:32Встреча на востоке страны\n\n{_RUSSIAN}", f"Встреча на востоке страны\n\n{_RUSSIAN}", lang="ru"),
    Example(
        f"12.09.2023 14:32Встреча на востоке страны\n\n{_RUSSIAN}",
        f"Встреча на востоке страны\n\n{_RUSSIAN}",
        lang="ru",
        facts=(("date", "2023-09-12"),),
    ),
    Example(f"Встреча на востоке страны14:32\n\n{_RUSSIAN}", f"Встреча на востоке страны\n\n{_RUSSIAN}", lang="ru"),
    Example(f"Мечка влезе в пекарна (ВИДЕО, СНИМКИ)\n\n{_RUSSIAN}", f"Мечка влезе в пекарна\n\n{_RUSSIAN}", lang="bg"),
    Example(
        f"Συνάντηση στην ανατολή - Εφημερίδα του Βορρά\n\n{_GREEK}", f"Συνάντηση στην ανατολή\n\n{_GREEK}", lang="el"
    ),
    Example(f"两国领导人在远东举行会谈_海岸新闻网\n\n{_CHINESE}", f"两国领导人在远东举行会谈\n\n{_CHINESE}", lang="zh"),
    Example(f"両首脳が極東で会談｜海岸新聞\n\n{_JAPANESE}", f"両首脳が極東で会談\n\n{_JAPANESE}", lang="ja"),
    Example(f"극동에서 만난 두 사람 [영상]\n\n{_KOREAN}", f"극동에서 만난 두 사람\n\n{_KOREAN}", lang="ko"),
    Example(f"لقاء في أقصى الشرق | صحيفة الساحل\n\n{_ARABIC}", f"لقاء في أقصى الشرق\n\n{_ARABIC}", lang="ar"),
    Leave(f"The Feed Of Today - CES 2008: Google TV Rumblings\n\n{_BODY}"),
    Leave(f"Ukraine - a year of war\n\n{_BODY}"),
    Leave(f"What the mayor did not say (and why it matters)\n\n{_BODY}"),
    Leave(f"14:32 The ship arrives\n\n{_BODY}\n\n15:10 {_BODY}"),
    Leave(f"Der Streit um die Brücke – eine Geschichte in drei Teilen\n\n{_BODY}", lang="de"),
    Leave(f"Город трёх рек – история одного моста\n\n{_RUSSIAN}", lang="ru"),
)


@rule(examples=EXAMPLES)
def title_suffix(doc: Document) -> Edits:
    headline = headline_of(doc)
    if headline is None or headline is not top_of(doc):
        return
    part, why = within(doc, headline), "not of the headline: “{}”"
    if part.start:
        end = headline.start + part.start
        said = headline.text[: part.start].strip()
        yield doc.delete(headline.start, end, why.format(said), 0.92, part.facts)
    if part.end < len(headline.text):
        start = headline.start + part.end
        said = headline.text[part.end :].strip(" |-–—")
        yield doc.delete(start, headline.end, why.format(said), 0.9, () if part.start else part.facts)
