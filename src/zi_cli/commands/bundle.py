"""`zi bundle`: everything an evaluator wants, in one bag."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.meant import hari, only_areas, pilihan, workspace
from zi_cli.commands.options import DayOption, PlansOption
from zi_cli.commands.reading import read
from zi_cli.errors import Refusal
from zi_cli.frozen import evolve, frozen
from zi_cli.plan.workspace import NAMA_BERKAS, NAMA_JAWABAN, Home, Workspace, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zi_cli.bukti.bundling import Serah, Serahan
    from zi_cli.plan.model import Rencana
    from zi_cli.plan.progress import Capaian
    from zi_cli.render.media import Printed
    from zi_cli.text.reading import Parsed

__all__ = ["bundle"]


def bundle(
    *,
    out: Annotated[
        Path, typer.Option("-o", "--output", metavar="TUJUAN", help="berkas .zip, atau folder yang belum ada")
    ],
    area: Annotated[
        list[int] | None, typer.Option("--area", metavar="N", help="hanya area itu; boleh berulang")
    ] = None,
    only: Annotated[
        str | None,
        typer.Option("--only", metavar="KEADAAN", help="sesuai: hanya yang sudah diperiksa dan sesuai"),
    ] = None,
    no_luar: Annotated[
        bool,
        typer.Option("--no-luar", help="tanpa bukti di luar git yang tidak ada di sini; indeks menyebutnya"),
    ] = False,
    on: DayOption = None,
    plan: PlansOption = None,
) -> int:
    """Kemas semua bukti untuk penilai: berkas menurut area dan komponen, indeks, Lampiran, rencana, jawaban LKE.

    Hasilnya paket BagIt: penilai dapat memeriksa keutuhannya dengan alat BagIt mana pun, atau zi verify. Rencana,
    riwayat git, dan hari yang sama menghasilkan bita yang sama. Bila ada berkas yang hilang atau berubah sejak dicatat,
    tidak ada yang dikemas; yang sudah digantikan tanda lebih baru disebut di indeks saja.
    """
    if only is not None:
        pilihan(only, ("sesuai",), "--only")
    place = workspace(trusting=False)
    asked = _Asked(tuple(area or ()), only is not None, on, no_luar)
    homes = place.chosen(plan)
    _ensure_outside(out, place)
    if len(homes) == 1:
        return _kemas(homes[0], out, asked, place)
    from zi_cli.commands import offices

    paths = dict(offices.into(out, homes, ".zip"))
    return offices.one_by_one(homes, lambda home: _kemas(home, paths[home], asked, place, which=home.id))


@frozen
class _Asked:
    """What is asked to be in the bag."""

    area: tuple[int, ...]
    hanya_sesuai: bool
    on: str | None
    no_luar: bool


def _kemas(home: Home, out: Path, asked: _Asked, place: Workspace, *, which: str = "") -> int:
    """The bag of one plan; `which`: its name, where several are told."""
    from zi_cli.bukti import bags, packing
    from zi_cli.bukti.bundling import serahan
    from zi_cli.plan.progress import capaian
    from zi_cli.render.bars import progress_bar
    from zi_cli.render.visible import visible
    from zi_cli.text import stages

    parsed = read(home, which=which)
    day = hari(asked.on, parsed.model.zona_waktu)
    standing = only_areas(capaian(parsed.model, day), asked.area)
    meant = serahan(standing, asked.area, hanya_sesuai=asked.hanya_sesuai)
    papers = _Papers(home, parsed, standing, tuple(place.templates()))
    answers = papers.jawaban()
    for left in stages.clear_stages(out.parent):
        output.say(f"{shown(left)} sisa zi bundle yang terhenti; hapus bila tidak ada zi bundle yang sedang berjalan.")
    total = packing.packed_size(home.folder, meant.lembar) * (2 if bags.is_zip(out) else 1)
    inside = visible(home.id).replace("\\", "_")  # what no zip can hold is written out
    with progress_bar("mengemas", total) as advance, bags.menulis(out, inside, advance) as bag:
        packed = packing.pack(bag, home.folder, parsed.model, meant.lembar, advance, no_outside=asked.no_luar)
        meant = evolve(meant, lembar=_with_history(packed, parsed, place))
        for name, text in ({NAMA_BERKAS: parsed.source.raw} | answers | papers.dokumen(meant)).items():
            bag.teks(name, text)
        bag.finish(_info(home.id, meant))
    files = sum(len(each.berkas) for each in meant.lembar)
    gaps = sum(each.kurang for each in meant.lembar)
    output.say(f"{shown(out)}: {files} berkas bukti dikemas; {gaps} yang belum lengkap disebut di indeksnya.")
    return 0


def _with_history(packed: Sequence[Serah], parsed: Parsed[Rencana], place: Workspace) -> tuple[Serah, ...]:
    """What is handed over, with what git's history tells of it; as it is where git can tell nothing."""
    from zi_cli.bukti.chronicle import riwayat
    from zi_cli.bukti.committed import with_commits

    try:
        found = riwayat(parsed.model, parsed.document, parsed.source.path, place.root)
    except Refusal as refusal:
        output.say(f"Riwayat git tidak disebut di indeks: {refusal}")
        return tuple(packed)
    return with_commits(packed, found.events)


def _ensure_outside(out: Path, place: Workspace) -> None:
    """Refusal where a bag may not come to be: among the plans it would be taken for evidence, or for a plan."""
    if str(out) == "-":
        raise Refusal("Paket tidak dapat ditulis ke layar; sebutkan berkas .zip, atau folder yang belum ada.")
    inside = Path(os.path.realpath(place.root / "plans"))
    if Path(os.path.realpath(out)).is_relative_to(inside):
        raise Refusal(f"{out} ada di dalam {shown(inside)}, tempat rencana; sebutkan tujuan di luarnya.")


@frozen
class _Papers:
    """The documents that lie in a bag beside the evidence."""

    home: Home
    parsed: Parsed[Rencana]
    standing: Capaian
    """Of the areas that are handed over."""
    templates: tuple[Path, ...]

    def jawaban(self) -> dict[str, bytes]:
        """The answers to the sheet and the sheet they fill in, where there are any."""
        if not self.home.answered:
            return {}
        from zi_cli.plans.answering import answers_source

        text = answers_source(self.home)  # never through a link out of the workspace
        return {NAMA_JAWABAN: text.raw, "lke.html": self._report("lke")}

    def dokumen(self, meant: Serahan) -> dict[str, bytes]:
        """The Lampiran as the plan stands, and the index in three forms."""
        from zi_cli.views.evidence import indeks

        index = indeks.cetakan(meant, berjawaban=self.home.answered)
        return {
            "lampiran.html": self._report("lampiran"),
            "pemeriksaan.xlsx": self._form(),
            "indeks.html": self._drawn(index, "html"),
            "indeks.md": self._drawn(index, "md"),
            "indeks.csv": b"\xef\xbb\xbf" + self._drawn(index, "csv"),  # the mark by which Excel knows UTF-8
        }

    def _report(self, name: str) -> bytes:
        from zi_cli.commands.reporting import material
        from zi_cli.reports import report

        whole = evolve(self.parsed, model=self.standing.rencana)
        return self._drawn(report(name).printed(material(self.home, whole, self.standing.hari)), "html")

    def _form(self) -> bytes:
        """For a reviewer without zi: a line for each thing that can be looked at."""
        from zi_cli.commands.reporting import material
        from zi_cli.reports import form

        whole = evolve(self.parsed, model=self.standing.rencana)
        made = form("pemeriksaan").printed(material(self.home, whole, self.standing.hari))
        return self._drawn(made, "xlsx")

    def _drawn(self, printed: Printed, medium: str) -> bytes:
        from zi_cli.render.media import MEDIA, Setting, chosen

        return chosen(medium, None, MEDIA, medium).draw(printed, Setting(templates=self.templates))


def _info(id_: str, meant: Serahan) -> dict[str, str]:
    from zi_cli import __version__
    from zi_cli.render.visible import visible
    from zi_cli.views.evidence.indeks import judul

    return {
        "Source-Organization": meant.capaian.rencana.satker,
        "External-Description": judul(meant),
        "External-Identifier": visible(id_),
        "Bagging-Date": meant.capaian.hari.isoformat(),
        "Bag-Software-Agent": f"zi {__version__}",
    }
