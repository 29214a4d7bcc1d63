"""`zi score`: what the answers come to, the gates one by one, and what would raise them."""

from fractions import Fraction
from typing import Annotated, Any

import typer

from zi_cli.commands import output
from zi_cli.commands.options import OpsiRencana, pilihan, workspace
from zi_cli.commands.sheet import cari_soal, terisi
from zi_cli.errors import Refusal
from zi_cli.lke.angka import mesin
from zi_cli.lke.jawaban import Jawaban, Lapis
from zi_cli.lke.lembar import Lembar, Tipe
from zi_cli.lke.penilaian import diminta, nilai, salah
from zi_cli.lke.regulasi import lembar
from zi_cli.lke.score import Skor
from zi_cli.lke.terisi import Terisi
from zi_cli.plan.model import Predikat
from zi_cli.plan.workspace import shown
from zi_cli.tables import Halaman, Table
from zi_cli.views import banding, penjelasan
from zi_cli.views import skor as views
from zi_cli.views.ambang import data_gerbang

__all__ = ["score"]


def score(
    *,
    layer: Annotated[
        str, typer.Option("--layer", metavar="LAPIS", help="satker, provinsi, tpi, atau tpn; bawaannya satker")
    ] = "satker",
    predikat: Annotated[
        str | None, typer.Option("--predikat", metavar="PREDIKAT", help="WBK atau WBBM; bawaannya yang dituju rencana")
    ] = None,
    compare: Annotated[
        str | None, typer.Option("--compare", metavar="A,B", help="dua lapis yang dibandingkan, misalnya satker,tpi")
    ] = None,
    what_if: Annotated[
        str | None,
        typer.Option("--what-if", metavar="KODE=JAWABAN,...", help="nilai seandainya, misalnya 6.iv.a=A,R5.ii.a=100%"),
    ] = None,
    next_: Annotated[
        int | None, typer.Option("--next", metavar="N", help="N pertanyaan yang paling menaikkan nilai")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="cara nilai dihitung, dan setelan yang berlaku")] = False,
    form: Annotated[str, typer.Option("--format", metavar="BENTUK", help="table, json, markdown, atau csv")] = "table",
    plan: OpsiRencana = None,
) -> int:
    """Nilai LKE dari jawaban satu lapis: lembarnya, ambang satu per satu, dan prasyarat unit.

    Jawabannya dibaca dari lke.yaml di folder rencana; tulis dengan zi answer. Yang belum dijawab tidak bernilai.
    """
    pilihan(form, ("table", "json", "markdown", "csv"), "--format")
    if sum((compare is not None, what_if is not None, next_ is not None, explain)) > 1:
        raise Refusal("Pakai salah satu saja: --compare, --what-if, --next, atau --explain.")
    wanted = None if predikat is None else Predikat(pilihan(predikat.upper(), tuple(Predikat), "--predikat"))
    layers = _lapis(compare) if compare is not None else (Lapis(pilihan(layer, tuple(Lapis), "--layer")),)
    letak = workspace().plan(plan)
    filled = terisi(letak, layers, wanted)
    if compare is not None:
        page, data = _banding(letak.id, *filled)
    elif what_if is not None:
        page, data = _kalau(letak.id, filled[0], what_if)
    elif next_ is not None:
        page, data = _berikut(letak.id, filled[0], next_)
    elif explain:
        page = penjelasan.penjelasan(lembar(), filled[0].skor.setelan)
        data = {"versi": views.VERSI, "setelan": filled[0].skor.setelan.nilai()}
    else:
        page, data = views.skor(filled[0]), views.data(letak.id, filled[0])
    _tampilkan(page, data, form)
    if not letak.jawaban.exists():
        output.say(f"Belum ada {shown(letak.jawaban)}; mulai misalnya dengan zi answer 1.i.a Ya.")
    return 0


def _tampilkan(page: Halaman, data: dict[str, Any], form: str) -> None:
    match form:
        case "json":
            from zi_cli.render.machine import as_json

            output.emit(as_json(data))
        case "csv":
            from zi_cli.render.machine import as_csv

            output.emit(as_csv(next(each for each in page.isi if isinstance(each, Table))))
        case "markdown":
            from zi_cli.render import markdown

            output.emit(markdown.page(page))
        case _:
            output.show(page)


def _lapis(text: str) -> tuple[Lapis, Lapis]:
    words = [word.strip() for word in text.split(",")]
    if len(words) != 2:
        raise Refusal("--compare butuh dua lapis dengan koma di antaranya, misalnya satker,tpi.")
    one, other = (Lapis(pilihan(word, tuple(Lapis), "--compare")) for word in words)
    return one, other


def _banding(id_: str, one: Terisi, other: Terisi) -> tuple[Halaman, dict[str, Any]]:
    gaps = [
        {
            "kode": butir.kode,
            **{
                str(each.lapis): str(each.jawaban[butir.kode]) if butir.kode in each.jawaban else None
                for each in (one, other)
            },
            "selisih": mesin(gap),
        }
        for butir, gap in banding.beda(one, other)
    ]
    totals = {str(each.lapis): mesin(each.skor.total) for each in (one, other)}
    return banding.banding(one, other), {"versi": views.VERSI, "id": id_, "total": totals, "beda": gaps}


def _kalau(id_: str, filled: Terisi, text: str) -> tuple[Halaman, dict[str, Any]]:
    changed = _seandainya(filled.skor, text)
    then = filled.skor.dengan(changed)
    data = {
        "versi": views.VERSI,
        "id": id_,
        "kalau": {code: mesin(each) for code, each in changed.items()},
        "total": {"sekarang": mesin(filled.skor.total), "kalau": mesin(then.total)},
        "gerbang": data_gerbang(then.gerbang(filled.predikat)),
    }
    return banding.kalau(filled, then, list(changed)), data


def _seandainya(now: Skor, text: str) -> dict[str, Fraction]:
    """Scores by code from `6.iv.a=A,R5.ii.a=100%`."""
    found = {}
    for word in text.split(","):
        code, sign, answer = (part.strip() for part in word.partition("="))
        if not sign or not answer:
            raise Refusal(f'--what-if: "{word.strip()}" tidak berbentuk KODE=JAWABAN, misalnya 6.iv.a=A.')
        butir = cari_soal(now.lembar, code)
        found[butir.kode] = _bernilai(now, butir.kode, answer)
    return found


def _bernilai(now: Skor, code: str, answer: str) -> Fraction:
    asked = now.lembar.butir[code].pertanyaan
    if asked.tipe is Tipe.PERSEN:
        return _persentase(code, answer)
    given = Jawaban(_tertulis(now.lembar, asked.tipe, answer))
    for wrong in salah(now.lembar, asked, given):
        raise Refusal(f"--what-if: {wrong.pesan}.")
    return nilai(now.lembar, now.setelan, asked, given)


def _tertulis(sheet: Lembar, tipe: Tipe, answer: str) -> str:
    return next((each for each in sheet.pilihan(tipe) if each.casefold() == answer.casefold()), answer)


def _persentase(code: str, answer: str) -> Fraction:
    figure = answer.removesuffix("%")
    if figure != answer and figure.isascii() and figure.isdigit() and int(figure) <= 100:
        return Fraction(int(figure), 100)
    asked = diminta(lembar(), lembar().butir[code].pertanyaan)
    raise Refusal(f"--what-if: {code} dijawab dengan {asked}; di sini tulis persentasenya, misalnya {code}=75%.")


def _berikut(id_: str, filled: Terisi, banyak: int) -> tuple[Halaman, dict[str, Any]]:
    if banyak < 1:
        raise Refusal("--next butuh bilangan 1 atau lebih.")
    rows = [
        {
            "kode": butir.kode,
            "tambahan": mesin(gain),
            "jawaban": str(filled.jawaban[butir.kode]) if butir.kode in filled.jawaban else None,
            "baris": [str(each.kode) for each in served.baris] if (served := filled.layanan.get(butir.kode)) else [],
        }
        for butir, gain in filled.skor.berikut()[:banyak]
    ]
    return banding.berikut(filled, banyak), {"versi": views.VERSI, "id": id_, "berikut": rows}
