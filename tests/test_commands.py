"""The commands' contract: exit codes, streams, the JSON's keys, refusals that name the cure."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import JAMBI
from zi_cli.render.machine import as_csv
from zi_cli.tables import Column, Table, row

Zi = Callable[..., tuple[int, str, str]]
GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize(
    ("on", "late"),
    [
        ("2025-07-31", []),
        ("2025-09-05", ["1.i.a", "1.i.b", "2.ii.b"]),
        ("2025-10-15", ["1.i.a", "1.i.b", "1.iii.b", "1.iv.b", "2.ii.b", "5.v.a", "6.i.a"]),
        ("2025-11-15", ["1.i.a", "1.i.b", "1.iii.b", "1.iv.b", "2.i.a", "2.ii.b", "5.v.a", "6.i.a", "6.iii.c"]),
    ],
)
def test_what_is_late_in_jambi_before_any_mark(jambi: Path, zi: Zi, on: str, late: list[str]) -> None:
    _, out, _ = zi("status", "--on", on, "--format", "json")
    rows = json.loads(out)["rencana"][0]["indikator"]
    assert [row["kode"] for row in rows if row["keadaan"] == "terlambat"] == late


def test_after_the_year_every_row_with_a_target_is_late(jambi: Path, zi: Zi) -> None:
    _, out, _ = zi("status", "--on", "2026-01-01", "--format", "json")
    counts = json.loads(out)["rencana"][0]["ringkasan"]
    assert (counts["terlambat"], counts["tanpa_target"], counts["indikator"]) == (86, 1, 87)


def test_the_json_of_status_has_the_contracts_shape(jambi: Path, zi: Zi) -> None:
    code, out, err = zi("status", "--on", "2025-10-15", "--format", "json")
    data = json.loads(out)
    (plan,) = data["rencana"]
    assert (code, err, data["versi"], data["per_tanggal"]) == (0, "", 1, "2025-10-15")
    assert (plan["id"], plan["satker"], plan["tahun"]) == ("kpu-kota-jambi-2025", "KPU Kota Jambi", 2025)
    counts = {"indikator": 87, "selesai": 0, "terlambat": 7, "berjalan": 74, "belum_mulai": 5, "tanpa_target": 1}
    assert counts.items() <= plan["ringkasan"].items()
    area = {"nomor": 1, "nama": "Manajemen Perubahan", "indikator": 12, "selesai": 0, "terlambat": 4, "berjalan": 8}
    assert area.items() <= plan["area"][0].items()
    row = plan["indikator"][0]
    assert {
        "kode": "1.i.a",
        "keadaan": "terlambat",
        "tenggat": ["2025-08-31"],
        "hari_terlambat": 45,
    }.items() <= row.items()
    assert {"keadaan": "belum", "tenggat": ["2025-08-31"]}.items() <= row["bukti"][0].items()


@pytest.mark.parametrize(
    ("golden", "args"),
    [
        ("status.txt", ("status", "--on", "2025-10-15")),
        ("status.md", ("status", "--on", "2025-10-15", "--format", "markdown", "--area", "1")),
        ("list.csv", ("list", "--on", "2025-10-15", "--state", "terlambat", "--format", "csv")),
        ("show.txt", ("show", "2.ii.b", "--on", "2025-10-15")),
    ],
)
def test_whole_outputs(jambi: Path, zi: Zi, golden: str, args: tuple[str, ...]) -> None:
    code, out, err = zi(*args)
    assert (code, err) == (0, "")
    assert out == (GOLDEN / golden).read_bytes().decode()


def test_what_is_piped_is_neither_coloured_nor_cut_nor_padded(jambi: Path, zi: Zi) -> None:
    _, out, _ = zi("list")
    assert "\x1b" not in out
    assert "…" not in out
    assert not any(line.endswith(" ") for line in out.splitlines())
    assert len(out.splitlines()) == 87 + 3


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
@pytest.mark.parametrize("args", [["list"], ["-h"], ["list", "--format", "json"]])
def test_output_that_cannot_be_written_is_a_sentence(jambi: Path, args: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([sys.executable, "-m", "zi_cli", *args], stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (2, b"zi: Keluarannya tidak dapat ditulis: tempat di disk habis.\n")


def test_list_says_which_periods_are_open_also_when_all_are(jambi: Path, zi: Zi) -> None:
    for form in ("table", "csv", "markdown"):
        assert "(Triwulan III 2025, Triwulan IV 2025)" in zi("list", "--on", "2025-08-01", "--format", form)[1]


def test_list_filters_combine(jambi: Path, zi: Zi) -> None:
    def codes(*args: str) -> list[str]:
        out = zi("list", "--on", "2025-10-15", "--format", "json", *args)[1]
        return [row["kode"] for row in json.loads(out)["rencana"][0]["indikator"]]

    assert codes("--state", "terlambat", "--area", "1") == ["1.i.a", "1.i.b", "1.iii.b", "1.iv.b"]
    assert codes("--month", "September", "--state", "terlambat", "--text", "pakta") == ["5.v.a"]
    assert codes("--state", "tanpa target") == ["6.iii.a"]
    assert codes("--person", "siapa pun") == []


def test_fail_overdue_and_the_day(jambi: Path, zi: Zi) -> None:
    assert zi("status", "--on", "2025-08-31", "--fail-overdue")[0] == 0
    assert zi("status", "--on", "2025-09-01", "--fail-overdue")[0] == 1


def test_a_day_of_marks(jambi: Path, zi: Zi) -> None:
    before = jambi.read_bytes()
    (jambi.parent / "bukti").mkdir()
    (jambi.parent / "bukti" / "sk tim.pdf").write_text("SK")
    assert zi("mark", "1.i.a", "1.i.b", "--date", "2025-08-20", "--by", "Ani", "--file", "bukti/sk tim.pdf")[0] == 0
    code, out, err = zi("mark", "1.i.a", "--by", "Budi")
    assert (code, out) == (2, "")
    assert "20 Agustus 2025 oleh Ani" in err
    assert "--force" in err
    for month in ("Agustus", "2025-09"):
        assert zi("mark", "2.ii.b", "--period", month, "--date", "2025-10-01", "--by", "Ani")[0] == 0
    assert zi("mark", "1.iv.d", "--bukti", "LHKPN", "--date", "2025-10-02", "--by", "Ani")[0] == 0

    rows = json.loads(zi("status", "--on", "2025-10-15", "--format", "json")[1])["rencana"][0]["indikator"]
    by_code = {row["kode"]: row for row in rows}
    assert by_code["1.i.a"]["keadaan"] == "selesai"
    assert by_code["2.ii.b"]["keadaan"] == "berjalan"
    assert by_code["2.ii.b"]["bukti"][0]["keadaan"] == "sebagian"
    assert [each["keadaan"] for each in by_code["1.iv.d"]["bukti"]] == ["ditandai", "belum"]
    earlier = json.loads(zi("status", "--on", "2025-08-19", "--format", "json")[1])["rencana"][0]["indikator"][0]
    assert earlier["keadaan"] == "berjalan"  # a mark dated later does not count yet
    assert "bukti/sk tim.pdf" in zi("show", "1.i.a")[1]
    assert zi("check")[0] == 0

    for args in (("1.i.a", "1.i.b"), ("2.ii.b",), ("2.ii.b", "--period", "Agustus"), ("1.iv.d",)):
        assert zi("unmark", *args)[0] == 0
    assert jambi.read_bytes() == before


def test_a_dry_run_shows_the_diff_and_writes_nothing(jambi: Path, zi: Zi) -> None:
    before = jambi.read_bytes()
    code, out, _ = zi("mark", "1.i.a", "--date", "2025-08-20", "--by", "Ani", "--dry-run")
    added = [line for line in out.splitlines() if line.startswith("+") and not line.startswith("+++")]
    assert (code, jambi.read_bytes()) == (0, before)
    assert added == [
        "+                realisasi:",
        "+                  - tanggal: 2025-08-20",
        "+                    oleh: Ani",
    ]


REFUSED = [
    (("show", "1.i.z"), "Yang terdekat: 1.i.b."),
    (("show", "1ia"), "tidak berbentuk"),
    (("mark", "1.i.a", "--date", "2099-01-01"), "belum terjadi"),
    (("mark", "1.i.a", "--date", "kemarin"), "TAHUN-BULAN-HARI"),
    (("mark", "6.iii.a"), "tidak punya bukti_fisik"),
    (("mark", "1.iv.d", "--bukti", "s"), "cocok dengan 2 dokumen"),
    (("mark", "1.iv.d", "--bukti", "sertifikat"), "Yang tersedia:"),
    (("mark", "2.ii.b", "--period", "Januari"), "Periodenya: Agustus 2025"),
    (("mark", "1.i.a", "--file", "../../etc/passwd"), "menunjuk ke luar folder rencana"),
    (("mark", "1.i.a", "--link", "javascript:alert(1)"), "bukan http atau https"),
    (("mark", "1.i.a", "--note", "\x1b]0;x\x07"), "tidak tampak"),
    (("mark", "1.i.a", "--file", "salah ketik.pdf"), "zi: salah ketik.pdf: tidak ada"),
    (("mark", "1.i.a", "--file", "~nouser/x.pdf"), "~nouser/x.pdf"),
    (("mark", "2.ii.b", "--period", "Oktober", "--period", "November"), "--period disebutkan 2 kali; cukup satu kali"),
    (("mark", "1.i.a", "--link", "https://a.go.id", "--link", "https://b.go.id"), "cukup satu kali"),
    (("list", "--text", "a", "--text", "b"), "cukup satu kali"),
    (("bundle", "-o", "a.zip", "--output", "b.zip"), "--output disebutkan 2 kali"),
    (("mark", "1.i.a", "--date"), "Lihat: zi mark -h"),
    (("unmark", "1.i.a"), "belum ditandai"),
    (("status", "--plan", "kpu-kota-jambi-2024"), "Yang terdekat: kpu-kota-jambi-2025."),
    (("status", "--format", "jsn"), "Maksudnya json?"),
    (("status", "--area", "9"), "yang tersedia: 1, 2, 3, 4, 5, 6"),
    (("status", "--on", "2025-02-30"), "tidak ada di kalender"),
    (("status", "--area", "satu"), 'Area ditulis dengan angka 1 sampai 6; bukan "satu".'),
    (("statu",), "Maksudnya status?"),
    (("status", "--onn", "2025-01-01"), "Maksudnya --on?"),
    (("show",), "KODE"),
    (("check", "tidak-ada.yaml"), "tidak ada"),
]


@pytest.mark.parametrize(("args", "said"), REFUSED)
def test_refusals_say_why_and_what_instead(jambi: Path, zi: Zi, args: tuple[str, ...], said: str) -> None:
    before = jambi.read_bytes()
    code, out, err = zi(*args)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err
    assert jambi.read_bytes() == before


def test_no_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zi: Zi) -> None:
    monkeypatch.chdir(tmp_path)
    assert zi("status")[0] == 2
    (tmp_path / "plans").mkdir()
    assert "belum berisi rencana" in zi("status")[2]


def test_a_broken_plan_is_told_beside_the_sound_ones(jambi: Path, zi: Zi) -> None:
    broken = jambi.parent.parent / "rusak" / "rencana.yaml"
    broken.parent.mkdir()
    broken.write_text(jambi.read_text().replace("zona_waktu: WIB", "zona_waktu: GMT"))
    code, out, err = zi("status", "--on", "2025-10-15", "--format", "json")
    assert (code, [plan["id"] for plan in json.loads(out)["rencana"]]) == (1, ["kpu-kota-jambi-2025"])
    assert '"GMT" bukan salah satu dari WIB, WITA, WIT' in err
    code, out, err = zi("verify", "--format", "json")
    assert (code, [plan["id"] for plan in json.loads(out)["rencana"]]) == (1, ["kpu-kota-jambi-2025"])
    assert "GMT" in err
    code, out, err = zi("mark", "1.i.a", "--plan", "rusak")
    assert (code, out) == (1, "")
    code, out, _ = zi("check", "--format", "json")
    (finding,) = [each for each in json.loads(out)["temuan"] if each["berkas"] == "plans/rusak/rencana.yaml"]
    assert code == 1
    assert finding["tingkat"] == "galat"
    assert "GMT" in broken.read_text().splitlines()[finding["baris"] - 1][finding["kolom"] - 1 :]


def test_a_plan_without_its_file_is_not_passed_over(jambi: Path, zi: Zi) -> None:
    (jambi.parent.parent / "kpu-kota-lain-2025").mkdir()
    code, out, err = zi("status", "--on", "2025-10-15")
    assert code == 1
    assert "\nkpu-kota-lain-2025\ttidak terbaca: 1 galat" in out
    assert "\nkpu-kota-jambi-2025\tKPU Kota Jambi\t0/87" in out
    assert "plans/kpu-kota-lain-2025/rencana.yaml" in err
    assert zi("check")[0] != 0


def test_a_file_changed_meanwhile_a_read_only_one_and_a_symlink(jambi: Path, zi: Zi, tmp_path: Path) -> None:
    target = tmp_path / "di-tempat-lain.yaml"
    jambi.rename(target)
    jambi.symlink_to(target)
    target.chmod(0o640)
    assert zi("mark", "1.i.a", "--date", "2025-08-20", "--by", "Ani")[0] == 0
    assert jambi.is_symlink()
    assert target.stat().st_mode & 0o777 == 0o640
    assert "realisasi" in target.read_text()
    if os.geteuid() != 0:
        target.chmod(0o440)
        assert zi("unmark", "1.i.a")[0] == 2
    os.link(target, tmp_path / "kembar")
    code, _, err = zi("unmark", "1.i.a")
    assert (code, "tautan keras" in err) == (2, True)


def test_help_is_indonesian_and_version_is_short(jambi: Path, zi: Zi) -> None:
    for args in ((), ("-h",), ("mark", "-h"), ("status", "--help")):
        code, out, _ = zi(*args)
        assert (code, "Pemakaian: zi" in out) == (0, True)
        for english in ("Usage", "Options", "Show ", "default:", "required"):
            assert english not in out
    assert zi("--version")[1].startswith("zi ")


def test_the_repositorys_own_plan_is_the_one_tested() -> None:
    assert JAMBI.is_file()


def test_the_schema_beside_the_plans_is_the_one_zi_prints(zi: Zi) -> None:
    assert zi("schema")[1] == (JAMBI.parent.parent / "rencana.schema.json").read_text(encoding="utf-8")


def test_areas_add_up_and_one_that_is_not_there_is_refused(jambi: Path, zi: Zi) -> None:
    out = zi("status", "--area", "2", "--area", "3", "--format", "json")[1]
    assert [each["nomor"] for each in json.loads(out)["rencana"][0]["area"]] == [2, 3]
    for command in ("status", "list"):
        code, out, err = zi(command, "--area", "9")
        assert (code, out) == (2, "")
        assert "yang tersedia: 1, 2, 3, 4, 5, 6" in err


def test_a_row_as_json_is_everything_about_it(jambi: Path, zi: Zi) -> None:
    assert zi("mark", "2.ii.b", "--period", "TW IV", "--date", "2025-12-01")[0] == 2
    assert zi("mark", "2.II.B", "--period", "2025-10", "--date", "2025-11-01", "--by", "Rina")[0] == 0
    (row,) = json.loads(zi("show", " A.I.2.ii.b ", "--on", "2025-11-15", "--format", "json")[1])["rencana"][0][
        "indikator"
    ]
    assert (row["kode"], row["target_waktu"], row["area"]["nomor"]) == ("2.ii.b", "Agustus-Desember", 2)
    assert row["langkah_aksi"] == "Absensi menggunakan mesin pemindai mata"
    assert row["komponen"]["nomor"] == "ii"
    (mark,) = row["bukti"][0]["realisasi"]
    assert (mark["oleh"], mark["periode"]) == ("Rina", "Oktober 2025"), "one name for a period, however it was typed"


@pytest.mark.parametrize(
    ("typed", "near"), [("2.ii.c", "2.ii.b"), ("1.i.c", "1.i.b"), ("R6.v.b", "6.v.b"), ("6.v.z", "6.v.c")]
)
def test_a_row_that_is_not_there_has_a_neighbour(jambi: Path, zi: Zi, typed: str, near: str) -> None:
    code, _, err = zi("show", typed)
    assert code == 2
    assert f"Yang terdekat: {near}." in err


def test_a_month_is_named_as_a_period_is(jambi: Path, zi: Zi) -> None:
    assert zi("list", "--month", "2025-10") == zi("list", "--month", "Oktober")
    assert zi("list", "--month", "Agustos")[2] == 'zi: --month: "Agustos" bukan nama bulan; maksudnya "Agustus"?\n'


@pytest.mark.parametrize("form", ["md", "html"])
def test_with_its_standing_a_decree_is_no_official_copy(jambi: Path, zi: Zi, form: str) -> None:
    official = zi("render", "keputusan", "--format", form)[1]
    standing = zi("render", "keputusan", "--format", form, "--progress", "--on", "2025-10-15")[1]
    for mark in ("SALINAN", "TTD", "Salinan sesuai dengan aslinya"):
        assert mark in official
        assert mark not in standing


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("status", "--fail-overdu"), "Opsi --fail-overdu tidak dikenal. Maksudnya --fail-overdue?"),
        (("status", "--foo"), "Opsi --foo tidak dikenal.\n"),
        (("status", "--area", "x"), 'Area ditulis dengan angka 1 sampai 6; bukan "x".'),
        (("render",), "DOKUMEN belum disebutkan: lampiran, keputusan, lke"),
    ],
)
def test_a_slip_of_the_command_line_is_told_with_its_cure(zi: Zi, args: tuple[str, ...], said: str) -> None:
    code, out, err = zi(*args)
    assert (code, out) == (2, "")
    assert said in err
    assert f"Lihat: zi {args[0]} -h" in err


@pytest.mark.parametrize("text", ["+1.84", "-1.88", "-0,13", "+12.50%", "-"])
def test_a_figure_with_its_sign_is_no_formula(text: str) -> None:
    assert as_csv(Table("", (Column("A"),), (row(text),))) == f"A\r\n{text}\r\n".replace("-0,13", '"-0,13"')


@pytest.mark.parametrize("text", ["=1+1", "+1+cmd", "-1-2", "@SUM(A1)", "+", "--1", "-1.88 ", "＝1"])
def test_what_a_spreadsheet_would_run_is_led_by_an_apostrophe(text: str) -> None:
    assert as_csv(Table("", (Column("A"),), (row(text),))) == f"A\r\n'{text}\r\n"


def test_one_odd_plan_hides_no_other(jambi: Path, zi: Zi) -> None:
    (jambi.parents[1] / "lain-2025" / "rencana.yaml").mkdir(parents=True)
    for command in ("status", "verify"):
        code, out, err = zi(command)
        assert code == 1
        assert "lain-2025/rencana.yaml:1:1: galat: berkas ini bukan berkas biasa" in err
        assert "Jambi" in out or "kpu-kota-jambi-2025" in out


@pytest.mark.parametrize("home", ["relatif", "~tiada"])
def test_a_user_without_a_home_is_served(jambi: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch, home: str) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("LOCALAPPDATA", home)
    monkeypatch.setenv("HOME", home)
    assert zi("status")[0] == 0
    assert [each.name for each in Path().iterdir()] == ["plans"]


def test_what_is_written_out_keeps_its_mode_and_needs_its_folder(jambi: Path, zi: Zi) -> None:
    out = Path("lampiran.md")
    out.write_text("lama", encoding="utf-8")
    out.chmod(0o640)
    assert zi("render", "lampiran", "-o", str(out))[0] == 0
    assert out.stat().st_mode & 0o777 == 0o640
    assert out.read_text(encoding="utf-8").startswith("LAMPIRAN")
    code, _, err = zi("render", "lampiran", "-o", "tidak-ada/lampiran.md")
    assert code == 2
    assert "foldernya tidak ada" in err


def test_what_is_never_due_is_not_marked(jambi: Path, zi: Zi) -> None:
    text = jambi.read_text(encoding="utf-8")
    old = "              - dokumen: SK Tim Agen Perubahan."
    line = next(line for line in text.splitlines() if line.startswith(old))
    never = text.replace(line, f"{line}\n                frekuensi: semesteran")
    jambi.write_text(never, encoding="utf-8")
    code, _, err = zi("mark", "1.iv.b")
    assert code == 2
    assert "tidak pernah jatuh tempo" in err


def test_points_are_the_same_whoever_tells_them(jambi: Path, zi: Zi) -> None:
    jambi.with_name("lke.yaml").write_text("versi: 1\nsetelan: {nilai_tengah: pecahan}\n", encoding="utf-8")
    text = jambi.read_text(encoding="utf-8")
    jambi.write_text(text.replace("frekuensi: triwulanan", "frekuensi: semesteran"), encoding="utf-8")
    told = json.loads(zi("status", "--format", "json")[1])["rencana"][0]["poin"]["dapat"]
    assert told == json.loads(zi("coverage", "--format", "json")[1])["poin"]["terencana"]


def test_a_link_has_a_length(jambi: Path, zi: Zi) -> None:
    before = jambi.read_bytes()
    code, out, err = zi("mark", "1.i.a", "--link", "https://contoh.go.id/" + "x" * 5000)
    assert (code, out) == (2, "")
    assert "paling panjang 2048" in err
    assert jambi.read_bytes() == before
    assert zi("mark", "1.i.a", "--link", "https://contoh.go.id/" + "x" * 2000)[0] == 0


@pytest.mark.parametrize("option", ["--install-completion", "--show-completion"])
def test_completion_answers_in_indonesian_in_any_shell(
    option: str, zi: Zi, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for shell in (None, "cmd", "tcsh"):
        monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda shell=shell: shell)
        code, out, err = zi(option)
        assert (code, out) == (2, "")
        assert "tidak punya pelengkap; jalankan ini di bash" in err
    monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda: "bash")
    code, out, err = zi(option)
    assert (code, err) == (0, "")
    assert "zi" in out
