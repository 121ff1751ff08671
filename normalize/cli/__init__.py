"""The command line. Nothing slow is imported here: `normalize --help` answers within 150 ms."""

from __future__ import annotations

import sys

import typer

from normalize import __version__
from normalize.cli import console, decide, export, house, look, names, run, scale

app = typer.Typer(
    name="normalize",
    help="Clean, canonical texts from scraped news: every change explained, every change reversible.\n\n"
    "Put articles into seeds/ (text, HTML, JSON Lines and more) and run `normalize all`; read out/report.html.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
run.register(app)
scale.register(app)
look.register(app)
decide.register(app)
export.register(app)
house.register(app)
app.add_typer(names.app, name="glossary", short_help="Add, check and look up names.")


def _version(value: bool) -> None:
    if value:
        typer.echo(f"normalize {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Hold the options that stand before any command."""


class _Ended(BaseException):
    """The system has asked for the end (SIGTERM). No rule that catches errors catches this."""


def main() -> None:
    """Run the command line; errors that a person can mend are told in a line, with their exit code."""
    import signal

    from normalize.errors import NormalizeError

    def end(*_: object) -> None:
        raise _Ended

    signal.signal(signal.SIGTERM, end)
    try:
        app()
    except NormalizeError as e:
        console.say(f"normalize: {e}")
        sys.exit(e.code)
    except KeyboardInterrupt:
        console.say("normalize: interrupted; what was written is whole")
        sys.exit(130)
    except _Ended:
        console.say("normalize: ended; what was written is whole")
        sys.exit(143)
    except Exception as e:
        import os

        if os.environ.get("NORMALIZE_DEBUG"):
            raise
        console.say(f"normalize: a fault of this program: {type(e).__name__}: {e}")
        console.say("Please report it; NORMALIZE_DEBUG=1 shows where it happened.")
        sys.exit(70)
