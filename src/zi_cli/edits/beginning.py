"""A new plan with nothing in it but the sheet's questions, in the sheet's order, with what each is worth.

No row says that anything is planned: the decree's three keys are left out, so nothing counts before it is written.
"""

from collections.abc import Iterator, Mapping

from zi_cli.lke.figures import as_figure
from zi_cli.lke.irama import frequency_for, times_wanted, told_times
from zi_cli.lke.lembar import AreaLembar, Butir, Lembar
from zi_cli.text.document import Route
from zi_cli.text.fields import Tree
from zi_cli.text.fresh import Note, fresh

MODELINE = "yaml-language-server: $schema=../rencana.schema.json"


def blank(sheet: Lembar, head: Mapping[str, str], doubts: Mapping[str, str]) -> str:
    """The text of a plan of all questions: `head` has its satker, tahun, zona_waktu and predikat.

    `doubts` says of which of these why they must still be looked at.
    """
    notes: dict[Route, Note] = {
        (): Note(
            (
                MODELINE,
                f"Rencana aksi {head['satker']} {head['tahun']}: ke-{len(sheet.pengungkit_butir)} pertanyaan LKE.",
                "Isi langkah_aksi, bukti_fisik dan target_waktu tiap baris; hapus baris yang tidak direncanakan.",
                "Sesudah tiap kode: nilainya, dan seberapa sering jawaban A memintanya.",
            )
        )
    }
    notes |= {(key,): Note(behind=f"periksa: {why}") for key, why in doubts.items()}
    areas: list[Tree] = []
    for number, both in _areas(sheet).items():
        groups = [_group(sheet, half, at, notes, len(areas)) for at, half in enumerate(_groups(both))]
        areas.append({"nomor": str(number), "nama": both[0].nama, "komponen": list(groups)})
    return fresh({"versi": "1", **head, "area": areas}, notes)


def _areas(sheet: Lembar) -> dict[int, list[AreaLembar]]:
    """Each area of change, in both halves of the sheet."""
    found: dict[int, list[AreaLembar]] = {}
    for half in sheet.pengungkit:
        for area in half.area:
            found.setdefault(area.nomor, []).append(area)
    return found


def _groups(areas: list[AreaLembar]) -> Iterator[tuple[str, str, list[str]]]:
    """The sub-components of an area: numeral, name, codes of the questions."""
    for area in areas:
        for sub in area.subkomponen:
            reform = " (Reform)" if sub.pertanyaan[0].reform else ""
            yield sub.kode.rpartition(".")[2], f"{sub.nama}{reform}", [each.kode for each in sub.pertanyaan]


def _group(
    sheet: Lembar, group: tuple[str, str, list[str]], at: int, notes: dict[Route, Note], area: int
) -> dict[str, Tree]:
    numeral, name, codes = group
    rows: list[Tree] = []
    for code in codes:
        butir = sheet.butir[code]
        notes["area", area, "komponen", at, "indikator", len(rows), "kode"] = Note(behind=_worth(butir))
        rows.append({"kode": code, "uraian": butir.uraian})
    return {"nomor": numeral, "nama": name, "indikator": rows}


def _worth(butir: Butir) -> str:
    """What a question is worth, and how often its best answer wants a thing."""
    wanted = next(iter(times_wanted(butir.pertanyaan).items()), None)
    points = f"{as_figure(butir.maksimum)} poin"
    if wanted is None or wanted[1] < 2:
        return points
    often = frequency_for(wanted[1])
    said = f"; {wanted[0]} bila {told_times(butir.pertanyaan, wanted[1])}"
    return points + said + (f" (frekuensi: {often})" if often else "")
