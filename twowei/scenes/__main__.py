"""``python -m twowei.scenes FOLDER``: draw the sample district."""

from __future__ import annotations

import argparse
from pathlib import Path

from .district import SEED, write_sample


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m twowei.scenes", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    write_sample(arguments.folder, arguments.seed)


if __name__ == "__main__":
    main()
