"""zi: the action plan of a Zona Integritas as plain YAML in git.

What other programs may use stands in `__all__`; docs/api.md says how. It is imported when it is asked for.
"""

TYPE_CHECKING = False  # of `typing`, which is slow to import
if TYPE_CHECKING:
    from zi_cli.api import answers, check, load, score, standing
    from zi_cli.diagnostics import InvalidPlan
    from zi_cli.errors import Refusal

__version__ = "0.1.0"

__all__ = ["InvalidPlan", "Refusal", "answers", "check", "load", "score", "standing"]

_ROOMS = {"InvalidPlan": "diagnostics", "Refusal": "errors"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_ROOMS.get(name, 'api')}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
