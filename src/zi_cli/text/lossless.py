"""Text → a tree whose every entry keeps its own bytes, and back.

Each entry holds the comments above it, its key or dash as written, the gap, its value and the rest of the line. So an
entry can be left out, or taken from another text, and every other byte stays as it was: `write(read(text)) == text`
for every text that is read. What cannot be taken apart that way is refused (`Unfit`): YAML with faults, a list in a
list on one line, keys marked with `?`, line ends of two kinds.
"""

import re
from collections.abc import Iterable, Iterator

from zi_cli.frozen import field, mutable
from zi_cli.text.document import Branch, Document, Node, parse
from zi_cli.text.fields import Tree

BOM = "\ufeff"
_COLON = re.compile(r"[ \t]*:")
_DASH = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*( *)-(?=[ \n])")


class Unfit(Exception):  # noqa: N818 - whoever asked merges by lines instead
    """A text that cannot be taken apart entry by entry; its words say why, to stand inside a sentence."""


@mutable
class Leaf:
    """A value that lines do not take apart: a text, or what stands between brackets."""

    source: str
    value: Tree
    column: int
    parts: "list[Entry] | None" = None
    """What stands between its brackets; None for a text, and where a comment stands between them."""


@mutable
class Group:
    """Keys or list items, one below the other."""

    keyed: bool
    column: int
    entries: "list[Entry | Clash]" = field(default_factory=list)

    @property
    def plain(self) -> "list[Entry]":
        """Its entries without the clashes."""
        return [each for each in self.entries if isinstance(each, Entry)]

    @property
    def value(self) -> Tree:
        """What it says, as plain texts; there must be no clash in it."""
        if self.keyed:
            return {each.key: each.child.value for each in self.plain}
        return [each.child.value for each in self.plain]


Child = Leaf | Group


@mutable
class Entry:
    """A key with its value, or an item of a list with its dash."""

    key: str
    """Empty for an item of a list."""
    column: int
    """Where its key or dash stands on the line, from 0."""
    above: str
    """The whole lines before it that are no entry: comments and blank lines."""
    mark: str
    """The key with its colon as it is written, or the dash."""
    gap: str
    """From there to the value; to the end of the line where a group begins below."""
    child: Child
    behind: str = ""
    """From the end of the value to the end of its line, a comment too."""
    source: str = ""
    """All of it, as it was read."""
    sides: "tuple[Entry | None, Entry | None] | None" = None
    """After a merge: what ours and theirs have in its place."""

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return self.mark == "-"

    @property
    def value(self) -> Tree:
        """What its value says, as plain texts."""
        return self.child.value


@mutable
class Clash:
    """One place of which two sides say different things; None for the side that has nothing there."""

    ours: Entry | None
    theirs: Entry | None


@mutable
class Written:
    """A whole text, taken apart."""

    root: Group
    tail: str = ""
    """What stands behind the last entry."""
    line_end: str = "\n"
    bom: str = ""
    ended: bool = True
    """Whether its last line has an end."""


def read(text: str) -> Written:
    """The text taken apart; Unfit where writing it again would not give the same text."""
    bom = BOM if text.startswith(BOM) else ""
    body = text.removeprefix(BOM)
    line_end = "\r\n" if "\r\n" in body else "\n"
    body = body.replace("\r\n", "\n")
    ended = body.endswith("\n") or not body
    document = parse(body if ended else body + "\n")
    if document.faults:
        raise Unfit(document.faults[0].message)
    root: Node = document.root
    if not isinstance(root, Branch) or root.flow or not isinstance(root.children, dict):
        raise Unfit("berkas ini bukan kelompok kunci yang ditulis berbaris")
    reader = _Reader(document)
    written = Written(reader.group(root), "", line_end, bom, ended)
    written.tail = document.text[reader.at :]
    if write(written) != text:
        raise Unfit("berkas ini ditulis dengan cara yang tidak dapat dibongkar per butir")
    return written


class _Reader:
    """Takes a text apart from its beginning to its end; `at` is how far it has come."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.at = 0

    def group(self, branch: Branch) -> Group:
        """The entries of a mapping or list that is written in lines."""
        if isinstance(branch.children, dict):
            entries = [self._keyed(branch.keys[key], key, child) for key, child in branch.children.items()]
        else:
            entries = [self._item(child) for child in branch.children]
        columns = {each.column for each in entries}
        if len(columns) != 1:
            raise Unfit("takuk di satu kelompok tidak sama")
        return Group(isinstance(branch.children, dict), columns.pop(), [*entries])

    def _keyed(self, event: Node, key: str, child: Node) -> Entry:
        start, (key_start, key_end) = self.at, self.document.span(event)
        line = self._line(key_start)
        behind_dash = start > line
        if not behind_dash and self.text[line:key_start].strip():
            raise Unfit(f'di depan kunci "{key}" ada sesuatu di baris yang sama')
        colon = _COLON.match(self.text, key_end)
        if colon is None:
            raise Unfit(f'kunci "{key}" tidak diikuti titik dua')
        above = "" if behind_dash else self.text[start:line]
        entry = Entry(key, key_start - line, above, self.text[key_start : colon.end()], "", _NOTHING)
        return self._filled(entry, start, colon.end(), child)

    def _item(self, child: Node) -> Entry:
        start, dash = self.at, _DASH.match(self.text, self.at)
        if dash is None:
            raise Unfit("sebuah butir daftar tidak diawali tanda hubung di barisnya sendiri")
        line = self._line(dash.end() - 1)
        entry = Entry("", dash.end() - 1 - line, self.text[start:line], "-", "", _NOTHING)
        return self._filled(entry, start, dash.end(), child)

    def _filled(self, entry: Entry, start: int, at: int, child: Node) -> Entry:
        """The entry with its value, which begins behind its mark, at `at`."""
        if isinstance(child, Branch) and not child.flow:
            entry.gap = self._gap_to_group(entry, at, child)
            entry.child = self.group(child)
        else:
            begin, end = self.document.span(child)
            entry.gap = self.text[at:begin]
            entry.child = _leaf(self.document, child, begin - self._line(begin))
            entry.behind = self._rest(end)
        entry.source = self.text[start : self.at]
        return entry

    def _gap_to_group(self, entry: Entry, at: int, branch: Branch) -> str:
        if self._line(branch.start) != self._line(at - 1):
            return self._rest(at) + "\n"
        if not entry.is_item or not isinstance(branch.children, dict):
            raise Unfit("sebuah daftar dimulai di baris induknya")
        first = self.document.span(next(iter(branch.keys.values())))[0]
        self.at = first
        return self.text[at:first]

    def _line(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def _rest(self, at: int) -> str:
        """The rest of a line; what comes next begins on the line below."""
        end = self.text.index("\n", at)
        self.at = end + 1
        return self.text[at:end]


_NOTHING = Leaf("", "", 0)


def _leaf(document: Document, node: Node, column: int) -> Leaf:
    begin, end = document.span(node)
    source = document.text[begin:end]
    if not isinstance(node, Branch):
        return Leaf(source, node.value, column)
    remarked = "\n" in source and "#" in source
    return Leaf(source, _tree(node), column, None if remarked else _parts(document, node, column))


def _tree(node: Node) -> Tree:
    if not isinstance(node, Branch):
        text: str = node.value
        return text
    if isinstance(node.children, dict):
        return {key: _tree(child) for key, child in node.children.items()}
    return [_tree(child) for child in node.children]


def _parts(document: Document, branch: Branch, column: int) -> list[Entry] | None:
    """What stands between brackets, each as an entry; None where a key has no colon."""
    if isinstance(branch.children, list):
        leaves = [_leaf(document, child, column) for child in branch.children]
        return [Entry("", column, "", "-", " ", leaf, "", leaf.source) for leaf in leaves]
    found = []
    for key, child in branch.children.items():
        start, end = document.span(branch.keys[key])
        colon = _COLON.match(document.text, end)
        if colon is None:
            return None
        begin, stop = document.span(child)
        mark, gap = document.text[start : colon.end()], document.text[colon.end() : begin]
        leaf = _leaf(document, child, column)
        found.append(Entry(key, column, "", mark, gap, leaf, "", document.text[start:stop]))
    return found


def in_lines(leaf: Leaf, column: int) -> Group:
    """What stands between brackets, one below the other, each in its own words."""
    assert leaf.parts is not None
    keyed = isinstance(leaf.value, dict)
    lines = [Entry(e.key, column, "", e.mark, e.gap or " ", e.child, "", e.source) for e in leaf.parts]
    return Group(keyed, column, [*lines])


def in_brackets(group: Group) -> Leaf:
    """Entries of one line each between brackets; there must be no clash among them."""
    inside = [(f"{e.mark}{e.gap}" if group.keyed else "") + _source(e.child) for e in group.plain]
    source = ", ".join(inside)
    return Leaf(f"{{{source}}}" if group.keyed else f"[{source}]", group.value, group.column, group.plain)


def moved(gap: str, leaf: Leaf, by: int) -> tuple[str, Leaf]:
    """A value with the gap before it, its further lines set in by so many more columns."""
    source = _shifted(leaf.source, by)
    whole = _shifted(gap + leaf.source, by)
    return whole[: len(whole) - len(source)], Leaf(source, leaf.value, leaf.column + by, leaf.parts)


def _source(child: Child) -> str:
    assert isinstance(child, Leaf), "what stands between brackets has no lines"
    return child.source


@mutable
class Drawn:
    """Where an entry came to stand in a text that was written, in lines from 1."""

    first: int
    last: int
    group: Group
    index: int


def write(written: Written, labels: tuple[str, str] | None = None) -> str:
    """The text. Where sides clash, both between markers that name them by `labels`; without labels only ours."""
    return _finished(written, "".join(_Writer(labels).group(written.root, written.root.column)))


def places(written: Written) -> list[Drawn]:
    """Where each entry stands in the text that `write` gives without labels; what holds others comes behind them."""
    writer = _Writer(None)
    for _ in writer.group(written.root, written.root.column):
        pass
    return writer.drawn


def _finished(written: Written, body: str) -> str:
    text = body + written.tail
    if not written.ended:
        text = text.removesuffix("\n")
    return written.bom + text.replace("\n", written.line_end)


class _Writer:
    """Draws entries; `line` is the one that is begun next."""

    def __init__(self, labels: tuple[str, str] | None) -> None:
        self.labels = labels
        self.line = 1
        self.drawn: list[Drawn] = []

    def group(self, group: Group, column: int, first: str | None = None) -> Iterator[str]:
        """The lines of a group set in to `column`. `first`: the dash that its first key stands behind."""
        for index, each in enumerate(group.entries):
            lead = first if first is not None and index == 0 else " " * column
            begun = self.line
            if isinstance(each, Clash):
                yield from self._clash(each, column, lead)
            else:
                yield from self._entry(each, column, lead)
            self.drawn.append(Drawn(begun, self.line - 1, group, index))

    def _said(self, text: str) -> str:
        self.line += text.count("\n")
        return text

    def _entry(self, entry: Entry, column: int, lead: str) -> Iterator[str]:
        by = column - entry.column
        above = _shifted(f"\n{entry.above}", by)[1:]
        if above.strip() or not lead.strip():  # no blank line comes between a dash and its first key
            yield self._said(above)
        child = entry.child
        if isinstance(child, Leaf):
            value = _shifted(entry.gap + child.source, by)
            yield self._said(f"{lead}{entry.mark}{value}{entry.behind}\n")
        elif "\n" in entry.gap:
            yield self._said(f"{lead}{entry.mark}{entry.gap}")
            yield from self.group(child, child.column + by)
        else:
            yield from self.group(child, child.column + by, f"{lead}{entry.mark}{entry.gap}")

    def _clash(self, clash: Clash, column: int, lead: str) -> Iterator[str]:
        if self.labels is None:
            yield from self._side(clash.ours, column, lead)
            return
        yield self._said(f"<<<<<<< {self.labels[0]}\n")
        yield from self._side(clash.ours, column, lead)
        yield self._said("=======\n")
        yield from self._side(clash.theirs, column, lead)
        yield self._said(f">>>>>>> {self.labels[1]}\n")

    def _side(self, entry: Entry | None, column: int, lead: str) -> Iterable[str]:
        return () if entry is None else self._entry(entry, column, lead)


def _shifted(text: str, by: int) -> str:
    """The text with every line but its first set in by so many more columns, or fewer."""
    if not by or "\n" not in text:
        return text
    first, *rest = text.split("\n")
    return "\n".join([first, *(_set_in(line, by) for line in rest)])


def _set_in(line: str, by: int) -> str:
    if not line.strip():
        return line
    return " " * by + line if by > 0 else line[min(-by, len(line) - len(line.lstrip(" "))) :]
