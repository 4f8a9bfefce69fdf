"""`python -m diplotext`: the command line."""

from diplotext.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
