"""A file as people write it: its bytes, its text, YAML with places, the model that judges it, and changes by splices.

Nothing here knows what a plan is. `reading` is the way in, `writing` the only way out.
"""
