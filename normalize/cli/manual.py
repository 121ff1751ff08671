"""The pages of the manual below each command's options: examples that work, and exit codes where they matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import typer

_UNWRAPPED = "\b\n"  # tells the formatter of help texts to leave a paragraph as it is


class Page(NamedTuple):
    """The module of `cli/` with the command, what it does in a few words, examples as (what for, command line), codes.

    Codes are what the exit codes mean, where that matters.
    """

    module: str
    short: str
    examples: tuple[tuple[str, str], ...]
    codes: tuple[tuple[int, str], ...] = ()


PAGES: dict[str, Page] = {
    "": Page(
        "",
        "Clean, canonical texts from scraped news.",
        (
            ("begin a project in a new folder", "normalize init news"),
            ("clean the articles of seeds/, and read what was done", "normalize all"),
            ("see it in the browser", "normalize report --open"),
            ("find out what is wrong", "normalize doctor"),
        ),
        (
            (0, "done"),
            (1, "findings, of commands that check"),
            (2, "wrong use, or a mistake in settings or a glossary; nothing was done"),
            (3, "done, but some inputs could not be: out/quarantine.jsonl"),
            (4, "refused: another run is writing, out/ is not ours or lies in the input"),
            (5, "the disk said no"),
            (70, "a fault of this program"),
            (130, "interrupted"),
        ),
    ),
    "init": Page(
        "init",
        "Begin a project: settings, a glossary, a sample.",
        (
            ("here", "normalize init"),
            ("in a new folder", "normalize init news"),
        ),
        ((0, "done, or nothing was missing"), (4, "a file stands where a folder belongs"), (5, "the disk said no")),
    ),
    "all": Page(
        "run",
        "Clean all articles: seeds/ → out/.",
        (
            ("seeds/ into out/", "normalize all"),
            ("two folders and a web archive, four processes", "normalize all wire web crawl.warc.gz -j 4"),
            ("would anything change?", "normalize all --check"),
            ("one table instead of a folder", "normalize all dump.jsonl.zst --to clean.parquet"),
            (
                "on a cluster of Dask",
                "normalize all crawl --to a.parquet --engine dask --scheduler tcp://head:8786",
            ),
            ("records whose text is in another field", "normalize all feed.csv --field text=content"),
            ("between other programs", "cat feed.jsonl | normalize all - --to clean.jsonl"),
            ("names in English, one rule left out", "normalize all --names-lang en --ignore metadata/title"),
        ),
        (
            (0, "done"),
            (1, "--check: something would change"),
            (2, "wrong use, or a mistake in settings or a glossary; nothing was done"),
            (3, "done, but some inputs could not be: out/quarantine.jsonl says why"),
            (4, "refused: another run is writing, out/ is not ours or lies in the input"),
            (5, "the disk said no; earlier outputs are whole"),
        ),
    ),
    "shard": Page(
        "scale",
        "Clean one part of many, for clusters.",
        (
            ("look at all inputs once", "normalize shard survey crawl --to parts"),
            ("the third of a hundred parts, on any machine", "normalize shard 3/100 crawl --to parts"),
            ("put all parts into one file", "normalize shard merge parts --to clean.jsonl.zst"),
        ),
        (
            (0, "done, or done before"),
            (2, "wrong use, or a mistake in settings or a glossary; nothing was done"),
            (3, "done, but some inputs could not be"),
            (5, "the disk said no; earlier parts are whole"),
        ),
    ),
    "text": Page(
        "run",
        "Clean one article: stdin → stdout.",
        (
            ("a file", "normalize text article.txt"),
            ("what another program gives", "curl -s https://example.org/news | normalize text --html"),
            ("with facts and changes", "normalize text article.html --json"),
            ("with the record that gives the source back", "normalize text article.txt --ledger article.json"),
        ),
        ((0, "done"), (2, "wrong use"), (3, "there is no text in it")),
    ),
    "diff": Page(
        "look",
        "Show the changes word by word.",
        (
            ("all articles", "normalize diff"),
            ("one, by the end of its id", "normalize diff the-ferry-that-came-back"),
            ("for a program", "normalize diff harbour/the-ferry-that-came-back --json"),
        ),
    ),
    "blame": Page(
        "look",
        "Say where a line came from.",
        (
            ("who wrote line 3", "normalize blame the-ferry-that-came-back:3"),
            ("who wrote column 7 of it", "normalize blame the-ferry-that-came-back:3:7"),
        ),
    ),
    "report": Page(
        "look",
        "Write the report anew; open it.",
        (
            ("open the report", "normalize report --open"),
            ("what is otherwise than in the last commit", "normalize report --since HEAD"),
            ("what is otherwise than in a copy", "normalize report --since ../out-before --json"),
        ),
    ),
    "rules": Page(
        "look",
        "List the rules, or show one.",
        (
            ("all", "normalize rules"),
            ("one, with its examples", "normalize rules boilerplate/see-also"),
            ("a whole stage", "normalize rules names"),
            ("how often people agreed with each", "normalize rules --measured"),
        ),
    ),
    "restore": Page(
        "look",
        "Give a source back, byte for byte.",
        (("the source of an article", "normalize restore the-ferry-that-came-back > source.txt"),),
        (
            (0, "every byte is as it was"),
            (1, "the text or its ledger was changed since the run"),
            (2, "no such article"),
        ),
    ),
    "review": Page(
        "decide",
        "Go through the changes: accept, reject.",
        (
            ("change by change, in the terminal", "normalize review"),
            ("one rule, the twenty changes that tell most", "normalize review --rule names/listed --sample 20"),
            ("in the browser", "normalize review --web"),
            ("what a colleague decided", "normalize review --merge decisions.yaml"),
            ("for a program", "normalize review --json"),
        ),
    ),
    "accept": Page(
        "decide",
        "Accept changes by their ids.",
        (
            ("one change, by how its id begins", "normalize accept 95ecd6"),
            ("a whole rule", "normalize accept --rule boilerplate/see-also --why 'read a hundred of them'"),
        ),
    ),
    "reject": Page(
        "decide",
        "Reject changes by their ids.",
        (
            ("one change, by how its id begins", "normalize reject 4f0e79"),
            ("one wording, everywhere", "normalize reject --rule names/listed --from Kiev --to Kyiv"),
            (
                "all that a rule does in one article",
                "normalize reject --rule metadata/byline --doc the-ferry-that-came-back",
            ),
        ),
    ),
    "undo": Page(
        "decide",
        "Take the last answer back.",
        (("the last answer", "normalize undo"), ("the answer on a change", "normalize undo 4f0e79")),
    ),
    "export": Page(
        "export",
        "Give the changes to other tools.",
        (
            ("a spreadsheet of all changes", "normalize export csv --to changes.csv"),
            ("patches that git can apply and undo", "normalize export diff --to patches"),
            ("one article, for another program", "normalize export jsonl the-ferry-that-came-back"),
        ),
    ),
    "check": Page(
        "house",
        "Check glossaries and outputs.",
        (
            ("in continuous integration", "normalize check"),
            ("outputs in another folder", "normalize check --out clean"),
        ),
        ((0, "in order"), (1, "findings, one a line, with file and line where there is one"), (2, "wrong use")),
    ),
    "doctor": Page(
        "doctor",
        "Find what is wrong here, and how to mend it.",
        (("what is wrong here", "normalize doctor"), ("for a program", "normalize doctor --json")),
        ((0, "nothing is wrong"), (1, "something is, and how to mend it is said")),
    ),
    "schema": Page(
        "house",
        "Print the JSON Schema of a kind of file.",
        (
            ("for the editor in which you write names", "normalize schema glossary > glossary.schema.json"),
            ("of [tool.normalize]", "normalize schema config"),
        ),
    ),
    "glossary": Page(
        "names",
        "Add, check and look up names.",
        (
            ("a name, and a spelling of it", 'normalize glossary add "Jane Doe" --also "Jeanne Doe"'),
            ("whose spelling is it", 'normalize glossary where "Wolodymyr Selenskyj"'),
        ),
    ),
    "glossary add": Page(
        "names",
        "Add a name, or a spelling of one.",
        (
            ("a person and two spellings", 'normalize glossary add "Jane Doe" --also "Jeanne Doe" --also "Jane Do"'),
            ("a place", 'normalize glossary add "Havenport" --type place --also "Haven Port"'),
            ("into a file of your own", 'normalize glossary add "Jane Doe" --file glossaries/sport.yaml'),
        ),
    ),
    "glossary check": Page(
        "names",
        "Find every mistake in glossary files.",
        (("all that are in use", "normalize glossary check"), ("one file", "normalize glossary check names.yaml")),
        ((0, "no mistakes"), (1, "mistakes, all of them, with file, line and column")),
    ),
    "glossary where": Page(
        "names",
        "Say whose spelling it is.",
        (
            ("in an English text", 'normalize glossary where "Wolodymyr Selenskyj"'),
            ("in a French one", 'normalize glossary where "Serguey Narychkine" --lang fr'),
        ),
        ((0, "somebody has it"), (1, "nobody has; similar names are told")),
    ),
    "glossary suggest": Page(
        "names",
        "Find spellings that nobody listed.",
        (
            ("ask about each", "normalize glossary suggest"),
            ("a file to go through", "normalize glossary suggest --write suggested.yaml"),
            ("more, and less sure", "normalize glossary suggest --least 0.8 --json"),
        ),
    ),
    "glossary import": Page(
        "names",
        "Make a glossary of other people's lists.",
        (
            ("a spreadsheet", "normalize glossary import names.csv --column name=Name --column alias=Alias"),
            ("people of a dump of Wikidata", "normalize glossary import latest.json.gz --instance-of Q5"),
            (
                "a list that may rewrite, with its licence",
                "normalize glossary import a.tsv --policy auto --licence CC0",
            ),
        ),
        ((0, "done"), (2, "wrong use, or a file of no known format"), (4, "the file is not one of an import")),
    ),
}
"""A page for each command, by its name; "" is the whole program's."""


def bind(app: typer.Typer, above: str = "") -> None:
    """Put each command's page below its help; a command without one has none."""
    app.info.epilog = epilog(above)
    for command in app.registered_commands:
        name = command.name or (command.callback.__name__ if command.callback else "")
        name = f"{above} {name}".strip()
        command.epilog = epilog(name)
        command.short_help = PAGES[name].short if name in PAGES else None


def epilog(name: str) -> str:
    """Return what stands below the options of a command."""
    page = PAGES.get(name)
    if page is None:
        return ""
    lines = [_UNWRAPPED + "Examples:", *(f"  # {told}\n  {line}" for told, line in page.examples)]
    if page.codes:
        lines += ["", _UNWRAPPED + "Exit codes:", *(f"  {code:<4}{told}" for code, told in page.codes)]
    return "\n".join(lines)
