"""The quick answer of the gate: a tree in which nothing is wrong becomes its model here, without pydantic.

Most files are sound, and importing pydantic takes longer than all the rest of a check. The readers of the keys are the
same, and what pydantic asks beside them is little: the keys there are, those there must be, texts that are texts. Where
anything is amiss nothing is said of it: pydantic judges again, from the beginning, and tells it all.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from typing import Annotated, Any, get_args, get_origin

from zi_cli.frozen import fields, is_frozen
from zi_cli.text.fields import Field, M, Replaceable, Tree

Reader = Callable[[Any], Any]


class _AmissError(ValueError):
    """A value that pydantic may refuse."""


def sound(model: type[M], tree: Tree) -> M | None:
    """The model of a tree, as pydantic makes it; None where pydantic would refuse it."""
    key: Any = model
    try:
        made: M = _group(key)(tree)
    except (ValueError, AssertionError, KeyError, TypeError):  # refused by a reader; a key too many; one too few
        return None
    return made


@cache
def _group(model: Any) -> Reader:
    """Of a model: known keys, none of the needed ones left out, or there is no value."""
    # with the name itself: Python finds a parameter at once only by the very text that its name is
    readers = {name: (name, _reader(hint)) for name, hint in fields(model).items()}

    @lru_cache(maxsize=4096)
    def alone(key: str, text: str) -> Any:
        """A group of one text: most are documents with a name alone, and offices' plans ask for the same ones."""
        name, reader = readers[key]
        return model(**{name: reader(text)})

    def read(tree: Any) -> Any:
        if type(tree) is not dict:
            raise _AmissError
        if len(tree) == 1:
            ((key, value),) = tree.items()
            if type(value) is str:
                return alone(key, value)
        given = {}
        for key, value in tree.items():
            name, reader = readers[key]
            given[name] = reader(value)
        return model(**given)

    return read


def _reader(hint: Any) -> Reader:
    """From a field's type to a strict reader of its tree."""
    if get_origin(hint) is Annotated:
        return _described(*get_args(hint))
    if is_frozen(hint):
        group: Any = hint
        return _group(group)
    if get_origin(hint) in (dict, Mapping):
        name, value = map(_reader, get_args(hint))
        return lambda tree: {name(key): value(each) for key, each in _only(dict, tree).items()}
    members = [member for member in get_args(hint) if member not in (type(None), Ellipsis)]
    if get_origin(hint) is tuple:
        each = _reader(members[0])
        return lambda tree: tuple([each(one) for one in _only(list, tree)])
    if members:
        return _reader(members[0])
    return (lambda tree: _only(str, tree)) if hint is str else _unread


def _described(inner: Any, field: Field | Replaceable) -> Reader:
    """Of a key that is described: a text is not empty, a list where that is said, and the reader has the last word."""
    if isinstance(field, Replaceable):
        whole: Any = field.whole
        return _group(whole)
    if field.read_tree is not None:
        return field.read_tree
    if field.read is not None:
        final = field.read
        return lambda tree: final(_text(tree))
    if inner is str:
        return _text
    read = _reader(inner)
    return (lambda tree: read(_filled(tree))) if field.nonempty else read


def _text(tree: Any) -> str:
    """A text that is not empty: most of what a file says."""
    if type(tree) is not str or not tree:
        raise _AmissError
    return tree


def _only(kind: type, tree: Any) -> Any:
    if type(tree) is not kind:
        raise _AmissError
    return tree


def _filled(tree: Iterable[Any]) -> Any:
    if not tree:
        raise _AmissError
    return tree


def _unread(tree: Any) -> Any:
    """A type that this module cannot read; pydantic can."""
    raise _AmissError
