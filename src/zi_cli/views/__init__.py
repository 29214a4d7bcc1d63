"""Which tables and pages there are, and their headings: from a plan and its progress to `tables`.

A view computes nothing about lateness and draws nothing: the first is `progress`, the second `render`.
"""

JSON_VERSION = 1
"""What `versi` says in every JSON: it counts changes that break a reader. New keys leave it as it is."""
