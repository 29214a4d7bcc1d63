"""How the keys of a file are described: once, for the reader, for pydantic, and for an editor's hover.

A model is a frozen class whose fields are `Annotated[type, Field(...)]`. `gate` hands it to pydantic, which
judges a tree of strings and says everything that is wrong. `build` makes the same objects from a tree that pydantic
has judged before, with the same readers, without importing pydantic: that import is most of a command's start.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, TypeVar, get_args, get_origin

from zi_cli.frozen import fields, frozen, is_frozen

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

Tree = str | list["Tree"] | dict[str, "Tree"]
"""A tree of YAML: texts in lists and mappings, and no other scalars."""


def value_at(tree: Any, route: Iterable[str | int]) -> Any:
    """What stands in a tree at a route; LookupError or TypeError where it leads to nothing."""
    for step in route:
        tree = tree[step]
    return tree


class Model:
    """What every model of a file inherits: for pydantic, that a key which is no field is an error."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}


class UnfitError(ValueError):
    """Of a whole group, said by its `__post_init__`: which of its keys does not fit the others, and why."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


M = TypeVar("M", bound=Model)

Choice = TypeVar("Choice", bound=StrEnum)


@frozen
class Field:
    """One key of the file: what it says, and how its text is read."""

    description: str
    """What the key is for, in Indonesian: the hover in an editor."""
    read: Callable[[str], Any] | None = None
    """From the text to the value; a ValueError with a finished Indonesian sentence where it cannot be read."""
    examples: tuple[str, ...] = ()
    pattern: str = ""
    """A regular expression (ECMA 262) for editors that says what `read` takes, as far as one can."""
    choices: tuple[str, ...] = ()
    """The only texts there are."""
    nonempty: bool = False
    """Of a list: that it may be absent, but not empty."""
    integer: tuple[int, int] | None = None
    """From which to which whole number, where the text is one: to an editor it is a number, not a text."""
    mismatch: str = ""
    """What an editor says where the text does not fit its pattern; else it is made of the examples or the bounds."""
    read_tree: Callable[["Tree"], Any] | None = None
    """Instead of `read`, where a value may be a text or more than one: from its whole tree to the value."""

    def __get_pydantic_core_schema__(self, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        """A text that is not empty, then `read`; anything but a text is pydantic's own business."""
        from pydantic_core import core_schema

        if self.read_tree is not None:
            return core_schema.no_info_plain_validator_function(self.read_tree)
        if source is not str and self.read is None:
            schema = handler(source)
            return core_schema.no_info_before_validator_function(_not_empty, schema) if self.nonempty else schema
        text = core_schema.str_schema(strict=True, min_length=1)
        return text if self.read is None else core_schema.no_info_after_validator_function(self.read, text)

    def __get_pydantic_json_schema__(self, schema: "CoreSchema", handler: "GetJsonSchemaHandler") -> dict[str, Any]:
        """The description an editor shows."""
        described = {} if self.read_tree else dict(handler(schema))
        described["description"] = self.description
        if self.nonempty:
            described["minItems"] = 1
        if self.examples:
            described["examples"] = _examples(self.examples, described.get("type"))
        if self.pattern:
            described["pattern"] = self.pattern
            described["patternErrorMessage"] = self.mismatch or _mismatch(self.examples, self.integer)
        if self.integer:
            described |= {"type": ["string", "integer"], "minimum": self.integer[0], "maximum": self.integer[1]}
        if self.choices:
            described["enum"] = list(self.choices)
        return described


class Replaceable:
    """Of a type `Whole | StandIn`: that files say the first, and the second only stands where it was left out.

    The gate judges the whole one and knows of no other; what stands in is put into a tree that has been judged.
    """

    __slots__ = ("stand_in", "whole")

    def __init__(self, whole: type[Model], stand_in: type) -> None:
        self.whole, self.stand_in = whole, stand_in

    def __get_pydantic_core_schema__(self, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        """The schema of the whole one."""
        return handler.generate_schema(self.whole)

    def reader(self) -> Callable[[Any], Any]:
        """From a tree, or what stands in for it, to the value."""
        whole: Any = self.whole
        return lambda tree: tree if isinstance(tree, self.stand_in) else build(whole, tree)


def _examples(examples: tuple[str, ...], kind: Any) -> list[Any]:
    """The examples as an editor reads them: of a list one with them all, of a group of free keys `key: text` each."""
    if kind == "array":
        return [list(examples)]
    return [dict([each.split(": ", 1)]) for each in examples] if kind == "object" else list(examples)


def _not_empty(value: Any) -> Any:
    """A list that is not empty, and whatever is no list: that is pydantic's own business."""
    if value == []:
        from pydantic_core import PydanticCustomError

        raise PydanticCustomError("too_short", "kosong")
    return value


def _mismatch(examples: tuple[str, ...], integer: tuple[int, int] | None) -> str:
    """What an editor says where the text does not fit its pattern, which nobody should have to read."""
    if examples:
        return f"Tuliskan seperti {', '.join(examples)}."
    if integer:
        first, last = integer
        return f"Tuliskan {first}." if first == last else f"Tuliskan bilangan bulat dari {first} sampai {last}."
    return "Tidak berbentuk seperti yang diharapkan di sini."


def one_of(choices: type[Choice]) -> Callable[[str], Choice]:
    """A reader of one of the words of an enumeration."""

    def read(text: str) -> Choice:
        try:
            return choices(text)
        except ValueError:
            from zi_cli.nearest import nearest

            words = [str(word) for word in choices]
            guess = nearest(text, words)
            cure = f'; maksudnya "{guess}"?' if guess else ""
            raise ValueError(f'"{text}" bukan salah satu dari {", ".join(words)}{cure}') from None

    return read


def build(model: type[M], tree: Tree) -> M:
    """The model of a tree that has been judged valid before; it must not be given another."""
    assert isinstance(tree, dict)
    key: Any = model
    readers = _readers(key)
    return model(**{key: readers[key](value) for key, value in tree.items()})


@cache
def _readers(model: Any) -> dict[str, Callable[[Any], Any]]:
    return {name: _reader(hint) for name, hint in fields(model).items()}


def _reader(hint: Any) -> Callable[[Any], Any]:
    """From a field's type to a function that reads its tree."""
    if get_origin(hint) is Annotated:
        inner, field = get_args(hint)
        if isinstance(field, Replaceable):
            return field.reader()
        return field.read_tree or field.read or _reader(inner)
    if is_frozen(hint):
        inner_model: Any = hint
        return lambda tree: build(inner_model, tree)
    if get_origin(hint) in (dict, Mapping):
        name, value = (_reader(member) for member in get_args(hint))
        return lambda trees: {name(key): value(tree) for key, tree in trees.items()}
    members = [member for member in get_args(hint) if member not in (type(None), Ellipsis)]
    if get_origin(hint) is tuple:
        each = _reader(members[0])
        return lambda trees: tuple(each(tree) for tree in trees)
    return _reader(members[0]) if members else lambda text: text


def model_at(model: type[Model], route: Iterable[str | int]) -> type[Model]:
    """The model of the group of keys at a route, or of the innermost one on the way there."""
    for step in route:
        if isinstance(step, int):
            continue
        inner = _inner_model(fields(model).get(step))
        if inner is None:
            break
        model = inner
    return model


def _inner_model(hint: Any) -> type[Model] | None:
    if is_frozen(hint):
        model: type[Model] = hint
        return model
    for member in get_args(hint):
        found = _inner_model(member)
        if found is not None:
            return found
    return None
