"""What a command may refuse.

A refused request is a `Refusal`: a finished Indonesian sentence that says what was asked, why it cannot be
served and what to do instead. It ends with exit 2. A plan that is wrong is no exception of this room but a value:
see `diagnostics`.
"""


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """A request that cannot be served; its text is printed as it stands."""
