"""`zi bundle`: everything an evaluator wants, in one bag."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.options import OpsiHari, OpsiRencana, hari, pilihan, saring_area, workspace
from zi_cli.errors import Refusal
from zi_cli.loading import load
from zi_cli.plan.progress import Capaian, capaian
from zi_cli.plan.workspace import NAMA_BERKAS, Letak, Workspace, shown
from zi_cli.text.reading import Terbaca

if TYPE_CHECKING:
    from zi_cli.bukti.bags import Kantong
    from zi_cli.bukti.bundling import Lembar
    from zi_cli.plan.model import Rencana

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
    """Kemas semua bukti untuk penilai: berkas menurut area dan komponen, indeks, Lampiran, rencana, dan sidiknya.

    Hasilnya kantong BagIt: penilai dapat memeriksa keutuhannya dengan alat BagIt mana pun, atau zi verify. Rencana dan
    hari yang sama menghasilkan bita yang sama. Bila ada berkas yang hilang atau berubah sejak dicatat, tidak ada yang
    dikemas.
    """
    if only is not None:
        pilihan(only, ("sesuai",), "--only")
    place = workspace()
    letak = place.plan(plan)
    _pastikan_di_luar(out, place)
    terbaca = load(letak.path, letak.berkas)
    day = hari(on, terbaca.isi.zona_waktu)
    standing = saring_area(capaian(terbaca.isi, day), area or [])
    from zi_cli.bukti.bundling import lembar

    sheets = lembar(standing, hanya_sesuai=only is not None)
    _pastikan_ada(letak, sheets)
    from zi_cli.bukti import bags
    from zi_cli.render.bars import batang

    total = sum((letak.folder / each.berkas.berkas).stat().st_size for one in sheets for each in one.berkas)
    folders = [place.templates] if place.templates.is_dir() else []
    passes = 2 if bags.berupa_zip(out) else 1
    with batang("mengemas", passes * total) as maju, bags.menulis(out, letak.id, maju) as bag:
        for one in sheets:
            for each in one.berkas:
                found = bag.salin(each.jalur, letak.folder / each.berkas.berkas, maju)
                if found != (each.berkas.sha256 or found[0], each.berkas.ukuran or found[1]):
                    raise Refusal(
                        f"{each.berkas.berkas} ({one.indikator.indikator.kode}) berubah sejak dicatat; "
                        "tidak ada yang dikemas. Lihat zi verify, lalu tandai lagi dengan zi mark --force."
                    )
        _dokumen(bag, terbaca, standing, sheets, folders)
        bag.jadikan(_info(letak.id, standing))
    files = sum(len(each.berkas) for each in sheets)
    gaps = sum(each.kurang for each in sheets)
    output.say(f"{shown(out)}: {files} berkas bukti dikemas; {gaps} yang belum lengkap disebut di indeksnya.")
    return 0


def _pastikan_di_luar(out: Path, place: Workspace) -> None:
    """Refusal where a bag may not come to be: among the plans it would be taken for evidence, or for a plan."""
    if str(out) == "-":
        raise Refusal("Kantong tidak dapat ditulis ke layar; sebut berkas .zip, atau folder yang belum ada.")
    home = Path(os.path.realpath(place.root / "plans"))
    if Path(os.path.realpath(out)).is_relative_to(home):
        raise Refusal(f"{out} ada di dalam {shown(home)}, tempat rencana; sebut tujuan di luarnya.")


def _pastikan_ada(letak: Letak, sheets: "Sequence[Lembar]") -> None:
    from zi_cli.bukti.presence import keliru

    names = dict.fromkeys(each.berkas.berkas for one in sheets for each in one.berkas)
    seen: dict[Path, frozenset[str]] = {}
    wrong = [f"  {name}: {told}" for name in names if (told := keliru(letak.folder, name, seen))]
    if wrong:
        listed = "\n".join(wrong[:10]) + (f"\n  … dan {len(wrong) - 10} lagi" if len(wrong) > 10 else "")
        raise Refusal(
            f"{len(wrong)} berkas bukti tidak dapat dikemas; lihat zi verify. Tidak ada yang ditulis.\n{listed}"
        )


def _dokumen(
    bag: "Kantong", terbaca: "Terbaca[Rencana]", standing: Capaian, sheets: "Sequence[Lembar]", folders: Sequence[Path]
) -> None:
    """The plan itself, its Lampiran as it stands, and the index in three forms."""
    from zi_cli.documents import DOKUMEN
    from zi_cli.render import markdown
    from zi_cli.render.machine import as_csv
    from zi_cli.render.templates import render_document
    from zi_cli.views import indeks

    bag.teks(NAMA_BERKAS, terbaca.naskah.raw)
    content = DOKUMEN["lampiran"](standing.rencana, standing) | {"kertas": "f4"}
    bag.teks("lampiran.html", render_document("lampiran", "html", content, folders).encode())
    bag.teks("indeks.html", render_document("indeks", "html", indeks.isi(standing, sheets), folders).encode())
    bag.teks("indeks.md", markdown.page(indeks.halaman(standing, sheets)).encode())
    bag.teks("indeks.csv", b"\xef\xbb\xbf" + as_csv(indeks.daftar_datar(sheets)).encode())


def _info(id_: str, standing: Capaian) -> dict[str, str]:
    from zi_cli import __version__
    from zi_cli.views.indeks import judul

    return {
        "Source-Organization": standing.rencana.satker,
        "External-Description": judul(standing),
        "External-Identifier": id_,
        "Bagging-Date": standing.hari.isoformat(),
        "Bag-Software-Agent": f"zi {__version__}",
    }
