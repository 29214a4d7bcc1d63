"""Random plans as people might type them: comments, quoting, indents, line breaks, flow style, blank lines.

Used by the laws of reading and editing. What a plan says is drawn first, then the way in which it is written.
"""

import json
from typing import Any

from hypothesis import strategies as st

Tree = Any
Draw = Any

KEPUTUSAN = {
    "lembaga": "Komisi Pemilihan Umum Kota Contoh",
    "nomor": "7",
    "judul": "RENCANA AKSI",
    "menimbang": ["bahwa perlu;"],
    "mengingat": ["Undang-Undang Nomor 7 Tahun 2017;"],
    "memutuskan": {"menetapkan": "KEPUTUSAN", "diktum": ["Menetapkan.", "Berlaku."]},
    "tempat": "Contoh",
    "tanggal": "2025-01-02",
    "penandatangan": {"jabatan": "Ketua", "nama": "A"},
    "lampiran": {"judul": "RENCANA AKSI", "nama": "RENCANA AKSI 2025"},
}
KEPALA = {"versi": "1", "satker": "KPU Kota Contoh", "tahun": "2025", "zona_waktu": "WITA", "predikat": "WBK"}

words = st.sampled_from(
    [
        "SK Tim",
        "laporan: monev",
        "foto #1",
        "a'b",
        'kata "kutip"',
        "*miring* saja",
        "naïve",
        "- strip",
        "no",
        "1.10",
        "x" * 70,
    ]
)
sentences = st.lists(words, min_size=1, max_size=3).map(" ".join)


@st.composite
def trees(draw: Draw) -> Tree:
    """What a small plan says: one area, a few rows, some documents already collected."""
    rows = []
    for letter in "abc"[: draw(st.integers(1, 3))]:
        names = draw(
            st.lists(sentences, min_size=1, max_size=3, unique_by=lambda name: " ".join(name.casefold().split()))
        )
        row: dict[str, Any] = {"kode": f"1.i.{letter}", "uraian": draw(sentences), "langkah_aksi": draw(sentences)}
        row["bukti_fisik"] = [_document(draw, name) for name in names]
        row["target_waktu"] = "Agustus-Desember"
        if draw(st.booleans()):
            row["penanggung_jawab"] = draw(sentences)
        rows.append(row)
    komponen = [{"nomor": "i", "nama": "Tim", "indikator": rows}]
    return {**KEPALA, "keputusan": KEPUTUSAN, "area": [{"nomor": "1", "nama": "Perubahan", "komponen": komponen}]}


def _document(draw: Draw, name: str) -> Tree:
    document: dict[str, Any] = {"dokumen": name}
    if draw(st.integers(0, 3)) == 0:
        document["frekuensi"] = "bulanan"
        if draw(st.booleans()):
            document["realisasi"] = [{"tanggal": "2025-09-01", "oleh": draw(sentences)}]
    return document


@st.composite
def texts(draw: Draw, of: st.SearchStrategy[Tree] | None = None) -> tuple[str, Tree]:
    """A plan (or what `of` draws) as it might be typed, and what it says."""
    tree = draw(trees() if of is None else of)
    writer = _Writer(draw)
    text = "\n".join([*writer.comments(0), *writer.mapping(tree, 0)])
    if draw(st.booleans()):
        text += "\n" * draw(st.integers(1, 3))
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"]))), tree


class _Writer:
    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.list_indent = draw(st.sampled_from([0, 2, 4]))
        self.key_indent = draw(st.sampled_from([2, 3, 4]))

    def chance(self, one_in: int) -> bool:
        return bool(self.draw(st.integers(0, one_in - 1)) == 0)

    def comments(self, indent: int) -> Any:
        if not self.chance(6):
            return []
        return self.draw(
            st.lists(st.sampled_from(["", "  ", " " * indent + "# sic: - kode: x", "# realisasi:"]), max_size=2)
        )

    def tail(self) -> Any:
        return self.draw(st.sampled_from(["  # sic", " ", "   "])) if self.chance(8) else ""

    def scalar(self, text: str, indent: int, *, flow: bool = False) -> list[str]:
        style: str = self.draw(st.sampled_from(["plain", "single", "double", "folded", "literal"]))
        bare = text.replace(" ", "").replace("-", "").replace(".", "").isalnum() and text[0] not in "-"
        if style == "plain" and bare:
            return [text + ("" if flow else self.tail())]
        if flow or style in ("plain", "double"):
            return [json.dumps(text, ensure_ascii=False) + ("" if flow else self.tail())]
        if style == "single":
            return ["'" + text.replace("'", "''") + "'" + self.tail()]
        if style == "literal":
            return ["|-", " " * indent + text]
        head, *rest = text.split(" ")
        lines = [head]
        for word in rest:
            if word and self.chance(3):
                lines.append(word)
            else:
                lines[-1] += " " + word
        return [">-", *(" " * indent + line for line in lines)]

    def flow(self, tree: Tree) -> str:
        if isinstance(tree, dict):
            gap: str = self.draw(st.sampled_from(["", " "]))
            return "{" + gap + ", ".join(f"{key}: {self.flow(value)}" for key, value in tree.items()) + gap + "}"
        if isinstance(tree, list):
            return "[" + ", ".join(map(self.flow, tree)) + "]"
        return self.scalar(tree, 0, flow=True)[0]

    def value(self, tree: Tree, indent: int) -> list[str]:
        """The lines of a value; the first goes behind its key or dash, unless it is empty."""
        if isinstance(tree, str):
            return self.scalar(tree, indent + self.key_indent)
        if self.chance(8):
            return [self.flow(tree) + self.tail()]
        if isinstance(tree, dict):
            return ["", *self.mapping(tree, indent + self.key_indent)]
        return ["", *self.sequence(tree, indent + self.list_indent)]

    def mapping(self, tree: Tree, indent: int) -> list[str]:
        lines: list[str] = []
        for key, child in tree.items():
            first, *rest = self.value(child, indent)
            lines += [*self.comments(indent), f"{' ' * indent}{key}:{' ' * bool(first)}{first}", *rest]
        return lines

    def sequence(self, tree: Tree, indent: int) -> list[str]:
        lines: list[str] = []
        for child in tree:
            lines += self.comments(indent)
            first, *rest = self.value(child, indent)
            if first or not rest or self.chance(8):  # a scalar or flow, or the dash alone on its line
                lines += [f"{' ' * indent}-{' ' * bool(first)}{first}", *rest]
                continue
            body = rest
            at = next(i for i, line in enumerate(body) if line.strip() and not line.lstrip().startswith("#"))
            opening = body[at]
            column = len(opening) - len(opening.lstrip())
            if column - indent < 2 or at > 0:
                lines += [f"{' ' * indent}-", *body]
            else:
                lines += [f"{' ' * indent}-{' ' * (column - indent - 1)}{opening.lstrip()}", *body[1:]]
        return lines
