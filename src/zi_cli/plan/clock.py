"""The one place where a clock is read; light, for it is asked before anything else is imported."""

import time


def seconds() -> float:
    """Seconds since 1970, in UTC."""
    return time.time_ns() / 1e9
