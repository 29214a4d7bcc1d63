"""Which tables and pages there are, and their headings: from a plan and its progress to `tables`.

A view computes nothing about lateness and draws nothing: the first is `progress`, the second `render`.
"""
