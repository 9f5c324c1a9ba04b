"""Windows beside the main one for planners and leaders: the demolition board, the re-check queue, the figures."""
