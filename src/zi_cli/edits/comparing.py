"""What changed from one text of a plan, or of its answers, to another: rows, texts, marks, reviews, answers.

What is compared is what the texts say, by the same identity as in a merge: a row that moved, or a text that is folded
otherwise, is no change.
"""

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from zi_cli.edits.identity import Identity
from zi_cli.italics import plain
from zi_cli.lke.figures import dibaca
from zi_cli.lke.jawaban import KUNCI_CATATAN, KUNCI_JAWABAN, Lapis
from zi_cli.plan.hari import read_day, written_day
from zi_cli.plan.trees import items_in, rows_in
from zi_cli.views.plan.perbedaan import Difference

Raw = dict[str, Any]
_TIMES = ("target_waktu", "waktu", "frekuensi")
_LISTS = ("area", "komponen", "indikator", "bukti_fisik", "realisasi", "pemeriksaan")
_SHOWS = ("berkas", "tautan", "tempat")
"""What shows that a mark is true."""


def plan_differences(before: Raw, after: Raw) -> list[Difference]:
    """What changed in a plan, head first, then row by row in the order of the later text."""
    return list(_Comparison(Identity({})).plan(before, after))


def answer_differences(before: Raw, after: Raw, sheet: Mapping[str, int]) -> list[Difference]:
    """What changed in the answers, layer by layer, in the sheet's order."""
    return [*_scalars("lembar", _without_layers(before), _without_layers(after)), *_answers(before, after, sheet)]


class _Comparison:
    """One comparison of two plans."""

    def __init__(self, identity: Identity) -> None:
        self.identity = identity

    def plan(self, before: Raw, after: Raw) -> Iterator[Difference]:
        yield from _scalars("rencana", _only_scalars(before), _only_scalars(after))
        yield from self._groups(items_in(before, "area"), items_in(after, "area"), "area")
        yield from self._rows(*([row for _, row in rows_in(each)] for each in (before, after)))

    def _groups(self, old: list[Raw], new: list[Raw], kind: str) -> Iterator[Difference]:
        """Areas and komponen: their own names and numbers, and those that came and went."""
        for one, two in self._paired(kind, old, new):
            there = two or one
            assert there is not None, "a pair has one at least"
            name = _called(there)
            if one is None or two is None:
                yield Difference(f"{kind} {there.get('nomor', '')}".strip(), f"{kind} {_came(one)}", name)
                continue
            yield from _scalars(f"{kind} {two.get('nomor', '')}".strip(), _only_scalars(one), _only_scalars(two))
            if kind == "area":
                yield from self._groups(items_in(one, "komponen"), items_in(two, "komponen"), "komponen")

    def _rows(self, old: list[Raw], new: list[Raw]) -> Iterator[Difference]:
        for one, two in self._paired("indikator", old, new):
            if two is None:
                assert one is not None, "a pair has one at least"
                yield Difference(_code(one), "baris dihapus", f"{_called(one)}{_with_it(one)}")
            elif one is None:
                yield Difference(_code(two), "baris baru", _called(two))
                yield from self._documents(two, [], items_in(two, "bukti_fisik"), told_new=False)
            else:
                yield from _scalars(_code(two), _only_scalars(one), _only_scalars(two))
                yield from self._documents(two, items_in(one, "bukti_fisik"), items_in(two, "bukti_fisik"))

    def _documents(self, row: Raw, old: list[Raw], new: list[Raw], *, told_new: bool = True) -> Iterator[Difference]:
        code = _code(row)
        for one, two in self._paired("bukti_fisik", old, new):
            if two is None:
                assert one is not None, "a pair has one at least"
                yield Difference(code, "dokumen dihapus", f"{_called(one)}{_with_it(one)}")
                continue
            if one is None and told_new:
                yield Difference(code, "dokumen baru", _called(two))
            elif one is not None:
                yield from _scalars(code, _only_scalars(one), _only_scalars(two))
            yield from self._marks(code, _called(two), items_in(one or {}, "realisasi"), items_in(two, "realisasi"))

    def _marks(self, code: str, name: str, old: list[Raw], new: list[Raw]) -> Iterator[Difference]:
        for one, two in self._paired("realisasi", old, new):
            if two is None:
                assert one is not None, "a pair has one at least"
                yield Difference(code, "tanda dicabut", f"{name}: {mark(one)}")
                continue
            if one is None:
                yield Difference(code, "ditandai", f"{name}: {mark(two)}")
            elif _bare(one) != _bare(two):
                replaced = any(one.get(key) != two.get(key) for key in (*_SHOWS, "sha256"))
                yield Difference(code, "bukti diganti" if replaced else "tanda diubah", f"{name}: {_both(one, two)}")
            yield from self._reviews(code, name, items_in(one or {}, "pemeriksaan"), items_in(two, "pemeriksaan"))

    def _reviews(self, code: str, name: str, old: list[Raw], new: list[Raw]) -> Iterator[Difference]:
        for one, two in self._paired("pemeriksaan", old, new):
            if two is None:
                assert one is not None, "a pair has one at least"
                yield Difference(code, "pemeriksaan dihapus", f"{name}: {reviewed(one)}")
            elif one is None:
                yield Difference(code, "diperiksa", f"{name}: {reviewed(two)}")
            elif one != two:
                yield Difference(code, "pemeriksaan diubah", f"{name}: {changed_words(reviewed(one), reviewed(two))}")

    def _paired(self, kind: str, old: list[Any], new: list[Any]) -> Iterator[tuple[Raw | None, Raw | None]]:
        """Items of both, those that went first, the rest in the order of the later text."""
        pairs = dict(self.identity.pair(kind, old, new, added=False))
        left = [at for at in range(len(old)) if at not in set(pairs.values())]
        waiting = [at for at in range(len(new)) if at not in pairs]
        alike = self.identity.alike(kind, [old[at] for at in left], [new[at] for at in waiting])
        pairs |= {waiting[two]: left[one] for two, one in alike.items()}
        yield from ((each, None) for at, each in enumerate(old) if at not in set(pairs.values()))
        yield from ((old[pairs[at]] if at in pairs else None, each) for at, each in enumerate(new))


def _scalars(where: str, old: Raw, new: Raw) -> Iterator[Difference]:
    """Every text that changed, with the words that did."""
    for key in dict.fromkeys([*old, *new]):
        if key == "versi":  # of the file's form
            continue
        one, two = old.get(key, ""), new.get(key, "")
        if one != two:
            kind = "waktu" if key in _TIMES else "teks"
            yield Difference(where, kind, f"{key.replace('_', ' ')}: {changed_words(_plain(one), _plain(two))}")


def _only_scalars(tree: Raw, lead: str = "") -> dict[str, str]:
    """The texts of a mapping, those of mappings in it by the way to them; lists of texts as one."""
    found: dict[str, str] = {}
    for key, value in tree.items():
        name = f"{lead}{key}"
        if isinstance(value, dict):
            found |= _only_scalars(value, f"{name} > ")
        elif isinstance(value, list) and key not in _LISTS:
            found[name] = "; ".join(str(each) for each in value)
        elif isinstance(value, str):
            found[name] = value
    return found


def _code(row: Raw) -> str:
    return str(row.get("kode", "-"))


def _called(tree: Raw) -> str:
    return _plain(next((str(tree[key]) for key in ("dokumen", "uraian", "nama") if tree.get(key)), "-"))


def _plain(text: str) -> str:
    return " ".join(plain(text).split())


def _came(one: Raw | None) -> str:
    return "baru" if one is None else "dihapus"


def _with_it(tree: Raw) -> str:
    """How many marks went with it."""
    documents = items_in(tree, "bukti_fisik") or [tree]
    count = sum(len(items_in(each, "realisasi")) for each in documents)
    return f" ({count} tanda ikut hilang)" if count else ""


def _bare(tree: Raw) -> dict[str, Any]:
    return {key: value for key, value in tree.items() if key != "pemeriksaan"}


def mark(tree: Raw) -> str:
    """A mark in words: when, by whom, for which period, what shows it."""
    parts = [_day(tree)]
    parts += [f"oleh {tree['oleh']}"] if tree.get("oleh") else []
    parts += [f"periode {tree['periode']}"] if tree.get("periode") else []
    parts += [f"{key} {tree[key]}" for key in _SHOWS if tree.get(key)]
    parts += [f"dan {len(items_in(tree, 'berkas_lain'))} berkas lain"] if items_in(tree, "berkas_lain") else []
    parts += [f'"{tree["catatan"]}"'] if tree.get("catatan") else []
    return ", ".join(parts)


def reviewed(tree: Raw) -> str:
    """A review in words: what was found, by whom, when."""
    note = f': "{tree["catatan"]}"' if tree.get("catatan") else ""
    return f"{tree.get('hasil', '-')}, oleh {tree.get('oleh', '-')}, {_day(tree)}{note}"


def _day(tree: Raw) -> str:
    text = str(tree.get("tanggal", "-"))
    try:
        return written_day(read_day(text))
    except ValueError:
        return text


def _both(one: Raw, two: Raw) -> str:
    """What a mark said and says, only what differs."""
    keys = [key for key in dict.fromkeys([*_bare(one), *_bare(two)]) if one.get(key) != two.get(key)]
    shown = [key for key in keys if key not in ("sha256", "ukuran")] or keys
    return "; ".join(f"{key}: {_value(one.get(key))} → {_value(two.get(key))}" for key in shown)


def _value(value: object) -> str:
    if isinstance(value, list):
        return f"{len(value)} berkas"
    return str(value)[:80] if value else "(kosong)"


def _without_layers(tree: Raw) -> dict[str, str]:
    return _only_scalars({key: value for key, value in tree.items() if key not in tuple(Lapis)})


def _answers(before: Raw, after: Raw, sheet: Mapping[str, int]) -> Iterator[Difference]:
    for layer in Lapis:
        old, new = _layer(before, layer), _layer(after, layer)
        for code in sorted({*old, *new}, key=lambda code: (sheet.get(code, len(sheet)), code)):
            one, two = answer(old.get(code, "")), answer(new.get(code, ""))
            if one and two and one != two:
                yield Difference(code, "jawaban diubah", f"{layer.called}: {changed_words(one, two)}")
            elif one != two:
                yield Difference(code, "dijawab" if two else "jawaban dihapus", f"{layer.called}: {one or two}")


def _layer(tree: Raw, layer: str) -> Raw:
    found = tree.get(layer)
    return found if isinstance(found, dict) else {}


def answer(value: object) -> str:
    """An answer in words, with what stands beside it."""
    if not isinstance(value, dict):
        return dibaca(str(value))
    said = {key: each for key, each in value.items() if key not in (KUNCI_JAWABAN, KUNCI_CATATAN)}
    parts = [dibaca(str(value[KUNCI_JAWABAN]))] if value.get(KUNCI_JAWABAN) else []
    parts += [
        f"{key.replace('_', ' ')} {_value(each) if isinstance(each, list) else each}" for key, each in said.items()
    ]
    return ", ".join(parts) + (f' ("{value[KUNCI_CATATAN]}")' if value.get(KUNCI_CATATAN) else "")


def flat(tree: Raw, sheet: Mapping[str, int]) -> Iterator[str]:
    """What a text says, one thing a line, for git to compare: how it is written leaves no trace."""
    if any(isinstance(tree.get(layer), dict) for layer in Lapis):
        yield from (f"{key}: {value}" for key, value in _without_layers(tree).items())
        yield from (f"{each.code} · {each.words}" for each in _answers({}, tree, sheet))
        return
    yield from (f"{key}: {_plain(value)}" for key, value in _only_scalars(tree).items())
    for _, row in rows_in(tree):
        code = _code(row)
        yield from (f"{code} · {key}: {_plain(value)}" for key, value in _only_scalars(row).items() if key != "kode")
        for document in items_in(row, "bukti_fisik"):
            name = _called(document)
            yield from (f"{code} · {key}: {_plain(value)}" for key, value in _only_scalars(document).items())
            for each in items_in(document, "realisasi"):
                yield f"{code} · {name} · ditandai: {mark(each)}"
                yield from (f"{code} · {name} · diperiksa: {reviewed(one)}" for one in items_in(each, "pemeriksaan"))


_SHORT = 8
"""Texts of so many words are shown whole."""
_BESIDE = 2
"""So many words beside a change are shown with it."""


def changed_words(old: str, new: str) -> str:
    """Both texts where they are short; else what was taken out and put in, each with the words beside it."""
    one, two = old.split(), new.split()
    if max(len(one), len(two)) <= _SHORT:
        return f"{old or '(kosong)'} → {new or '(kosong)'}"
    found = []
    for kind, begin, end, start, stop in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind != "equal":
            before, after = " ".join(one[max(0, begin - _BESIDE) : begin]), " ".join(one[end : end + _BESIDE])
            gone, come = " ".join(one[begin:end]), " ".join(two[start:stop])
            change = f"«{gone}» → «{come}»" if gone and come else f"−«{gone}»" if gone else f"+«{come}»"
            found.append(" ".join(part for part in ("…", before, change, after, "…") if part))
    return "; ".join(found) or "hanya spasinya"
