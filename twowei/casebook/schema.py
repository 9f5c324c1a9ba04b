"""The casebook's tables as queries see them; `migrations` makes them.

Columns carry the trade's names where it has one, and the Chinese name beside it; what only the program needs
is in lower case.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

FIRST_LAYERS = ("patches", "model_outlines", "epochs", "zones")
"""Layers that a new casebook begins with; its steps add the others."""

PATCH_LAYERS = ("patches", "model_outlines", "raw_outlines", "epochs")
"""Layers in the casebook's CRS."""

LAYERS = (*PATCH_LAYERS, "zones")
"""All layers; zones stay in the CRS of the file they came from."""


def _layer(name: str, *columns: Column[object]) -> Table:
    return Table(name, metadata, Column("fid", Integer, primary_key=True), Column("geom", LargeBinary), *columns)


PATCH_ALIASES = {
    "TBBH": "统一编号",
    "ZT": "状态码",
    "ZTMC": "状态名称",
    "HCJG": "核查结论",
    "WYY": "原因码",
    "BZ": "备注",
    "HCR": "核查人",
    "HCRQ": "核查日期",
    "TBLX": "图斑类型",
    "JCMJ": "监测面积(㎡)",
    "JCMJM": "监测面积(亩)",
    "JD": "内点经度",
    "WD": "内点纬度",
    "ZXD": "模型置信度",
    "QSX": "前时相",
    "HSX": "后时相",
    "LY": "线索来源",
    "XZQDM": "县级行政区代码",
    "XZDM": "街道乡镇代码",
    "XZMC": "街道乡镇名称",
    "SQDM": "社区村代码",
    "SQMC": "社区村名称",
    "ZRR": "网格责任人",
    "PCH": "批次号",
    "MXBB": "模型版本",
    "YZ": "判定阈值",
    "DAWJ": "档案相对路径",
    "change": "变化",
    "before_month": "前期月份",
    "after_month": "后期月份",
    "judged_at": "核查时间",
    "archived_at": "归档时间",
    "academic_only": "模型仅限学术用途",
    "created_at": "入库时间",
    "revision": "修订次数",
    "entered_at": "进入状态时间",
    "JCBH": "监测编号",
    "FBH": "父编号",
    "HCCS": "回潮次数",
    "facts": "台账要素(JSON)",
}
ZONE_ALIASES = {"level": "级别", "code": "代码", "name": "名称", "parent": "上级代码", "person": "责任人",
                "valid_from": "启用日期", "valid_to": "停用日期"}  # fmt: skip
EPOCH_ALIASES = {"month": "月份", "sensor": "传感器", "day": "成像日期"}

_REAL = {"JCMJ", "JCMJM", "JD", "WD", "ZXD", "YZ"}
_WHOLE = {"academic_only", "revision", "level", "HCCS"}


def _columns(names: dict[str, str]) -> list[Column[object]]:
    return [Column(name, Float if name in _REAL else Integer if name in _WHOLE else Text) for name in names]


patches = _layer("patches", *_columns(PATCH_ALIASES))
model_outlines = _layer("model_outlines", Column("TBBH", Text))
raw_outlines = _layer("raw_outlines", Column("TBBH", Text))
zones = _layer("zones", *_columns(ZONE_ALIASES))
epochs = _layer("epochs", *_columns(EPOCH_ALIASES))

epoch_tiles = Table(
    "epoch_tiles",
    metadata,
    Column("tile_id", Integer, primary_key=True),
    Column("month", Text),
    Column("position", Integer),
    Column("path", Text),
)
runs = Table(
    "runs",
    metadata,
    Column("run_id", Integer, primary_key=True),
    Column("PCH", Text),
    Column("before_month", Text),
    Column("after_month", Text),
    Column("model", Text),
    Column("threshold", Float),
    Column("academic_only", Integer),
    Column("added", Integer),
    Column("known", Integer),
    Column("actor", Text),
    Column("at", Text),
)
events = Table(
    "events",
    metadata,
    Column("event_id", Integer, primary_key=True),
    Column("at", Text),
    Column("actor", Text),
    Column("account", Text),
    Column("action", Text),
    Column("TBBH", Text),
    Column("from_state", Text),
    Column("to_state", Text),
    Column("before", Text),
    Column("after", Text),
    Column("note", Text),
    Column("prev_hash", Text),
    Column("hash", Text),
)
attachments = Table(
    "attachments",
    metadata,
    Column("attach_id", Integer, primary_key=True),
    *(Column(name, Text) for name in ("TBBH", "kind", "path", "sha256")),
    Column("bytes", Integer),
    *(Column(name, Text) for name in ("actor", "at")),
)
people = Table(
    "people",
    metadata,
    Column("person_id", Integer, primary_key=True),
    *(Column(name, Text) for name in ("name", "roles")),
    *(Column(name, LargeBinary) for name in ("phone", "identity")),
    Column("active", Integer),
)
policies = Table(
    "policies",
    metadata,
    Column("policy_id", Integer, primary_key=True),
    *(Column(name, Text) for name in ("name", "version", "effective_from", "toml", "actor", "at")),
)
sightings = Table(
    "sightings",
    metadata,
    Column("sighting_id", Integer, primary_key=True),
    *(Column(name, Text) for name in ("TBBH", "kind", "before_month", "after_month")),
    *(Column(name, Float) for name in ("score", "JCMJ")),
    Column("geometry", LargeBinary),
    *(Column(name, Text) for name in ("PCH", "at", "LY")),
)
outside_edits = Table(
    "outside_edits",
    metadata,
    Column("edit_id", Integer, primary_key=True),
    *(Column(name, Text) for name in ("TBBH", "at")),
    Column("settled", Integer),
    Column("geom", LargeBinary),
    *(Column(name, Text) for name in ("ZT", "ZTMC", "HCJG", "WYY", "BZ", "HCR", "judged_at", "archived_at", "DAWJ")),
    Column("facts", Text),
    *(Column(name, Float) for name in ("JCMJ", "JCMJM")),
)
looks = Table(
    "looks",
    metadata,
    Column("look_id", Integer, primary_key=True),
    *(Column(name, Text) for name in ("TBBH", "month")),
    Column("cells", LargeBinary),
)
month_scores = Table(
    "month_scores",
    metadata,
    Column("score_id", Integer, primary_key=True),
    *(Column(name, Text) for name in ("TBBH", "month", "model")),
    Column("score", Float),
    Column("at", Text),
)
reasons = Table(
    "reasons",
    metadata,
    Column("reason_id", Integer, primary_key=True),
    *(Column(name, Text) for name in ("code", "zh", "en", "HCJG")),
    Column("active", Integer),
)
overlays = Table(
    "overlays",
    metadata,
    Column("overlay_id", Integer, primary_key=True),
    *(Column(name, Text) for name in ("name", "kind", "path", "sha256", "actor", "at")),
)
targets = Table(
    "targets",
    metadata,
    Column("target_id", Integer, primary_key=True),
    Column("year", Integer),
    Column("code", Text),
    Column("m2", Float),
    *(Column(name, Text) for name in ("basis", "actor", "at")),
)
removals = Table(
    "removals",
    metadata,
    Column("removal_id", Integer, primary_key=True),
    *(Column(name, Text) for name in ("TBBH", "day", "CZFS")),
    *(Column(name, Float) for name in ("CCZDMJ", "CCMJ", "SYMJ")),
    *(Column(name, Text) for name in ("CCDW", "actor", "at")),
)
campaigns = Table(
    "campaigns",
    metadata,
    Column("campaign_id", Integer, primary_key=True),
    *(Column(name, Text) for name in ("name", "phase", "members", "start", "finish")),
    Column("planned_m2", Float),
    Column("geometry", LargeBinary),
    *(Column(name, Text) for name in ("actor", "at")),
)
squads = Table(
    "squads",
    metadata,
    Column("squad_id", Integer, primary_key=True),
    *(Column(name, Text) for name in ("name", "members", "equipment", "access", "actor", "at")),
)
day_routes = Table(
    "day_routes",
    metadata,
    Column("route_id", Integer, primary_key=True),
    *(Column(name, Text) for name in ("squad", "day", "numbers", "actor", "at")),
)
papers = Table(
    "papers",
    metadata,
    Column("paper_id", Integer, primary_key=True),
    *(Column(name, Text) for name in ("kind", "subject", "path", "sha256")),
    Column("events", Integer),
    *(Column(name, Text) for name in ("head", "actor", "at")),
)
suppliers = Table(
    "suppliers",
    metadata,
    Column("supplier_id", Integer, primary_key=True),
    *(Column(name, Text) for name in ("name", "habits")),
)
deliveries = Table(
    "deliveries",
    metadata,
    Column("delivery_id", Integer, primary_key=True),
    *(Column(name, Text) for name in ("supplier", "LY", "month", "PCH", "file", "sha256")),
    *(Column(name, Text) for name in ("actor", "at")),
)
delivered = Table(
    "delivered",
    metadata,
    Column("delivered_id", Integer, primary_key=True),
    Column("delivery_id", Integer),
    *(Column(name, Text) for name in ("supplier", "LY", "month")),
    Column("row", Integer),
    *(Column(name, Text) for name in ("JCBH", "change", "kind", "TBBH")),
    *(Column(name, Float) for name in ("JCMJ", "stated_m2")),
    Column("geometry", LargeBinary),
    *(Column(name, Text) for name in ("attributes", "fingerprint")),
)
number_counters = Table(
    "number_counters",
    metadata,
    Column("counter_id", Integer, primary_key=True),
    Column("prefix", Text),
    Column("last", Integer),
)
meta = Table(
    "meta",
    metadata,
    Column("meta_id", Integer, primary_key=True),
    Column("name", Text),
    Column("value", Text),
)
