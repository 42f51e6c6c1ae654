"""`python -m snslint`."""

from snslint.cli import main

main()
