"""Values and pure functions of the ground: grids, windows, coordinate systems, areas. No files."""
