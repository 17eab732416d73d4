"""The command ``kg``. Each module of this package holds the commands of one kind.

Commands import what they need when they run, so that ``kg --help`` and the questions load neither
spaCy nor pyvis.
"""

from __future__ import annotations

import os
import sys

import click

from kg.cli.asking import accountable, aliases, changes, gaps, meetings, person, portfolio, post, who
from kg.cli.looking import demo, explain, list_, render
from kg.cli.making import build, check, extract, score
from kg.cli.stores import load, query
from kg.errors import GongbaoError, UsageError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="gongbao-kg", prog_name="kg")
def cli() -> None:
    """Turn government gazettes (政府公报) into a knowledge graph, and ask it.

    \b
    Example:
      kg build gazettes/ -o graph
      kg who 市水利局
    """


for command in (
    build, extract, check, score,
    who, portfolio, meetings, person, post, accountable, changes, gaps, aliases,
    explain, list_, render, load, query, demo,
):  # fmt: skip
    cli.add_command(command)


def main() -> None:
    """Runs the command line. Whatever goes wrong is one line on standard error, and no traceback."""
    try:
        cli.main(standalone_mode=False)
    except GongbaoError as error:
        _fail(str(error), 2 if isinstance(error, UsageError) else 1)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _fail("stopped", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        _fail(f"{error.filename or ''}: {error.strerror or error}".lstrip(": "), 1)
    except Exception as error:
        if os.environ.get("KG_DEBUG"):
            raise
        _fail(f"internal error: {type(error).__name__}: {error}; set KG_DEBUG=1 to see where", 1)


def _fail(message: str, code: int) -> None:
    click.echo(f"kg: {' '.join(message.split())}", err=True)
    sys.exit(code)
