"""`zi import`: whatever the manner in which an office typed its plan, every row comes back, or is told."""

import io
import json
import random
import re
import textwrap
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font

from tests.office import SIX, Manner, as_csv, as_docx, as_xlsx, jambi
from zi_cli.errors import Refusal
from zi_cli.imports import opening, planning, rows
from zi_cli.imports.as_plan import outline_of
from zi_cli.imports.codes import Sought, coded
from zi_cli.imports.documents import documents
from zi_cli.imports.grids import cell
from zi_cli.imports.meanings import Meaning
from zi_cli.imports.outline import Outline
from zi_cli.imports.planning import Frame, Planned
from zi_cli.imports.times import day_of, timed
from zi_cli.lke.regulasi import in_force, lembar
from zi_cli.text.document import parse

Zi = Callable[..., tuple[int, str, str]]
FRAME = Frame(("KPU Kota Jambi", ""), ("2025", ""), ("WIB", ""), ("WBK", ""), {}, {})
TODAY = date(2025, 12, 5)


@pytest.fixture(scope="module")
def outline() -> Outline:
    return outline_of(lembar(in_force()))


def read(path: Path, outline: Outline) -> tuple[rows.ReadTable, Planned]:
    table = rows.read(opening.open_file(path, path.name), outline)
    assert table is not None
    return table, planning.planned(table, outline, FRAME, TODAY, path.name)


def told(tree: Any) -> list[tuple[Any, ...]]:
    """What a plan's rows say: what is printed, and the code."""
    return [
        (
            area["nomor"],
            komponen.get("nomor"),
            komponen["nama"],
            row["kode"],
            row["uraian"],
            row.get("langkah_aksi"),
            [each["dokumen"] for each in row.get("bukti_fisik", [])],
            row.get("target_waktu"),
        )
        for area in tree["area"]
        for komponen in area["komponen"]
        for row in komponen["indikator"]
    ]


HEADS = st.sampled_from(
    [
        SIX,
        ("No.", "Sub Komponen", "Indikator", "Rencana Aksi", "Data Dukung", "Waktu Pelaksanaan"),
        ("NO", "KOMPONE N", "URAIAN INDIKATOR", "KEGIATAN", "EVIDEN", "TARGET"),
        ("Nomor", "Program", "Kriteria", "Langkah-Langkah Aksi", "Bukti Dukung", "Jadwal"),
    ]
)
MANNERS = st.builds(
    Manner,
    heads=HEADS,
    order=st.permutations(range(6)).map(tuple) | st.just(tuple(range(6))),
    titles=st.sampled_from([(), ("RENCANA AKSI",), ("RENCANA AKSI", "KPU KOTA JAMBI TAHUN 2025", "", "Update", "x")]),
    numbers=st.booleans(),
    merged=st.booleans(),
    area=st.sampled_from(["{nomor} {NAMA}", "{nomor}\t{NAMA}", "AREA {nomor}: {nama}", "{NAMA}", "{nomor}. {nama}"]),
    page=st.sampled_from([0, 0, 9]),
    separator=st.sampled_from([";", ";\n", "\n"]),
)


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(MANNERS, st.sampled_from(["docx", "xlsx", "utf-8", "utf-8-sig", "utf-16", "cp1252"]), st.sampled_from(",;\t|"))
@example(
    manner=Manner(
        heads=("NO", "KOMPONE N", "URAIAN INDIKATOR", "KEGIATAN", "EVIDEN", "TARGET"),
        order=(2, 3, 4, 5, 1, 0),
        area="{nomor}\t{NAMA}",
        merged=False,
    ),
    medium="utf-16",
    separator=";",
)  # NO is the last column, and the number of an area stands in the first
def test_every_row_comes_back(tmp_path: Path, outline: Outline, manner: Manner, medium: str, separator: str) -> None:
    tree = jambi()
    path = tmp_path / "rencana"
    if medium == "docx":
        as_docx(path, tree, manner)
    elif medium == "xlsx":
        as_xlsx(path, tree, manner)
    else:
        as_csv(path, tree, manner, medium, separator)
    table, planned = read(path, outline)
    assert told(parse(planned.text).tree) == told(tree)
    assert not table.left
    assert [kode for kode, *_ in planned.codes] == ["6.v.b2"]


def test_its_own_word_file_comes_back_whole(jambi: Path, zi: Zi) -> None:
    assert zi("render", "keputusan", "-o", "keputusan.docx")[0] == 0
    code, out, _ = zi("import", "keputusan.docx", "--as", "kpu-kota-lagi-2025", "--yes")
    assert code == 0
    assert out.startswith("keputusan.docx dibaca sebagai tabel rencana aksi (docx, tabel 1, kepala di baris 1).")
    new = Path("plans/kpu-kota-lagi-2025/rencana.yaml").read_text(encoding="utf-8")
    before, after = (parse(each).tree for each in (jambi.read_text(encoding="utf-8"), new))
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert after["keputusan"] == before["keputusan"]
    assert told(after) == told(before)
    assert zi("check", "plans/kpu-kota-lagi-2025/rencana.yaml")[0] == 0
    both = json.loads(zi("status", "--on", "2025-10-15", "--format", "json")[1])["rencana"]
    assert both[0]["ringkasan"] == both[1]["ringkasan"]


@pytest.mark.parametrize(
    "manner", [Manner(), Manner(page=9, merged=False, area="{nomor}\t{NAMA}")], ids=["one", "pages"]
)
def test_a_word_table_and_an_empty_folder_are_enough(
    jambi: Path, zi: Zi, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, manner: Manner
) -> None:
    """What status and coverage say is what they say of the plan made by hand, but for a frequency that words give."""

    def said() -> Any:
        plan = json.loads(zi("status", "--on", "2025-10-15", "--format", "json")[1])["rencana"][0]
        deadlines = {each["kode"]: each["tenggat"] for each in plan["indikator"] if each["kode"] != "5.iv.b"}
        coverage = json.loads(zi("coverage", "--format", "json")[1])
        return plan["ringkasan"], deadlines, coverage["poin"], coverage["area"], coverage["dilayani"]

    tree = parse(jambi.read_text(encoding="utf-8")).tree
    before = said()
    folder = tmp_path_factory.mktemp("kantor")
    monkeypatch.chdir(folder)
    as_docx(Path("Rencana Aksi ZI.docx"), tree, manner)
    assert zi("import", "Rencana Aksi ZI.docx", "--as", "kpu-kota-jambi-2025", "--yes")[0] == 0
    assert {each.name for each in Path().iterdir()} >= {"plans", ".gitattributes", ".gitignore"}
    assert zi("check")[0] == 0
    assert said() == before


def test_nothing_is_written_unseen_and_nothing_overwritten(jambi: Path, zi: Zi) -> None:
    zi("render", "keputusan", "-o", "keputusan.docx")
    new = Path("plans/x-2025/rencana.yaml")
    code, out, err = zi("import", "keputusan.docx", "--as", "x-2025")
    assert (code, "87 baris" in out, "--yes" in err, new.exists()) == (2, True, True, False)
    code, out, _ = zi("import", "keputusan.docx", "--as", "x-2025", "--dry-run")
    assert (code, "+          - kode: 6.v.b2  # periksa:" in out, new.exists()) == (0, True, False)
    code, _, err = zi("import", "keputusan.docx")
    assert (code, "--as" in err) == (2, True)
    before = jambi.read_bytes()
    code, _, err = zi("import", "keputusan.docx", "--as", jambi.parent.name, "--yes")
    assert (code, "sudah ada dan tidak ditimpa" in err, jambi.read_bytes()) == (2, True, before)
    jambi.write_text(before.decode().replace("target_waktu: Agustus\n", "target_waktu: September\n", 1), "utf-8")
    changed = jambi.read_bytes()
    code, out, _ = zi("import", "keputusan.docx", "--plan", jambi.parent.name)
    assert (code, jambi.read_bytes()) == (0, changed)
    assert "-            target_waktu: September\n+            target_waktu: Agustus\n" in out


def test_a_plan_that_is_there_is_compared_and_not_touched(jambi: Path, zi: Zi) -> None:
    tree: Any = parse(jambi.read_text(encoding="utf-8")).tree
    first, second = tree["area"][0]["komponen"][0]["indikator"]
    first["langkah_aksi"] = "Membentuk tim pembangunan Zona Integritas " * 4
    second["bukti_fisik"] = [{"dokumen": "Berita acara"}]
    as_xlsx(Path("baru.xlsx"), tree, Manner())
    before = jambi.read_bytes()
    code, out, _ = zi("import", "baru.xlsx", "--plan", jambi.parent.name)
    assert (code, jambi.read_bytes()) == (0, before)
    changed = [line for line in out.splitlines() if re.match(r"[-+] ", line)]
    assert [line for line in changed if line[0] == "-"] == [
        '-            langkah_aksi: Membentuk tim untuk melakunana pembangunan Zona Integritas  # sic: "melakunana"'
    ]
    assert "+              - dokumen: Berita acara" in changed
    assert len(changed) == 3
    assert "1.i.b\tdokumen ini tidak ada di berkas: SK Tim Kerja ZI" in out


QUESTION = "Unit kerja telah membentuk tim untuk melakukan pembangunan Zona Integritas"
CHOSEN = "Penentuan anggota Tim dipilih melalui prosedur/mekanisme yang jelas"


def book(path: Path, lines: Sequence[Sequence[Any]], *merges: str) -> Any:
    made = Workbook()
    sheet: Any = made.active
    for line in lines:
        sheet.append([each if each != "" else None for each in line])
    for each in merges:
        sheet.merge_cells(each)
    made.save(path)
    return made


def row_of(planned: Planned, kode: str) -> Any:
    tree: Any = parse(planned.text).tree
    return next(
        row for area in tree["area"] for one in area["komponen"] for row in one["indikator"] if row["kode"] == kode
    )


def test_merged_is_not_empty_and_a_bare_document_belongs_above(tmp_path: Path, outline: Outline) -> None:
    path = tmp_path / "a.xlsx"
    book(
        path,
        [
            SIX,
            ["1", "MANAJEMEN PERUBAHAN"],
            ["i", "Penyusunan Tim Kerja", QUESTION, "Rapat", "- Undangan\n- Notula", "Januari 2025."],
            ["", "", CHOSEN, "Seleksi", "Berita acara (Juli 2025)", ""],
            ["", "", "", "", "Daftar peserta", "Maret"],
            ["ii", "Rencana Pembangunan Zona Integritas", "Terdapat dokumen rencana kerja", "xxx", "-", "-"],
        ],
        "F3:F4",
    )
    _, planned = read(path, outline)
    first, second, third = row_of(planned, "1.i.a"), row_of(planned, "1.i.b"), row_of(planned, "1.ii.a")
    assert [each["dokumen"] for each in first["bukti_fisik"]] == ["Undangan", "Notula"]
    assert second["target_waktu"] == "Januari 2025."
    assert second["bukti_fisik"] == [
        {"dokumen": "Berita acara (Juli 2025)", "waktu": "Juli 2025"},
        {"dokumen": "Daftar peserta", "waktu": "Maret"},
    ]
    assert not {"langkah_aksi", "bukti_fisik", "target_waktu"} & third.keys()


def test_heads_of_two_rows_months_to_tick_and_columns_of_ones_own(tmp_path: Path, outline: Outline) -> None:
    path = tmp_path / "a.xlsx"
    book(
        path,
        [
            ["RENCANA AKSI"],
            ["No", "Area Perubahan", "Indikator", "Rencana Aksi", "", "Waktu", "", "", "PIC"],
            ["", "", "", "Kegiatan", "Output", "Jan", "Feb", "Mar", ""],
            ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
            ["1", "Manajemen Perubahan", QUESTION, "Rapat", "SK Tim", "v", "v", "", "Umum"],
            ["2", "", CHOSEN, "Seleksi", "Berita acara", "", "", "x", "Hukum"],
        ],
        *("A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:H2", "I2:I3", "B5:B6"),
    )
    _, planned = read(path, outline)
    assert row_of(planned, "1.i.a")["target_waktu"] == "Januari-Februari"
    last = row_of(planned, "1.i.b")
    assert (last["bukti_fisik"], last["penanggung_jawab"]) == ([{"dokumen": "Berita acara"}], "Hukum")


def test_a_title_is_no_document_and_no_area(tmp_path: Path, outline: Outline) -> None:
    """A document alone in its column is one more of the row above, though it is called like a sub-component; a
    sub-component that is nearly called like an area is still one; three rows of heads end with the months."""
    path = tmp_path / "a.xlsx"
    book(
        path,
        [
            [*SIX[:5], "WAKTU", "", "", "", "", ""],
            [*[""] * 5, "TW I", "", "", "TW II", "", ""],
            [*[""] * 5, "Jan", "Feb", "Mar", "Apr", "Mei", "Jun"],
            ["4", "PENGUATAN AKUNTABILITAS"],
            ["ii", "Pengelolaan Akuntabilitas Kinerja"],
            ["", "", "Dokumen perencanaan kinerja sudah ada", "Susun", "Renstra", "", "v", "v"],
            ["", "", "", "", "Dokumen standar pelayanan"],
        ],
        *("F1:K1", "F2:H2", "I2:K2", *(f"{each}1:{each}3" for each in "ABCDE")),
    )
    table, planned = read(path, outline)
    row = row_of(planned, "4.ii.a")
    assert [(each.nomor, each.komponen) for each in table.rows] == [("ii", "Pengelolaan Akuntabilitas Kinerja")]
    assert ([each["dokumen"] for each in row["bukti_fisik"]], row["target_waktu"]) == (
        ["Renstra", "Dokumen standar pelayanan"],
        "Februari-Maret",
    )


def test_links_behind_the_names_of_documents_are_evidence(tmp_path: Path, outline: Outline) -> None:
    path = tmp_path / "a.xlsx"
    head = ["No", "Indikator", "Rencana Aksi", "Bukti Dukung (link)", "Waktu"]
    made = book(path, [head, ["1", QUESTION, "Rapat", "SK Tim Kerja ZI", "Mei"]])
    made.active["D2"].hyperlink = "https://drive.contoh.go.id/a"
    made.save(path)
    (evidence,) = row_of(read(path, outline)[1], "1.i.a")["bukti_fisik"]
    assert (evidence["dokumen"], evidence["realisasi"][0]["tautan"]) == (
        "SK Tim Kerja ZI",
        "https://drive.contoh.go.id/a",
    )


def test_what_is_as_above_is_read_so(tmp_path: Path, outline: Outline) -> None:
    """A target stays as it is printed, with what is meant beside it; a document called `sda` would be nobody's."""
    path = tmp_path / "a.csv"
    head = "No;Komponen;Indikator;Aksi;Eviden;Waktu\n1;;POKJA I MANAJEMEN PERUBAHAN (Ketua: B);;;\n"
    path.write_text(f"{head}i;Tim Kerja;{QUESTION};Rapat;SK Tim;Agustus\n;;{CHOSEN};idem;s.d.a;sda\n", "utf-8")
    row = row_of(read(path, outline)[1], "1.i.b")
    assert (row["langkah_aksi"], row["bukti_fisik"]) == ("Rapat", [{"dokumen": "SK Tim"}])
    assert (row["target_waktu"], row["waktu"]) == ("sda", "Agustus")


def test_who_is_responsible_for_all_is_said_once(tmp_path: Path, outline: Outline) -> None:
    path = tmp_path / "a.xlsx"
    second = "Terdapat dokumen rencana kerja"
    book(
        path,
        [
            [*SIX, "PIC"],
            ["i", "Penyusunan Tim Kerja", QUESTION, "Rapat", "SK", "Mei", "Hukum"],
            ["", "", CHOSEN, "Rapat", "SK", "Mei", "Hukum"],
            ["ii", "Rencana", second, "Rapat", "SK", "Mei", "Hukum"],
            ["4", "PENGUATAN AKUNTABILITAS"],
            ["i", "Keterlibatan Pimpinan", "Unit kerja melibatkan pimpinan", "Rapat", "SK", "Mei", "Ketua"],
            ["", "", "Pimpinan memantau pencapaian kinerja", "Rapat", "SK", "Mei", ""],
        ],
    )
    tree: Any = parse(read(path, outline)[1].text).tree
    first, last = tree["area"]
    assert (first["penanggung_jawab"], last.get("penanggung_jawab")) == ("Hukum", None)
    rows_ = [row for one in first["komponen"] for row in (one, *one["indikator"])]
    assert not any("penanggung_jawab" in each for each in rows_)
    assert [each.get("penanggung_jawab") for each in last["komponen"][0]["indikator"]] == ["Ketua", None]


def test_who_is_responsible_is_compared_wherever_it_is_said(jambi: Path, zi: Zi) -> None:
    text = jambi.read_text(encoding="utf-8")
    jambi.write_text(
        text.replace("    nama: Manajemen Perubahan\n", "    nama: Manajemen Perubahan\n    penanggung_jawab: Hukum\n"),
        "utf-8",
    )
    head = "No;Komponen;Indikator;Aksi;Eviden;Waktu;PIC\n1;;MANAJEMEN PERUBAHAN;;;;\n"
    lines = f"i;Penyusunan Tim Kerja;{QUESTION};;;;Hukum\n;;{CHOSEN};;;;Umum\n"
    Path("a.csv").write_text(head + lines, "utf-8")
    out = zi("import", "a.csv", "--plan", jambi.parent.name)[1]
    assert "1.i.b\tpenanggung_jawab di atasnya Hukum, di berkas Umum" in out
    assert "1.i.a\tpenanggung" not in out


def test_titles_in_the_column_of_rows_and_a_signature_below(tmp_path: Path, outline: Outline) -> None:
    path = tmp_path / "a.xlsx"
    book(
        path,
        [
            ["No", "Uraian", "Langkah Aksi", "Bukti Fisik", "Waktu"],
            ["A", "PENGUNGKIT"],
            ["I", "PEMENUHAN"],
            ["1", "MANAJEMEN PERUBAHAN"],
            ["i", "Penyusunan Tim Kerja"],
            ["a", QUESTION, "Rapat", "SK", "Maret"],
            ["II", "REFORM"],
            ["1", "MANAJEMEN PERUBAHAN"],
            ["i", "Komitmen dalam Perubahan"],
            ["a", "Agen perubahan menghasilkan perubahan nyata", "Susun", "SK", "Mei"],
            ["", "", "", "Jambi, 8 Desember 2025"],
            ["", "", "", "Ketua"],
        ],
    )
    table, planned = read(path, outline)
    tree: Any = parse(planned.text).tree
    assert [(each["nomor"], each["nama"]) for each in tree["area"][0]["komponen"]] == [
        ("i", "Penyusunan Tim Kerja"),
        ("i", "Komitmen dalam Perubahan"),
    ]
    assert row_of(planned, "R1.i.a")["bukti_fisik"] == [{"dokumen": "SK"}]
    assert [each.partition(": ")[2] for each in table.left] == ["Jambi, 8 Desember 2025", "Ketua"]


def test_sheets_by_area_are_one_plan_and_older_or_hidden_ones_are_not_read(tmp_path: Path, outline: Outline) -> None:
    path = tmp_path / "a.xlsx"
    rows_ = [[*SIX], ["i", "Penyusunan Tim Kerja", QUESTION, "Rapat", "SK", "Maret"]]
    made = book(path, rows_)
    made.active.title = "Area I"
    for name in ("Area II", "2024", "lama"):
        sheet = made.create_sheet(name)
        for line in rows_ if name != "Area II" else [[*SIX], ["i", "SOP", "SOP mengacu", "Susun", "SOP", "Mei"]]:
            sheet.append(line)
    made["lama"].sheet_state = "hidden"
    made.save(path)
    table, planned = read(path, outline)
    assert (planned.rows, table.names, table.others) == (
        2,
        ["lembar Area I", "lembar Area II"],
        ["lembar 2024", "lembar lama"],
    )


def test_what_a_page_has_torn_is_put_together(tmp_path: Path, outline: Outline) -> None:
    """The name of a komponen, a question with its action, a time; a whole question at the top of a page is a row."""
    path = tmp_path / "a.docx"
    made = docx.Document()
    pages = [
        [["1", "MANAJEMEN PERUBAHAN"], ["i", "Penyusunan Tim", QUESTION, "Rapat", "SK", "Juli s/d"]],
        [["", "Kerja", "", "", "", "September 2025"], ["", "", CHOSEN[:37], "Seleksi atas", "Notula", "Mei"]],
        [
            ["", "", CHOSEN[38:], "Pengendalian Gratifikasi", "", ""],
            ["ii", "Rencana", "Terdapat rencana", "x", "y", "Mei"],
        ],
        [["", "", "Terdapat mekanisme atau media untuk mensosialisasikan pembangunan WBK/WBBM", "z", "Foto", ""]],
    ]
    for page in pages:
        table = made.add_table(rows=0, cols=6)
        for line in [list(SIX), *page]:
            for cell_, text in zip(table.add_row().cells, line, strict=False):
                cell_.text = text
    made.save(str(path))
    table_, planned = read(path, outline)
    assert [(each.komponen, each.text(Meaning.TARGET_WAKTU)) for each in table_.rows] == [
        ("Penyusunan Tim Kerja", "Juli s/d September 2025"),
        ("Penyusunan Tim Kerja", "Mei"),
        ("Rencana", "Mei"),
        ("Rencana", ""),
    ]
    row = row_of(planned, "1.i.b")
    assert (row["uraian"], row["langkah_aksi"]) == (CHOSEN, "Seleksi atas Pengendalian Gratifikasi")


def test_a_head_of_two_rows_without_merging_is_read(tmp_path: Path, outline: Outline) -> None:
    """CSV knows no merged cells: a title over two columns stands in the first; the area below is no third row."""
    path = tmp_path / "a.csv"
    head = "No;Fokus;Indikator;RENCANA KERJA;;Jadwal\n;;;Rencana Aksi;Evidence;\nAREA I: MANAJEMEN PERUBAHAN;;;;;\n"
    path.write_text(f"{head}i;Tim Kerja;{QUESTION};Rapat;SK;Mei\n", "utf-8")
    table, planned = read(path, outline)
    row = row_of(planned, "1.i.a")
    assert (row["langkah_aksi"], row["bukti_fisik"], row["target_waktu"]) == ("Rapat", [{"dokumen": "SK"}], "Mei")
    assert (table.head.last, table.left) == (1, [])


def test_codes_that_a_table_has_are_kept(tmp_path: Path, outline: Outline) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"No;Indikator;Aksi;Eviden;Target\n1.I.B;{CHOSEN};a;b;Mei\nA.II.1.i.a;Agen;a;b;Mei\n", "utf-8")
    _, planned = read(path, outline)
    assert [row_of(planned, kode)["langkah_aksi"] for kode in ("1.i.b", "R1.i.a")] == ["a", "a"]
    assert planned.doubts == []


def test_a_tracking_sheet_gives_marks_for_days_and_links_and_lists_claims(tmp_path: Path, outline: Outline) -> None:
    path = tmp_path / "a.xlsx"
    made = book(
        path,
        [
            ["MONITORING"],
            [*SIX, "Status", "Link", "Tgl. Selesai"],
            ["1", "MANAJEMEN PERUBAHAN"],
            ["i", "Penyusunan Tim Kerja", QUESTION, "Rapat", "SK Tim", "Maret", "Selesai", "bukti", 45912],
            ["", "", CHOSEN, "Seleksi", "Notula", "Maret", "Sudah", "", ""],
            ["ii", "Rencana", "Terdapat dokumen rencana kerja", "Susun", "Rencana", "Maret", "", "", "05/08/2025"],
            ["", "", "Dalam dokumen terdapat target prioritas", "Susun", "A; B", "Mei", "", "https://x.go.id/a", ""],
        ],
    )
    made.active["H4"].hyperlink = "https://drive.contoh.go.id/1.i.a"
    made.active["E4"].font = Font(italic=True)
    made.save(path)
    _, planned = read(path, outline)
    mark = row_of(planned, "1.i.a")["bukti_fisik"][0]["realisasi"]
    assert mark == [{"tanggal": "2025-09-12", "tautan": "https://drive.contoh.go.id/1.i.a"}]
    assert row_of(planned, "1.ii.a")["bukti_fisik"][0]["realisasi"] == [{"tanggal": "2025-08-05"}]
    assert [len(each["realisasi"]) for each in row_of(planned, "1.ii.b")["bukti_fisik"]] == [1, 1]
    assert planned.claims == ['1.i.b: "Sudah"']
    assert ("1.ii.b", "tanpa tanggal di tabelnya; ini hari impor; satu tanda di tabelnya untuk 2 dokumen") in (
        planned.doubts
    )


CLAIMS = ["Sudah", "100%", "100 %", "v", "√", "Selesai.", "sudah diunggah", "Terlaksana", "TRUE", "ya"]
NO_CLAIMS = [
    "Belum",
    "50%",
    "-",
    "on progress",
    "Ada kendala anggaran",
    "Sudah dijadwalkan tetapi pimpinan masih berhalangan",
]


@pytest.mark.parametrize("column", ["Status", "% Capaian", "Keterangan"])
def test_what_only_says_that_it_is_done_is_listed(tmp_path: Path, outline: Outline, column: str) -> None:
    path = tmp_path / "a.csv"
    rows_ = zip(jambi()["area"][0]["komponen"], (CLAIMS, NO_CLAIMS), strict=False)
    lines = [
        f"i;{one['nama']};{QUESTION} {at};a;SK;Mei;{said}" for one, texts in rows_ for at, said in enumerate(texts)
    ]
    path.write_text("\n".join([f"No;Komponen;Indikator;Aksi;Eviden;Waktu;{column}", *lines]), "utf-8")
    _, planned = read(path, outline)
    assert [each.partition(": ")[2] for each in planned.claims] == [f'"{each}"' for each in CLAIMS]
    assert planned.marks == 0


def test_word_lists_and_tracked_changes(tmp_path: Path, outline: Outline) -> None:
    path = tmp_path / "a.docx"
    made = docx.Document()
    table = made.add_table(rows=3, cols=6)
    for place, text in enumerate(SIX):
        table.rows[0].cells[place].text = text
    table.rows[1].cells[0].merge(table.rows[1].cells[5]).text = "1 MANAJEMEN PERUBAHAN"
    for place, text in enumerate(["i", "Penyusunan Tim Kerja", QUESTION, "Rapat\u00ad tim", "", "Maret"]):
        table.rows[2].cells[place].text = text
    for text in ("Undangan", "Daftar hadir"):
        table.rows[2].cells[4].add_paragraph(text, style="List Bullet")
    made.save(str(path))
    changed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                run = b"<w:r><w:t>Rapat"
                assert run in part
                gone = b'<w:del w:id="1" w:author="x"><w:r><w:delText>Lama </w:delText></w:r></w:del>'
                added = b'<w:ins w:id="2" w:author="x"><w:r><w:t xml:space="preserve">Satu </w:t></w:r></w:ins>'
                part = part.replace(run, gone + added + run, 1)
            new.writestr(name, part)
    path.write_bytes(changed.getvalue())
    _, planned = read(path, outline)
    row = row_of(planned, "1.i.a")
    assert (row["langkah_aksi"], [each["dokumen"] for each in row["bukti_fisik"]]) == (
        "Satu Rapat tim",
        ["Undangan", "Daftar hadir"],
    )
    assert "1 sisipan, 1 hapusan" in opening.open_file(path, "a.docx").said[0]


ROMAN = """<w:abstractNum xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:abstractNumId="77">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>"""
NUMBERED = """<w:num xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:numId="77">
<w:abstractNumId w:val="77"/></w:num>"""


def test_numbers_that_word_only_shows_are_read(tmp_path: Path, outline: Outline) -> None:
    """Of a list that goes on from cell to cell, and of one that its style numbers."""
    made = docx.Document()
    lists = made.part.numbering_part.element
    lists.insert(0, parse_xml(ROMAN))
    lists.append(parse_xml(NUMBERED))
    table = made.add_table(rows=4, cols=6)
    names = ("Penyusunan Tim Kerja", "Rencana Pembangunan Zona Integritas")
    for line, texts in enumerate((SIX, *(("", name, QUESTION, "", "SK", "Mei") for name in names))):
        for place, text in enumerate(texts):
            table.rows[line + (line > 0)].cells[place].text = text
    table.rows[1].cells[0].merge(table.rows[1].cells[5]).text = "1 MANAJEMEN PERUBAHAN"
    for line in table.rows[2:]:
        listed = line.cells[0].paragraphs[0]._p.get_or_add_pPr().get_or_add_numPr()
        listed.get_or_add_numId().val = 77
        for action in ("Rapat", "Laporan"):
            line.cells[3].add_paragraph(action, style="List Number")
    made.save(str(tmp_path / "a.docx"))
    table_, planned = read(tmp_path / "a.docx", outline)
    assert [each.nomor for each in table_.rows] == ["i.", "ii."]
    assert row_of(planned, "1.i.a")["langkah_aksi"] == "1. Rapat\n2. Laporan"


def replaced(raw: bytes, old: bytes, new: bytes) -> bytes:
    """A zip with other bytes in its parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as parts, zipfile.ZipFile(made, "w") as changed:
        for each in parts.namelist():
            changed.writestr(each, parts.read(each).replace(old, new))
    return made.getvalue()


def test_figures_and_lists_without_end_are_read_and_told() -> None:
    book: Any = Workbook()
    book.active["A1"] = 123456
    stream = io.BytesIO()
    book.save(stream)
    endless = replaced(stream.getvalue(), b"123456", b"1E999")
    assert opening.read(endless, "a.xlsx").grids[0].rows[0][0].text == "inf"
    made = docx.Document()
    lists = made.part.numbering_part.element
    lists.insert(0, parse_xml(ROMAN.replace('w:start w:val="1"', 'w:start w:val="99999999999"')))
    lists.append(parse_xml(NUMBERED))
    made.add_paragraph("Rapat")._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 77
    made.save(stream := io.BytesIO())
    assert opening.read(stream.getvalue(), "a.docx").blocks == ("1) Rapat",), "counted as a list without numbers is"


def zipped(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parts:
        for each in names:
            parts.writestr(each, "x")
    return stream.getvalue()


def declared(part: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parts:
        parts.writestr("word/document.xml", part)
    return stream.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
UNREADABLE = {
    "lama.doc": (OLE + "WordDocument".encode("utf-16-le"), "berkas Word lama (.doc); simpan sebagai .docx"),
    "lama.xls": (OLE + "Workbook\0".encode("utf-16-le"), "berkas Excel lama (.xls); simpan sebagai .xlsx"),
    "kunci.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "terkunci dengan kata sandi"),
    "pindai.jpg": (b"\xff\xd8\xff\xe0" + bytes(50), "gambar"),
    "surat.rtf": (b"{\\rtf1 x}", "berkas RTF"),
    "tabel.ods": (zipped("content.xml", "mimetype"), "berkas OpenDocument"),
    "slide.pptx": (zipped("ppt/presentation.xml"), "presentasi PowerPoint"),
    "arsip.zip": (zipped("a.txt"), "sebuah arsip zip"),
    "putus.docx": (zipped("word/document.xml")[:60], "rusak atau tidak utuh"),
    "rusak.docx": (zipped("word/document.xml"), "rusak atau tidak utuh"),
    "rusak.xlsx": (zipped("xl/workbook.xml"), "rusak atau tidak utuh"),
    "kosong.csv": (b" \r\n", "kosong"),
    "rusak.pdf": (b"%PDF-1.7 x", "PDF"),
    "program.exe": (b"MZ" + bytes(range(4)) * 500, ""),
    "hadir.csv": (b"No;Nama;Jabatan;Tanda Tangan\n1;A;B;\n", "tampaknya daftar hadir"),
    "kinerja.csv": (b"Sasaran,Indikator Kinerja,Target,Anggaran\nx,y,100%,1\n", "tampaknya perjanjian kinerja"),
    "evaluasi.csv": (
        b"No;Kriteria;Bobot;Jawaban;Nilai\n1;x;6;A;5\n",
        "lembar evaluasi, tetapi bukan LKE Zona Integritas",
    ),
    "rab.csv": (b"No;Uraian;Volume;Satuan;Harga;Jumlah\n1;x;6;A;5;1\n", "tabel anggaran"),
    "lain.csv": (
        b"No;Barang;Ruang\n1;x;y\n",
        "beri kolomnya judul Indikator, Langkah Aksi, Bukti Fisik, dan Target Waktu",
    ),
    "kosong-isi.csv": (b"No;Indikator;Langkah Aksi;Bukti Fisik;Target Waktu\n(1);(2);(3);(4);(5)\n", "kosong"),
    "bom.docx": (declared(b"<!DOCTYPE w [<!ENTITY a 'x'>]><w>&a;</w>"), "memuat DOCTYPE"),
    "buku.xml": (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook/>', "Excel 2003"),
    "rencana.gdoc": (b'{"url":"https://docs.google.com/document/d/x"}', "hanya pintasan Google Docs"),
    "rencana.yaml": (b"# catatan\nversi: 1\nsatker: KPU X\n", "sudah berupa rencana zi"),
    "~$rencana.docx": (b"\x05Nama" + bytes(90), "berkas sementara Word"),
    "surat.mht": (b"MIME-Version: 1.0\n\n<html></html>", "surel atau halaman web simpanan"),
    "risiko.csv": (
        b"No,Kegiatan Risiko,Indikator,Rencana Aksi,Keluaran,Jadwal\n1,Listrik padam,x,Pasang genset,Genset,Mei\n",
        "bukan rencana Zona Integritas",
    ),
    "cerita.txt": (b"Ini surat biasa, tanpa tabel.\nHormat kami\n", ""),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_plan_is_told_for_what_it_is(jambi: Path, zi: Zi, name: str) -> None:
    raw, words = UNREADABLE[name]
    Path(name).write_bytes(raw)
    code, out, err = zi("import", name, "--as", "x-2025", "--yes")
    assert (code, out) == (2, "")
    assert words in err
    assert name in err
    assert "Traceback" not in err
    assert not Path("plans/x-2025").exists()


TIMES = [
    ("Agustus - Desember", "", ""),
    ("Januari 2021.", "", ""),
    ("Okttober-Desember", "Oktober-Desember", ""),
    ("Setiap Bulan", "Januari-Desember", "bulanan"),
    ("setiap 3 bulan sekali", "Januari-Desember", "triwulanan"),
    ("Tercapai 4 Januari 2021 .", "4 Januari 2021", ""),
    ("persemester", "Januari-Desember", "semesteran"),
    ("Tahunan", "Januari-Desember", ""),
    ("Desembr 2025", "Desember 2025", ""),
    ("Triwulan IV atau Triwulan I", "Triwulan I (N+1)", ""),
    ("Medio Agustus", "15 Agustus", ""),
    ("Jan-26", "Jan 2026", ""),
    ("TW I: rapat, TW III: laporan", "TW I dan TW III", ""),
    ("sesuai kebutuhan", "", ""),
    ("tiap ada perubahan", "", ""),
]


@pytest.mark.parametrize(("text", "meant", "frequency"), TIMES)
def test_a_target_stays_as_printed(text: str, meant: str, frequency: str) -> None:
    found = timed(text)
    assert (found.printed, found.meant, found.frequency) == (text, meant, frequency)
    assert bool(found.doubt) == bool(meant) or "ada" in text or "sesuai" in text


DOCUMENTS = [
    ("SK Tim; Undangan;", ["SK Tim", "Undangan"]),
    ("Undangan\nDaftar hadir,\nNotula", ["Undangan", "Daftar hadir", "Notula"]),
    ("Laporan hasil monitoring dan\nevaluasi", ["Laporan hasil monitoring dan evaluasi"]),
    ("SK Tim yang ditandatangani\noleh Ketua", ["SK Tim yang ditandatangani oleh Ketua"]),
    ("1. SK Tim 2. Notula 3. Foto", ["SK Tim", "Notula", "Foto"]),
    ("• Foto kegiatan\n• Banner", ["Foto kegiatan", "Banner"]),
    ("SK Nomor 1. Tahun 2025", ["SK Nomor 1. Tahun 2025"]),
    ("Undangan, daftar hadir, notula", ["Undangan, daftar hadir, notula"]),
    ("SK Tim\nSK Tim", ["SK Tim"]),
    ("- ; ;", []),
]


@pytest.mark.parametrize(("text", "names"), DOCUMENTS)
def test_a_cell_names_documents(text: str, names: list[str]) -> None:
    assert [each.name for each in documents(cell(text).lines)] == names


DAYS = [
    "2025-08-05",
    "05/08/2025",
    "5-8-2025",
    "5 Agustus 2025",
    "5 Agst 2025",
    "2025-08-05 10:00:00",
    "Selasa, 5 Agustus 2025.",
]


@pytest.mark.parametrize("text", DAYS)
def test_days_are_read_day_first(text: str) -> None:
    assert day_of(text) == date(2025, 8, 5)
    assert day_of("30/02/2025") is None
    assert day_of("minggu depan") is None


def noisy(text: str, chance: random.Random) -> str:
    """A wording as another office has it: words dropped, misspelt, exchanged, halves moved."""
    words = [each for each in text.split() if chance.random() > 0.2] or text.split()
    words = [each[: len(each) // 2] + each[len(each) // 2 + 1 :] if chance.random() < 0.1 else each for each in words]
    other = {"monitoring": "pemantauan", "pegawai": "ASN", "telah": "sudah", "dilakukan": "dilaksanakan"}
    words = [other.get(each.lower(), each) for each in words]
    if len(words) > 6 and chance.random() < 0.3:
        at = chance.randrange(2, len(words) - 2)
        words = words[at:] + words[:at]
    return " ".join(words)


@pytest.mark.parametrize("seed", range(6))
def test_no_wrong_code_is_left_unmarked(outline: Outline, seed: int) -> None:
    chance = random.Random(seed)
    plan = told(jambi())
    texts = [noisy(each[4], chance) for each in plan]
    if seed % 2:
        texts = [noisy(each, chance) for each in texts]
    found = coded([Sought(text, each[2], int(each[0])) for text, each in zip(texts, plan, strict=True)], outline)
    wrong = [(str(one.kode), each[3]) for one, each in zip(found, plan, strict=True) if str(one.kode) != each[3]]
    unmarked = [each for each, one in zip(plan, found, strict=True) if str(one.kode) != each[3] and not one.doubt]
    assert unmarked == []
    assert len(wrong) < (20 if seed % 2 else 8)
    assert len({one.kode for one in found}) == len(plan)


def test_a_row_like_no_question_is_marked(outline: Outline) -> None:
    (found,) = coded([Sought("Pengadaan genset untuk gudang logistik", "Penyusunan Tim Kerja", 1)], outline)
    assert re.fullmatch(r"1\.i\.[ab]", str(found.kode))
    assert found.doubt


def test_a_pdf_wants_its_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    with pytest.raises(Refusal, match=r"zi-cli\[pdf\]"):
        opening.open_file(tmp_path / "a.pdf", "a.pdf")


def test_a_folder_of_evidence_becomes_marks(jambi: Path, zi: Zi) -> None:
    folder = Path("Bukti Dukung")
    for name in (
        "AREA I/1.i.a SK Tim.pdf",
        "AREA I/1.ii.c Pakta integritas.pdf",
        "AREA I/1.ii.c_banner tolak gratifikasi (1).png",
        "AREA I/1.II.C Banner tolak gratifikasi halaman web.png",
        "5.iii.a banner.pdf",
        "4.i.a foto.jpg",
        "scan0001.pdf",
        "AREA I/1.iv.b Agen perubahan/scan0002.pdf",
        "9.i.a apa.pdf",
        "6.iii.a kosong.pdf",
        ".DS_Store",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())
    before = jambi.read_bytes()
    code, _, err = zi("import", str(folder))
    assert (code, "--date" in err) == (2, True)
    code, out, _ = zi("import", str(folder), "--date", "2025-09-01")
    assert (code, jambi.read_bytes()) == (2, before)
    code, out, err = zi("import", str(folder), "--date", "2025-09-01", "--yes")
    assert code == 0
    assert "5 dokumen ditandai" in err
    assert "scan0001.pdf\tnamanya, dan nama foldernya, tidak diawali kode baris" in out
    assert "9.i.a apa.pdf\t" in out
    assert "6.iii.a kosong.pdf\tbaris 6.iii.a tidak meminta bukti fisik" in out
    assert "4.i.a foto.jpg\tbaris 4.i.a punya" in out
    plan: Any = parse(jambi.read_text(encoding="utf-8")).tree
    banner = plan["area"][0]["komponen"][1]["indikator"][2]["bukti_fisik"][1]["realisasi"]
    assert (len(banner), len(banner[0]["berkas_lain"])) == (1, 1)
    assert (jambi.parent / banner[0]["berkas"]).read_bytes()
    assert all((folder / name).exists() for name in ("AREA I/1.i.a SK Tim.pdf", "scan0001.pdf"))
    code, out, _ = zi("import", str(folder), "--date", "2025-09-01", "--yes")
    assert "sudah ditandai" in out
    assert zi("undo")[0] == 0
    assert jambi.read_bytes() == before


def test_moving_takes_only_what_was_marked(jambi: Path, zi: Zi) -> None:
    for name in ("1.i.a SK Tim.pdf", "lain.pdf"):
        Path("b").mkdir(exist_ok=True)
        Path("b", name).write_bytes(b"x")
    assert zi("import", "b", "--date", "2025-09-01", "--move", "--yes")[0] == 0
    assert [each.name for each in Path("b").iterdir()] == ["lain.pdf"]
    assert list((jambi.parent / "bukti" / "1.i.a").iterdir())


def test_a_row_like_no_question_takes_no_code_that_another_answers(outline: Outline) -> None:
    rows_ = [Sought("Pengadaan genset", "Penyusunan Tim Kerja", 1), Sought(QUESTION, "Penyusunan Tim Kerja", 1)]
    first, second = coded(rows_, outline)
    assert (str(first.kode), bool(first.doubt), str(second.kode), second.doubt) == ("1.i.b", True, "1.i.a", "")


def ruled_pdf(lines: Sequence[Sequence[str]], *, torn: bool = False) -> bytes:
    """A page with a ruled table, as small as a PDF can be; a torn one has no line below its last row."""
    wide, high, left, top = 125, 40, 20, 560
    drawn = []
    for at, line in enumerate(lines):
        bottom = top - (at + 1) * high
        for place, text in enumerate(line):
            here = left + place * wide
            if torn and at + 1 == len(lines):
                drawn += [f"{each} {bottom} m {each} {bottom + high} l S" for each in (here, here + wide)]
            else:
                drawn.append(f"{here} {bottom} {wide} {high} re S")
            for row_, part in enumerate(text.split("\n")):
                drawn.append(f"BT /F1 7 Tf {left + place * wide + 3} {bottom + high - 10 - row_ * 9} Td ({part}) Tj ET")
    stream = "\n".join(drawn).encode()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for at, obj in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (at, obj)
    table = b"".join(b"%010d 00000 n \n" % each for each in places)
    head = b"xref\n0 6\n0000000000 65535 f \n" + table
    return out + head + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)


def test_a_ruled_table_of_a_pdf_is_read(tmp_path: Path, outline: Outline) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(
        ruled_pdf(
            [
                SIX,
                ["1 MANAJEMEN", "PERUBAHAN", "", "", "", ""],
                [
                    "i",
                    "Penyusunan Tim\nKerja",
                    "\n".join(textwrap.wrap(QUESTION, 30)),
                    "Rapat",
                    "SK Tim;\nNotula",
                    "Mei",
                ],
            ]
        )
    )
    _, planned = read(path, outline)
    row = row_of(planned, "1.i.a")
    assert (row["uraian"], row["target_waktu"], [each["dokumen"] for each in row["bukti_fisik"]]) == (
        QUESTION,
        "Mei",
        ["SK Tim", "Notula"],
    )


def test_a_torn_row_and_a_list_of_a_pdf_are_read_by_where_words_stand(tmp_path: Path, outline: Outline) -> None:
    """A line ends an item where the next word would have had room; a row that the page tears has no line below."""
    path = tmp_path / "a.pdf"
    first = ["i", "Penyusunan Tim Kerja", "Unit kerja telah", "Rapat", "Undangan\nNotula rapat", "Mei"]
    path.write_bytes(ruled_pdf([("N O", *SIX[1:]), ["1 MANAJEMEN PERUBAHAN", *[""] * 5], first], torn=True))
    table, planned = read(path, outline)
    (only,) = table.rows
    assert (only.nomor, only.text(Meaning.INDIKATOR)) == ("i", "Unit kerja telah")
    assert [each["dokumen"] for each in row_of(planned, "1.i.a")["bukti_fisik"]] == ["Undangan", "Notula rapat"]


def test_a_pdf_without_text_is_a_scan_or_empty() -> None:
    with pytest.raises(Refusal, match="tanpa teks"):
        opening.read(ruled_pdf([]), "kosong.pdf")


def test_a_page_under_the_name_of_a_workbook_is_read(tmp_path: Path, outline: Outline) -> None:
    """Applications hand out HTML as `.xls`."""
    head = "".join(f"<th>{each}</th>" for each in SIX)
    cells = ["i", "Penyusunan Tim Kerja", QUESTION, "Rapat", "SK&nbsp;Tim<br>Notula", "Maret"]
    body = "".join(f"<td>{each}</td>" for each in cells)
    path = tmp_path / "ekspor.xls"
    page = f"<html><style>td{{}}</style><table><tr>{head}<tr><td colspan=6>I. Manajemen Perubahan<tr>{body}</table>"
    path.write_text(page, "utf-8")
    _, planned = read(path, outline)
    assert [each["dokumen"] for each in row_of(planned, "1.i.a")["bukti_fisik"]] == ["SK Tim", "Notula"]
