"""Every command of the window, declared once: menus, tool bar, shortcuts and the key sheet come from here."""

from __future__ import annotations

from dataclasses import dataclass

from PyQt5.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

CONTEXT = "Commands"
FILE, VIEW, PATCH, BOARD, HELP = "file", "view", "patch", "board", "help"


@dataclass(frozen=True)
class Command:
    """One command.

    Attributes:
        name: Name of the handler.
        menu: The menu it stands in.
        text: What it is called, in English.
        keys: Key sequences in Qt's notation; the first is printed.
        icon: Name of the icon, if it has one.
        short: What it is called on the tool bar, where ``text`` is long.
        checkable: Whether it is switched on and off.
        repeats: Whether holding the key repeats it.
    """

    name: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    short: str = ""
    checkable: bool = False
    repeats: bool = False


COMMANDS = (
    Command("new_workspace", FILE, QT_TRANSLATE_NOOP("Commands", "New workspace…"), ("Ctrl+N",), "new"),
    Command(
        "open_workspace",
        FILE,
        QT_TRANSLATE_NOOP("Commands", "Open workspace…"),
        ("Ctrl+O",),
        "open",
        QT_TRANSLATE_NOOP("Commands", "Open"),
    ),
    Command("make_sample", FILE, QT_TRANSLATE_NOOP("Commands", "Try the sample…"), (), "sample"),
    Command(
        "add_images",
        FILE,
        QT_TRANSLATE_NOOP("Commands", "Add imagery…"),
        ("Ctrl+I",),
        "images",
        QT_TRANSLATE_NOOP("Commands", "Add imagery"),
    ),
    Command("check_pair", FILE, QT_TRANSLATE_NOOP("Commands", "Check the pair…"), (), "check"),
    Command("add_folder", FILE, QT_TRANSLATE_NOOP("Commands", "Add a folder of imagery…"), ("Ctrl+Shift+O",), "folder"),
    Command("epochs", FILE, QT_TRANSLATE_NOOP("Commands", "Months of imagery…"), ()),
    Command(
        "detect",
        FILE,
        QT_TRANSLATE_NOOP("Commands", "Detect changes…"),
        ("Ctrl+D",),
        "detect",
        QT_TRANSLATE_NOOP("Commands", "Detect"),
    ),
    Command("import_patches", FILE, QT_TRANSLATE_NOOP("Commands", "Import patches…"), ("Ctrl+Shift+I",), "import"),
    Command("take_returns", FILE, QT_TRANSLATE_NOOP("Commands", "Take in what came back…"), (), "back"),
    Command("reconcile", FILE, QT_TRANSLATE_NOOP("Commands", "Reconcile…"), (), "reconcile"),
    Command(
        "export",
        FILE,
        QT_TRANSLATE_NOOP("Commands", "Export…"),
        ("Ctrl+E",),
        "export",
        QT_TRANSLATE_NOOP("Commands", "Export"),
    ),
    Command("jobs", FILE, QT_TRANSLATE_NOOP("Commands", "Jobs…"), ("Ctrl+J",), "jobs"),
    Command("picture", FILE, QT_TRANSLATE_NOOP("Commands", "Save the map as a picture…"), ("Ctrl+Shift+S",), "picture"),
    Command("settings", FILE, QT_TRANSLATE_NOOP("Commands", "Settings…"), ("Ctrl+,",)),
    Command("quit", FILE, QT_TRANSLATE_NOOP("Commands", "Quit"), ("Ctrl+Q",)),
    Command("next_mode", VIEW, QT_TRANSLATE_NOOP("Commands", "Next way to compare"), ("C",), "swipe"),
    Command("swap", VIEW, QT_TRANSLATE_NOOP("Commands", "Swap both months"), ("S",), "swap"),
    Command("turn_line", VIEW, QT_TRANSLATE_NOOP("Commands", "Turn the swipe line"), ("Shift+C",), "turn"),
    Command(
        "measure_distance",
        VIEW,
        QT_TRANSLATE_NOOP("Commands", "Measure a distance"),
        ("Ctrl+M",),
        "measure",
        checkable=True,
    ),
    Command(
        "measure_area",
        VIEW,
        QT_TRANSLATE_NOOP("Commands", "Measure an area"),
        ("Ctrl+Shift+M",),
        "measure_area",
        checkable=True,
    ),
    Command("outlines", VIEW, QT_TRANSLATE_NOOP("Commands", "Outlines"), ("L",), "outlines", checkable=True),
    Command("pixels", VIEW, QT_TRANSLATE_NOOP("Commands", "Pixels that the model marked"), ("P",), checkable=True),
    Command(
        "photos",
        VIEW,
        QT_TRANSLATE_NOOP("Commands", "Photos of all patches"),
        ("Ctrl+Alt+P",),
        checkable=True,
    ),
    Command("months", VIEW, QT_TRANSLATE_NOOP("Commands", "Strip of all months"), ("T",)),
    Command("fit_patch", VIEW, QT_TRANSLATE_NOOP("Commands", "Fit patch"), ("G",), "fit"),
    Command("reread", VIEW, QT_TRANSLATE_NOOP("Commands", "Read the imagery again"), ("Ctrl+F5",)),
    Command("two_windows", VIEW, QT_TRANSLATE_NOOP("Commands", "List in its own window"), ("F9",), checkable=True),
    Command("fit_all", VIEW, QT_TRANSLATE_NOOP("Commands", "Whole area"), ("Home",), "fit_all"),
    Command("zoom_in", VIEW, QT_TRANSLATE_NOOP("Commands", "Zoom in"), ("Ctrl+=", "Ctrl++"), repeats=True),
    Command("zoom_out", VIEW, QT_TRANSLATE_NOOP("Commands", "Zoom out"), ("Ctrl+-",), repeats=True),
    Command("next", PATCH, QT_TRANSLATE_NOOP("Commands", "Next patch"), ("Down", "J"), "next", repeats=True),
    Command("previous", PATCH, QT_TRANSLATE_NOOP("Commands", "Previous patch"), ("Up", "K"), "previous", repeats=True),
    Command(
        "commit",
        PATCH,
        QT_TRANSLATE_NOOP("Commands", "Commit and go to the next undecided"),
        ("Return", "Enter"),
        "check",
    ),
    Command("back", PATCH, QT_TRANSLATE_NOOP("Commands", "Back"), ("Backspace",), "back"),
    Command("note", PATCH, QT_TRANSLATE_NOOP("Commands", "Write a note"), ("N",)),
    Command("take_back", PATCH, QT_TRANSLATE_NOOP("Commands", "Take back the last step"), ("Ctrl+Z",), "undo"),
    Command("redo", PATCH, QT_TRANSLATE_NOOP("Commands", "Do it again"), ("Ctrl+Y", "Ctrl+Shift+Z")),
    Command("edit_outline", PATCH, QT_TRANSLATE_NOOP("Commands", "Draw the outline"), ("E",), "edit"),
    Command("draw_patch", PATCH, QT_TRANSLATE_NOOP("Commands", "Draw a patch that was missed"), ("Shift+E",), "draw"),
    Command("merge_patches", PATCH, QT_TRANSLATE_NOOP("Commands", "Merge the selected patches"), ("Shift+M",), "merge"),
    Command("add_evidence", PATCH, QT_TRANSLATE_NOOP("Commands", "Add photos and papers…"), ("Ctrl+P",), "photo"),
    Command(
        "add_evidence_folder",
        PATCH,
        QT_TRANSLATE_NOOP("Commands", "Add a folder of photos and papers…"),
        ("Ctrl+Shift+P",),
        "folder",
    ),
    Command("archive", PATCH, QT_TRANSLATE_NOOP("Commands", "Archive"), ("A",), "archive"),
    Command("find", PATCH, QT_TRANSLATE_NOOP("Commands", "Search the list"), ("Ctrl+F",), "search"),
    Command("filter", PATCH, QT_TRANSLATE_NOOP("Commands", "Filter the list"), ("Ctrl+Shift+F",)),
    Command("recent", PATCH, QT_TRANSLATE_NOOP("Commands", "Last ten decisions"), ("Ctrl+H",)),
    Command("reload", PATCH, QT_TRANSLATE_NOOP("Commands", "Read anew"), ("F5",)),
    Command("board", BOARD, QT_TRANSLATE_NOOP("Commands", "Demolition board"), ("F6",), "board"),
    Command("recheck", BOARD, QT_TRANSLATE_NOOP("Commands", "Re-check queue"), ("F7",), "recheck"),
    Command("figures", BOARD, QT_TRANSLATE_NOOP("Commands", "Figures"), ("F8",), "figures"),
    Command("planning", BOARD, QT_TRANSLATE_NOOP("Commands", "Planning"), ("F11",), "plan"),
    Command("monthly_report", BOARD, QT_TRANSLATE_NOOP("Commands", "Monthly report…"), ("Ctrl+Shift+R",)),
    Command("dossiers", BOARD, QT_TRANSLATE_NOOP("Commands", "Dossiers of the chosen patches…"), ("Ctrl+Shift+D",)),
    Command("guide", HELP, QT_TRANSLATE_NOOP("Commands", "User guide"), ("Shift+F1",), "guide"),
    Command("key_sheet", HELP, QT_TRANSLATE_NOOP("Commands", "Keys"), ("F1",), "keys"),
    Command("change_analyst", HELP, QT_TRANSLATE_NOOP("Commands", "Who works here…"), (), "person"),
    Command("diagnostics", HELP, QT_TRANSLATE_NOOP("Commands", "Report for support…")),
    Command("about", HELP, QT_TRANSLATE_NOOP("Commands", "About twowei"), (), "about"),
)
MENUS = (
    (FILE, QT_TRANSLATE_NOOP("Commands", "&File")),
    (VIEW, QT_TRANSLATE_NOOP("Commands", "&View")),
    (PATCH, QT_TRANSLATE_NOOP("Commands", "&Patch")),
    (BOARD, QT_TRANSLATE_NOOP("Commands", "&Demolition and figures")),
    (HELP, QT_TRANSLATE_NOOP("Commands", "&Help")),
)
TOOL_BAR = (
    *("open_workspace", "add_images", "detect", ""),
    *("pair", "", "mode", ""),
    *("layers", "fit_all", "", "archive", "export"),
)
"""Commands of the tool bar; an empty name is a gap, `pair`, `mode` and `layers` are widgets of their own."""

OTHER_KEYS = (
    ("1–5", QT_TRANSLATE_NOOP("Commands", "Verdict, in the order of the buttons")),
    ("0–9 - =", QT_TRANSLATE_NOOP("Commands", "Reason, once the verdict is chosen")),
    ("Esc", QT_TRANSLATE_NOOP("Commands", "Forget the verdict not yet committed; leave the note")),
    ("B", QT_TRANSLATE_NOOP("Commands", "Hold: show the month before")),
    ("Space", QT_TRANSLATE_NOOP("Commands", "Hold and drag: pan, wherever the drag starts")),
    ("← →  Shift+↑ ↓", QT_TRANSLATE_NOOP("Commands", "Pan by keys")),
    (QT_TRANSLATE_NOOP("Commands", "Wheel"), QT_TRANSLATE_NOOP("Commands", "Zoom about the cursor")),
    (QT_TRANSLATE_NOOP("Commands", "Drag"), QT_TRANSLATE_NOOP("Commands", "Pan; on the white line: swipe")),
)
"""Keys that are no commands of a menu, for the key sheet."""


def command(name: str) -> Command:
    """Return the command of this name."""
    return next(each for each in COMMANDS if each.name == name)


def spoken(text: str) -> str:
    """Return a text of this module in the language of the window."""
    return QCoreApplication.translate(CONTEXT, text)
