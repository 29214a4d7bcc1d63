"""Values: frozen classes with slots, as the library's dataclasses are, and made at a twentieth of their cost.

`dataclass` compiles six functions for each class when its module is imported, and brings `inspect` with it: for the
seventy classes behind a status that takes longer than all the rest of the command. Here equality, hash and repr are
shared by all classes, and `__init__`, which is worth compiling, is compiled when the first value is made. For whoever
looks, pydantic and `dataclasses.fields` too, such a class is a dataclass: then the library itself describes it.
"""

from operator import attrgetter
from types import MemberDescriptorType

TYPE_CHECKING = False  # of `typing`, which is slow to import
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, TypeVar, dataclass_transform

    T = TypeVar("T")
else:

    def dataclass_transform(**_):
        """For who checks types: what `frozen` makes of a class. The interpreter need not know."""
        return lambda function: function


class _Factory:
    """Makes the default of a field, anew for each value."""

    __slots__ = ("make",)

    def __init__(self, make: "Callable[[], Any]") -> None:
        self.make = make


_NEEDED = object()
"""In place of the default of a field that has none."""


def field(*, default_factory: "Callable[[], T]") -> "T":
    """A field whose default is made anew for each value."""
    made: Any = _Factory(default_factory)
    return made  # type: ignore[no-any-return]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: "Any" = None, /, *, kw_only: bool = False, slots: bool = True) -> "Any":
    """A class whose annotated names are the fields of its values, which never change.

    Without `slots` its values have room for what `cached_property` keeps.
    """
    if cls is None:
        return lambda each: _made(each, _FROZEN, kw_only=kw_only, slots=slots)
    return _made(cls, _FROZEN, kw_only=kw_only, slots=slots)


@dataclass_transform(field_specifiers=(field,))
def mutable(cls: "Any") -> "Any":
    """The same of values that are filled in bit by bit: they change, so they have no hash."""
    return _made(cls, _OPEN)


def evolve(value: "T", /, **changes: "Any") -> "T":
    """The value with other fields; the rest of them is what it was."""
    cls: Any = value.__class__
    kept = {name: getattr(value, name) for name in cls.__frozen__ if name not in changes}
    return cls(**kept, **changes)  # type: ignore[no-any-return]


def fields(cls: "Any") -> "Mapping[str, Any]":
    """The fields of a frozen class, each with its annotation, in order."""
    annotated: dict[str, Any] = {}
    for each in reversed(cls.__mro__):
        if "__frozen__" in each.__dict__:
            annotated |= each.__annotations__
    return {name: annotated[name] for name in cls.__frozen__}


def needed(cls: "Any") -> "frozenset[str]":
    """The fields that have no default."""
    return frozenset(name for name, default in cls.__frozen__.items() if default is _NEEDED)


def is_frozen(cls: "Any") -> bool:
    """Whether something is a frozen class."""
    return isinstance(cls, type) and hasattr(cls, "__frozen__")


def _made(cls: "Any", shared: "Mapping[str, Any]", *, kw_only: bool = False, slots: bool = True) -> "Any":
    own = {name: cls.__dict__.get(name, _NEEDED) for name in cls.__annotations__}
    known = {**getattr(cls, "__frozen__", {}), **own}
    keywords = {**getattr(cls, "__keywords__", {}), **dict.fromkeys(own, kw_only)}
    given = {
        **shared,
        "__frozen__": known,
        "__keywords__": keywords,
        "__values__": attrgetter(*known) if known else _nothing,
        "__match_args__": tuple([name for name in known if not keywords[name]]),
    }
    if not slots:
        for name in given.keys() - cls.__dict__.keys():
            setattr(cls, name, given[name])
        return cls
    body = {name: each for name, each in cls.__dict__.items() if name not in own and name not in _UNSLOTTED}
    body = {**given, **_PICKLED, **body, "__slots__": tuple(own), "__qualname__": cls.__qualname__}
    return type(cls)(cls.__name__, cls.__bases__, body)


_UNSLOTTED = ("__dict__", "__weakref__")


def _nothing(_: object) -> tuple[()]:
    return ()


def _owner(cls: "Any") -> "Any":
    """The frozen class that a class is, or is made from."""
    return next(each for each in cls.__mro__ if "__frozen__" in each.__dict__)


def _first(self: "Any", *args: "Any", **given: "Any") -> None:
    """Make the first value of a class: its `__init__` is compiled now, and stands here from then on."""
    cls = _owner(type(self))
    cls.__init__ = _compiled(cls)
    cls.__init__(self, *args, **given)


def _compiled(cls: "Any") -> "Any":
    """The `__init__` of a class."""
    scope: dict[str, Any] = {"Factory": _Factory}
    head, body = ["self"], []
    named: list[str] = []
    locked = cls.__setattr__ is _refused
    for name, default in cls.__frozen__.items():
        slot: Any = getattr(cls, name, None)
        scope[f"set_{name}"] = slot.__set__ if isinstance(slot, MemberDescriptorType) else _setter(name)
        scope[f"default_{name}"] = default
        parameter = name if default is _NEEDED else f"{name}=default_{name}"
        (named if cls.__keywords__[name] else head).append(parameter)
        fresh = f"{name}.make() if {name}.__class__ is Factory else {name}"
        value = fresh if type(default) is _Factory else name
        body.append(f"set_{name}(self, {value})" if locked else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    parameters = ", ".join([*head, *(["*"] if named else []), *named])
    exec(f"def __init__({parameters}):\n " + "\n ".join(body or ["pass"]), scope)
    made = scope["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _setter(name: str) -> "Callable[[Any, Any], None]":
    return lambda self, value: self.__dict__.__setitem__(name, value)


def _equal(self: "Any", other: "Any") -> "Any":
    if other.__class__ is not self.__class__:
        return NotImplemented
    return self is other or self.__values__(self) == self.__values__(other)


def _hash(self: "Any") -> int:
    return hash(self.__values__(self))


def _repr(self: "Any") -> str:
    told = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__frozen__)
    return f"{self.__class__.__qualname__}({told})"


def _refused(self: "Any", name: str, *_: object) -> None:
    raise AttributeError(f"{self.__class__.__name__}.{name} never changes")


def _state(self: "Any") -> "list[Any]":
    return [getattr(self, name) for name in self.__frozen__]


def _restored(self: "Any", state: "list[Any]") -> None:
    for name, value in zip(self.__frozen__, state, strict=True):
        object.__setattr__(self, name, value)


class _Described:
    """What tells that a class is a dataclass: made by the library when somebody asks."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, _: object, owner: "Any") -> "Any":
        import dataclasses

        cls = _owner(owner)
        own = cls.__annotations__
        defaults = {name: cls.__frozen__[name] for name in own if cls.__frozen__[name] is not _NEEDED}
        for name, default in defaults.items():
            if type(default) is _Factory:
                defaults[name] = dataclasses.field(default_factory=default.make)
        body = {"__annotations__": own, "__module__": cls.__module__, **defaults}
        kw_only = any(cls.__keywords__[name] for name in own)
        locked = cls.__setattr__ is _refused
        twin: Any = dataclasses.dataclass(frozen=locked, kw_only=kw_only)(type(cls.__name__, cls.__bases__, body))
        for each in ("__dataclass_fields__", "__dataclass_params__"):
            setattr(cls, each, getattr(twin, each))
        return getattr(cls, self.name)


_OPEN = {
    "__init__": _first,
    "__eq__": _equal,
    "__hash__": None,
    "__repr__": _repr,
    "__dataclass_fields__": _Described("__dataclass_fields__"),
    "__dataclass_params__": _Described("__dataclass_params__"),
}
_FROZEN = {**_OPEN, "__hash__": _hash, "__setattr__": _refused, "__delattr__": _refused}
_PICKLED = {"__getstate__": _state, "__setstate__": _restored}
"""Of a class with slots alone: the values of others are put away and fetched as their `__dict__`."""
