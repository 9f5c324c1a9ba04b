"""Runs under the system's Python, where QGIS lies: prints as JSON what QGIS makes of layers and projects."""

import json
import os
import sys
from pathlib import Path

from qgis.core import QgsApplication, QgsDistanceArea, QgsProject, QgsVectorLayer


def plain(value):
    """Return a value of an attribute for JSON; QGIS has NULL, dates and more."""
    if value is None or (hasattr(value, "isNull") and value.isNull()):
        return None
    if hasattr(value, "toString"):
        return value.toString("yyyyMMdd")
    return value


def area_of(layer, geometry):
    """Return the area in square metres that QGIS measures on the ellipsoid of the layer."""
    measure = QgsDistanceArea()
    measure.setSourceCrs(layer.crs(), QgsProject.instance().transformContext())
    measure.setEllipsoid(layer.crs().ellipsoidAcronym())
    return measure.measureArea(geometry)


def about(layer):
    renderer = layer.renderer()
    fields = layer.fields()
    told = {
        "valid": layer.isValid(),
        "name": layer.name(),
        "crs": layer.crs().authid(),
        "encoding": layer.dataProvider().encoding(),
        "source": layer.source(),
        "aliases": {f.name(): layer.attributeAlias(fields.indexOf(f.name())) for f in fields},
        "renderer": renderer.type() if renderer else None,
        "legend": [],
        "rows": [],
    }
    if renderer and renderer.type() == "categorizedSymbol":
        told["legend"] = [category.label() for category in renderer.categories()]
        told["attribute"] = renderer.classAttribute()
    for feature in layer.getFeatures():
        row = {f.name(): plain(feature[f.name()]) for f in fields}
        geometry = feature.geometry()
        row["_valid"] = geometry.isGeosValid()
        row["_area"] = area_of(layer, geometry)
        told["rows"].append(row)
    return told


def read(path):
    if path.endswith((".qgz", ".qgs")):
        project = QgsProject.instance()
        opened = project.read(path)
        layers = []
        for layer in project.mapLayers().values():
            if isinstance(layer, QgsVectorLayer):
                layers.append(about(layer))
            else:
                layers.append({"valid": layer.isValid(), "name": layer.name(), "source": layer.source()})
        order = [node.name() for node in project.layerTreeRoot().findLayers()]
        return {"opened": opened, "crs": project.crs().authid(), "layers": layers, "order": order}
    layer = QgsVectorLayer(path, Path(path).name, "ogr")
    return about(layer)


def main():
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    answers = [read(path) for path in sys.argv[1:]]
    print(json.dumps(answers, ensure_ascii=True), flush=True)
    os._exit(0)  # QGIS 3.22 crashes now and then while it tears itself down


main()
