"""The page of `zi status`: how plans stand on a day."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction

from zi_cli.bukti.elsewhere import Absent
from zi_cli.frozen import frozen
from zi_cli.lke.poin import Bobot, Poin
from zi_cli.plan.hari import written_day
from zi_cli.plan.pemenuhan import KeadaanBukti
from zi_cli.plan.progress import URUTAN, Capaian, CapaianIndikator, Keadaan, tally
from zi_cli.tables import Cell, Column, Page, Row, Sentence, Table, Tone, row
from zi_cli.views.cells import count_cell, day_cell, figure, share_cell

SEPEKAN = 7
"""Days from which on a deadline is near."""


@frozen
class Cut:
    """How much of each list is shown, and how people see the rest of it: what the command line says of that."""

    most: int | None = None
    """The most rows of a list; None for all."""
    late: str = ""
    near: str = ""
    reopened: str = ""

    def rest(self, count: int, how: str) -> list[Table | Sentence]:
        """A sentence that says how many of so many rows are left out, and how they are seen."""
        left = 0 if self.most is None else count - self.most
        return [Sentence(f"… dan {left} lagi: {how}", Tone.MUTED)] if left > 0 else []


UNCUT = Cut()
ALL_HERE = Absent()


def status(
    capaian: Capaian,
    bobot: Bobot,
    *,
    segera: int,
    cut: Cut = UNCUT,
    menurut_poin: bool = False,
    absent: Absent = ALL_HERE,
    changed: Sequence[Table | Sentence] = (),
) -> Page:
    """One plan: a line per area, what is late, what falls due within `segera` days, points per area, and a sentence.

    What is late comes longest first, or (`menurut_poin`) worth most first. `changed`: what to say of a day before.
    """
    rencana = capaian.rencana
    body: list[Table | Sentence] = [_per_area(capaian)]
    body += [*_perbaikan(capaian, cut), *_terlambat(capaian, bobot, cut, menurut_poin=menurut_poin)]
    body += _segera(capaian, bobot, segera, cut)
    if sum(capaian.bukti.values()) > capaian.bukti[KeadaanBukti.BELUM]:
        body.append(Sentence(_terkumpul(capaian)))
    body += (Sentence(each, Tone.CAUTION) for each in _absent(absent))
    body.append(_poin(capaian, bobot))
    body += reversed(changed)
    body.append(Sentence(sentence(capaian, segera), Tone.BAD if capaian.terlambat else Tone.GOOD))
    return Page(
        f"{rencana.satker} {rencana.tahun}, menuju {rencana.predikat}, per {written_day(capaian.hari)}", tuple(body)
    )


def sentence(capaian: Capaian, segera: int) -> str:
    """How the plan stands, in words."""
    counts = tally(capaian.baris)
    late, due = capaian.terlambat, capaian.segera(segera)
    parts = [f"{counts[Keadaan.SELESAI]} dari {len(capaian.baris)} indikator selesai"]
    shown = sum(each.berbukti for each in capaian.indikator)
    if shown < counts[Keadaan.SELESAI]:
        parts[0] += f" ({shown} berbukti, selebihnya hanya ditandai)"
    if late:
        parts.append(f"{len(late)} terlambat, paling lama {late[0].hari_terlambat} hari ({late[0].indikator.kode})")
    else:
        parts.append("tidak ada yang terlambat")
    if due and due[0].tenggat_berikut:
        parts.append(f"{len(due)} jatuh tempo dalam {segera} hari, paling dekat {written_day(due[0].tenggat_berikut)}")
    if counts[Keadaan.TANPA_TARGET]:
        parts.append(f"{counts[Keadaan.TANPA_TARGET]} tanpa target")
    if counts[Keadaan.BERGALAT]:
        parts.append(f"{counts[Keadaan.BERGALAT]} bergalat")
    return f"Per {written_day(capaian.hari)}: {'; '.join(parts)}."


def _yang_kurang(each: CapaianIndikator, dari: date, sampai: date) -> str:
    """The documents a row lacks for deadlines between two days, with the periods of those that recur."""
    names = []
    for bukti in each.kurang:
        periods = [one.periode for one in bukti.terbuka if dari <= one.tenggat <= sampai]
        if periods:
            names.append(f"{bukti.name} ({', '.join(periods)})" if bukti.recurs else bukti.name)
    return "; ".join(names)


def _keadaan(*, bergalat: bool) -> tuple[Keadaan, ...]:
    """The states that have a column of their own: rows with a fault only where there are any."""
    return tuple(each for each in URUTAN[1:] if bergalat or each is not Keadaan.BERGALAT)


def _kolom_hitungan(*, bergalat: bool) -> tuple[Column, ...]:
    return (
        Column("SELESAI", align="right", unbroken=True),
        Column("%", align="right", unbroken=True),
        *(Column(each.called.upper(), align="right", unbroken=True) for each in _keadaan(bergalat=bergalat)),
    )


def _hitungan(counts: Counter[Keadaan], *, bergalat: bool) -> tuple[Cell, ...]:
    total = counts.total()
    done = counts[Keadaan.SELESAI]
    tone = Tone.GOOD if done else Tone.MUTED
    cells = [Cell(f"{done}/{total}", tone=tone), share_cell(done, total, tone)]
    for each in _keadaan(bergalat=bergalat):
        count = counts[each]
        bad = each in (Keadaan.TERLAMBAT, Keadaan.BERGALAT)
        alarm = Tone.MUTED if not count else Tone.BAD if bad else Tone.PLAIN
        cells.append(count_cell(count, alarm))
    return tuple(cells)


def _per_area(capaian: Capaian) -> Table:
    sick = bool(capaian.bergalat)
    columns = (Column("AREA"), *_kolom_hitungan(bergalat=sick))
    rows = [
        Row((Cell(f"{area.nomor} {area.nama}", heading=True), *_hitungan(counts, bergalat=sick)))
        for area, counts in capaian.per_area()
    ]
    total = Row((Cell("Seluruhnya", heading=True), *_hitungan(tally(capaian.baris), bergalat=sick)), total=True)
    return Table("", columns, (*rows, total))


def _poin(capaian: Capaian, bobot: Bobot) -> Table:
    """Per area the points of the sheet, what the plan can bring, what is there and what is late."""
    claimed = bool(bobot.total(capaian.indikator).ditandai)
    columns = (
        Column("POIN LKE"),
        Column("PENUH", align="right", unbroken=True),
        Column("DAPAT", align="right", unbroken=True),
        Column("TERKUMPUL", align="right", unbroken=True),
        *((Column("DITANDAI", align="right", unbroken=True),) if claimed else ()),
        Column("TERANCAM", align="right", unbroken=True),
    )
    rows = []
    total, full = Poin(), Fraction(0)
    for area in capaian.rencana.area:
        here, most = bobot.total(each for each in capaian.indikator if each.area is area), bobot.area.get(area.nomor)
        total, full = total + here, full + (most or 0)
        rows.append(
            Row(
                (
                    Cell(f"{area.nomor} {area.nama}", heading=True),
                    *_sel_poin(most or Fraction(0), here, ditandai=claimed),
                )
            )
        )
    last = Row((Cell("Seluruhnya", heading=True), *_sel_poin(full, total, ditandai=claimed)), total=True)
    only = ", yang hanya ditandai (belum bernilai)" if claimed else ""
    title = f"Poin: yang dapat dicapai rencana, yang buktinya terkumpul{only}, dan yang terlambat"
    return Table(title, columns, (*rows, last))


def _sel_poin(full: Fraction, poin: Poin, *, ditandai: bool) -> tuple[Cell, ...]:
    late = Tone.BAD if poin.terancam else Tone.MUTED
    claimed = (figure(poin.ditandai, tone=Tone.CAUTION if poin.ditandai else Tone.MUTED),)
    return (
        figure(full),
        figure(poin.dapat),
        figure(poin.diperoleh, tone=Tone.GOOD if poin.diperoleh else Tone.MUTED),
        *(claimed if ditandai else ()),
        figure(poin.terancam, tone=late),
    )


def _terkumpul(capaian: Capaian) -> str:
    """How much is collected and, apart from that, how much of it is verified."""
    counts = capaian.bukti
    verified = counts[KeadaanBukti.SESUAI]
    parts = [f"{verified + counts[KeadaanBukti.TERKUMPUL]} dari {counts.total()} dokumen terkumpul"]
    parts.append(f"{verified} di antaranya sudah diperiksa dan sesuai")
    if counts[KeadaanBukti.DITANDAI]:
        parts.append(f"{counts[KeadaanBukti.DITANDAI]} hanya ditandai, tanpa berkas, tautan, atau tempat")
    if counts[KeadaanBukti.SEBAGIAN]:
        parts.append(f"{counts[KeadaanBukti.SEBAGIAN]} baru sebagian periodenya")
    if counts[KeadaanBukti.PERLU_PERBAIKAN]:
        parts.append(f"{counts[KeadaanBukti.PERLU_PERBAIKAN]} perlu perbaikan")
    return f"Bukti fisik: {'; '.join(parts)}."


def _absent(absent: Absent) -> Iterator[str]:
    """What of the recorded files is not on this disk; the figures are the register's all the same."""
    if absent.not_here:
        yield (
            f"{len(absent.not_here)} dari {absent.berkas} berkas disimpan di luar git dan tidak ada di komputer "
            "ini; dihitung menurut catatannya."
        )
    if absent.hilang:
        yield f"{len(absent.hilang)} dari {absent.berkas} berkas bukti hilang dari tempatnya; lihat zi verify."


def _perbaikan(capaian: Capaian, cut: Cut) -> list[Table | Sentence]:
    """What reviews opened again, with what they want mended."""
    reopened = capaian.perlu_perbaikan
    if not reopened:
        return []
    columns = (
        Column("KODE", unbroken=True),
        Column("SEJAK", unbroken=True),
        Column("BUKTI FISIK", width=3),
        Column("YANG HARUS DIPERBAIKI", width=3),
        Column("PEMERIKSA"),
    )
    lines = tuple(
        row(
            Cell(str(each.row.indikator.kode), heading=True, tone=Tone.BAD),
            day_cell(review.tanggal),
            each.name,
            review.catatan or "-",
            review.oleh,
        )
        for each, review in reopened[: cut.most]
    )
    table = Table(f"Perlu perbaikan ({len(reopened)})", columns, lines)
    return [table, *cut.rest(len(reopened), cut.reopened)]


def _terlambat(capaian: Capaian, bobot: Bobot, cut: Cut, *, menurut_poin: bool) -> list[Table | Sentence]:
    yesterday = capaian.hari - timedelta(days=1)
    lines = [
        (
            each,
            Cell(f"{each.hari_terlambat} hari", tone=Tone.BAD),
            each.terbuka[0],
            _yang_kurang(each, date.min, yesterday),
        )
        for each in (bobot.urut(capaian.terlambat) if menurut_poin else capaian.terlambat)
    ]
    return _berbatas("Terlambat", "TERLAMBAT", lines, cut.late, bobot=bobot, cut=cut)


def _segera(capaian: Capaian, bobot: Bobot, hari: int, cut: Cut) -> list[Table | Sentence]:
    until = capaian.hari + timedelta(days=hari)
    lines = []
    for each in capaian.segera(hari):
        day = each.tenggat_berikut
        assert day is not None
        left = (day - capaian.hari).days
        tone = Tone.CAUTION if left <= SEPEKAN else Tone.PLAIN
        lines.append((each, Cell(f"{left} hari", tone=tone), day, _yang_kurang(each, capaian.hari, until)))
    title = f"Jatuh tempo dalam {hari} hari"
    return _berbatas(title, "SISA", lines, cut.near, bobot=bobot, cut=cut)


def _berbatas(
    judul: str,
    kolom: str,
    lines: Sequence[tuple[CapaianIndikator, Cell, date, str]],
    how: str,
    *,
    bobot: Bobot,
    cut: Cut,
) -> list[Table | Sentence]:
    """A list of rows under a heading that counts them; of what is left out a sentence says how many there are."""
    if not lines:
        return []
    who = any(each.penanggung_jawab for each, *_ in lines)
    columns = [
        Column("KODE", unbroken=True),
        Column(kolom, align="right", unbroken=True),
        Column("TENGGAT", unbroken=True),
        Column("POIN", align="right", unbroken=True),
        Column("YANG KURANG", width=3),
        *([Column("PENANGGUNG JAWAB")] if who else []),
    ]
    rows = tuple(
        row(
            Cell(str(each.indikator.kode), heading=True),
            days,
            day_cell(day),
            figure(bobot.poin(each).dapat),
            missing,
            *([each.penanggung_jawab or "-"] if who else []),
        )
        for each, days, day, missing in lines[: cut.most]
    )
    return [Table(f"{judul} ({len(lines)})", tuple(columns), rows), *cut.rest(len(lines), how)]
