"""What an office has in Word, Excel, CSV or PDF → rows, and from rows a new text that is read like any other.

A reader turns a file into blocks: lines of prose and grids of cells. Which grid is meant, which of its rows is the
head, and what its columns mean is found by words and by content. Nothing here makes a model, and nothing writes.
"""
