"""What a command may refuse, and how its sentence ends.

A refused request is a `Refusal`: a finished Indonesian sentence that says what was asked, why it cannot be
served and what to do instead. It ends with exit 2. A plan that is wrong is no exception of this room but a value:
see `diagnostics`.
"""


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """A request that cannot be served; its text is printed as it stands."""


def kalimat(text: str) -> str:
    """A text as a sentence: with a full stop, unless a mark of its own ends it."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."
