"""`zi answer`: write answers to the sheet, one or many, or walk through those that are open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.meant import workspace
from zi_cli.commands.options import PlanOption
from zi_cli.commands.sheet import complete_answer, lapis
from zi_cli.errors import Refusal
from zi_cli.frozen import evolve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zi_cli.edits.answering import Dijawab, Given
    from zi_cli.lke.jawaban import Jawaban, Lapis
    from zi_cli.lke.lembar import Lembar
    from zi_cli.plan.workspace import Home

__all__ = ["answer"]


def answer(
    *,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[KODE JAWABAN... | KODE=JAWABAN...]",
            help="1.i.b A; R4.i.a sasaran=4 sasaran_tercapai_100=3; atau 1.i.a=Ya 1.i.b=A R4.i.a.sasaran=4 sekaligus",
            autocompletion=complete_answer,
        ),
    ] = None,
    layer: Annotated[
        str, typer.Option("--layer", metavar="LAPIS", help="satker, provinsi, tpi, atau tpn; bawaannya satker")
    ] = "satker",
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEKS", help="catatan jawaban itu; teks kosong menghapusnya")
    ] = None,
    bukti: Annotated[
        list[str] | None, typer.Option("--bukti", metavar="TEKS", help="bukti jawaban itu: tautan atau keterangan")
    ] = None,
    same_as: Annotated[
        str | None, typer.Option("--same-as", metavar="LAPIS", help="jawab yang masih kosong sama dengan lapis itu")
    ] = None,
    except_: Annotated[
        str | None, typer.Option("--except", metavar="KODE=JAWABAN,...", help="yang berbeda dari --same-as")
    ] = None,
    all_keys: Annotated[
        bool, typer.Option("--all-keys", help="lengkapi lapis itu: semua pertanyaan, dengan bunyinya")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="tampilkan perubahannya saja, tidak menulis")] = False,
    plan: PlanOption = None,
) -> int:
    """Tuliskan jawaban LKE ke lke.yaml di folder rencana; berkasnya dibuat bila belum ada.

    Beberapa sekaligus dengan KODE=JAWABAN: semua ditulis, atau tidak satu pun. KODE= mengosongkan jawaban. Prasyarat
    dan setelan dengan namanya: sakip_internal=BB. Tanpa apa-apa, di terminal, yang belum dijawab ditanyakan satu per
    satu. Yang berubah hanya jawabannya; komentar, urutan, dan cara menulis selebihnya tetap.
    """
    from zi_cli import plans
    from zi_cli.edits.answering import Given
    from zi_cli.lke.jawaban import Lapis

    lapis_ = lapis(layer, "--layer")
    home = workspace().home(plan)
    if lapis_ is Lapis.SATKER:
        home.for_the_office_alone()
    plans.load(home)  # the sheet is the one that the plan goes by
    if not words and same_as is None and not all_keys:
        from zi_cli.commands import walking

        return walking.walk(home, lapis_)
    sheet = plans.sheet(home)
    answers, facts = _said(sheet, words or [])
    if same_as is not None:
        answers = _agreeing(home, sheet, lapis(same_as, "--same-as"), lapis_, except_ or "") | answers
    elif except_ is not None:
        raise Refusal("--except menyebutkan yang berbeda dari lapis lain; sebutkan lapisnya dengan --same-as.")
    layers = {lapis_: _noted(answers, note, bukti or [])} if answers or all_keys else {}
    return _write(home, Given(layers, facts, drop_notes=note is not None, all_keys=all_keys), dry_run=dry_run)


def _said(sheet: Lembar, words: list[str]) -> tuple[dict[str, Jawaban | None], Mapping[str, Mapping[str, str]]]:
    """The answers by code, and the facts by group, of either form: `KODE JAWABAN…`, or `KODE=JAWABAN` many times."""
    from zi_cli.commands import given

    if not words:
        return {}, {}
    if "=" in words[0] or given.is_fact(words[0]):
        return given.many(sheet, words if "=" in words[0] else [f"{words[0]}={' '.join(words[1:])}"])
    code, said = given.one(sheet, words[0], words[1:])
    return {code: said}, {}


def _agreeing(home: Home, sheet: Lembar, other: Lapis, own: Lapis, differing: str) -> dict[str, Jawaban | None]:
    """What another layer answered and this one has not yet, but for what differs; without the other's notes."""
    from zi_cli import plans
    from zi_cli.commands import given

    if other is own:
        raise Refusal(f"--same-as menyamakan {own.called} dengan dirinya; sebutkan yang menjawab dengan --layer.")
    said = plans.answers(home)
    held, exceptions = said.lapis(own), [each for each in differing.split(",") if each.strip()]
    agreed = {
        code: evolve(each, catatan=None, bukti=()) for code, each in said.lapis(other).items() if code not in held
    }
    answers = {**agreed, **given.many(sheet, exceptions)[0]}
    for code, each in answers.items():
        base = agreed.get(code)
        if (
            each and each.hitungan is not None and base and base.hitungan is not None
        ):  # counts of the old answer that were not given again
            answers[code] = evolve(each, hitungan={**base.hitungan, **each.hitungan})
    if not answers:
        raise Refusal(f"Tidak ada jawaban {other.called} yang belum dijawab {own.called}.")
    return answers


def _noted(answers: dict[str, Jawaban | None], note: str | None, bukti: list[str]) -> dict[str, Jawaban | None]:
    """The one answer with its note and its evidence; Refusal where there is not one, or they are no plain text."""
    from zi_cli.text.characters import FORBIDDEN

    if note is None and not bukti:
        return answers
    if any(FORBIDDEN.search(each) for each in (note or "", *bukti)):
        option = "--bukti" if note is None else "--note"
        raise Refusal(f"Isi {option} memuat karakter yang tidak tampak; tuliskan teks biasa.")
    if len(answers) != 1 or None in answers.values():
        raise Refusal("--note dan --bukti menyertai satu jawaban; jawab satu per satu, atau isi lewat zi form lke.")
    said = note.strip() if note else None
    return {code: evolve(each, catatan=said or None, bukti=tuple(bukti)) for code, each in answers.items() if each}


def _write(home: Home, given: Given, *, dry_run: bool) -> int:
    from zi_cli import plans
    from zi_cli.edits import answering

    done = answering.write_answers(home, plans.sheet(home), given, dry_run=dry_run)
    output.warn(done.warnings)
    if dry_run:
        output.emit(output.diff(home.answers_name, done.sebelum, done.sesudah))
        output.say("Belum ada yang ditulis (--dry-run).")
        return 0
    output.tell("".join(f"{line}\n" for line in _lines(done, given)))
    return 0


def _lines(done: Dijawab, given: Given) -> list[str]:
    """What was written, a line each."""
    lines = []
    for each in done.answers:
        old, baru = each.old, each.baru
        if baru is None:
            before = old.called if old else "kosong juga"
            lines.append(f"{each.kode}: dikosongkan menurut {each.lapis.called}, tadinya {before}")
            continue
        note = f" ({baru.catatan})" if baru.catatan else ""
        before = f", tadinya {old.called}" if old and str(old) != str(baru) else ""
        gone = ", catatannya dihapus" if old and old.catatan and not baru.catatan else ""
        lines.append(f"{each.kode}: {baru.called}{note} menurut {each.lapis.called}{before}{gone}")
    lines += [f"{group} {name}: {text}" for group, facts in given.facts.items() for name, text in facts.items()]
    if given.all_keys:
        lines += [f"{lapis.called}: semua pertanyaan tercantum" for lapis in given.answers]
    return lines
