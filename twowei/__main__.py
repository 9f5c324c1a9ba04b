"""``python -m twowei`` is the command ``twowei``."""

from twowei.cli.main import main

if __name__ == "__main__":
    main()
