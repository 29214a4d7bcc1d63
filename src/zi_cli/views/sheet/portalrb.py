"""What PortalRB fetches of an institution: the units, and of each the answers to every `soal` (guide of 2026)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from zi_cli.frozen import frozen
from zi_cli.lke.jawaban import Jawaban, Lapis
from zi_cli.lke.lembar import Lembar
from zi_cli.lke.prerequisites import Syarat
from zi_cli.lke.shown import evidence_by_question
from zi_cli.plan.model import Predikat, Rencana


@frozen
class Unit:
    """One office as it is handed in."""

    id: str
    rencana: Rencana
    sheet: Lembar
    own: Mapping[str, Jawaban]
    tpi: Mapping[str, Jawaban]
    prasyarat: tuple[Syarat, ...]

    @property
    def number(self) -> str:
        """What PortalRB knows it by: its own number, else the plan's name."""
        return self.rencana.portalrb.unit_id or self.id


def units(found: Sequence[Unit], predikat: Predikat) -> dict[str, Any]:
    """The units that are handed in for a predicate."""
    chosen = [each for each in found if (each.rencana.portalrb.kategori or each.rencana.predikat) is predikat]
    years = {each.rencana.tahun for each in found}
    return {
        "tahun": max(years) if years else None,
        "units": [
            {
                "id": each.number,
                "nama": each.rencana.satker,
                "kategori": predikat.value,
                "afirmasi": False,
            }
            for each in chosen
        ],
    }


def answers(unit: Unit) -> dict[str, Any]:
    """The answers of a unit, each `soal` once; unanswered ones are null."""
    proof = evidence_by_question(unit.rencana)
    return {
        "unit_id": unit.number,
        "nama_unit": unit.rencana.satker,
        "tahun": unit.rencana.tahun,
        "answers": sorted(_answers(unit, proof), key=lambda each: each["soal_id"]),
    }


def _answers(unit: Unit, proof: Mapping[str, tuple[str, ...]]) -> Iterator[dict[str, Any]]:
    for code, numbers in unit.sheet.portalrb.items():
        asked = unit.sheet.butir[code].pertanyaan
        own, tpi = unit.own.get(code), unit.tpi.get(code)
        evidence = (own.bukti if own else ()) or proof.get(code, ())
        for number, count in zip(numbers, asked.isian or ("",), strict=True):
            yield {
                "soal_id": number,
                "jawaban_unit": _text(own, count),
                "jawaban_tpi": _text(tpi, count),
                "catatan_unit": own.catatan if own else None,
                "bukti_dukung_unit": "\n".join(evidence) or None,
                "catatan_tpi": tpi.catatan if tpi else None,
            }


def _text(answer: Jawaban | None, count: str) -> str | None:
    if answer is None:
        return None
    return (answer.hitungan or {}).get(count) if count else answer.teks


def of_several_years(found: Sequence[Unit]) -> list[str]:
    """That the units are of several years, where they are: PortalRB takes them year by year."""
    years = sorted({each.rencana.tahun for each in found})
    if len(years) < 2:
        return []
    return [
        f"Rencananya dari tahun {', '.join(map(str, years))}; PortalRB menerima satu tahun. Sebutkan yang diserahkan."
    ]


def missing(unit: Unit) -> list[str]:
    """What a hand-in still lacks, in sentences: answers, evidence, prerequisites."""
    proof = evidence_by_question(unit.rencana)
    silent = [code for code in unit.sheet.portalrb if code not in unit.own]
    bare = [code for code in unit.own if not unit.own[code].bukti and not proof.get(code)]
    open_ = [each.prasyarat.nama for each in unit.prasyarat if not each.terpenuhi]
    found = []
    if silent:
        found.append(f"{len(silent)} pertanyaan belum dijawab: {_some(silent)}")
    if bare:
        found.append(f"{len(bare)} jawaban tanpa bukti: {_some(bare)}")
    if open_:
        found.append(f"{len(open_)} prasyarat belum dinyatakan terpenuhi: {', '.join(open_)}")
    return [f"{unit.id}: {each}." for each in found]


def _some(codes: Sequence[str], most: int = 12) -> str:
    rest = f", … ({len(codes) - most} lagi)" if len(codes) > most else ""
    return ", ".join(codes[:most]) + rest


LAYERS = (Lapis.SATKER, Lapis.TPI)
"""Whose answers are handed in."""
