"""The command ``twowei``."""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import sys
import threading
import time
import warnings

import click

from twowei import __version__
from twowei.errors import TwoweiError
from twowei.feedback import ENDS_WITH_STDIN

LAST_WORDS_S = 5.0
COMMANDS = {
    "demo": "twowei.cli.demo:demo",
    "desktop": "twowei.cli.desktop:desktop",
    "init": "twowei.cli.init:init",
    "inspect": "twowei.cli.inspect:inspect_images",
    "ingest": "twowei.cli.ingest:ingest",
    "epochs": "twowei.cli.epochs:epochs",
    "overviews": "twowei.cli.overviews:overviews",
    "check": "twowei.cli.check:check",
    "compare": "twowei.cli.compare:compare",
    "detect": "twowei.cli.detect:detect",
    "import": "twowei.cli.import_:import_file",
    "fill": "twowei.cli.fill:fill",
    "collect": "twowei.cli.collect:collect",
    "reconcile": "twowei.cli.reconcile:reconcile",
    "patches": "twowei.cli.patches:patches",
    "verdict": "twowei.cli.verdict:verdict",
    "move": "twowei.cli.move:move",
    "note": "twowei.cli.note:note",
    "undo": "twowei.cli.undo:undo",
    "history": "twowei.cli.history:history",
    "split": "twowei.cli.split:split",
    "merge": "twowei.cli.split:merge",
    "due": "twowei.cli.due:due",
    "policy": "twowei.cli.policy:policy",
    "board": "twowei.cli.board:show_board",
    "serve": "twowei.cli.demolish:serve_paper",
    "demolish": "twowei.cli.demolish:demolish",
    "extend": "twowei.cli.demolish:extend",
    "giveback": "twowei.cli.demolish:giveback",
    "recheck": "twowei.cli.recheck:recheck",
    "close": "twowei.cli.recheck:close_case",
    "campaign": "twowei.cli.plan:campaign",
    "squad": "twowei.cli.plan:squad",
    "assign": "twowei.cli.plan:assign_patches",
    "route": "twowei.cli.plan:route",
    "wallmap": "twowei.cli.plan:wallmap",
    "dossier": "twowei.cli.dossier:dossier",
    "report": "twowei.cli.report:report",
    "stats": "twowei.cli.stats:stats",
    "target": "twowei.cli.target:target",
    "watch": "twowei.cli.watch:watch",
    "persist": "twowei.cli.persist:persist",
    "reasons": "twowei.cli.reasons:reasons",
    "zones": "twowei.cli.zones:zones",
    "layers": "twowei.cli.layers:layers",
    "people": "twowei.cli.people:people",
    "edits": "twowei.cli.edits:edits",
    "verify": "twowei.cli.verify:verify",
    "backup": "twowei.cli.backup:backup",
    "restore": "twowei.cli.backup:restore",
    "archive": "twowei.cli.archive:archive",
    "export": "twowei.cli.export:export",
    "profiles": "twowei.cli.profiles:profiles",
    "field": "twowei.cli.field:field",
    "ledger": "twowei.cli.ledger:ledger",
    "models": "twowei.cli.models:models",
    "draw-scenes": "twowei.cli.draw_scenes:draw_scenes",
    "train": "twowei.cli.train:train",
    "evaluate": "twowei.cli.evaluate:evaluate",
}
"""Each command and where it lies; a command is imported only when it is used, so that help is quick."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.UsageError(f"There is no command {args[0]!r}; there are {', '.join(COMMANDS)}.", ctx)
        return super().resolve_command(ctx, args)


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="twowei")
def twowei() -> None:
    """Find suspected new buildings between two months of imagery and follow each patch to its demolition.

    Exit codes: 0 done; 1 a bug (please report it); 2 the command line is wrong; 3 a raster cannot be used; 4
    the two epochs cannot be compared; 5 the workspace cannot be used; 6 an unknown month, number, verdict,
    reason, state or model; 7 the life cycle does not allow this; 8 nothing can be written there; 9 the model or
    the device cannot be used; 10 a vector file, delivery or returned table cannot be used; 11 a policy or a
    profile cannot be used; 130 stopped, go on by the same command.
    """


def main() -> None:
    """Run the command line; known errors become one sentence and an exit code."""
    _speak_utf8()
    if os.environ.pop(ENDS_WITH_STDIN, ""):
        threading.Thread(target=_end_with_stdin, daemon=True).start()
    # rasterio mutes it around its own arrays in memory, but not safely when several threads read.
    warnings.filterwarnings("ignore", message="Dataset has no geotransform")
    try:
        twowei.main(prog_name="twowei", standalone_mode=False)
    except TwoweiError as error:
        _complain(str(error))
        sys.exit(error.exit_code)
    except click.ClickException as error:
        if _speaks_json():
            _complain(error.format_message())
        else:
            error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _complain("Stopped.")
        sys.exit(130)
    finally:
        gc.freeze()  # or Python looks through all that was loaded once more before it ends: a second with torch


def _end_with_stdin() -> None:
    """Stop politely once nobody holds the other end of stdin: a window that was killed leaves no work behind."""
    while os.read(0, 4096):
        pass
    for _ in range(2):  # the first asks to stop at the next safe point, the second at once
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(LAST_WORDS_S)
    os._exit(130)  # as after any kill, what is finished is kept


def _complain(message: str) -> None:
    if _speaks_json():
        print(json.dumps({"error": message}, ensure_ascii=False), file=sys.stderr, flush=True)
    else:
        click.echo(f"Error: {message}", err=True)


def _speaks_json() -> bool:
    return any(word == "--progress=json" for word in sys.argv) or "json" in _values_of("--progress")


def _values_of(option: str) -> list[str]:
    return [value for name, value in zip(sys.argv, sys.argv[1:], strict=False) if name == option]


def _speak_utf8() -> None:
    """Write UTF-8 also where the locale says otherwise (a Windows pipe, LANG=C): our words are Chinese."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and (stream.encoding or "").lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8")
