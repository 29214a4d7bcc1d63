"""Comments, of which YAML knows nothing: what is one and the same, and what three texts make of them together."""

from collections.abc import Iterator

from zi_cli.text.lossless import Entry, Group, Leaf


def same(base: Entry, entry: Entry) -> bool:
    """Whether somebody changed what it says or wrote another comment there; how it is folded does not matter."""
    return base.value == entry.value and same_remarks(base, entry)


def same_remarks(base: Entry, entry: Entry) -> bool:
    """Whether all comments in and above an entry are as they were."""
    return list(_all(base)) == list(_all(entry))


def _all(entry: Entry) -> Iterator[str]:
    """Every comment in and above an entry, in order."""
    yield from (line.strip() for line in entry.above.split("\n") if line.strip())
    yield from sorted(within(entry))
    if isinstance(entry.child, Group):
        for each in entry.child.plain:
            yield from _all(each)
    elif entry.behind.strip():
        yield entry.behind.strip()


def within(entry: Entry) -> set[str]:
    """The comments between its mark and the end of its value; of a group only those beside its key."""
    inside = entry.gap
    if isinstance(entry.child, Leaf) and entry.child.source[:1] in ("[", "{") and "\n" in entry.child.source:
        inside += entry.child.source
    return {line[line.index("#") :].strip() for line in inside.split("\n") if "#" in line}


def rest_of_line(base: str, ours: str, theirs: str) -> str:
    """The rest of a line, of three sides: where both wrote another comment, one after the other."""
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    ends = "\n" if ours.endswith("\n") else ""
    mine, other = ours.rstrip(), theirs.strip()
    return (mine if other in mine else f"{mine} {other}") + ends


def lines_above(base: str, ours: str, theirs: str) -> str:
    """Whole lines of comments and blanks, of three sides: what either wrote, without what either took away."""
    bare_base, bare_ours, bare_theirs = ([line.strip() for line in side.split("\n")] for side in (base, ours, theirs))
    if ours == theirs or bare_theirs == bare_base:
        return ours
    if ours == base:
        return theirs
    if bare_ours == bare_base:
        return _set_in_like(theirs, ours)
    gone = {line for line in bare_base if line and (line not in bare_ours or line not in bare_theirs)}
    kept = [line for line in ours.splitlines(keepends=True) if line.strip() not in gone]
    new = [line for line in bare_theirs if line and line not in bare_base and line not in bare_ours]
    mine = [line for line in bare_ours if line and line not in bare_base]
    added = _set_in_like("".join(f"{line}\n" for line in new), ours)
    return f"{added}{''.join(kept)}" if new < mine else f"{''.join(kept)}{added}"


def _set_in_like(comments: str, like: str) -> str:
    """Comments as far from the margin as others."""
    lead = next((line[: len(line) - len(line.lstrip(" "))] for line in like.split("\n") if line.strip()), None)
    if lead is None:
        return comments
    return "".join(lead + line.lstrip(" ") if line.strip() else line for line in comments.splitlines(keepends=True))
