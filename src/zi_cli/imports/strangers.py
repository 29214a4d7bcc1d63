"""What a file is that no kind takes, as far as its tables say; and what people can do."""

from zi_cli.errors import Refusal
from zi_cli.imports.columns import find
from zi_cli.imports.grids import Grid, Opened
from zi_cli.imports.likeness import letters

_SEEMS = (
    ("daftar hadir", ({"tanda", "tangan"}, {"paraf"})),
    ("lembar evaluasi, tetapi bukan LKE Zona Integritas", ({"bobot", "nilai"}, {"jawaban"}, {"skor"}, {"kematangan"})),
    ("tabel anggaran", ({"harga"}, {"biaya"}, {"volume", "satuan"}, {"pagu"})),
    ("perjanjian kinerja", ({"sasaran", "indikator", "target"},)),
    ("daftar nama", ({"nama", "jabatan"}, {"nama", "nip"}, {"nama", "kedudukan"})),
)
"""What tables are that people have beside their plan, by words of which all stand in the head."""
_CURE = (
    "Sebutkan berkas yang memuat rencana aksinya; bila ini berkasnya, beri kolomnya judul Indikator, Langkah Aksi, "
    "Bukti Fisik, dan Target Waktu."
)
_LONGEST = 150


def refusal(opened: Opened) -> Refusal:
    """The sentence for a file that is none of what can be imported."""
    grids = [each for each in opened.grids if any(any(row) for row in each.rows)]
    if not grids:
        where = "; bila diunduh, unduh lagi sesudah masuk ke akunnya" if opened.medium == "html" else ""
        return Refusal(f"{opened.name} tidak memuat tabel{where}. {_CURE}")
    heads = list(filter(None, map(_head, grids)))
    seems = next((name for head in heads for name, words in _SEEMS if _says(head, words)), "")
    first = f' (kepala kolomnya "{heads[0][:_LONGEST]}")' if heads else ""
    if seems:
        return Refusal(f"{opened.name} tampaknya {seems}{first}. {_CURE}")
    return Refusal(
        f"{opened.name} memuat {len(grids)} tabel, tetapi tidak satu pun berkepala rencana aksi{first}. {_CURE}"
    )


def _head(grid: Grid) -> str:
    """The words above the columns: of the head, else of the first row that has several."""
    if (head := find(grid)) is not None:
        return ", ".join(filter(None, head.titles))
    rows = ([cell.text for cell in row if cell] for row in grid.rows)
    return next((", ".join(row) for row in rows if len(row) > 1), "")


def _says(head: str, words: tuple[set[str], ...]) -> bool:
    said = set(letters(head).split())
    return any(each <= said for each in words)
