"""Papers of the trade laid out: dossiers, monthly bulletins, wall maps; they know pages and words, not the casebook."""
