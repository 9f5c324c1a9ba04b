"""The life cycle as a page of the documentation, drawn from the table: ``python -m twowei.casebook.diagram``."""

from __future__ import annotations

import sys

from twowei.casebook.lifecycle import ENTRIES, LEGAL_STATES, Act, Move, State, View, moves_of

_HEAD = """# The life cycle of a patch

Drawn from the table in `twowei/casebook/lifecycle.py` by `python -m twowei.casebook.diagram > docs/lifecycle.md`;
a test fails when this page is stale. Clocks are in the city's policy (`twowei policy show`).
"""


def page() -> str:
    """Return the page: two diagrams (Mermaid) and the table of states with what each demands."""
    parts = [
        _HEAD,
        "## Simple view\n\n" + _diagram(View.SIMPLE),
        "## Full view\n\nStates marked 法律程序 are the legal procedure, which the simple view leaves out.\n\n"
        + _diagram(View.FULL),
        "## What it takes to enter a state\n\n" + _table(),
        "## Rules\n\n" + _RULES,
    ]
    return "\n".join(parts)


_RULES = """- Nothing is deleted; reopening keeps the number; a tombstone (S99) keeps its outline and its history.
- Two persons: who judged may not recognise it as lawful (S30) nor pass the re-check (S80), nor may who reported the
  demolition.
- An area still standing (SYMJ > 0) forbids S71 and S85.
- A time that lies back more than ten minutes asks why; one before the last move, or in the future, is refused.
- A state entered again asks for its proofs again, given with the move; only what is of the case itself lasts
  (track, 增量/存量, party, permit). Photos are given with the move they prove.
- Several patches at once go only to S90 and S95, with one reason.
- S99 is entered by `twowei split` and `twowei merge`, and by taking back a patch drawn by hand.
"""


def _diagram(view: View) -> str:
    moves = [move for move in moves_of(view) if move.target is not State.REPLACED]
    states = [state for state in State if any(state in (move.source, move.target) for move in moves)]
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{_name(state)}" as {state.code}' for state in states]
    lines += ["    [*] --> S00"]
    lines += [f"    {move.source.code} --> {move.target.code}{_label(move)}" for move in moves]
    return "\n".join([*lines, "```", ""])


def _name(state: State) -> str:
    return f"{state.code} {state.zh}" + (" · 法律程序" if state in LEGAL_STATES else "")


def _label(move: Move) -> str:
    return ": verdict" if move.act is Act.VERDICT else ""


def _table() -> str:
    lines = ["| state | 状态 | meaning | who enters | proof | leads to |", "|---|---|---|---|---|---|"]
    for state in State:
        entry = ENTRIES.get(state)
        who = ", ".join(role.en for role in entry.who) if entry else "the detector"
        proof = "; ".join(demand.about for demand in entry.demands) if entry else ""
        ways = " ".join(move.target.code for move in moves_of(View.FULL) if move.source is state)
        lines.append(f"| {state.code} {state.en} | {state.zh} | {state.meaning} | {who} | {proof} | {ways} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
