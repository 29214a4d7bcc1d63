"""Evidence files and the mark that names them: both or neither."""

from collections.abc import Sequence

from zi_cli.bukti import elsewhere
from zi_cli.bukti.handed import HandedFile
from zi_cli.bukti.register import tercatat
from zi_cli.bukti.storing import Deposit, StoredFile
from zi_cli.edits.marks import MeantDocument, ensure_may_be_marked, period_answered, record_mark
from zi_cli.errors import Kind, Refusal
from zi_cli.plan.model import Rencana, Simpan
from zi_cli.plan.rujukan import safe_name
from zi_cli.plan.workspace import BUKTI
from zi_cli.text.items import Fields
from zi_cli.text.reading import Parsed
from zi_cli.text.splices import Change

LONGEST_NAME = 100
"""Characters of a file's name before its suffix: with the plan's folder it stays below Windows' 260."""


def filed(
    parsed: Parsed[Rencana],
    meant: Sequence[MeantDocument],
    fields: Fields,
    files: tuple[Sequence[HandedFile], Deposit],
    *,
    force: bool = False,
    dry_run: bool = False,
) -> Change:
    """Put files into the plan's folder and record `fields` with them for each of the documents; a dry run puts nothing.

    Refusal as `record_mark` has it, before anything is copied.
    """
    sources, deposit = files
    ensure_may_be_marked(parsed, meant, fields, force=force, with_file=True)
    put = deposit.planned_move if dry_run else deposit.simpan
    answered = period_answered(parsed.model, meant[0], fields, with_file=True)
    outside = parsed.model.stored_in(meant[0].indikator.kode, meant[0].bukti.dokumen) is Simpan.LUAR
    deposit.asal = deposit.asal and not outside  # names tell of people, and the plan is in git
    stored = put(sources, _base(meant[0], answered, elsewhere.OUTSIDE if outside else BUKTI))
    _ensure_same(parsed.model, stored)
    first, *others = (each.fields for each in stored)
    return record_mark(
        parsed, meant, filed_fields(fields, {**first, "berkas_lain": others} if others else first), force=force
    )


def filed_fields(fields: Fields, berkas: Fields) -> Fields:
    """The keys of a realisasi in their order, with its files."""
    before = {key: fields[key] for key in ("tanggal", "periode") if key in fields}
    return {**before, **berkas, **{key: value for key, value in fields.items() if key not in before}}


def _base(each: MeantDocument, periode: str | None, folder: str) -> str:
    """Where a document's file goes, without suffix: the code leads, the document's name and its period follow."""
    code = str(each.indikator.kode)
    name = safe_name(f"{code} {each.bukti.name}", LONGEST_NAME)
    return f"{folder}/{code}/{name}{f', {safe_name(periode, 40)}' if periode else ''}"


def _ensure_same(rencana: Rencana, stored: Sequence[StoredFile]) -> None:
    """Refusal where a path is recorded already with another content: only one of the two could ever be found there."""
    known = tercatat(rencana)
    for each in stored:
        told = known[each.berkas].beda(each.sha256, each.ukuran) if each.berkas in known else None
        if told:
            raise Refusal(
                f"{each.berkas} sudah tercatat untuk {', '.join(known[each.berkas].kode)}, dan {told}; "
                "simpan dengan nama lain, lalu tandai dengan berkas itu.",
                Kind.STATE,
            )
