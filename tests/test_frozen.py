"""`frozen` makes what the library's `dataclass` makes: beside one with the same body, nothing tells them apart."""

import dataclasses
import pickle
from functools import cached_property
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from zi_cli.frozen import evolve, field, fields, frozen, mutable, needed


@frozen
class Ours:
    """A class of ours."""

    name: str
    count: int = 0
    words: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """The library's, with the same body."""

    name: str
    count: int = 0
    words: tuple[str, ...] = ()


@frozen(kw_only=True)
class Filled:
    """One whose defaults are made anew, that looks at itself when it is made."""

    counts: dict[str, int] = field(default_factory=dict)
    most: int

    def __post_init__(self) -> None:
        if self.most < 0:
            raise ValueError("the most is below nothing")


@frozen(slots=False)
class Base:
    """One with room for what it works out."""

    first: int

    @cached_property
    def twice(self) -> int:
        return 2 * self.first


@frozen(slots=False)
class Further(Base):
    """One more field."""

    second: int = 3


@mutable
class Gathered:
    """One that is filled in bit by bit."""

    found: list[str] = field(default_factory=list)
    at: int = 0


VALUES = st.tuples(st.text(), st.integers(), st.lists(st.text()).map(tuple))


@given(VALUES, VALUES)
def test_values_are_made_compared_and_told_as_the_library_does(one: Any, other: Any) -> None:
    ours, theirs = Ours(*one), Theirs(*one)
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours", 1)
    assert (ours == Ours(*other)) == (theirs == Theirs(*other))
    assert hash(ours) == hash(Ours(*one))
    assert pickle.loads(pickle.dumps(ours)) == ours
    assert evolve(ours, name="baru") == Ours("baru", *one[1:]) != Ours("lama", *one[1:])
    assert dataclasses.replace(ours, count=5) == Ours(one[0], 5, one[2])


def test_to_the_library_it_is_a_dataclass() -> None:
    told = [(each.name, each.type, each.default, each.kw_only) for each in dataclasses.fields(Ours)]
    assert told == [(each.name, each.type, each.default, each.kw_only) for each in dataclasses.fields(Theirs)]
    assert list(fields(Further)) == [each.name for each in dataclasses.fields(Further)]
    assert needed(Ours) == {"name"}
    assert needed(Filled) == {"most"}
    assert Ours.__match_args__ == Theirs.__match_args__


def test_pydantic_reads_it() -> None:
    assert TypeAdapter(Filled).validate_python({"most": 2}) == Filled(most=2)
    with pytest.raises(ValueError, match="below nothing"):
        TypeAdapter(Filled).validate_python({"most": -2})


@pytest.mark.parametrize("value", [Ours("a"), Base(1)])
def test_a_value_never_changes(value: Any) -> None:
    for name in (next(iter(fields(type(value)))), "other"):
        with pytest.raises(AttributeError):
            setattr(value, name, 1)
        with pytest.raises(AttributeError):
            delattr(value, name)


def test_what_is_missing_or_too_much_is_refused() -> None:
    with pytest.raises(TypeError, match="name"):
        Ours()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Ours("a", 1, (), 2)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Filled({}, 1)  # type: ignore[call-arg]


def test_defaults_are_not_shared_and_what_is_worked_out_stays() -> None:
    one, other = Filled(most=1), Filled(most=1)
    one.counts["a"] = 1
    assert other.counts == {}
    assert Further(2).twice == 4
    assert Further(2) == Further(2, 3) != Base(2)
    assert not hasattr(Ours("a"), "__dict__")


def test_what_is_filled_in_changes_and_has_no_hash() -> None:
    one = Gathered()
    one.found.append("a")
    one.at = 2
    assert one == Gathered(["a"], 2) != Gathered()
    with pytest.raises(TypeError):
        hash(one)
