"""`python -m tests.bench`: how long each step takes, and the whole beside bare WeasyPrint; run by `make bench`."""
