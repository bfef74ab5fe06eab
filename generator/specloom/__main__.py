"""``python -m specloom``: the command line without the console script."""

from specloom.cli import main

main()
