"""The sheet as a workbook that works itself out: answers to fill in, points and gates as formulas with zi's figures.

Formulas name cells (`{poin:A.I.1}`); where these stand, the medium knows. Figures are fractions (`=1/12`, never 0.08),
and a gate is compared at nine places: in binary fractions a sum that stands on a gate may fail it.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from zi_cli.frozen import evolve, frozen
from zi_cli.lke.counts import Sum
from zi_cli.lke.figures import as_figure
from zi_cli.lke.jawaban import Lapis, NilaiTengah, Pembulatan
from zi_cli.lke.lembar import AreaLembar, Butir, Gate, GateKind, Pertanyaan, Subkomponen, Tipe
from zi_cli.lke.penilaian import only_with_cases, wajib
from zi_cli.lke.terisi import Terisi
from zi_cli.render.media import Printed
from zi_cli.tables import Cell, Column, Form, Page, Row, Table, WorkbookCell, decree_text, row
from zi_cli.views.report import Material, Need, Report

LAYER_MARK, PLAN_MARK, KIND_MARK = "zi-lapis", "zi-rencana", "zi-isian"
"""Properties of the file by which it is known when it comes back."""
_COLUMNS = (
    Column("KODE", unbroken=True),
    Column("PENILAIAN", width=8),
    Column("BOBOT", align="right", unbroken=True),
    Column("PILIHAN JAWABAN", width=8),
    Column("JAWABAN", align="center", width=2),
    Column("NILAI", align="right", unbroken=True),
    Column("POIN", align="right", unbroken=True),
    Column("%", align="right", unbroken=True),
    Column("CATATAN", width=5),
    Column("BUKTI", width=5),
    Column("KUNCI", hidden=True),
)
_MOST = Fraction(999_999)
"""The greatest count that the sheet takes."""


def sheets(filled: Terisi) -> tuple[Table, ...]:
    """The gates, then the whole sheet with the answers that there are."""
    live = _Live(filled)
    return (live.gates(), Table("LKE", _COLUMNS, tuple(live.rows())))


def of_layers(filled: Sequence[Terisi]) -> tuple[Table, ...]:
    """The sheets of several layers in one workbook, each with its gates; their cells have names of their own."""
    if len(filled) == 1:
        return sheets(filled[0])
    return tuple(
        _apart(table, each.lapis.value, f"{table.title} {each.lapis.called.removeprefix('KPU ')}")
        for each in filled
        for table in sheets(each)
    )


def _apart(table: Table, layer: str, title: str) -> Table:
    def renamed(cell: Cell) -> Cell:
        entry = cell.entry
        if entry is None:
            return cell
        name = f"{layer}/{entry.name}" if entry.name else ""
        return evolve(cell, entry=evolve(entry, name=name, formula=entry.formula.replace("{", f"{{{layer}/")))

    return Table(title, table.columns, tuple(evolve(row, cells=tuple(map(renamed, row.cells))) for row in table.rows))


def marks(id_: str, filled: Terisi) -> dict[str, str]:
    """What the file says of itself."""
    return {KIND_MARK: "lke", PLAN_MARK: id_, LAYER_MARK: filled.lapis.value}


@frozen
class _Live:
    """The sheet of one layer, as rows of cells."""

    filled: Terisi

    def rows(self) -> Iterator[Row]:
        """Every level above its parts: halves, areas, sub-components, questions, counts."""
        sheet, score = self.filled.skor.lembar, self.filled.skor
        part = sheet.bagian
        halves = [each.kode for each in sheet.pengungkit]
        weight = sum((each.bobot for each in sheet.pengungkit), Fraction(0))
        yield self._sum(part.pengungkit, "PENGUNGKIT", weight, _added(halves), score.pengungkit)
        for half in sheet.pengungkit:
            points = sum(map(score.area, half.area), Fraction(0))
            yield self._sum(half.kode, half.nama.upper(), half.bobot, _added(each.kode for each in half.area), points)
            for area in half.area:
                subs = _added(each.kode for each in area.subkomponen)
                yield self._sum(area.kode, area.nama, area.bobot, subs, score.area(area))
                for sub in area.subkomponen:
                    yield from self._subcomponent(sub)
        weight = sum((each.bobot for each in sheet.hasil), Fraction(0))
        yield self._sum(part.hasil, "HASIL", weight, _added(each.kode for each in sheet.hasil), score.hasil)
        for sub in sheet.hasil:
            yield from self._subcomponent(sub)
        whole = f"={{poin:{part.pengungkit}}}+{{poin:{part.hasil}}}"
        yield self._sum("", "NILAI TOTAL", Fraction(100), whole, score.total)

    def _subcomponent(self, sub: Subkomponen) -> Iterator[Row]:
        butir = [self.filled.skor.lembar.butir[each.kode] for each in sub.pertanyaan]
        if all(each.area for each in butir):
            formula = "=" + self._rounded("+".join(f"{{poin:{each.kode}}}" for each in butir))
        else:  # the questions of Hasil have weights of their own: each is rounded by itself
            formula = "=" + "+".join(self._rounded(f"{{poin:{each.kode}}}") for each in butir)
        yield self._sum(sub.kode, sub.nama, sub.bobot, formula, self.filled.skor.subkomponen(sub))
        for each in butir:
            yield from self._question(each)

    def _rounded(self, formula: str) -> str:
        return f"ROUND({formula},2)" if self.filled.skor.setelan.pembulatan is Pembulatan.SUBKOMPONEN else formula

    def _sum(self, code: str, name: str, weight: Fraction, formula: str, points: Fraction) -> Row:
        cells = (
            Cell(code, heading=True),
            Cell(name, heading=True),
            _figure(weight),
            Cell(),
            Cell(),
            Cell(),
            Cell(as_figure(points), entry=WorkbookCell(points, formula, f"poin:{code or 'total'}", Form.FIGURE)),
            _percent(points / weight if weight else Fraction(0), f"={{poin:{code or 'total'}}}/{_fraction(weight)}"),
            Cell(),
            Cell(),
            Cell(),
        )
        return Row(cells, group=bool(code), total=not code)

    def _question(self, butir: Butir) -> Iterator[Row]:
        asked, code = butir.pertanyaan, butir.kode
        answer = self.filled.jawaban.get(code)
        score = self.filled.skor.nilai.get(code, Fraction(0))
        text = (answer.teks or "") if answer else ""
        note = (answer.catatan or "") if answer else ""
        proof = "\n".join(answer.bukti) if answer else ""
        counted = asked.tipe is Tipe.PERSEN
        yield row(
            Cell(code, heading=True),
            decree_text(butir.uraian),
            Cell(
                as_figure(butir.maksimum),
                entry=WorkbookCell(butir.maksimum, f"={_fraction(butir.maksimum)}", f"bobot:{code}", Form.FIGURE),
            ),
            "hitungan di bawah" if counted else self._choices(butir),
            Cell() if counted else Cell(text, entry=self._answer(asked, text)),
            Cell(as_figure(score), entry=WorkbookCell(score, self._score(asked), f"nilai:{code}", Form.FIGURE)),
            Cell(
                as_figure(score * butir.maksimum),
                entry=WorkbookCell(
                    score * butir.maksimum, f"={{nilai:{code}}}*{{bobot:{code}}}", f"poin:{code}", Form.FIGURE
                ),
            ),
            _percent(score, f"={{nilai:{code}}}"),
            Cell(note, entry=WorkbookCell(note, form=Form.TEXT, open=True)),
            Cell(proof, entry=WorkbookCell(proof, form=Form.TEXT, open=True)),
            code,
        )
        for name in asked.isian if counted else ():
            found = (answer.hitungan or {}).get(name) if answer else None
            value = Fraction(found) if found is not None else None
            entry = WorkbookCell(value, "", f"hitungan:{code}:{name}", Form.COUNT, True, bounds=(Fraction(0), _MOST))
            label = f"– {(butir.kata.isian or {}).get(name) or name.replace('_', ' ')}"
            yield row("", label, "", "bilangan", Cell(found or "", entry=entry), "", "", "", "", "", f"{code}:{name}")

    def _choices(self, butir: Butir) -> str:
        """What may be answered, and what each answer takes."""
        if butir.pertanyaan.tipe is Tipe.INDEKS:
            return f"0 – {self.filled.skor.lembar.indeks}"
        words = butir.kata.pilihan or {}
        return "\n".join(
            f"{each}: {words[each]}" if each in words else each
            for each in self.filled.skor.lembar.pilihan(butir.pertanyaan.tipe)
        )

    def _answer(self, asked: Pertanyaan, text: str) -> WorkbookCell:
        sheet, name = self.filled.skor.lembar, f"jawaban:{asked.kode}"
        if asked.tipe is Tipe.INDEKS:
            value = Fraction(text) if text else None
            return WorkbookCell(value, "", name, Form.FIGURE, True, bounds=(Fraction(0), Fraction(sheet.indeks)))
        return WorkbookCell(text, "", name, open=True, choices=tuple(sheet.pilihan(asked.tipe)))

    def _score(self, asked: Pertanyaan) -> str:
        """From 0 to 1. An answer that the question does not take is an error to be seen, not a 0."""
        sheet, setting = self.filled.skor.lembar, self.filled.skor.setelan
        cell = f"{{jawaban:{asked.kode}}}"
        if asked.tipe is Tipe.PERSEN:
            return self._share(asked)
        if asked.tipe is Tipe.INDEKS:
            return f'=IF({cell}="",0,{cell}/{sheet.indeks})'
        scale = sheet.skala[asked.tipe]
        exact = scale.pecahan if setting.nilai_tengah is NilaiTengah.PECAHAN else None
        formula = "NA()"
        for word, value in reversed((exact or scale.nilai).items()):
            formula = f'IF({cell}="{word}",{_fraction(value)},{formula})'
        return f'=IF({cell}="",0,{formula})'

    def _share(self, asked: Pertanyaan) -> str:
        """A percentage of counts; 0 until all that it is made of are there."""
        assert asked.pembilang is not None
        assert asked.penyebut is not None
        needed = wajib(asked)
        cells = ",".join(_count(asked, name) for name in needed)
        above, below = _counts(asked, asked.pembilang), _counts(asked, asked.penyebut)
        without = "0"
        if asked.tanpa_kasus and not only_with_cases(self.filled.skor.setelan, asked):
            without = f"IF({_count(asked, asked.tanpa_kasus)}=0,1,0)"
        share = f"MAX(0,MIN(1,({above})/({below})))"
        return f"=IF(COUNT({cells})<{len(needed)},0,IF(({below})<=0,{without},{share}))"

    def gates(self) -> Table:
        """Every gate of the predicate, an area a row: what it wants, what there is, what is missing."""
        columns = (
            Column(f"AMBANG {self.filled.predikat}", width=4),
            Column("PALING SEDIKIT", align="right", unbroken=True),
            Column("CAPAIAN", align="right", unbroken=True),
            Column("KURANG", align="right", unbroken=True),
            Column("TERPENUHI", align="center", unbroken=True),
        )
        lines = (line for gate in self.filled.skor.lembar.gates(self.filled.predikat) for line in self._gate(gate))
        return Table("Ambang", columns, tuple(lines))

    def _gate(self, gate: Gate) -> Iterator[Row]:
        score = self.filled.skor
        if gate.kind is GateKind.AREAS:
            for name, areas in score.bidang:
                weight = sum((each.bobot for each in areas), Fraction(0))
                points = sum(map(score.area, areas), Fraction(0))
                label = f"{name[:1].upper()}{name[1:]} ({as_figure(gate.least, 0)}% dari {as_figure(weight)})"
                yield _gate_row(label, f"{gate.of}:{name}", gate.least * weight / 100, _areas(areas), points)
            return
        measured = next(each for each in self.filled.gerbang if each.gate is gate or each.gate == gate)
        cell = f"{{poin:{gate.of}}}"
        own = gate.of in score.lembar.butir and not score.lembar.butir[gate.of].area
        yield _gate_row(
            measured.nama, gate.of, gate.least, f"={self._rounded(cell) if own else cell}", measured.capaian
        )


def _gate_row(name: str, key: str, least: Fraction, formula: str, found: Fraction) -> Row:
    there, wanted = f"{{capaian:{key}}}", f"{{ambang:{key}}}"
    passed = "ya" if found >= least else "tidak"
    return row(
        Cell(name, heading=True),
        Cell(as_figure(least), entry=WorkbookCell(least, f"={_fraction(least)}", f"ambang:{key}", Form.FIGURE)),
        Cell(as_figure(found, ambang=least), entry=WorkbookCell(found, formula, f"capaian:{key}", Form.FIGURE)),
        Cell(
            "",
            entry=WorkbookCell(max(Fraction(0), least - found), f"=MAX(0,ROUND({wanted}-{there},9))", form=Form.FIGURE),
        ),
        Cell(passed, entry=WorkbookCell(passed, f'=IF(ROUND({there}-{wanted},9)>=0,"ya","tidak")', alarm="tidak")),
    )


def _areas(areas: Iterable[AreaLembar]) -> str:
    return _added(each.kode for each in areas)


def _added(codes: Iterable[str]) -> str:
    return "=" + "+".join(f"{{poin:{code}}}" for code in codes)


def _count(asked: Pertanyaan, name: str) -> str:
    return f"{{hitungan:{asked.kode}:{name}}}"


def _counts(asked: Pertanyaan, total: Sum) -> str:
    terms = "".join(f"{'+' if sign > 0 else '-'}{_count(asked, name)}" for sign, name in total.terms)
    return terms.removeprefix("+")


def _figure(value: Fraction) -> Cell:
    return Cell(as_figure(value), entry=WorkbookCell(value, form=Form.FIGURE))


def _percent(value: Fraction, formula: str) -> Cell:
    return Cell(f"{float(value):.1%}", entry=WorkbookCell(value, formula, form=Form.PERCENT))


def _fraction(value: Fraction) -> str:
    """A figure as a formula has it, exactly."""
    return str(value.numerator) if value.denominator == 1 else f"({value.numerator}/{value.denominator})"


def _printed(material: Material) -> Printed:
    filled = [material.filled(each) for each in material.layers or (material.layer or Lapis.SATKER,)]
    title = f"LKE {material.rencana.satker} {material.rencana.tahun}"
    return Printed(
        page=lambda: Page(title, sheets(filled[0])),
        book=lambda: of_layers(filled),
        marks=marks(material.id, filled[0]),
    )


FORM = Report("lke", _printed, frozenset({Need.LAYER}), "xlsx")
"""The sheet to be filled in, with every option's words and figures that work themselves out."""
