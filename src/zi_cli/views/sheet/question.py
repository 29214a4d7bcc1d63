"""The page of `zi lke KODE`: one question, what each answer takes, what the plan has for it, and what is missing."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from zi_cli.frozen import field, frozen
from zi_cli.lke.cakupan import Layanan
from zi_cli.lke.figures import as_figure, read_whole
from zi_cli.lke.irama import times_wanted, told_times
from zi_cli.lke.jawaban import Jawaban, Lapis, Setelan
from zi_cli.lke.lembar import Butir, Lembar, Pertanyaan, Tipe
from zi_cli.lke.penilaian import nilai, only_with_cases
from zi_cli.plan.pemenuhan import CapaianBukti, KeadaanBukti, Pemenuhan
from zi_cli.plan.progress import CapaianIndikator
from zi_cli.tables import Cell, Column, Page, Sentence, Table, Tone, decree_text, row
from zi_cli.views.cells import day_cell, figure
from zi_cli.views.tone import NADA_BUKTI

_SHOWN = (KeadaanBukti.TERKUMPUL, KeadaanBukti.SESUAI)
"""What can be looked at: a date alone shows nothing."""


@frozen(slots=False)
class Asked:
    """A question, and what an office has for it; nothing but the question where no plan is meant."""

    sheet: Lembar
    butir: Butir
    setelan: Setelan
    layanan: Layanan | None = None
    rows: tuple[CapaianIndikator, ...] = ()
    """Its rows as they stand on a day."""
    answers: Mapping[Lapis, Jawaban] = field(default_factory=dict)

    @property
    def words(self) -> tuple[str, ...]:
        """The answers it takes, best first; none where it wants figures."""
        return self.sheet.pilihan(self.butir.pertanyaan.tipe)

    def points(self, word: str) -> Fraction:
        """What an answer brings."""
        return nilai(self.sheet, self.setelan, self.butir.pertanyaan, Jawaban(word)) * self.butir.maksimum

    @property
    def own(self) -> str | None:
        """The office's own answer, where it is one of the answers in letters."""
        said = self.answers.get(Lapis.SATKER)
        return said.teks if said and said.teks in self.words else None


def question(asked: Asked) -> Page:
    """One question, everything about it, as the office's settings score it."""
    butir, wanted = asked.butir, asked.butir.pertanyaan
    facts = [
        ("Kode kementerian", wanted.ministry_code),
        *([("Paruh", f"{butir.paruh.nama} ({as_figure(butir.paruh.bobot)} poin)")] if butir.paruh else []),
        *(
            [("Area", f"{butir.area.nomor} {butir.area.nama} ({as_figure(butir.area.bobot)} poin)")]
            if butir.area
            else []
        ),
        ("Subkomponen", f"{butir.subkomponen.nama} ({as_figure(butir.subkomponen.bobot)} poin)"),
        ("Poin pertanyaan", as_figure(butir.maksimum)),
        *([("Cara mengisi", butir.kata.penjelasan)] if butir.kata.penjelasan else []),
        *([("Nilai", _rumus(asked.sheet, butir))] if wanted.pembilang or wanted.tipe is Tipe.INDEKS else []),
        *([("Tanpa kasus", _tanpa_kasus(wanted, asked.setelan))] if wanted.tanpa_kasus else []),
        *([("Catatan", wanted.catatan)] if wanted.catatan else []),
        *([("Keteraturan", _keteraturan(butir))] if times_wanted(wanted) else []),
        *((f"Jawaban {layer.called}", _said(each)) for layer, each in asked.answers.items()),
        ("Sumber", f"{asked.sheet.peraturan}" + (f", halaman {wanted.halaman}" if wanted.halaman else "")),
    ]
    table = Table(
        "",
        (Column("", unbroken=True), Column("", width=4)),
        tuple(row(Cell(name, heading=True), text) for name, text in facts),
    )
    return Page(f"{butir.kode} {butir.uraian}", (table, *_options(asked), *_baris(asked), *_next(asked)))


def _said(answer: Jawaban) -> str:
    return "; ".join(filter(None, (answer.called, answer.catatan, *answer.bukti)))


def _options(asked: Asked) -> Iterator[Table]:
    """What each answer takes and brings, and which of them what is planned allows."""
    words = asked.butir.kata.pilihan or {}
    if asked.words:
        columns = (
            Column("JAWABAN", unbroken=True), Column("POIN", align="right", unbroken=True),
            Column("YANG DIMINTA", width=4), Column("", width=1),
        )  # fmt: skip
        rows = tuple(
            row(
                Cell(each, heading=True),
                figure(asked.points(each)),
                words.get(each, ""),
                Cell(_beside(asked, each), tone=Tone.CAUTION),
            )
            for each in asked.words
        )
        yield Table("Pilihan jawaban", columns, rows)
    elif asked.butir.pertanyaan.isian:
        heads = (Column("HITUNGAN", unbroken=True), Column("YANG DIHITUNG", width=4), Column("DIISI", align="right"))
        said = asked.answers.get(Lapis.SATKER)
        counts = (said.hitungan if said else None) or {}
        yield Table(
            "Hitungan",
            heads,
            tuple(
                row(Cell(name, heading=True), (asked.butir.kata.isian or {}).get(name, ""), counts.get(name, "-"))
                for name in asked.butir.pertanyaan.isian
            ),
        )


def _beside(asked: Asked, word: str) -> str:
    notes = [layer.called for layer, each in asked.answers.items() if each.teks == word]
    if asked.layanan and asked.layanan.dilayani and asked.layanan.terbaik == word:
        notes.append("paling tinggi menurut rencana")
    return "; ".join(notes)


def _rumus(lembar: Lembar, butir: Butir) -> str:
    if butir.pertanyaan.tipe is Tipe.INDEKS:
        return f"indeks / {lembar.indeks} × {as_figure(butir.maksimum)}"
    return f"({butir.pertanyaan.pembilang}) / ({butir.pertanyaan.penyebut}), 0 sampai 1"


def _tanpa_kasus(asked: Pertanyaan, setelan: Setelan) -> str:
    """What a year without cases earns there, and by which setting."""
    if asked.nilai_tanpa_kasus is not None:
        return f"bernilai penuh bila {asked.penyebut} dan {str(asked.tanpa_kasus).replace('_', ' ')} 0"
    if only_with_cases(setelan, asked):
        return f"tidak bernilai bila {asked.penyebut} 0: hanya bila ada kasusnya (setelan penyebut_nol: nol)"
    names = dict.fromkeys((str(asked.penyebut), str(asked.tanpa_kasus).replace("_", " ")))
    return f"bernilai penuh bila {' dan '.join(names)} 0 (setelan penyebut_nol: penuh)"


def _keteraturan(butir: Butir) -> str:
    wanted = times_wanted(butir.pertanyaan)
    return "; ".join(
        f"{answer} paling sedikit {told_times(butir.pertanyaan, least)}" for answer, least in wanted.items()
    )


def _baris(asked: Asked) -> Iterator[Table | Sentence]:
    layanan = asked.layanan
    if layanan is None:
        return
    if layanan.bergalat and not layanan.baris:
        yield Sentence(f"{', '.join(layanan.bergalat)}: bergalat; lihat zi check.", Tone.BAD)
        return
    if not layanan.baris:
        yield Sentence("Belum ada baris rencana yang menjawab pertanyaan ini.", Tone.BAD)
        return
    columns = (Column("BARIS", unbroken=True), Column("LANGKAH AKSI"), Column("BUKTI FISIK"), Column("TARGET"))
    rows = tuple(
        row(
            Cell(str(each.kode), heading=True),
            decree_text(each.langkah_aksi or "-"),
            decree_text("; ".join(bukti.dokumen for bukti in each.bukti_fisik) or "-"),
            str(each.target_waktu or "-"),
        )
        for each in layanan.baris
    )
    yield Table("Baris rencana", columns, rows)
    yield from _evidence(asked)
    yield Sentence(*_terbaik(layanan))


def _evidence(asked: Asked) -> Iterator[Table]:
    """What is there now, a deadline a line."""
    columns = (
        Column("BUKTI FISIK", width=3), Column("PERIODE", unbroken=True), Column("TENGGAT", unbroken=True),
        Column("KEADAAN", unbroken=True), Column("TERKUMPUL", unbroken=True),
    )  # fmt: skip
    rows = tuple(
        row(
            decree_text(bukti.bukti.dokumen) if at == 0 else Cell(),
            one.periode,
            day_cell(one.tenggat),
            Cell(one.keadaan.called, tone=NADA_BUKTI[one.keadaan]),
            day_cell(one.terakhir.tanggal if one.terakhir else None),
        )
        for each in asked.rows
        for bukti in each.bukti
        for at, one in enumerate(bukti.pemenuhan)
    )
    if rows:
        yield Table("Bukti sekarang", columns, rows)


def _next(asked: Asked) -> Iterator[Sentence]:
    """What is missing for the next better answer; nothing where no plan is meant."""
    if asked.layanan is None and not asked.answers:
        return
    if not asked.words:
        yield from _full(asked)
        return
    better = _better(asked)
    if better is None:
        yield Sentence("Jawaban satker sudah yang terbaik.", Tone.GOOD)
        return
    gain = asked.points(better) - (asked.points(asked.own) if asked.own else 0)
    wants = (asked.butir.kata.pilihan or {}).get(better, "")
    start = f"Untuk {better} (+{as_figure(gain)} poin)"
    yield Sentence(f"{start}: {wants}." if wants else f"{start}.", Tone.CAUTION)
    least = times_wanted(asked.butir.pertanyaan).get(better)
    if least is not None:
        shown = max((sum(one.keadaan in _SHOWN for one in bukti.pemenuhan) for bukti in _documents(asked)), default=0)
        yield Sentence(
            f"{better} mensyaratkan {told_times(asked.butir.pertanyaan, least)}; bukti yang terkumpul {shown} kali.",
            Tone.CAUTION if shown < least else Tone.GOOD,
        )
    yield from _still_open(asked)


def _still_open(asked: Asked) -> Iterator[Sentence]:
    """Which of the planned evidence is not there, and which nothing but a date speaks for."""
    documents = _documents(asked)
    open_ = [f"{bukti.name} ({_periods(bukti.terbuka)})" for bukti in documents if bukti.terbuka]
    claimed = [bukti.name for bukti in documents if bukti.keadaan is KeadaanBukti.DITANDAI]
    if open_:
        yield Sentence(f"Bukti yang belum ada: {'; '.join(open_)}.", Tone.CAUTION)
    if claimed:
        yield Sentence(f"Baru ditandai, belum ada yang dapat dilihat: {'; '.join(claimed)}.", Tone.CAUTION)
    if documents and not open_ and not claimed:
        yield Sentence("Semua bukti yang direncanakan sudah ada.", Tone.GOOD)


def _documents(asked: Asked) -> list[CapaianBukti]:
    return [bukti for each in asked.rows for bukti in each.bukti]


def _periods(open_: tuple[Pemenuhan, ...]) -> str:
    return ", ".join(dict.fromkeys(each.periode for each in open_))


def _better(asked: Asked) -> str | None:
    """The answer above the office's own; where it has none, the best that what is planned allows."""
    if asked.own is not None:
        at = asked.words.index(asked.own)
        return asked.words[at - 1] if at else None
    planned = asked.layanan.terbaik if asked.layanan and asked.layanan.dilayani else None
    return planned or asked.words[0]


def _full(asked: Asked) -> Iterator[Sentence]:
    """How far the counts are from all the points."""
    said, wanted = asked.answers.get(Lapis.SATKER), asked.butir.pertanyaan
    if said is None or said.hitungan is None or wanted.pembilang is None or wanted.penyebut is None:
        return
    counts = {name: read_whole(text) for name, text in said.hitungan.items()}
    score = nilai(asked.sheet, asked.setelan, wanted, said)
    if score == 1:
        yield Sentence("Hitungannya bernilai penuh.", Tone.GOOD)
        return
    gap = wanted.penyebut.tally(counts) - wanted.pembilang.tally(counts)
    lost = as_figure((1 - score) * asked.butir.maksimum)
    yield Sentence(
        f"Masih kurang {gap} untuk nilai penuh (+{lost} poin): {wanted.pembilang} = {wanted.penyebut}.", Tone.CAUTION
    )


def _terbaik(layanan: Layanan) -> tuple[str, Tone]:
    """What the rows can reach at best, in words."""
    most = as_figure(layanan.butir.maksimum)
    if not layanan.dilayani:
        return f"Barisnya kosong di rencana: {most} poin hilang.", Tone.BAD
    if layanan.butir.pertanyaan.catatan and not times_wanted(layanan.butir.pertanyaan):
        open_ = "apakah jawaban terbaik dapat dicapai tidak dapat ditentukan dari rencana"
        return f"{layanan.butir.pertanyaan.catatan}: {open_}; dihitung {most} poin.", Tone.CAUTION
    if not layanan.terbatas:
        return f"Jawaban terbaik dapat dicapai: {most} poin.", Tone.GOOD
    reach = f"jawaban paling tinggi {layanan.terbaik}, {as_figure(layanan.dapat)} dari {most} poin"
    return f"Direncanakan {layanan.terencana}: {reach}.", Tone.CAUTION
