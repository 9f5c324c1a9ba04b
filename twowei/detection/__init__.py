"""Detection: the card of a model, its network, the sweep over a pair, and the change map."""

import os

# Read when torch loads. Its threads otherwise spin while they wait for one another; where other programs want the
# cores too, eight 512 px pairs then took 30 s instead of 3.5 s.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
