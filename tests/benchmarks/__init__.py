"""What things cost, measured by whoever wants to know: no test depends on how busy a machine is.

`python -m tests.benchmarks.importing` brings in 100,000 rows and ends with 1 where that is less than 30 times as fast
as row by row with checks; `python -m tests.benchmarks.pages` draws the pages.
"""
