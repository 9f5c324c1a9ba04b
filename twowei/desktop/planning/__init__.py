"""Planning demolitions: who does what and when, on a map."""
