"""Change between two epochs: a model's card, its network, and the sweep of windows over a pair."""
