"""What a plan has to show for a question: the links, files and places recorded for its rows."""

from zi_cli.lke.lembar import question_of
from zi_cli.plan.model import Rencana
from zi_cli.plan.realisasi import Realisasi


def evidence_by_question(rencana: Rencana) -> dict[str, tuple[str, ...]]:
    """By a question's short code, each thing once, in the order of the rows; a date alone shows nothing."""
    found: dict[str, dict[str, None]] = {}
    for _, row, _, mark in rencana.each_realisasi():
        found.setdefault(question_of(row.kode), {}).update(dict.fromkeys(_things(mark)))
    return {code: tuple(things) for code, things in found.items() if things}


def _things(mark: Realisasi) -> list[str]:
    place = getattr(mark, "tempat", None)
    return [*(each.berkas for each in mark.every_file), *filter(None, (mark.tautan, place))]
