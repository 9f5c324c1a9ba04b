"""The only door for rasters: what a file is, which files make an epoch, and reading pixels on any grid."""
