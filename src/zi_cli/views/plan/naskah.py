"""The decree and its Lampiran on paper: what a template is given, and the page for the media that have no template."""

from collections.abc import Callable, Iterator
from typing import Any

from zi_cli.italics import italics
from zi_cli.plan.hari import written_day
from zi_cli.plan.model import Rencana
from zi_cli.plan.progress import Capaian
from zi_cli.render.media import Printed
from zi_cli.tables import Block, Page, Role, Sentence
from zi_cli.views.plan.keputusan import keputusan
from zi_cli.views.plan.lampiran import datar, lampiran
from zi_cli.views.report import Material, Need, Report

_SEGERA = 30
"""Days within which a deadline is near."""


def decree_words(rencana: Rencana, capaian: Capaian | None) -> dict[str, Any]:
    """The decree with its Lampiran for a template; `per_tanggal` and `ringkasan` are empty without `capaian`."""
    summary = ""
    if capaian:  # a decree as it was signed tells of no progress, and needs nothing that does
        from zi_cli.views.plan.status import sentence

        summary = sentence(capaian, _SEGERA)
    return {
        **keputusan(rencana),
        "tabel": lampiran(rencana, capaian),
        "per_tanggal": written_day(capaian.hari) if capaian else "",
        "ringkasan": summary,
    }


def decree(rencana: Rencana, standing: Capaian | None) -> Page:
    """The whole decree: letterhead, title, considerations, rulings, signatures, and its Lampiran."""
    said = decree_words(rencana, standing)
    return _page(said["nama"], rencana, standing, (*_decree(said), *_annex(said)))


def annex(rencana: Rencana, standing: Capaian | None) -> Page:
    """The Lampiran alone."""
    said = decree_words(rencana, standing)
    return _page(f"Lampiran {said['nama']}", rencana, standing, tuple(_annex(said)))


def _page(title: str, rencana: Rencana, standing: Capaian | None, body: tuple[Block, ...]) -> Page:
    return Page(title, body, author=rencana.satker, day=standing.hari if standing else rencana.keputusan.tanggal)


def _decree(said: dict[str, Any]) -> Iterator[Sentence]:
    """In the order of UU 12/2011, Lampiran II. With its standing it is no copy of what was signed, so no one signs
    it."""
    signed = not said["per_tanggal"]
    if said["salinan"] and signed:
        yield Sentence("SALINAN", role=Role.RIGHT)
    yield _said(said["lembaga"], Role.LETTERHEAD)
    number = f"NOMOR {said['nomor']} TAHUN {said['tahun']}"
    yield _said(f"{said['keputusan']}\n{number}\nTENTANG\n{said['judul']}", Role.TITLE)
    yield _said(f"{said['pejabat']},", Role.CENTERED)
    for head, items in (("Menimbang", said["menimbang"]), ("Mengingat", said["mengingat"])):
        for at, item in enumerate(items):
            yield _said(item["teks"], Role.ITEM, ("" if at else head, item["tanda"]))
    yield Sentence("MEMUTUSKAN:", role=Role.LETTERHEAD)
    yield _said(said["menetapkan"], Role.ITEM, ("Menetapkan", ""))
    for item in said["diktum"]:
        yield _said(item["teks"], Role.ITEM, (item["tanda"], ""))
    if signed:
        yield Sentence(f"Ditetapkan di {said['tempat']}\npada tanggal {said['tanggal']}", role=Role.SIGNATURE)
        yield from _signatures(said)


def _annex(said: dict[str, Any]) -> Iterator[Block]:
    annex = said["lampiran"]
    number = f"NOMOR {said['nomor']} TAHUN {said['tahun']}"
    for line in ("LAMPIRAN", annex["keputusan"], number, f"TENTANG {annex['judul']}"):
        yield _said(line, Role.ANNEX)
    yield _said(annex["nama"], Role.TITLE)
    if said["per_tanggal"]:
        yield Sentence(f"Keadaan per {said['per_tanggal']}", role=Role.CENTERED)
        yield Sentence(said["ringkasan"])
    yield said["tabel"]
    if not said["per_tanggal"]:
        yield from _signatures(said)


def _signatures(said: dict[str, Any]) -> Iterator[Sentence]:
    signer, copy = said["penandatangan"], said["salinan"]
    yield _said(f"{signer['jabatan']},", Role.SIGNATURE)
    yield Sentence("\nTTD\n" if copy else "\n\n", role=Role.SIGNATURE)
    yield _said(signer["nama"], Role.SIGNATURE)
    if copy:
        yield _said(f"Salinan sesuai dengan aslinya\n{copy['unit']}", Role.COPY)
        yield _said(f"{copy['jabatan']}\n\n\n", Role.COPY)
        yield _said(copy["nama"], Role.COPY)


def _said(text: str, role: Role, lead: tuple[str, str] = ("", "")) -> Sentence:
    plain, italic = italics(text)
    return Sentence(plain, role=role, lead=lead, italic=italic)


def _printed(name: str, page: Callable[[Rencana, Capaian | None], Page], material: Material) -> Printed:
    rencana, standing = material.rencana, material.standing if material.day else None
    return Printed(
        page=lambda: page(rencana, standing),
        table=lambda: datar(rencana, standing),
        name=name,
        prose=lambda: decree_words(rencana, standing),
    )


ANNEX = Report("lampiran", lambda material: _printed("lampiran", annex, material), frozenset({Need.PROGRESS}))
DECREE = Report("keputusan", lambda material: _printed("keputusan", decree, material), frozenset({Need.PROGRESS}))
