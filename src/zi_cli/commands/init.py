"""`zi init`: a new plan (blank, from another one, or amending one), and what a workspace needs beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.meant import pilihan
from zi_cli.commands.options import _rencana
from zi_cli.errors import Kind, Refusal

if TYPE_CHECKING:
    from zi_cli.edits.carrying import Carried
    from zi_cli.plan.workspace import Home

__all__ = ["init"]


def init(
    *,
    id_: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="nama rencana baru, misalnya kpu-kabupaten-x-2026")
    ] = None,
    satker: Annotated[str | None, typer.Option("--satker", metavar="NAMA", help="nama satuan kerja")] = None,
    tahun: Annotated[
        int | None, typer.Option("--tahun", metavar="TAHUN", help="tahun rencana; bawaannya tahun pada ID")
    ] = None,
    zona: Annotated[str | None, typer.Option("--zona", metavar="ZONA", help="WIB, WITA, atau WIT")] = None,
    predikat: Annotated[str | None, typer.Option("--predikat", metavar="PREDIKAT", help="WBK atau WBBM")] = None,
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="RENCANA",
            help="salin dari rencana lain: tahun berikutnya, atau kantor lain",
            autocompletion=_rencana,
        ),
    ] = None,
    amends: Annotated[
        str | None,
        typer.Option(
            "--amends", metavar="RENCANA", help="ubah keputusan rencana itu: tandanya ikut", autocompletion=_rencana
        ),
    ] = None,
) -> int:
    """Mulai rencana baru: kosong dengan semua pertanyaan LKE, dari rencana lain, atau perubahan sebuah keputusan.

    Yang kosong berisi ke-110 pertanyaan menurut urutan LKE, dengan nilainya; langkah, bukti, dan targetnya diisi
    kantor. Di terminal zi bertanya apa yang belum disebutkan. Rencana yang ada tidak pernah disentuh. Yang diperlukan
    git dan penyunting teks ikut ditulis; tanpa ID hanya itu yang ditulis.
    """
    from zi_cli.commands.setting_up import set_up
    from zi_cli.plan.hari import ZonaWaktu
    from zi_cli.plan.model import Predikat
    from zi_cli.plan.workspace import beginning

    root = beginning(Path.cwd())
    said = {
        "zona_waktu": zona and pilihan(zona.upper(), ZonaWaktu, "--zona"),
        "predikat": predikat and pilihan(predikat.upper(), Predikat, "--predikat"),
    }
    if from_ and amends:
        raise Refusal("Pilih salah satu: --from untuk tahun atau kantor lain, --amends untuk keputusan perubahan.")
    name = id_ or output.asked("Nama rencana, misalnya kpu-kabupaten-x-2026 (kosong: hanya siapkan folder ini)")
    if name:
        home = _new_home(root, name)
        source = from_ or amends
        if source:
            _from_plan(home, source, satker, tahun, said, amends=amends is not None)
        else:
            _blank(home, satker, tahun, said)
    for sentence in set_up(root):
        output.say(sentence)
    if name:
        output.say(
            f"Berikutnya: isi plans/{name}/rencana.yaml dengan penyunting teks, lalu zi check, zi status, zi coverage; "
            "zi doctor memeriksa komputer dan folder ini."
        )
    return 0


def _new_home(root: Path, name: str) -> Home:
    from zi_cli.plan.naming import new_home

    home = new_home(root, name)
    if home.path.parent.exists():
        raise Refusal(f"plans/{name} sudah ada dan tidak disentuh; pilih nama lain.", Kind.STATE)
    return home


def _year_of(name: str, tahun: int | None) -> int | None:
    from zi_cli.plan.naming import year_named

    year = tahun if tahun is not None else year_named(name)
    if year is not None and not 2000 <= year <= 2100:
        raise Refusal(f"--tahun {year} di luar 2000-2100.")
    return year


def _blank(home: Home, satker: str | None, tahun: int | None, said: dict[str, str | None]) -> None:
    from zi_cli import plans
    from zi_cli.edits.beginning import blank
    from zi_cli.lke.regulasi import in_force, lembar
    from zi_cli.plan.hari import ZonaWaktu, hari_ini
    from zi_cli.plan.model import Predikat
    from zi_cli.plan.naming import office_named

    doubts: dict[str, str] = {}
    year = _year_of(home.id, tahun)
    if year is None:
        now = hari_ini(ZonaWaktu.WIB).year
        answer = output.asked(f"Tahun rencana ({now})")
        year = _year_of(answer, None) or now
        doubts |= {} if answer else {"tahun": "tahun ini"}
    guess = office_named(home.id) or home.id
    office = satker or output.asked(f"Nama satuan kerja ({guess})")
    if not office:
        office, doubts["satker"] = guess, "dari nama rencana"
    head = {"satker": office, "tahun": str(year)}
    for key, question, known, told in (
        ("zona_waktu", "Zona waktu", ZonaWaktu, "WIB, WITA, atau WIT"),
        ("predikat", "Predikat yang dituju", Predikat, "WBK atau WBBM"),
    ):
        usual = next(iter(known))
        answer = said[key] or output.asked(f"{question}: {told} ({usual})")
        head[key] = pilihan(answer.upper(), known, question) if answer else usual
        doubts |= {} if answer else {key: told}
    sheet = lembar(in_force(year))
    plans.create(home, blank(sheet, head, doubts))
    output.say(f"plans/{home.id}: {len(sheet.pengungkit_butir)} baris dari LKE, belum ada yang direncanakan.")


def _from_plan(
    home: Home, source: str, satker: str | None, tahun: int | None, said: dict[str, str | None], *, amends: bool
) -> None:
    from zi_cli import plans
    from zi_cli.edits.carrying import Wanted, carried, doubts_of_office
    from zi_cli.plan.workspace import find
    from zi_cli.plans import loading

    old = find(Path.cwd()).home(source)
    model = plans.load(old).model
    year = model.tahun if amends else _year_of(home.id, tahun)
    if year is None:
        year = model.tahun + 1
    decree = model.keputusan
    amended = None
    if amends:
        signed = decree.tanggal.year if decree.tanggal else model.tahun
        amended = f"Keputusan {decree.lembaga or model.satker} Nomor {decree.nomor or '…'} Tahun {signed}"
    wanted = Wanted(year, satker, said["zona_waktu"], said["predikat"], amended)
    made = carried(loading.read(old.path, old.name).text, wanted)
    if satker and satker != model.satker:
        made = doubts_of_office(made)
    answers = loading.read(old.answers, old.answers_name).raw if amends and old.answered else None
    copied = 0

    def furnish(coming: Home) -> None:
        from zi_cli.edits.evidence_copies import copy_evidence

        nonlocal copied
        copied = copy_evidence(old.folder, coming.folder, model.file_names())
        if answers is not None:
            coming.answers.write_bytes(answers)

    plans.create(home, made.text, furnish if amends else None)
    _tell(home, old, made)
    if amends:
        output.say(f"{copied} berkas bukti ikut, sama dengan aslinya.")


def _tell(home: Home, old: Home, made: Carried) -> None:
    """Every place that was changed, and every one that people must look at."""
    replaced = "yang diganti, dengan nomor baris di sana:" if made.changed else "tidak ada teks yang diganti."
    output.say(f"plans/{home.id}: disalin dari {old.id}; {replaced}")
    for place in made.changed:
        output.tell(f"  {place.line}: {place.before}\n{' ' * (len(str(place.line)) + 4)}{place.after}\n")
    if made.doubtful:
        output.say(f"{len(made.doubtful)} tempat yang dibiarkan; periksa sendiri:")
        for place in made.doubtful:
            output.tell(f"  {place.line}: {place.before}\n")
