"""Which entries of three texts are one and the same, and in which order they belong.

What makes them the same is told by `Rules`: this room knows no plan.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from zi_cli.frozen import frozen, mutable
from zi_cli.text.fields import Tree
from zi_cli.text.lossless import Entry, Group

Path = tuple[str, ...]
"""The keys, and the names of list items, that lead to an entry."""
Rank = tuple[int | str, ...]


class Rules(Protocol):
    """What a kind of file says about its entries."""

    def pair(self, kind: str, old: Sequence[Tree], new: Sequence[Tree], *, added: bool) -> Mapping[int, int]:
        """Which item of `old` each item of `new` is, by index, each once. `kind`: the key of their list.

        `added`: items that two sides added, which are one only where they say the same.
        """

    def alike(self, kind: str, old: Sequence[Tree], new: Sequence[Tree]) -> Mapping[int, int]:
        """Of items that `pair` left alone, which of `new` is which of `old`, reworded."""

    def rank(self, kind: str, item: Tree) -> Rank | None:
        """Where an item of a list belongs among the others, if it has such a place."""

    def rank_of_key(self, key: str) -> Rank | None:
        """Where a key belongs among the others, if it has such a place."""

    def name(self, kind: str, item: Tree) -> str:
        """What people call an item of a list."""

    def at_odds(self, path: Path, base: Tree | None, ours: Tree, theirs: Tree) -> bool:
        """Whether a value is one thing that two sides changed differently, although its parts would fit together."""

    def fuller(self, path: Path, less: Tree, more: Tree) -> bool:
        """Whether one value says what the other says, and more beside it."""


@mutable
class Sides:
    """The entries of three groups, by what makes them the same."""

    base: Mapping[object, Entry]
    ours: Mapping[object, Entry]
    theirs: Mapping[object, Entry]

    def every(self) -> Iterator[tuple[object, Entry]]:
        """Each known entry, as the surest side has it: ours, theirs, the base."""
        for known in dict.fromkeys([*self.ours, *self.theirs, *self.base]):
            yield known, self.ours.get(known) or self.theirs.get(known) or self.base[known]


def by_key(base: Group, ours: Group, theirs: Group) -> Sides:
    """The entries of three groups of keys."""
    one, two, three = map(_keyed, (base, ours, theirs))
    return Sides(one, two, three)


def _keyed(group: Group) -> Mapping[object, Entry]:
    return {each.key: each for each in group.plain}


def by_likeness(rules: Rules, kind: str, base: Group, ours: Group, theirs: Group) -> Sides:
    """The items of three lists: by their signs, then what both sides added alike, at last what was reworded.

    What both sides have under a new name was reworded by both only where the old one is gone from both.
    """
    old, mine, other = base.plain, ours.plain, theirs.plain
    in_ours, in_theirs = _pairs(rules, kind, old, mine), _pairs(rules, kind, old, other)
    added = _added(rules, kind, (mine, _left(mine, in_ours)), (other, _left(other, in_theirs)))
    left = _left(old, in_ours.values(), in_theirs.values())
    reworded = _reworded(rules, kind, (old, left), (mine, sorted(added.values())))
    in_ours |= reworded
    in_theirs |= {theirs_at: reworded[at] for theirs_at, at in added.items() if at in reworded}
    for new, pairs, settled in ((mine, in_ours, added.values()), (other, in_theirs, added.keys())):
        rest = (old, _left(old, pairs.values()))
        pairs.update(_reworded(rules, kind, rest, (new, _left(new, pairs, settled))))
    return Sides(
        {("base", at): each for at, each in enumerate(old)},
        {_known(at, in_ours, {}, "ours"): each for at, each in enumerate(mine)},
        {_known(at, in_theirs, added, "theirs"): each for at, each in enumerate(other)},
    )


_Chosen = tuple[list[Entry], list[int]]
"""Items of a list, and which of them are meant."""


def _pairs(rules: Rules, kind: str, old: list[Entry], new: list[Entry]) -> dict[int, int]:
    return dict(rules.pair(kind, _values(old), _values(new), added=False))


def _added(rules: Rules, kind: str, ours: _Chosen, theirs: _Chosen) -> dict[int, int]:
    """Of the items that theirs added, which ours added too."""
    found = rules.pair(kind, _chosen(ours), _chosen(theirs), added=True)
    return {theirs[1][two]: ours[1][one] for two, one in found.items()}


def _reworded(rules: Rules, kind: str, old: _Chosen, new: _Chosen) -> dict[int, int]:
    found = rules.alike(kind, _chosen(old), _chosen(new))
    return {new[1][two]: old[1][one] for two, one in found.items()}


def _values(entries: Iterable[Entry]) -> list[Tree]:
    return [each.value for each in entries]


def _chosen(chosen: _Chosen) -> list[Tree]:
    entries, indices = chosen
    return [entries[at].value for at in indices]


def _left(items: Sequence[Entry], *taken: Iterable[int]) -> list[int]:
    """Which items nobody has taken, by index."""
    gone = {at for each in taken for at in each}
    return [at for at in range(len(items)) if at not in gone]


def _known(at: int, pairs: Mapping[int, int], added: Mapping[int, int], side: str) -> tuple[str, int]:
    """What an item is known by: the base's, what ours added too, or a side's own."""
    if at in pairs:
        return ("base", pairs[at])
    return ("ours", added[at]) if at in added else (side, at)


@frozen
class _Place:
    """Where an entry belongs: by its rank where it has one, else by its words."""

    rank: Rank | None
    words: str

    @property
    def order(self) -> tuple[bool, Rank, str]:
        """Ranked ones first; the words part those of one rank, so that both directions of a merge agree."""
        return (self.rank is None, self.rank or (), self.words)


def _place(rules: Rules, kind: str, entry: Entry) -> _Place:
    if entry.is_item:
        return _Place(rules.rank(kind, entry.value), json.dumps(entry.value, sort_keys=True))
    return _Place(rules.rank_of_key(entry.key), entry.key)


_Places = Mapping[object, _Place]


def sorted_sides(rules: Rules, kind: str, sides: Sides, kept: Collection[object]) -> list[object]:
    """What is kept, in order: by rank where all three texts are; else the side that changed the order leads.

    What the other side added stands behind what stood before it there.
    """
    places = {known: _place(rules, kind, entry) for known, entry in sides.every()}
    base, ours, theirs = list(sides.base), list(sides.ours), list(sides.theirs)
    ranked = all(each.rank is not None for each in places.values())
    if ranked and all(_is_rising(order, places) for order in (base, ours, theirs)):
        return sorted(kept, key=lambda known: places[known].order)
    theirs_leads = _keeps(ours, base) and not _keeps(theirs, base)
    lead, follow = (theirs, ours) if theirs_leads else (ours, theirs)
    made = [known for known in lead if known in kept]
    for at, known in enumerate(follow):
        if known in kept and known not in made:
            made.insert(_behind(known, follow[:at], made, sides, places), known)
    return made


def _is_rising(order: list[object], places: _Places) -> bool:
    ranks = [places[known].rank or () for known in order]
    return all(one <= two for one, two in pairwise(ranks))


def _keeps(order: list[object], base: list[object]) -> bool:
    """Whether what a side has of the base stands in the base's order."""
    return [known for known in order if known in base] == [known for known in base if known in order]


def _behind(known: object, before: list[object], made: list[object], sides: Sides, places: _Places) -> int:
    at = next((made.index(each) + 1 for each in reversed(before) if each in made), 0)
    while at < len(made) and _is_one_sided(made[at], sides) and places[made[at]].order <= places[known].order:
        at += 1
    return at


def _is_one_sided(known: object, sides: Sides) -> bool:
    """Whether one side alone added it."""
    return known not in sides.base and (known in sides.ours) != (known in sides.theirs)
