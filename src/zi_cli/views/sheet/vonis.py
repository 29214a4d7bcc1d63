"""What a plan can come to, in sentences: whether it can pass at all, why not, and what to add."""

from collections.abc import Iterable

from zi_cli.lke.cakupan import Layanan, Putusan, maksimum
from zi_cli.lke.figures import as_figure
from zi_cli.lke.lembar import GateKind
from zi_cli.lke.penilaian import only_with_cases
from zi_cli.lke.score import Gerbang, Skor
from zi_cli.views.sheet.ambang import bulat


def vonis(putusan: Putusan) -> str:
    """Whether the plan can pass, and why not, in one sentence."""
    rencana = putusan.cakupan.rencana
    head = f"{rencana.satker} {rencana.tahun}: rencana ini"
    if putusan.dapat:
        if all(each.lulus for each in putusan.terencana.gerbang(rencana.predikat)):
            return f"{head} dapat mencapai {rencana.predikat}, bila jawaban dan surveinya baik."
        return f"{head} dapat mencapai {rencana.predikat} hanya bila yang berkala direncanakan lebih sering; " + _sebab(
            putusan.terencana, rencana.predikat.value, putusan.terencana.gerbang(rencana.predikat)
        )
    return f"{head} tidak dapat mencapai {rencana.predikat}; " + _sebab(
        putusan.terbaik, rencana.predikat.value, putusan.terbaik.gerbang(rencana.predikat)
    )


def _sebab(skor: Skor, predikat: str, gates: Iterable[Gerbang]) -> str:
    """The gates that fail, the one for Pengungkit first; the total follows from it and comes last."""
    order = {skor.lembar.bagian.pengungkit: 0, GateKind.AREAS: 1}
    reasons = []
    for each in sorted((gate for gate in gates if not gate.lulus), key=lambda gate: order.get(gate.atas, 2)):
        least = bulat(each.ambang)
        if each.gate.kind is GateKind.AREAS:
            fields = len(skor.bidang)
            some = "semua area" if len(each.kurang) == fields else f"{len(each.kurang)} dari {fields} bidang area"
            reasons.append(f"{some} di bawah {least} persen")
        else:
            full = " dengan Hasil penuh" if each.gate.kind is GateKind.TOTAL else ""
            most = as_figure(each.capaian, ambang=each.ambang) + full
            reasons.append(f"{each.nama.lower()} paling tinggi {most} ({predikat} mensyaratkan {least})")
    return "; ".join(reasons) + "."


def jumlah(putusan: Putusan) -> str:
    """How many questions are printed and served, and what that comes to."""
    whole = putusan.cakupan
    printed = sum(bool(each.baris) for each in whole.layanan)
    served = sum(each.dilayani for each in whole.layanan)
    most, reach = (_poin_pengungkit(skor, putusan) for skor in (putusan.terbaik, putusan.terencana))
    text = (
        f"Dari {len(whole.layanan)} pertanyaan pengungkit, {printed} tercetak di rencana dan {served} memiliki langkah "
        f"aksi: paling tinggi {most} dari {bulat(maksimum(whole.layanan))} poin"
    )
    capped = sum(each.terbatas for each in whole.layanan)
    if not capped:
        return f"{text}."
    seldom = f"{capped} jawaban dibatasi oleh seberapa sering sesuatu direncanakan"
    return f"{text}. {seldom}: sebagaimana direncanakan {reach}."


def _poin_pengungkit(skor: Skor, putusan: Putusan) -> str:
    least = skor.ambang(putusan.cakupan.rencana.predikat).get(skor.lembar.bagian.pengungkit)
    return as_figure(skor.pengungkit, ambang=least)


NAMED = 12
"""So many codes are named in a sentence; more are a number, for the table below has them all."""


def hilang(putusan: Putusan) -> str:
    """What is not served, and why; Reform by its number, and the others too where they are many."""
    lost = putusan.cakupan.unserved
    reform = [each for each in lost if each.butir.pertanyaan.reform]
    basic = [each for each in lost if not each.butir.pertanyaan.reform]
    parts = [f"{each.butir.kode} ({as_figure(each.butir.maksimum)} poin; {sebab_kosong(each)})" for each in basic]
    if len(basic) > NAMED:
        parts = [f"{len(basic)} pertanyaan Pemenuhan ({as_figure(maksimum(basic))} poin)"]
    if reform:
        parts.append(f"{len(reform)} pertanyaan Reform ({as_figure(maksimum(reform))} poin)")
    return f"Belum terjawab oleh rencana: {', '.join(parts)}." if parts else ""


def tambahan(putusan: Putusan) -> str:
    """What would be enough, if it is, and what of it depends on cases."""
    added = putusan.tambahan
    if not added:
        return ""
    codes = ", ".join(f"{each.butir.kode} ({as_figure(each.butir.maksimum)})" for each in added[:NAMED])
    if len(added) > NAMED:
        codes += f", dan {len(added) - NAMED} lainnya"
    predikat = putusan.cakupan.rencana.predikat
    verdict = f"dengan itu {predikat} terbuka" if putusan.cukup else f"itu pun belum cukup untuk {predikat}"
    text = f"Yang perlu ditambahkan, misalnya: {codes}; {verdict}, bila semua dijawab yang terbaik dan Hasil penuh."
    cases = " dan ".join(each.butir.kode for each in bersyarat(putusan))
    return f"{text} {cases} bernilai hanya bila ada kasusnya (setelan penyebut_nol: nol)." if cases else text


def bersyarat(putusan: Putusan) -> list[Layanan]:
    """Those of the suggested questions that earn nothing in a year without cases."""
    setelan = putusan.cakupan.setelan
    return [each for each in putusan.tambahan if only_with_cases(setelan, each.butir.pertanyaan)]


def sebab_kosong(each: Layanan) -> str:
    """Why a question is not served."""
    if each.bergalat:
        return "bergalat"
    if each.baris:
        return "barisnya kosong"
    return "belum direncanakan" if each.butir.pertanyaan.reform else "tidak tercetak"
