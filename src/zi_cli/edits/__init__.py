"""What a change means: marks and reviews in a plan, answers to its sheet, and what `check --fix` mends.

Each works out splices; `plans` puts them on the disk, proven and under the lock.
"""
