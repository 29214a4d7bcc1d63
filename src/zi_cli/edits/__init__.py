"""What a change means: marks and reviews in a plan, answers to its sheet, and what `check --fix` mends.

Each works out splices; `loading` and `text.writing` put them on the disk, proven and under the lock.
"""
