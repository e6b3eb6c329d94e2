"""`python -m briefgen` and the `briefgen` command."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from briefgen.cli import run

    run()


if __name__ == "__main__":
    main()
