"""The page about the rules says what the program does: its examples are the gallery's, and its cures cure."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.galeri import HARI, TANDA, TULIS, kasus
from zi_cli.checks import RULES
from zi_cli.checks.manual import page, sections
from zi_cli.render.visible import visible

Zi = Callable[..., tuple[int, str, str]]
RENCANA = Path("plans/kpu-contoh-2025/rencana.yaml")


def _besar() -> None:
    with RENCANA.open("wb") as stream:
        stream.truncate(5 * 2**20)


def _banyak() -> None:
    RENCANA.write_text("".join(f"k{each}: x\n" for each in range(300)), encoding="utf-8")


def _kembar() -> None:
    twin = RENCANA.parent.with_name("KPU-Contoh-2025")
    try:
        twin.mkdir()
    except FileExistsError:
        pytest.skip("this file system does not tell case apart")
    for folder in (RENCANA.parent, twin):
        shutil.copy(kasus("lolos"), folder / "rencana.yaml")


def _salinan() -> None:
    shutil.copy(kasus("lolos"), RENCANA)
    shutil.copy(kasus("lolos"), RENCANA.with_name("rencana (conflicted copy 2025-10-03).yaml"))


def _folder_salinan() -> None:
    shutil.copy(kasus("lolos"), RENCANA)
    shutil.copytree(RENCANA.parent, RENCANA.parent.with_name("kpu-contoh-2025 - Copy"))


def _repositori() -> None:
    shutil.copy(kasus("lolos"), RENCANA)
    for each in ("objects", "refs"):
        (RENCANA.parent / each).mkdir()
    (RENCANA.parent / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")


def _terhenti() -> None:
    """A merge that git stopped, as a driver that failed leaves it: ours alone, and no marker."""
    shutil.copy(kasus("lolos"), RENCANA)
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]

    def run(*args: str, given: bytes = b"") -> bytes:
        return subprocess.run([*git, *args], input=given, check=True, capture_output=True).stdout.strip()

    run("init", "-q")
    blob = run("hash-object", "-w", "--stdin", given=b"versi: 1\n").decode()
    staged = "".join(f"100644 {blob} {at}\t{RENCANA.as_posix()}\n" for at in (1, 2, 3))
    run("update-index", "--index-info", given=staged.encode())


def _direvisi(name: str, old: str, new: str) -> None:
    """A file of a committed plan in which something is no longer what it was."""
    file = RENCANA.with_name(name)
    shutil.copy(kasus("lolos"), RENCANA)
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    plan = RENCANA.read_text(encoding="utf-8")
    file.write_text(old if name != RENCANA.name else plan.replace(*MARK), encoding="utf-8")
    for args in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "awal"]):
        subprocess.run([*git, *args], check=True, capture_output=True)
    file.write_text(new if name != RENCANA.name else plan, encoding="utf-8")


def _bergit(record: str, attributes: str, *given: str) -> None:
    """A repository with a plan that records a file, with git's own lines, and with what git was given."""
    plan = kasus("lolos").read_text(encoding="utf-8")
    RENCANA.write_text(plan.replace(DOCUMENT, f"{DOCUMENT}{record}"), encoding="utf-8")
    for name in ("bukti/1.i.a/sk.pdf", "bukti-luar/1.i.a/lhkpn.pdf"):
        (RENCANA.parent / name).parent.mkdir(parents=True)
        (RENCANA.parent / name).write_bytes(b"%PDF")
    Path(".gitattributes").write_text(attributes, encoding="utf-8")
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for args in (["init", "-q"], ["add", str(RENCANA), *(f"{RENCANA.parent}/{each}" for each in given)]):
        subprocess.run([*git, *args], check=True, capture_output=True)
    subprocess.run([*git, "commit", "-qm", "tanda"], check=True, capture_output=True)


def _tanpa_bukti() -> None:
    shutil.copy(kasus("lolos"), RENCANA)
    RENCANA.with_name("lke.yaml").write_text(ANSWER.format("Ya"), encoding="utf-8")


DOCUMENT = "dokumen: SK Tim Kerja\n"
MARK = (DOCUMENT, f"{DOCUMENT}                realisasi: [{{tanggal: 2025-08-20}}]\n")
RECORD = "                realisasi: [{tanggal: 2025-08-20, berkas: bukti/1.i.a/sk.pdf}]\n"
BINARY = "plans/**/bukti/** binary\n"
ONLY_WARNED = ("tanda-berubah", "jawaban-berubah", "jawaban-tanpa-bukti")
ANSWER = "versi: 1\nsatker:\n  1.i.a: {}\n"

DIBUAT: dict[str, tuple[Callable[[], None], str]] = {
    "ukuran": (_besar, "check"),
    "terlalu-banyak": (_banyak, "check"),
    "id-kembar": (_kembar, "check"),
    "gabungan-belum-selesai": (_terhenti, "check"),
    "repositori": (_repositori, "check"),
    "salinan-sinkron": (_salinan, "check --strict"),
    "rencana-salinan": (_folder_salinan, "check --strict"),
    "berkas-tak-terlacak": (lambda: _bergit(RECORD, BINARY), "check --strict"),
    "bukti-luar-terlacak": (lambda: _bergit("", BINARY, "bukti-luar"), "check --strict"),
    "gitattributes-bukti": (lambda: _bergit(RECORD, "", "bukti"), "check --strict"),
    "rencana-hilang": (lambda: None, "status"),
    "jawaban-tanpa-bukti": (_tanpa_bukti, "check"),
    "tanda-berubah": (lambda: _direvisi("rencana.yaml", "", ""), "check --base HEAD"),
    "jawaban-berubah": (
        lambda: _direvisi("lke.yaml", ANSWER.format("Ya"), ANSWER.format("Tidak")),
        "check --base HEAD",
    ),
}
"""Rules whose example is a folder, or a file too large for the page: what makes it, and the command that says so."""
_PAGAR = re.compile(r"```(yaml|text)\n(.*?)```\n?", re.DOTALL)


def fences(section: str) -> list[str]:
    return [match[2] for match in _PAGAR.finditer(section)]


def example(rule: str) -> str:
    """The case without what only makes it whole, as the page may show it."""
    text = kasus(rule).read_bytes().decode("utf-8", "replace")
    return "".join(visible(line[:-1]) + "\n" for line in text.partition(TANDA)[0].splitlines(keepends=True))


def said(rule: str) -> str:
    return "".join(kasus(rule).with_suffix(".txt").read_text(encoding="utf-8").splitlines(keepends=True)[:-1])


def test_the_page_has_a_section_for_every_rule_and_none_besides() -> None:
    assert sorted(sections()) == sorted(each.id for each in RULES)
    for each in RULES:
        assert sections()[each.id].startswith(f"*{each.severity.capitalize()}.* {each.ringkas}\n")


def test_ids_are_words() -> None:
    assert len({each.id for each in RULES}) == len(RULES)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", each.id) for each in RULES)


@pytest.mark.parametrize("rule", sorted({each.id for each in RULES} - set(DIBUAT)))
def test_the_example_is_the_case_and_the_answer_what_is_said(rule: str) -> None:
    if TULIS:
        _tulis(rule)
    assert fences(sections()[rule])[:2] == [example(rule), said(rule)]
    assert f"[{rule}]" in said(rule)


@pytest.mark.parametrize("rule", DIBUAT)
def test_what_is_made_here_is_answered_as_the_page_says(
    rule: str, zi: Zi, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    RENCANA.parent.mkdir(parents=True)
    make, command = DIBUAT[rule]
    make()
    code, out, err = zi(*command.split())
    described, expected = fences(sections()[rule])
    assert code == (0 if rule in ONLY_WARNED else 1)
    assert expected in out + err
    assert described.startswith("plans/")


@pytest.mark.parametrize("rule", sorted(each for each, text in sections().items() if len(fences(text)) > 2))
def test_the_cure_cures(rule: str, zi: Zi, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    _, mark, tail = kasus(rule).read_bytes().decode("utf-8", "replace").partition(TANDA)
    cured = fences(sections()[rule])[2]
    for name in re.findall(r"berkas: (\S+)", cured):  # the evidence is there, as it should be
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).touch()
    Path(kasus(rule).name).write_text(cured + mark + tail, encoding="utf-8")
    code, out, _ = zi("check", "--all", "--on", HARI, kasus(rule).name)
    assert (code, out) == (0, "")


def test_explain_prints_the_section(zi: Zi) -> None:
    code, out, err = zi("explain", "kode-ganda")
    assert (code, err) == (0, "")
    assert out.startswith("# kode-ganda\n\n*Galat.* Satu kode dipakai dua baris.\n")
    assert "Cara membetulkannya:" in out
    code, out, _ = zi("explain")
    assert (code, out.count("\n")) == (0, len(RULES))
    code, out, err = zi("explain", "kode-gandaa")
    assert (code, out) == (2, "")
    assert "Maksudnya kode-ganda?" in err


def _tulis(rule: str) -> None:
    text = page().read_text(encoding="utf-8")
    start = text.index(f"### {rule}\n")
    fill = iter((example(rule), said(rule)))
    section = _PAGAR.sub(lambda match: f"```{match[1]}\n{next(fill)}```\n", text[start:], count=2)
    page().write_text(text[:start] + section, encoding="utf-8")
    sections.cache_clear()
