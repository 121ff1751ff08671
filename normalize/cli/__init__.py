"""The command line. Nothing slow is imported here: `normalize --help` answers within 150 ms."""

from __future__ import annotations

import os
import sys

import typer

from normalize import __version__
from normalize.cli import manual
from normalize.cli.shelf import Shelf

app = typer.Typer(
    cls=Shelf,
    epilog=manual.epilog(""),
    name="normalize",
    help="Clean, canonical texts from scraped news: every change explained, every change reversible.\n\n"
    "Put articles into seeds/ (text, HTML, JSON Lines and more) and run `normalize all`; read out/report.html. "
    "`normalize init` makes a folder to begin with.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"normalize {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Hold the options that stand before any command."""


def main() -> None:
    """Run the command line; errors that a person can mend are told in a line, with their exit code."""
    import signal

    from normalize.cli import console
    from normalize.errors import NormalizeError, StorageError

    def end(*_: object) -> None:
        console.say("normalize: ended; what was written is whole")
        sys.exit(128 + signal.SIGTERM)

    signal.signal(signal.SIGTERM, end)
    console.fill_streams()
    try:
        app()
    except NormalizeError as e:
        console.say(f"normalize: {e}")
        sys.exit(e.code)
    except (KeyboardInterrupt, SystemExit) as e:
        if isinstance(e, SystemExit) and e.code != 128 + signal.SIGINT:  # so the library ends for Ctrl-C
            raise
        console.say("normalize: interrupted; what was written is whole")
        sys.exit(128 + signal.SIGINT)
    except OSError as e:
        if os.environ.get("NORMALIZE_DEBUG"):
            raise
        console.give_up_output()
        console.say(f"normalize: the system refuses: {e}")
        sys.exit(StorageError.code)
    except Exception as e:
        if os.environ.get("NORMALIZE_DEBUG"):
            raise
        console.say(f"normalize: a fault of this program: {type(e).__name__}: {e}")
        console.say("Please report it; NORMALIZE_DEBUG=1 shows where it happened.")
        sys.exit(70)
