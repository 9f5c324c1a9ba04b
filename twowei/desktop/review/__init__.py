"""The review queue: patches in order, the verdict entry, the list and the panel of the current patch."""
