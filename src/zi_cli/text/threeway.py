"""Three texts, taken apart, into one: what each of two sides did to a base, put together entry by entry.

An entry that one side left alone is the other's, byte for byte. Only what both changed, each in its own way, is a
clash, as is an entry that one took away and the other touched.
"""

from enum import Enum, auto
from functools import partial

from zi_cli.frozen import frozen
from zi_cli.text import remarks, sides
from zi_cli.text.lossless import Child, Clash, Entry, Group, Leaf, Written, in_brackets, in_lines, moved
from zi_cli.text.sides import Path, Rules


class Reason(Enum):
    """Why a place is a clash."""

    BOTH_CHANGED = auto()
    OURS_GONE = auto()
    """Ours took it away, theirs changed it."""
    THEIRS_GONE = auto()
    TOGETHER_WRONG = auto()
    """Each side is well, what they make together is not."""


@frozen
class Conflict:
    """A place that a person has to decide on."""

    path: Path
    reason: Reason


def put_together(base: Written, ours: Written, theirs: Written, rules: Rules) -> tuple[Written, list[Conflict]]:
    """What both sides did to the base, and the places where they clash. The sides' trees may be taken into it."""
    run = _Run(rules)
    root = run.groups(base.root, ours.root, theirs.root, ())
    merged = Written(
        root,
        remarks.lines_above(base.tail, ours.tail, theirs.tail),
        _changed(base.line_end, ours.line_end, theirs.line_end),
        _changed(base.bom, ours.bom, theirs.bom),
        theirs.ended if ours.ended == base.ended else ours.ended,
    )
    return merged, run.conflicts


def _changed(base: str, ours: str, theirs: str) -> str:
    return theirs if ours == base else ours


class _Run:
    """One merge, and the clashes met so far."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.conflicts: list[Conflict] = []

    def _clash(self, path: Path, ours: Entry | None, theirs: Entry | None) -> Clash:
        reason = Reason.OURS_GONE if ours is None else Reason.THEIRS_GONE if theirs is None else Reason.BOTH_CHANGED
        self.conflicts.append(Conflict(path, reason))
        return Clash(ours, theirs)

    def groups(self, base: Group | None, ours: Group, theirs: Group, path: Path) -> Group:
        """Two groups of one kind. Its layout is ours."""
        base = base if base is not None and base.keyed == ours.keyed else Group(ours.keyed, ours.column)
        kind = path[-1] if path else ""
        known = sides.by_key if ours.keyed else partial(sides.by_likeness, self.rules, kind)
        three = known(base, ours, theirs)
        made: dict[object, Entry | Clash] = {}
        for each in dict.fromkeys([*three.ours, *three.theirs]):
            one, two = three.ours.get(each), three.theirs.get(each)
            there = one or two
            assert there is not None, "it is known from one of the sides"
            step = there.key if ours.keyed else self.rules.name(kind, there.value)
            found = self._entry(three.base.get(each), one, two, (*path, step))
            if found is not None:
                made[each] = found
        order = sides.sorted_sides(self.rules, kind, three, made)
        return Group(ours.keyed, ours.column, [made[each] for each in order])

    def _entry(self, base: Entry | None, ours: Entry | None, theirs: Entry | None, path: Path) -> Entry | Clash | None:
        if ours is not None and theirs is not None:
            return self._both(base, ours, theirs, path)
        there = ours or theirs
        assert there is not None, "it is known from one of the sides"
        if base is None:
            there.sides = (ours, theirs)
            return there
        if remarks.same(base, there):
            return None
        if _is_list(base.child) and _is_list(there.child):
            return self._emptied(base, ours, theirs, path)
        return self._clash(path, ours, theirs)

    def _emptied(self, base: Entry, ours: Entry | None, theirs: Entry | None, path: Path) -> Entry | Clash | None:
        """A list that one side took away and the other touched: to the one it is empty."""
        there = ours or theirs
        assert there is not None
        nothing = Entry(there.key, there.column, "", there.mark, there.gap, _empty(there.child), there.behind)
        before = len(self.conflicts)
        made = self._both(base, ours or nothing, theirs or nothing, path)
        if isinstance(made, Clash):  # the lines of the key stand on one side only
            del self.conflicts[before:]
            return self._clash(path, ours, theirs)
        return None if made is None or made.value == [] else made

    def _both(self, base: Entry | None, ours: Entry, theirs: Entry, path: Path) -> Entry | Clash | None:
        """One entry that both sides have."""
        if base is not None and ours.source == base.source:
            theirs.sides = (ours, theirs)
            return theirs
        if ours.source == theirs.source or (base is not None and theirs.source == base.source):
            ours.sides = (ours, theirs)
            return ours
        if self.rules.at_odds(path, base.value if base else None, ours.value, theirs.value):
            return self._clash(path, ours, theirs)
        groups = _as_groups(base, ours, theirs)
        if groups is not None:
            return self._lines(groups, base, ours, theirs, path)
        made = self._values(base, ours, theirs, path)
        emptied = isinstance(made, Entry) and made.value == [] and [] not in (ours.value, theirs.value)
        return None if emptied else made

    def _lines(
        self, groups: "_Groups", base: Entry | None, ours: Entry, theirs: Entry, path: Path
    ) -> Entry | Clash | None:
        """An entry of which at least one side has a group in lines below it."""
        before = len(self.conflicts)
        child = self.groups(*groups, path)
        if not child.entries:
            return None
        if _is_hollow(child) or _loses_its_dash(child, ours):
            del self.conflicts[before:]
            return self._clash(path, ours, theirs)
        like = ours if isinstance(ours.child, Group) else theirs
        made = _made(base, ours, theirs, child)
        made.gap = remarks.rest_of_line(_gap(base or like, like), _gap(ours, like), _gap(theirs, like))
        made.behind = ""
        return made

    def _values(self, base: Entry | None, ours: Entry, theirs: Entry, path: Path) -> Entry | Clash:
        """A text on both sides, or things of two shapes: the side whose value changed, else whose writing did."""
        old = base.value if base else None
        if ours.value == theirs.value and ours.value == old:
            chosen = theirs if base and _written(ours) == _written(base) else ours
        elif theirs.value in (ours.value, old):
            chosen = ours
        elif ours.value == old or self.rules.fuller(path, ours.value, theirs.value):
            chosen = theirs
        elif self.rules.fuller(path, theirs.value, ours.value):
            chosen = ours
        else:
            return self._in_brackets(base, ours, theirs, path) or self._clash(path, ours, theirs)
        left = theirs if chosen is ours else ours
        if not _is_told(base, left, chosen):
            return self._clash(path, ours, theirs)
        made = _made(base, ours, theirs, chosen.child)
        made.gap = chosen.gap
        if isinstance(chosen.child, Leaf):
            made.gap, made.child = moved(chosen.gap, chosen.child, ours.column - chosen.column)
        return made

    def _in_brackets(self, base: Entry | None, ours: Entry, theirs: Entry, path: Path) -> Entry | None:
        """Two values between brackets, put together from their own pieces; None where these clash."""
        mine, other = _taken_apart(ours.child), _taken_apart(theirs.child)
        if mine is None or other is None or mine.keyed != other.keyed:
            return None
        old = _taken_apart(base.child) if base else None
        inner = _Run(self.rules)
        group = inner.groups(old, mine, other, path)
        if inner.conflicts:
            return None
        return _made(base, ours, theirs, in_brackets(group))


def _made(base: Entry | None, ours: Entry, theirs: Entry, child: Child) -> Entry:
    """The entry that both sides have, with another child: comments of both, the layout of ours."""
    above = remarks.lines_above(base.above if base else "", ours.above, theirs.above)
    behind = remarks.rest_of_line(base.behind if base else "", ours.behind, theirs.behind)
    return Entry(ours.key, ours.column, above, ours.mark, ours.gap, child, behind, "", (ours, theirs))


_Groups = tuple[Group | None, Group, Group]


def _as_groups(base: Entry | None, ours: Entry, theirs: Entry) -> _Groups | None:
    """The three values as groups, where at least one side has one written in lines and the other can be."""
    like = next((each for each in (ours, theirs) if isinstance(each.child, Group)), None)
    if like is None:
        return None
    mine, other = _group(ours, like), _group(theirs, like)
    if mine is None or other is None or mine.keyed != other.keyed:
        return None
    return _group(base, like) if base else None, mine, other


def _group(entry: Entry, like: Entry) -> Group | None:
    """The value of an entry as a group, set in as another's is; None where it is a text."""
    if isinstance(entry.child, Group):
        return entry.child
    return None if entry.child.parts is None else in_lines(entry.child, entry.column + like.child.column - like.column)


def _taken_apart(child: Child) -> Group | None:
    return in_lines(child, child.column) if isinstance(child, Leaf) and child.parts is not None else None


def _is_list(child: Child) -> bool:
    return isinstance(child.value, list) if isinstance(child, Leaf) else not child.keyed


def _empty(child: Child) -> Child:
    return Group(False, child.column) if isinstance(child, Group) else Leaf("[]", [], child.column, [])


def _is_hollow(child: Child) -> bool:
    """Whether a decision on its clashes may leave nothing below its key."""
    if not isinstance(child, Group):
        return False
    return all(isinstance(each, Clash) and (each.ours is None or each.theirs is None) for each in child.entries)


def _loses_its_dash(group: Group, ours: Entry) -> bool:
    """Whether a decision on the first key of an item may take away the line with the dash."""
    first = group.entries[0]
    return ours.is_item and isinstance(first, Clash) and (first.ours is None or first.theirs is None)


def _gap(entry: Entry, like: Entry) -> str:
    """What stands between a mark and its group, in the layout of another entry; a comment behind brackets, too."""
    if isinstance(entry.child, Leaf) and entry.behind.strip() and "\n" in like.gap:
        return f"{entry.behind.rstrip()}\n"
    fits = isinstance(entry.child, Group) and ("\n" in entry.gap) == ("\n" in like.gap)
    return entry.gap if fits else like.gap


def _written(entry: Entry) -> tuple[str, str]:
    return (entry.gap, entry.child.source) if isinstance(entry.child, Leaf) else (entry.gap, "")


def _is_told(base: Entry | None, left: Entry, chosen: Entry) -> bool:
    """Whether what is written of a value that is left out, its comments, stands in the chosen one or is old."""
    if isinstance(chosen.child, Leaf) != isinstance(left.child, Leaf):
        return base is not None and remarks.same_remarks(base, left)
    old = remarks.within(base) if base else set()
    return remarks.within(left) <= remarks.within(chosen) | old
