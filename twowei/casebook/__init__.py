"""The memory: patches, their life cycle and their history, in one GeoPackage."""
