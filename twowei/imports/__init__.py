"""Files from outside: suppliers' patches, filled ledgers, what squads bring back. Read, never trusted."""
