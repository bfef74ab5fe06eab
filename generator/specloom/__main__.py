"""``python -m specloom``: the command line without the console script."""

from specloom.start import main

main()
