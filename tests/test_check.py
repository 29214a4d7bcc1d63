"""`zi check` as people and CI jobs run it: what it looks at, in which form it answers, with which exit code."""

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import indent
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from tests.conftest import REPO
from tests.galeri import CASES, FILES, HARI
from zi_cli.checks import RULES, findings
from zi_cli.checks.rule import no_findings
from zi_cli.checks.stopping import STOPPING
from zi_cli.diagnostics import Severity
from zi_cli.plan.hari import read_day
from zi_cli.plan.model import Rencana
from zi_cli.plans.many import ENOUGH
from zi_cli.text.reading import read

Zi = Callable[..., tuple[int, str, str]]


def git(folder: Path, *args: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@contoh.go.id", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *who, *args], check=True, capture_output=True)


def test_the_jambi_plan_has_no_error_and_only_true_warnings(jambi: Path) -> None:
    found = list(findings(read(Rencana, jambi), hari=read_day(HARI), folder=jambi.parent))
    lines = jambi.read_text(encoding="utf-8").splitlines()

    def kode(baris: int) -> str:
        return next(line.split()[2] for line in reversed(lines[:baris]) if "- kode:" in line)

    by_rule: dict[str, list[str]] = {}
    for each in sorted(found, key=lambda each: each.order):
        meant = each.place.snippet[each.place.column - 1 :][: each.place.length]
        named = kode(each.place.line) if each.place.line > 150 else meant.partition("Birokrasi ")[2] or meant
        by_rule.setdefault(each.rule, []).append(named)
    # each of these was held against the decree; a rule that finds another row has found it, or cries wolf
    assert by_rule == {
        "dasar-hukum-dicabut": ["Nomor 52 Tahun 2014", "Nomor 10 Tahun 2019"],
        "judul-berbeda": ["PENETAPAN"],
        "tenggat-sebelum-keputusan": [
            *("1.i.a", "1.i.b", "1.iii.b", "1.iv.b", "2.i.a", "2.ii.b", "5.v.a", "6.i.a", "6.iii.c")
        ],
        "urutan-nomor": ["3.iii.f", "3.iv.d", "3.v.a", "6.iv.c"],  # the komponen after these rows
        "aksi-salinan": ["3.iv.b", "4.ii.d", "4.ii.f", "4.ii.g", "4.ii.h", "6.ii.d"],
        "jarak-rentang": ["3.iv.d", "3.v.a", "5.ii.a"],
        "dokumen-mirip": ["4.ii.b"],
        "frekuensi-tersirat": ["5.iv.b"],
        "indikator-ganda": ["6.v.b2"],
        "jawaban-terbatas": [
            "1.ii.c",
            "2.ii.d",
            "3.iii.f",
            "3.iv.c",
            "5.i.a",
            "5.iii.c",
            "5.v.d",
            "6.ii.a",
            "6.ii.c",
            "6.iv.a",
        ],
    }
    assert all(each.severity == "peringatan" for each in found)


def test_a_reform_row_is_added_as_the_guide_shows(jambi: Path, zi: Zi) -> None:
    before = zi("check", "--all", "--on", HARI, "--format", "json")[1]
    guide = (REPO / "docs" / "panduan.md").read_text(encoding="utf-8")
    komponen = next(each[1] for each in re.finditer(r"```yaml\n(.*?)```", guide, re.DOTALL) if "R2.iii.a" in each[1])
    text = jambi.read_text(encoding="utf-8")
    next_area = "\n  # 3. Penataan Sistem Manajemen SDM Aparatur\n"
    assert next_area in text
    jambi.write_text(text.replace(next_area, indent(komponen, " " * 6) + next_area), encoding="utf-8")
    found = json.loads(zi("check", "--all", "--on", HARI, "--format", "json")[1])["temuan"]
    assert [each["pesan"] for each in found] == [each["pesan"] for each in json.loads(before)["temuan"]]
    assert json.loads(zi("coverage", "--format", "json")[1])["dilayani"] == 86


def test_strict_makes_warnings_fail(jambi: Path, zi: Zi) -> None:
    assert zi("check", "--all")[0] == 0
    assert zi("check", "--all", "--strict")[0] == 1


def test_several_paths_folders_and_stdin(jambi: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((CASES / "kode-ganda.yaml").read_bytes())))
    code, out, err = zi("check", "--all", "-", "plans", str(jambi), "--format", "json", "--on", HARI)
    assert (code, err) == (1, "")
    found = json.loads(out)["temuan"]
    assert [each["aturan"] for each in found if each["berkas"] == "masukan-baku"] == ["kode-ganda"]
    assert {each["berkas"] for each in found} == {"masukan-baku", "plans/kpu-kota-jambi-2025/rencana.yaml"}
    assert sum(each["aturan"] == "indikator-ganda" for each in found) == 1  # named twice, judged once


def test_what_cannot_be_read_is_told_beside_what_could(jambi: Path, zi: Zi) -> None:
    code, out, err = zi("check", "--all", "tak-ada.yaml", str(jambi), "--format", "json")
    assert code == 2
    assert json.loads(out)["temuan"]
    assert "tak-ada.yaml tidak dapat dibuka: tidak ada." in err


def test_sarif_is_what_the_standard_says(zi: Zi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CASES)
    schema = json.loads((REPO / "tests" / "data" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    code, out, err = zi("check", "--all", *(each.name for each in FILES), "--format", "sarif", "--on", HARI)
    assert (code, err) == (1, "")
    log = json.loads(out)
    jsonschema.Draft202012Validator(schema).validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [each["id"] for each in rules] == [each.id for each in RULES]
    for each in run["results"]:
        assert rules[each["ruleIndex"]]["id"] == each["ruleId"]
    assert len({each["ruleId"] for each in run["results"]}) > 45


def test_github_commands_cannot_be_forged(tmp_path: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = (CASES / "lolos.yaml").read_text(encoding="utf-8")
    name = "a,b:c%\n::add-mask::d.yaml"
    Path(name).write_text(text.replace("WIB", '"x%0A\\n::error::y"'), encoding="utf-8")
    summary = tmp_path / "ringkasan.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    code, out, _ = zi("check", "--all", name, "--format", "github")
    assert code == 1
    (line,) = out.splitlines()
    assert line.startswith("::error file=a%2Cb%3Ac%25%0A%3A%3Aadd-mask%3A%3Ad.yaml,line=")
    assert "%250A ::error::y" in line
    assert "| galat |" in summary.read_text(encoding="utf-8")
    code, out, _ = zi("check", "--all", name)
    assert not any(line.lstrip().startswith(("::", "##")) for line in out.splitlines())


def test_junit_is_xml_and_counts(zi: Zi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CASES)
    code, out, _ = zi("check", "--all", *(each.name for each in FILES), "--format", "junit", "--on", HARI)
    root = ET.fromstring(out)
    assert code == 1
    assert int(root.attrib["tests"]) == len(root.findall(".//testcase"))
    assert int(root.attrib["failures"]) == len(root.findall(".//failure"))
    assert {each.attrib["name"] for each in root} == {f"tests/cases/{each.name}" for each in FILES}
    strict = ET.fromstring(zi("check", "--all", "jarak-rentang.yaml", "--format", "junit", "--strict")[1])
    assert strict.attrib["failures"] == "1"


def test_markdown_summary(jambi: Path, zi: Zi) -> None:
    code, out, err = zi("check", "--all", "--format", "markdown")
    assert (code, err) == (0, "")
    assert "| Tempat | Tingkat | Temuan | Aturan |" in out
    assert "1 berkas diperiksa: 0 galat, 38 peringatan." in out


def test_base_reports_only_what_is_new(jambi: Path, zi: Zi) -> None:
    top = jambi.parent.parent.parent
    git(top, "init", "-q")
    git(top, "add", "-A")
    assert "belum ada commit di sini" in zi("check", "--base", "HEAD")[2]
    git(top, "commit", "-qm", "awal")
    assert zi("check", "--all", "--base", "HEAD", "--strict")[:2] == (0, "")
    text = jambi.read_text(encoding="utf-8")
    jambi.write_text("# satu baris lagi di atas\n" + text.replace("kode: 1.i.b", "kode: 1.i.a"), encoding="utf-8")
    code, out, _ = zi("check", "--all", "--base", "HEAD", "--format", "json")
    assert code == 1
    assert "kode-ganda" in {each["aturan"] for each in json.loads(out)["temuan"]}
    assert "indikator-ganda" not in out
    new = jambi.parent.parent / "baru" / "rencana.yaml"
    new.parent.mkdir()
    new.write_bytes((CASES / "jarak-rentang.yaml").read_bytes())
    assert "jarak-rentang" in zi("check", "--all", "--base", "HEAD", str(new))[1]
    for revision in ("tak-ada", "--help", "HEAD:x"):
        code, out, err = zi("check", "--all", f"--base={revision}")
        assert (code, out) == (2, "")
        assert "bukan revisi yang ada" in err


def test_several_plans_are_checked_by_name(jambi: Path, zi: Zi) -> None:
    for name in ("muaro-jambi-2025", "bungo-2025"):
        shutil.copytree(jambi.parent, jambi.parent.with_name(name))
    code, out, err = zi("check", "--plan", "muaro", "--plan", "bungo")
    assert (code, "2 berkas diperiksa" in err) == (0, True)
    assert {line.split("/")[1] for line in out.splitlines() if line.startswith("plans/")} == {
        "muaro-jambi-2025",
        "bungo-2025",
    }


LISTENING = """
import signal
from zi_cli.__main__ import main
signal.signal(signal.SIGINT, signal.default_int_handler)  # who runs tests in the background may have it ignored
main()
"""


@pytest.mark.skipif(
    not Path("/proc/self/task").exists() or len(os.sched_getaffinity(0)) < 2, reason="no processes side by side"
)
def test_ctrl_c_ends_a_check_of_many_plans_at_once_and_quietly(jambi: Path) -> None:
    for at in range(2 * ENOUGH):
        shutil.copytree(jambi.parent, jambi.parent.with_name(f"kantor-{at}"))
    process = subprocess.Popen(
        [sys.executable, "-c", LISTENING, "check"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while len(children.read_text().split()) < 2 and process.poll() is None:
        pass
    os.killpg(process.pid, signal.SIGINT)
    assert process.communicate(timeout=300) == (b"", b"")
    assert process.returncode == 130


def test_a_workspace_without_that_revision_keeps_no_other_from_being_checked(jambi: Path, zi: Zi) -> None:
    other = jambi.parents[2] / "lain"
    shutil.copytree(jambi.parent.parent, other / "plans")
    git(other, "init", "-q")
    git(other, "add", "-A")
    git(other, "commit", "-qm", "awal")
    there = other / "plans" / jambi.parent.name / "rencana.yaml"
    there.write_bytes(b"\n".join([*there.read_bytes().splitlines(), b"# ", b"tambahan: 1", b""]))
    code, out, err = zi("check", str(jambi), str(there), "--base", "HEAD")
    assert (code, out.count("[kunci-asing]"), err.count("tidak berada di dalam repositori git")) == (2, 1, 1)


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("GIT_CEILING_DIRECTORIES=/", "tidak berada di dalam repositori git"),
        ("PATH=", "it belum terpasang"),
        ("GIT_TEST_ASSUME_DIFFERENT_OWNER=1", "safe.directory"),
    ],
)
def test_without_git_is_told_why(setting: str, said: str, jambi: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch) -> None:
    variable, _, value = setting.partition("=")
    if "OWNER" in variable:
        subprocess.run(["git", "init", "-q"], check=True)
    monkeypatch.setenv(variable, str(jambi.parents[3]) if value == "/" else value)
    code, out, err = zi("check", "--all", "--base", "HEAD")
    assert (code, out) == (2, "")
    assert said in err
    code, _, err = zi("log")
    assert code == 0
    assert said in err


@pytest.mark.parametrize(
    ("name", "twin", "said"),
    [
        ("kpu-kota-jambi-2025", "KPU-Kota-Jambi-2025", "huruf besar dan kecil"),
        ("kpu-b\u00e9", "kpu-be\u0301", "cara hurufnya disandikan"),
    ],
)
def test_folders_that_some_systems_do_not_tell_apart(name: str, twin: str, said: str, jambi: Path, zi: Zi) -> None:
    one = jambi.parent.rename(jambi.parent.with_name(name)) / "rencana.yaml"
    other = one.parent.with_name(twin) / "rencana.yaml"
    try:
        other.parent.mkdir()
    except FileExistsError:
        pytest.skip("this file system does not tell them apart")
    other.write_bytes(one.read_bytes())
    for folder in (one.parent, other.parent):
        (folder / "lke.yaml").write_text("versi: 1\n", encoding="utf-8")
    for args, most in (((), 2), (("--plan", name), 1), ((str(one),), 1), (("plans",), 2)):
        code, out, _ = zi("check", "--all", *args, "--format", "json")
        found = [each for each in json.loads(out)["temuan"] if each["aturan"] == "id-kembar"]
        assert code == 1
        assert len(found) == len({each["berkas"] for each in found}) == most  # once a plan, whichever files were named
        assert all(said in each["pesan"] and "lke.yaml" not in each["berkas"] for each in found)


def test_a_folder_of_another_name_is_no_twin(jambi: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch) -> None:
    (jambi.parent.parent / "KPU-KOTA-JAMBI-2025").mkdir()  # without a plan it is no plan's folder
    monkeypatch.chdir(jambi.parent)
    assert "id-kembar" not in zi("check", "--all", "rencana.yaml")[1]


def test_a_silencer_works_on_its_line_and_above(tmp_path: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = (CASES / "jarak-rentang.yaml").read_text(encoding="utf-8")
    wrong = "            target_waktu: Agustus- Desember\n"
    said = "# zi: abaikan jarak-rentang: begitu tercetak"
    for silenced in (
        wrong.replace("\n", f"  {said}\n"),
        f"            {said}\n{wrong}",
        f"{said}\n\n            # sic\n{wrong}",
        wrong.replace("\n", f"  {said}\r\n"),
    ):
        Path("a.yaml").write_bytes(text.replace(wrong, silenced).encode())
        assert zi("check", "--all", "--strict", "a.yaml")[:2] == (0, "")
    for said in (
        "# zi: abaikan jarak-rentang",
        "# zi: abaikan jarak-rentan: x",
        "# zi: abaikan kode-ganda: x",
        "# zi: abaikan abaikan-percuma: x",
        "# zi: bungkam jarak-rentang: x",
        "# zi: abaikan jarak-rentang karena tercetak begitu",
        "# zi: abaikan jarak-rentang - x",
        "# zi abaikan jarak-rentang: x",
        "# ZI: Abaikan jarak-rentang: x",
        "# sic # zi: abaikan jarak-rentang: x",
        "# zi: abaikan urutan-kode: x # zi: abaikan jarak-rentang: y",
    ):
        Path("a.yaml").write_text(text.replace(wrong, f"            {said}\n{wrong}"), encoding="utf-8")
        out = zi("check", "--all", "a.yaml")[1]
        assert "[abaikan-salah]" in out
        assert "[jarak-rentang]" in out
    said = "# zi: abaikan jarak-rentang, urutan-kode: begitu tercetak"
    Path("a.yaml").write_text(text.replace(wrong, f"            {said}\n{wrong}"), encoding="utf-8")
    out = zi("check", "--all", "a.yaml")[1]
    assert "[jarak-rentang]" not in out
    assert "tidak ada urutan-kode di sini" in out
    folded = text.replace(
        "uraian: Unit", "uraian: >-\n              # zi: abaikan jarak-rentang: x\n              Unit"
    )
    Path("a.yaml").write_text(folded, encoding="utf-8")
    out = zi("check", "--all", "a.yaml")[1]
    assert "di dalam sebuah teks" in out
    assert "[jarak-rentang]" in out


def test_a_pipe_has_no_folder_to_judge_silencers_by(zi: Zi, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (CASES / "berkas-hilang.yaml").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines(keepends=True) if " berkas:" in line)
    text = text.replace(line, line.replace("\n", "  # zi: abaikan berkas-hilang: di lemari\n"))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert "abaikan" not in zi("check", "--all", "-")[1]


def test_answers_are_silenced_and_read_as_written_too(tmp_path: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = (CASES / "hitungan-berbeda.lke.yaml").read_text(encoding="utf-8")
    Path("lke.yaml").write_text(text, encoding="utf-8")
    found = zi("check", "--all", "lke.yaml")[1]
    baris = int(found.split(":")[1])
    lines = text.splitlines(keepends=True)
    lines.insert(baris - 1, "  # zi: abaikan hitungan-berbeda: memang lain\n")
    Path("lke.yaml").write_text("".join(lines) + "tpn: {1.i.a: Ya}  #12", encoding="utf-8")
    out = zi("check", "--all", "lke.yaml")[1]
    assert "[hitungan-berbeda]" not in out
    assert "[komentar-menempel]" in out
    assert "[baris-akhir]" in out
    assert zi("check", "--all", "--fix", "lke.yaml")[0] == 0
    assert Path("lke.yaml").read_bytes().endswith(b"\n")


def test_base_does_not_hide_what_went_missing(jambi: Path, zi: Zi) -> None:
    def git(*args: str) -> None:
        subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@b", *args], check=True, capture_output=True)

    (jambi.parent / "bukti").mkdir()
    sk = jambi.parent / "bukti" / "sk.pdf"
    sk.write_bytes(b"sk")
    assert zi("mark", "1.i.a", "--file", str(sk), "--date", "2025-08-20")[0] == 0
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "bukti")
    assert zi("check", "--all", "--base", "HEAD")[1] == ""
    sk.unlink()
    assert "[berkas-hilang]" in zi("check", "--all", "--base", "HEAD")[1]
    jambi.write_text(
        jambi.read_text(encoding="utf-8").replace(
            "target_waktu: Agustus- Desember", "target_waktu: Agustus- Desember # sic", 1
        ),
        encoding="utf-8",
    )
    assert "[jarak-rentang]" not in zi("check", "--all", "--base", "HEAD")[1]
    code, _, err = zi("check", "--all", "-", "--base", "HEAD")
    assert code == 2
    assert "masukan baku" in err


def test_an_unknown_key_is_told_where_it_stands_not_where_its_namesake_does(
    tmp_path: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (CASES / "lolos.yaml").read_text(encoding="utf-8")
    Path("a.yaml").write_text(text.replace("keputusan:\n", "keputusan:\n  keputusan: dua kali\n", 1), encoding="utf-8")
    found = json.loads(zi("check", "--all", "--format", "json", "a.yaml")[1])["temuan"]
    baris = text.splitlines().index("keputusan:") + 2
    assert [(each["aturan"], each["baris"], each["kolom"]) for each in found] == [("kunci-asing", baris, 3)]


def test_a_period_of_another_length_is_none_of_the_documents(jambi: Path, zi: Zi) -> None:
    code, _, err = zi("mark", "1.iii.b", "--period", "September")
    assert code == 2
    assert "Periodenya: Triwulan III 2025, Triwulan IV 2025" in err
    assert zi("mark", "1.iii.b", "--period", "Triwulan III", "--date", "2025-09-30")[0] == 0
    jambi.write_text(
        jambi.read_text(encoding="utf-8").replace("periode: Triwulan III 2025", "periode: September 2025"),
        encoding="utf-8",
    )
    assert "[periode-asing]" in zi("check", "--all")[1]


@pytest.mark.parametrize("stand", [".", "kantor", "kantor/plans/kpu-kota-jambi-2025", "alat"])
def test_machines_are_told_paths_from_the_top_of_the_repository(
    stand: str, jambi: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    jambi.write_text(jambi.read_text(encoding="utf-8").replace("predikat: WBK", "predikat: WBX"), encoding="utf-8")
    git(tmp_path, "init", "-q")
    (tmp_path / "kantor").mkdir()
    (tmp_path / "alat").mkdir()
    (tmp_path / "plans").rename(tmp_path / "kantor" / "plans")
    monkeypatch.chdir(tmp_path / stand)
    args = [str(tmp_path / "kantor" / "plans")] if stand in (".", "alat") else []
    name = "kantor/plans/kpu-kota-jambi-2025/rencana.yaml"
    assert f"::error file={name}," in zi("check", "--all", *args, "--format", "github")[1]
    assert f'"uri": "{name}"' in zi("check", "--all", *args, "--format", "sarif")[1]
    assert f' file="{name}"' in zi("check", "--all", *args, "--format", "junit")[1]


def test_a_summary_is_one_that_github_takes(
    jambi: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("zi_cli.commands.ci.MOST_BYTES", 4000)
    summary = tmp_path / "ringkasan.md"
    summary.write_text("sebelumnya\n" * 50, encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    zi("check", "--all", "--format", "github")
    text = summary.read_text(encoding="utf-8")
    assert len(text.encode()) <= 4000
    assert "temuan lagi tidak muat di sini" in text
    assert text.startswith("sebelumnya\n")
    assert text.count("| peringatan |") > 2


@pytest.mark.parametrize("name", ["a&<b>'\"", "x\x0by", "x\ufffey", "x\udc80y", "a]]>b", "x\ty"])
def test_junit_is_well_formed_for_a_folder_of_any_name(name: str, jambi: Path, zi: Zi) -> None:
    try:
        jambi.parent.rename(jambi.parent.with_name(name))
    except (OSError, UnicodeEncodeError):
        pytest.skip("this system knows no such name")
    out = zi("check", "--all", "--format", "junit")[1]
    assert len(ET.fromstring(out.encode("utf-8", "backslashreplace"))) == 1


@pytest.mark.parametrize("quoted", ["x\n::error::palsu", "x\n  ::add-mask::y", "x\n##[error]palsu", "::error::z"])
def test_no_line_of_a_refusal_is_a_command_to_the_machine(quoted: str, jambi: Path, zi: Zi) -> None:
    for args in (
        ["show", quoted],
        ["status", "--plan", quoted],
        ["check", quoted],
        [quoted],
        ["mark", "1.i.a", "--bukti", quoted],
    ):
        code, out, err = zi(*args)
        assert code == 2
        assert out == ""
        assert not any(line.lstrip().startswith(("::", "##[")) for line in err.splitlines())


@pytest.mark.parametrize("name", ["::error::x", "##[error]x", "x\n::add-mask::y", "\x1b[31mx"])
def test_no_line_of_what_is_told_is_a_command_or_moves_the_screen(name: str, jambi: Path, zi: Zi) -> None:
    try:
        shutil.copytree(jambi.parent, jambi.parent.with_name(name))
    except OSError:
        pytest.skip("this system knows no such name")
    told = ""
    for args in (
        ["status"],
        ["list"],
        ["doctor"],
        ["verify"],
        ["check"],
        ["mark", "1.i.a", "--plan", "jambi", "--place", f"papan\n{name}".replace("\x1b", "")],
        ["undo"],
    ):
        _, out, err = zi(*args)
        told += out + err
    assert not [line for line in told.splitlines() if line.lstrip().startswith(("::", "##["))]
    assert "\x1b" not in told


def test_every_rule_that_stops_is_asked_whenever_a_plan_is_read() -> None:
    """Reading a plan imports the rooms of few rules: no rule elsewhere may stop it, or look at its frame."""
    asked = [each for each in RULES if each.cari is not no_findings and not each.wants_folder]
    stop = [each for each in asked if each.severity is Severity.ERROR and each.stops]
    frame = [each for each in RULES if each.in_frame is not None]
    assert len(frame) >= 4
    assert {each.id for each in (*stop, *frame)} <= {each.id for each in STOPPING}
