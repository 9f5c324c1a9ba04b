"""The casebook's format as numbered steps; each brings a casebook from the version before to its own.

A step that was released is never edited: it speaks its own SQL and not today's tables.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, text

from twowei.casebook import geopackage
from twowei.casebook.schema import EPOCH_ALIASES, PATCH_ALIASES, ZONE_ALIASES
from twowei.casebook.styles import style_by_outline, style_by_state

Step = Callable[[Connection], None]

_PATCH_COLUMNS = """
TBBH TEXT NOT NULL DEFAULT ''; ZT TEXT NOT NULL DEFAULT 'S00'; ZTMC TEXT; HCJG TEXT; WYY TEXT;
BZ TEXT NOT NULL DEFAULT ''; HCR TEXT NOT NULL DEFAULT ''; HCRQ DATE; TBLX TEXT; JCMJ REAL; JCMJM REAL;
JD REAL; WD REAL; ZXD REAL; QSX DATE; HSX DATE; LY TEXT; XZQDM TEXT; XZDM TEXT; XZMC TEXT; SQDM TEXT;
SQMC TEXT; ZRR TEXT; PCH TEXT; MXBB TEXT; YZ REAL; DAWJ TEXT;
change TEXT NOT NULL DEFAULT 'new' CHECK (change IN ('new', 'demolished')); before_month TEXT;
after_month TEXT; judged_at TEXT; archived_at TEXT; academic_only BOOLEAN NOT NULL DEFAULT 0;
created_at TEXT; revision INTEGER NOT NULL DEFAULT 1
"""
_ADDED_COLUMNS = {
    "patches": _PATCH_COLUMNS,
    "model_outlines": "TBBH TEXT REFERENCES patches (TBBH)",
    "zones": "level INTEGER; code TEXT; name TEXT; parent TEXT; person TEXT",
    "epochs": "month TEXT NOT NULL DEFAULT ''; sensor TEXT; day DATE",
}
_TABLES = (
    "CREATE UNIQUE INDEX patches_tbbh ON patches (TBBH)",
    "CREATE INDEX patches_state ON patches (ZT)",
    "CREATE UNIQUE INDEX model_outlines_tbbh ON model_outlines (TBBH)",
    "CREATE UNIQUE INDEX epochs_month ON epochs (month)",
    """CREATE TABLE epoch_tiles (tile_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
        month TEXT NOT NULL REFERENCES epochs (month), position INTEGER NOT NULL, path TEXT NOT NULL,
        UNIQUE (month, position))""",
    """CREATE TABLE runs (run_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, PCH TEXT NOT NULL UNIQUE,
        before_month TEXT NOT NULL, after_month TEXT NOT NULL, model TEXT NOT NULL, threshold REAL NOT NULL,
        academic_only BOOLEAN NOT NULL, added INTEGER NOT NULL, known INTEGER NOT NULL, actor TEXT NOT NULL,
        at TEXT NOT NULL)""",
    """CREATE TABLE events (event_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, at TEXT NOT NULL,
        actor TEXT NOT NULL, account TEXT NOT NULL, action TEXT NOT NULL,
        TBBH TEXT REFERENCES patches (TBBH), from_state TEXT, to_state TEXT, "before" TEXT NOT NULL,
        "after" TEXT NOT NULL, note TEXT NOT NULL, prev_hash TEXT NOT NULL, hash TEXT NOT NULL UNIQUE)""",
    "CREATE INDEX events_tbbh ON events (TBBH)",
    """CREATE TABLE number_counters (counter_id INTEGER PRIMARY KEY NOT NULL, prefix TEXT NOT NULL UNIQUE,
        last INTEGER NOT NULL)""",
    """CREATE TABLE meta (meta_id INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL UNIQUE,
        value TEXT NOT NULL)""",
)
_KEPT = "the outline of the model is kept as it was"
_GUARDS = {
    "events_stay": ("UPDATE ON events", "events are never changed"),
    "events_last": ("DELETE ON events", "events are never deleted"),
    "patches_last": ("DELETE ON patches", "patches are never deleted"),
    "patches_keep_number": ("UPDATE ON patches WHEN OLD.TBBH <> NEW.TBBH", "a number is for life"),
    "model_outlines_stay": ("UPDATE ON model_outlines", _KEPT),
    "model_outlines_last": ("DELETE ON model_outlines", _KEPT),
}


def _first(connection: Connection) -> None:
    """Complete the bare layers: columns, tables, and guards against deleting."""
    for layer, columns in _ADDED_COLUMNS.items():
        for column in columns.split(";"):
            connection.execute(text(f"ALTER TABLE {layer} ADD COLUMN {column.strip()}"))
    for statement in _TABLES:
        connection.execute(text(statement))
    _guard(connection, _GUARDS)


_SECOND = (
    "ALTER TABLE patches ADD COLUMN entered_at TEXT",
    "ALTER TABLE patches ADD COLUMN JCBH TEXT",
    "ALTER TABLE patches ADD COLUMN FBH TEXT",
    "ALTER TABLE patches ADD COLUMN HCCS INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE patches ADD COLUMN facts TEXT NOT NULL DEFAULT '{}'",
    "ALTER TABLE zones ADD COLUMN valid_from DATE",
    "ALTER TABLE zones ADD COLUMN valid_to DATE",
    "CREATE INDEX patches_months ON patches (after_month, fid)",
    "CREATE INDEX patches_page ON patches (ZT, after_month, fid)",
    """CREATE TABLE attachments (attach_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
        TBBH TEXT NOT NULL REFERENCES patches (TBBH), kind TEXT NOT NULL, path TEXT NOT NULL,
        sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL)""",
    "CREATE INDEX attachments_tbbh ON attachments (TBBH)",
    """CREATE TABLE people (person_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name TEXT NOT NULL UNIQUE,
        roles TEXT NOT NULL, phone BLOB, identity BLOB, active BOOLEAN NOT NULL DEFAULT 1)""",
    """CREATE TABLE policies (policy_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name TEXT NOT NULL,
        version TEXT NOT NULL, effective_from TEXT NOT NULL, toml TEXT NOT NULL, actor TEXT NOT NULL,
        at TEXT NOT NULL)""",
    """CREATE TABLE sightings (sighting_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
        TBBH TEXT NOT NULL REFERENCES patches (TBBH), kind TEXT NOT NULL, before_month TEXT NOT NULL,
        after_month TEXT NOT NULL, score REAL NOT NULL, JCMJ REAL NOT NULL, geometry BLOB NOT NULL,
        PCH TEXT NOT NULL, at TEXT NOT NULL)""",
    "CREATE INDEX sightings_tbbh ON sightings (TBBH)",
    """CREATE TABLE reasons (reason_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, code TEXT NOT NULL UNIQUE,
        zh TEXT NOT NULL, en TEXT NOT NULL, HCJG TEXT NOT NULL, active BOOLEAN NOT NULL)""",
    """CREATE TABLE overlays (overlay_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL)""",
)
_SECOND_GUARDS = {
    "attachments_stay": ("UPDATE ON attachments", "attachments are never changed"),
    "attachments_last": ("DELETE ON attachments", "attachments are never deleted"),
    "policies_stay": ("UPDATE ON policies", "a policy is never changed; set a new one"),
    "policies_last": ("DELETE ON policies", "policies are never deleted"),
    "sightings_stay": ("UPDATE ON sightings", "sightings are never changed"),
    "sightings_last": ("DELETE ON sightings", "sightings are never deleted"),
}


def _second(connection: Connection) -> None:
    """Add what a whole life needs: facts, attachments, people, policies, sightings, reasons, overlays."""
    for statement in _SECOND:
        connection.execute(text(statement))
    if connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'layer_styles'")).first():
        connection.execute(text("UPDATE layer_styles SET useAsDefault = 0 WHERE f_table_name = 'patches'"))
    _guard(connection, _SECOND_GUARDS)


_PLANNING = (
    """CREATE TABLE targets (target_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, year INTEGER NOT NULL,
        code TEXT NOT NULL, m2 REAL NOT NULL, basis TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL)""",
    """CREATE TABLE removals (removal_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
        TBBH TEXT NOT NULL REFERENCES patches (TBBH), day TEXT NOT NULL, CZFS TEXT, CCZDMJ REAL NOT NULL,
        CCMJ REAL NOT NULL, SYMJ REAL, CCDW TEXT, actor TEXT NOT NULL, at TEXT NOT NULL)""",
    "CREATE INDEX removals_tbbh ON removals (TBBH)",
    """INSERT INTO removals (TBBH, day, CZFS, CCZDMJ, CCMJ, SYMJ, CCDW, actor, at)
        SELECT TBBH, coalesce(json_extract(facts, '$.CCRQ'), substr(entered_at, 1, 10)),
            json_extract(facts, '$.CZFS'), coalesce(json_extract(facts, '$.CCZDMJ'), 0),
            json_extract(facts, '$.CCMJ'), json_extract(facts, '$.SYMJ'), json_extract(facts, '$.CCDW'), '',
            entered_at
        FROM patches WHERE json_extract(facts, '$.CCMJ') > 0""",
    """CREATE TABLE campaigns (campaign_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name TEXT NOT NULL UNIQUE,
        phase TEXT NOT NULL, members TEXT NOT NULL, start TEXT NOT NULL, finish TEXT, planned_m2 REAL,
        geometry BLOB, actor TEXT NOT NULL, at TEXT NOT NULL)""",
    """CREATE TABLE squads (squad_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name TEXT NOT NULL UNIQUE,
        members TEXT NOT NULL, equipment TEXT NOT NULL, access TEXT NOT NULL, actor TEXT NOT NULL,
        at TEXT NOT NULL)""",
    """CREATE TABLE day_routes (route_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, squad TEXT NOT NULL,
        day TEXT NOT NULL, numbers TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL)""",
    """CREATE TABLE papers (paper_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, kind TEXT NOT NULL,
        subject TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL, events INTEGER NOT NULL,
        head TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL)""",
    "CREATE INDEX papers_subject ON papers (kind, subject)",
)
_PLANNING_GUARDS = {
    "targets_stay": ("UPDATE ON targets", "a target is never changed; set a new one"),
    "targets_last": ("DELETE ON targets", "targets are never deleted"),
    "removals_stay": ("UPDATE ON removals", "a removal is never changed; what is less is a line of its own"),
    "removals_last": ("DELETE ON removals", "removals are never deleted"),
    "papers_stay": ("UPDATE ON papers", "what was issued is never changed"),
    "papers_last": ("DELETE ON papers", "what was issued is never deleted"),
}


def _planning(connection: Connection) -> None:
    """Add what demolition plans and figures need: targets, removals, campaigns, squads, routes, issued papers."""
    for statement in _PLANNING:
        connection.execute(text(statement))
    _guard(connection, _PLANNING_GUARDS)


_DELIVERIES = (
    "ALTER TABLE sightings ADD COLUMN LY TEXT",
    """CREATE TABLE suppliers (supplier_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name TEXT NOT NULL UNIQUE,
        habits TEXT NOT NULL)""",
    """CREATE TABLE deliveries (delivery_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, supplier TEXT NOT NULL,
        LY TEXT NOT NULL, month TEXT NOT NULL, PCH TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL,
        actor TEXT NOT NULL, at TEXT NOT NULL)""",
    """CREATE TABLE delivered (delivered_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
        delivery_id INTEGER NOT NULL REFERENCES deliveries (delivery_id), supplier TEXT NOT NULL, LY TEXT NOT NULL,
        month TEXT NOT NULL, "row" INTEGER NOT NULL, JCBH TEXT NOT NULL, change TEXT NOT NULL, kind TEXT NOT NULL,
        TBBH TEXT REFERENCES patches (TBBH), JCMJ REAL NOT NULL, stated_m2 REAL, geometry BLOB NOT NULL,
        attributes TEXT NOT NULL, fingerprint TEXT NOT NULL, UNIQUE (supplier, month, fingerprint))""",
    "CREATE INDEX delivered_month ON delivered (month)",
    "CREATE INDEX delivered_tbbh ON delivered (TBBH)",
)
_DELIVERIES_GUARDS = {
    "deliveries_stay": ("UPDATE ON deliveries", "deliveries are never changed"),
    "deliveries_last": ("DELETE ON deliveries", "deliveries are never deleted"),
    "delivered_stay": ("UPDATE ON delivered", "what was delivered is never changed"),
    "delivered_last": ("DELETE ON delivered", "what was delivered is never deleted"),
}


def _deliveries(connection: Connection) -> None:
    """Add what suppliers delivered, row by row, and how their files are read."""
    for statement in _DELIVERIES:
        connection.execute(text(statement))
    _guard(connection, _DELIVERIES_GUARDS)


def _guard(connection: Connection, guards: dict[str, tuple[str, str]]) -> None:
    for name, (occasion, reason) in guards.items():
        connection.execute(text(f"CREATE TRIGGER {name} BEFORE {occasion} BEGIN SELECT RAISE(ABORT, '{reason}'); END"))


_LOOKS = (
    """CREATE TABLE looks (look_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
        TBBH TEXT NOT NULL REFERENCES patches (TBBH), month TEXT NOT NULL, cells BLOB NOT NULL,
        UNIQUE (TBBH, month))""",
)


def _looks(connection: Connection) -> None:
    """Keep what patches looked like."""
    for statement in _LOOKS:
        connection.execute(text(statement))


_WATCHED = ["ZT", "ZTMC", "HCJG", "WYY", "BZ", "HCR", "judged_at", "archived_at", "DAWJ", "facts", "JCMJ", "JCMJM"]
_OUTSIDE = (
    f"""CREATE TABLE outside_edits (edit_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
        TBBH TEXT NOT NULL REFERENCES patches (TBBH), at TEXT NOT NULL, settled BOOLEAN NOT NULL DEFAULT 0,
        geom BLOB, {", ".join(f"{name} {'REAL' if 'JCMJ' in name else 'TEXT'}" for name in _WATCHED)})""",
    "CREATE INDEX outside_edits_open ON outside_edits (settled, TBBH)",
    f"""CREATE TRIGGER patches_changed_outside AFTER UPDATE ON patches
        WHEN NEW.revision = OLD.revision AND (NEW.geom IS NOT OLD.geom
            OR {" OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in _WATCHED)})
        BEGIN INSERT INTO outside_edits (TBBH, at, geom, {", ".join(_WATCHED)})
        VALUES (OLD.TBBH, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'), OLD.geom,
            {", ".join(f"OLD.{name}" for name in _WATCHED)}); END""",
)
_STATE_CODES = (
    "'S00','S10','S20','S30','S40','S41','S50','S51','S52','S53','S54','S55','S60','S70','S71','S75',"
    "'S80','S85','S86','S90','S95','S96','S99'"
)
_OUTSIDE_GUARDS = {
    "patches_known_states": (
        f"UPDATE ON patches WHEN NEW.ZT NOT IN ({_STATE_CODES})"
        " OR (NEW.HCJG IS NOT NULL AND NEW.HCJG NOT IN ('1', '2', '3', '4', '5'))",
        "there is no such state or verdict; they are changed in twowei",
    ),
    "patches_numbered": ("INSERT ON patches WHEN NEW.TBBH = ''", "a patch gets its number from twowei"),
    "outside_edits_last": ("DELETE ON outside_edits", "what was changed outside is kept"),
}


def _outside(connection: Connection) -> None:
    """Notice what other programs change in patches, and refuse what would not be readable."""
    for statement in _OUTSIDE:
        connection.execute(text(statement))
    _guard(connection, _OUTSIDE_GUARDS)


_CHANGES = (
    """CREATE TABLE patch_changes (change_id INTEGER PRIMARY KEY NOT NULL, patch INTEGER NOT NULL,
        token INTEGER NOT NULL)""",
    "INSERT INTO patch_changes (patch, token) VALUES (0, random())",
    """CREATE TRIGGER patches_added_told AFTER INSERT ON patches
        BEGIN INSERT INTO patch_changes (patch, token) VALUES (NEW.fid, random()); END""",
    """CREATE TRIGGER patches_changed_told AFTER UPDATE ON patches
        BEGIN INSERT INTO patch_changes (patch, token) VALUES (NEW.fid, random()); END""",
)
_CHANGES_GUARDS = {
    "patch_changes_stay": ("UPDATE ON patch_changes", "what was changed when is never changed"),
    "patch_changes_last": ("DELETE ON patch_changes", "what was changed when is never deleted"),
}


def _changes(connection: Connection) -> None:
    """Tell which patches were changed after one another, by whichever program: figures read only those."""
    for statement in _CHANGES:
        connection.execute(text(statement))
    _guard(connection, _CHANGES_GUARDS)


_RAW_OUTLINES = (
    """CREATE TABLE raw_outlines (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTIPOLYGON,
        TBBH TEXT NOT NULL UNIQUE REFERENCES patches (TBBH))""",
    """INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id)
        SELECT 'raw_outlines', 'features', 'raw_outlines', '', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), srs_id
        FROM gpkg_contents WHERE table_name = 'model_outlines'""",
    """INSERT INTO gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id, z, m)
        SELECT 'raw_outlines', 'geom', 'MULTIPOLYGON', srs_id, 0, 0
        FROM gpkg_geometry_columns WHERE table_name = 'model_outlines'""",
)
_RAW_GUARDS = {
    "raw_outlines_stay": ("UPDATE ON raw_outlines", "what the model marked is kept as it was"),
    "raw_outlines_last": ("DELETE ON raw_outlines", "what the model marked is kept as it was"),
}


def _raw_outlines(connection: Connection) -> None:
    """Keep the pixels that the model marked beside the outline made of them; no index, as it is read by number."""
    for statement in _RAW_OUTLINES:
        connection.execute(text(statement))
    _guard(connection, _RAW_GUARDS)


_MONTH_SCORES = (
    """CREATE TABLE month_scores (score_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
        TBBH TEXT NOT NULL REFERENCES patches (TBBH), month TEXT NOT NULL, model TEXT NOT NULL, score REAL NOT NULL,
        at TEXT NOT NULL, UNIQUE (TBBH, month, model))""",
)
_MONTH_GUARDS = {
    "month_scores_stay": ("UPDATE ON month_scores", "what a month told is kept as it was"),
    "month_scores_last": ("DELETE ON month_scores", "what a month told is kept as it was"),
}


def _month_scores(connection: Connection) -> None:
    """Keep what other months say of patches."""
    for statement in _MONTH_SCORES:
        connection.execute(text(statement))
    _guard(connection, _MONTH_GUARDS)


STEPS: tuple[Step, ...] = (
    *(_first, _second, _planning, _looks, _deliveries, _outside, _changes, _raw_outlines, _month_scores),
)
"""Step n, counted from 1, makes version n."""

VERSION = len(STEPS)

_ANNOUNCED = {
    "events": "操作记录 (append only)",
    "epoch_tiles": "影像文件",
    "runs": "检测批次",
    "attachments": "附件 (SHA-256)",
    "policies": "时限政策",
    "sightings": "历期再现",
    "targets": "年度目标",
    "removals": "拆除记录",
    "campaigns": "专班",
    "squads": "拆违队",
    "day_routes": "每日路线",
    "papers": "已出文书 (SHA-256)",
    "deliveries": "供图批次",
    "delivered": "供图图斑",
    "month_scores": "其他月份的模型得分",
}
_ALIASES = {
    "patches": PATCH_ALIASES,
    "model_outlines": {"TBBH": PATCH_ALIASES["TBBH"]},
    "raw_outlines": {"TBBH": PATCH_ALIASES["TBBH"]},
    "zones": ZONE_ALIASES,
    "epochs": EPOCH_ALIASES,
}
_STYLES = {
    "patches": ("图斑状态 S00–S99", style_by_state(_ALIASES["patches"])),
    "model_outlines": ("模型轮廓", style_by_outline("#7b3294", _ALIASES["model_outlines"], dashed=True)),
    "raw_outlines": ("模型像素轮廓", style_by_outline("#ffb000", _ALIASES["raw_outlines"])),
    "zones": ("网格", style_by_outline("#555555", _ALIASES["zones"])),
    "epochs": ("影像范围", style_by_outline("#2b83ba", _ALIASES["epochs"], dashed=True)),
}


def migrate(connection: Connection, found: int) -> int:
    """Run the steps that a casebook of version ``found`` lacks; return the version it has then."""
    for step in STEPS[found:]:
        step(connection)
    if found < VERSION:
        _tell_readers(connection)
    return max(found, VERSION)


def _tell_readers(connection: Connection) -> None:
    """Describe tables and columns of today for QGIS: Chinese names and styles."""
    for table, description in _ANNOUNCED.items():
        geopackage.register_table(connection, table, description)
    for table, aliases in _ALIASES.items():
        geopackage.describe_columns(connection, table, aliases)
    for layer, (name, qml) in _STYLES.items():
        geopackage.add_style(connection, layer, name, qml)
