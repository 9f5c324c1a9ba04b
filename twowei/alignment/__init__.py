"""Two epochs on one grid, ready to be compared."""
