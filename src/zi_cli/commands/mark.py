"""`zi mark`: evidence is there."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

from zi_cli.commands import output
from zi_cli.commands.marking import matching, not_to_come, own_name, tell_change
from zi_cli.commands.meant import tanggal, workspace
from zi_cli.commands.reading import read
from zi_cli.errors import Kind, Refusal
from zi_cli.plan.workspace import Home

if TYPE_CHECKING:  # what options are, the command line asks: not every call is its own
    from collections.abc import Sequence
    from typing import Annotated

    import typer

    from zi_cli.bukti.handed import HandedFile
    from zi_cli.commands.marking import Picking
    from zi_cli.commands.options import DocumentOption, DryRunOption, OptionalCodesArgument, PlanOption
    from zi_cli.edits.marks import MeantDocument
    from zi_cli.plan.model import Rencana
    from zi_cli.text.reading import Parsed
    from zi_cli.text.splices import Change

__all__ = ["mark"]


def mark(
    *,
    kode: OptionalCodesArgument = None,
    bukti: DocumentOption = None,
    document: Annotated[
        str | None,
        typer.Option("--dokumen", metavar="TEKS", help="semua baris yang meminta dokumen ini, sebagai ganti KODE"),
    ] = None,
    file: Annotated[
        list[str] | None,
        typer.Option(
            "--file", metavar="JALUR", help="berkas bukti, disalin ke bukti/KODE/ di folder rencana; boleh berulang"
        ),
    ] = None,
    no_asal: Annotated[
        bool, typer.Option("--no-asal", help="jangan catat nama asal berkasnya, bila nama itu menyebut orang")
    ] = False,
    move: Annotated[bool, typer.Option("--move", help="pindahkan berkasnya, bukan menyalin")] = False,
    link: Annotated[str | None, typer.Option("--link", metavar="URL", help="tautan ke bukti (http atau https)")] = None,
    where: Annotated[
        str | None,
        typer.Option("--place", metavar="TEKS", help="tempat buktinya dapat dilihat: papan, aplikasi, lemari arsip"),
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="TANGGAL", help="hari bukti itu ada; bawaannya hari ini")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAMA", help="yang mengumpulkan; bawaannya user.name dari git")
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEKS", help="catatan")] = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period", metavar="PERIODE", help="periode yang dijawab, misalnya Oktober, 'TW III', atau 2025-10"
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="bukti ini untuk semua dokumen baris itu, bukan satu (--bukti)")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="tambah tanda lagi walaupun sudah ditandai")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="jangan bertanya dahulu (untuk --dokumen)")] = False,
    dry_run: DryRunOption = False,
    plan: PlanOption = None,
) -> int:
    """Tandai bukti fisik sudah terkumpul. Tanpa --bukti, semua dokumen baris itu.

    Tanda dengan berkas, tautan, atau tempat berarti terkumpul; tanda dengan tanggal saja hanya ditandai: tenggatnya
    terjawab, tetapi belum ada yang dapat ditunjukkan dan belum bernilai poin.

    Yang berubah di rencana.yaml hanya baris-baris dokumen itu; sisanya tetap seperti yang ditulis. Berkas yang sudah
    ada di folder rencana dicatat di tempatnya.
    """
    from zi_cli import plans
    from zi_cli.edits.marks import record_mark

    place = workspace()
    home = place.home(plan)
    home.for_the_office_alone()
    pick = _picked(home, kode or [], bukti, document, ask=not (yes or dry_run), force=force)
    if (file or link or where) and bukti is None and document is None and not every:
        pick = _one_a_row(pick)
    day = tanggal(date, "--date") if date is not None else None
    by = by if by is not None else own_name(place.root)

    def isi(parsed: Parsed[Rencana]) -> dict[str, str]:
        shown = {"tautan": link, "tempat": where}
        on = not_to_come(parsed.model, day).isoformat()
        fields = {"tanggal": on, "periode": period, **shown, "oleh": by, "catatan": note}
        return {key: value for key, value in fields.items() if value is not None}

    if not file:
        if move:
            raise Refusal("--move tanpa --file; sebutkan berkas yang dipindahkan.")
        changed = plans.change(
            home, lambda parsed: record_mark(parsed, pick(parsed.model), isi(parsed), force=force), dry_run=dry_run
        )
        tell_change(changed, pick, _sentence, dry_run=dry_run, dated=date is not None)
        return 0

    from zi_cli.bukti.handed import handed_file
    from zi_cli.bukti.in_git import doings_of_git
    from zi_cli.bukti.inside import remark
    from zi_cli.bukti.storing import Deposit
    from zi_cli.edits.filing import filed
    from zi_cli.render.bars import progress_bar

    handed = [handed_file(text, home.folder, move=move) for text in file]
    sources = list({each.path.resolve(): each for each in handed}.values())
    odd = [
        (each.path.name, told) for each in sources if (told := remark(each.path))
    ]  # looked at now: with `--move` they are gone later
    _say_large(home, [each for each in sources if each.in_plan is None])
    with progress_bar("menyalin", 2 * sum(each.ukuran for each in sources)) as advance:
        deposit = Deposit(home.folder, move=move, asal=not no_asal, advance=advance)

        def simpan(parsed: Parsed[Rencana]) -> Change:
            return filed(parsed, pick(parsed.model), isi(parsed), (sources, deposit), force=force, dry_run=dry_run)

        changed = plans.change(home, simpan, dry_run=dry_run, deposit=deposit)
    tell_change(changed, pick, _sentence, dry_run=dry_run, dated=date is not None)
    for name, told in odd:
        output.say(f"Perhatikan {name}: {told}.")
    for left in deposit.tertinggal:
        output.say(left)
    for told in doings_of_git(place.root, [path for _, path in deposit.stored]) if not dry_run else ():
        output.say(told)
    return 0


def _one_a_row(pick: Picking) -> Picking:
    """The same, refused where one piece of evidence would serve several documents of a row unasked."""

    def alone(rencana: Rencana) -> list[MeantDocument]:
        meant = pick(rencana)
        for code, count in Counter(str(each.indikator.kode) for each in meant).items():
            if count > 1:
                names = "\n".join(f"  - {one.bukti.name}" for one in meant if str(one.indikator.kode) == code)
                raise Refusal(
                    f"Baris {code} meminta {count} dokumen; sebutkan yang mana dengan --bukti, atau --all bila bukti "
                    f"ini untuk semuanya:\n{names}",
                    Kind.AMBIGUOUS,
                )
        return meant

    return alone


def _say_large(home: Home, sources: Sequence[HandedFile]) -> None:
    """Say of large files what git hosts do with them and what to do instead."""
    for each in sources:
        if each.ukuran >= LARGE:
            output.say(
                f"{each.path.name} {each.ukuran >> 20} MB: penyedia git menolak berkas di atas 100 MB, dan setiap "
                "salinan menyimpannya selamanya. Kecilkan dahulu, gunakan --link, atau tuliskan simpan: luar pada "
                "dokumennya."
            )


LARGE = 50 << 20
"""Bytes from which a file is large for git."""


def _sentence(each: MeantDocument) -> str:
    from zi_cli.plan.hari import written_day

    last = each.bukti.realisasi[-1]
    period = f" untuk {last.periode}" if last.periode else ""
    state = "terkumpul" if last.berbukti else "ditandai"
    shown = last.tampak or ("belum ada berkas, tautan, atau tempat yang menunjukkannya",)
    lines = "".join(f"\n  {one}" for one in shown)
    return f"{each.indikator.kode}: {each.bukti.name}: {state} {written_day(last.tanggal)}{period}{lines}"


def _picked(home: Home, kode: list[str], bukti: str | None, dokumen: str | None, *, ask: bool, force: bool) -> Picking:
    """Which documents are meant: those of rows, or (after showing them) every one of a name."""
    from zi_cli.edits.marks import find_by_name

    if dokumen is None:
        if not kode:
            raise Refusal('Sebutkan kode barisnya, atau --dokumen "NAMA DOKUMEN".')
        return lambda rencana: matching(rencana, kode, bukti)
    if kode or bukti is not None:
        raise Refusal("Sebutkan kode baris (dengan --bukti bila perlu) atau --dokumen, jangan keduanya.")
    rencana = read(home).model
    found = find_by_name(rencana, dokumen)
    meant = [each for each in found if force or _still_open(rencana, each)]
    for each in found:
        output.say(f"  {each.nama}" + ("" if each in meant else " (sudah ditandai)"))
    if not meant:
        raise Refusal(
            f'Semua baris yang meminta "{dokumen}" sudah ditandai; gunakan --force untuk menambah satu lagi.',
            Kind.STATE,
        )
    if ask:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise Refusal(f"{len(meant)} dokumen di atas akan ditandai; ulangi dengan --yes bila memang itu maksudnya.")
        if not output.ask(f"Tandai {len(meant)} dokumen ini?"):
            raise Refusal("Dibatalkan; tidak ada yang ditulis.", Kind.STATE)
    names = [each.nama for each in meant]
    return lambda rencana: [each for each in find_by_name(rencana, dokumen) if each.nama in names]


def _still_open(rencana: Rencana, each: MeantDocument) -> bool:
    from datetime import date

    from zi_cli.plan.pemenuhan import capaian_bukti

    standing = capaian_bukti(rencana, each.indikator, each.bukti, date.max)
    return bool(standing.terbuka)
