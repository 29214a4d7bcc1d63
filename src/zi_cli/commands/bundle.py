"""`zi bundle`: everything an evaluator wants, in one bag."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.options import OpsiHari, OpsiRencana, hari, pilihan, saring_area, workspace
from zi_cli.errors import Refusal
from zi_cli.plan.workspace import NAMA_BERKAS, NAMA_JAWABAN, Home, Workspace, shown

if TYPE_CHECKING:
    from zi_cli.bukti.bundling import Serahan

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
    on: OpsiHari = None,
    plan: OpsiRencana = None,
) -> int:
    """Kemas semua bukti untuk penilai: berkas menurut area dan komponen, indeks, Lampiran, rencana, jawaban LKE.

    Hasilnya kantong BagIt: penilai dapat memeriksa keutuhannya dengan alat BagIt mana pun, atau zi verify. Rencana dan
    hari yang sama menghasilkan bita yang sama. Bila ada berkas yang hilang atau berubah sejak dicatat, tidak ada yang
    dikemas; yang sudah digantikan tanda lebih baru disebut di indeks saja.
    """
    from zi_cli import plans
    from zi_cli.plan.progress import capaian

    if only is not None:
        pilihan(only, ("sesuai",), "--only")
    place = workspace(trusting=False)
    home = place.home(plan)
    _pastikan_di_luar(out, place)
    terbaca = plans.load(home)
    day = hari(on, terbaca.model.zona_waktu)
    standing = saring_area(capaian(terbaca.model, day), area or [])
    from zi_cli.bukti import bags, packing
    from zi_cli.bukti.bundling import serahan
    from zi_cli.render.bars import progress_bar

    meant = serahan(standing, area or [], hanya_sesuai=only is not None)
    folders = place.templates()
    answers = _jawaban(home, folders)
    total = packing.ukuran(home.folder, meant.lembar) * (2 if bags.berupa_zip(out) else 1)
    with progress_bar("mengemas", total) as maju, bags.menulis(out, home.id, maju) as bag:
        meant = replace(meant, lembar=packing.kemas(bag, home.folder, terbaca.model, meant.lembar, maju))
        for name, text in ({NAMA_BERKAS: terbaca.source.raw} | answers | _dokumen(meant, folders, answers)).items():
            bag.teks(name, text)
        bag.jadikan(_info(home.id, meant))
    files = sum(len(each.berkas) for each in meant.lembar)
    gaps = sum(each.kurang for each in meant.lembar)
    output.say(f"{shown(out)}: {files} berkas bukti dikemas; {gaps} yang belum lengkap disebut di indeksnya.")
    return 0


def _pastikan_di_luar(out: Path, place: Workspace) -> None:
    """Refusal where a bag may not come to be: among the plans it would be taken for evidence, or for a plan."""
    if str(out) == "-":
        raise Refusal("Kantong tidak dapat ditulis ke layar; sebut berkas .zip, atau folder yang belum ada.")
    inside = Path(os.path.realpath(place.root / "plans"))
    if Path(os.path.realpath(out)).is_relative_to(inside):
        raise Refusal(f"{out} ada di dalam {shown(inside)}, tempat rencana; sebut tujuan di luarnya.")


def _jawaban(home: Home, folders: Sequence[Path]) -> dict[str, bytes]:
    """The answers to the sheet and the sheet they fill in, where there are any."""
    if not home.answered:
        return {}
    from zi_cli import plans
    from zi_cli.documents import DOKUMEN_LKE
    from zi_cli.lke.jawaban import Lapis
    from zi_cli.render.templates import render_document

    content = DOKUMEN_LKE["lke"](plans.filled(home, [Lapis.SATKER])[0]) | {"kertas": "f4"}
    page = render_document("lke", "html", content, folders)
    return {NAMA_JAWABAN: home.answers.read_bytes(), "lke.html": page.encode()}


def _dokumen(meant: "Serahan", folders: Sequence[Path], lampiran: Iterable[str]) -> dict[str, bytes]:
    """The Lampiran as the plan stands, and the index in three forms; `lampiran`: what else lies in the bag."""
    from zi_cli.documents import DOKUMEN
    from zi_cli.render import markdown
    from zi_cli.render.machine import as_csv
    from zi_cli.render.templates import render_document
    from zi_cli.views import indeks

    standing = meant.capaian
    content = DOKUMEN["lampiran"](standing.rencana, standing) | {"kertas": "f4"}
    index = indeks.isi(meant) | {"berjawaban": NAMA_JAWABAN in lampiran}
    return {
        "lampiran.html": render_document("lampiran", "html", content, folders).encode(),
        "indeks.html": render_document("indeks", "html", index, folders).encode(),
        "indeks.md": markdown.page(indeks.halaman(meant)).encode(),
        "indeks.csv": b"\xef\xbb\xbf" + as_csv(indeks.daftar_datar(meant.lembar)).encode(),
    }


def _info(id_: str, meant: "Serahan") -> dict[str, str]:
    from zi_cli import __version__
    from zi_cli.views.indeks import judul

    return {
        "Source-Organization": meant.capaian.rencana.satker,
        "External-Description": judul(meant),
        "External-Identifier": id_,
        "Bagging-Date": meant.capaian.hari.isoformat(),
        "Bag-Software-Agent": f"zi {__version__}",
    }
