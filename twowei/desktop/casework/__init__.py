"""Working on one case: recording its demolition, its papers, asking for more time or giving it back."""
