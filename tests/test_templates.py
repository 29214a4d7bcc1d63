"""An office's own templates: which one wins, what is escaped, and what a wrong one is told."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Zi = Callable[..., tuple[int, str, str]]


def office(jambi: Path, name: str, text: str) -> Path:
    folder = jambi.parents[2] / "templates"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text)
    return folder


def test_the_offices_template_wins_over_the_packaged_and_an_option_over_both(
    jambi: Path, zi: Zi, tmp_path: Path
) -> None:
    assert zi("render", "lampiran")[1].startswith("LAMPIRAN")
    office(jambi, "lampiran.md.j2", "milik kantor {{ satker }}\n")
    assert zi("render", "lampiran")[1] == "milik kantor KPU Kota Jambi\n"
    other = tmp_path / "lain"
    other.mkdir()
    (other / "lampiran.md.j2").write_text("milik {{ tahun }}\n")
    assert zi("render", "lampiran", "--template", str(other))[1] == "milik 2025\n"
    assert zi("render", "keputusan", "--template", str(other))[1].startswith("SALINAN")


@pytest.mark.parametrize("name", ["_bagian.txt", "_bagian.j2", "_bagian"])
def test_html_is_escaped_whatever_a_part_is_called(jambi: Path, zi: Zi, name: str) -> None:
    jambi.write_text(jambi.read_text().replace("satker: KPU Kota Jambi", "satker: <b>KPU</b>", 1))
    office(jambi, name, "{{ satker }}")
    office(jambi, "lampiran.html.j2", f'{{% include "{name}" %}}')
    assert zi("render", "lampiran", "--format", "html")[1] == "&lt;b&gt;KPU&lt;/b&gt;"


def test_a_text_of_the_plan_is_never_a_template(jambi: Path, zi: Zi) -> None:
    jambi.write_text(jambi.read_text().replace("nama: Manajemen Perubahan", 'nama: "{{ 7 * 7 }}"', 1))
    assert "{{ 7 \\* 7 }}" in zi("render", "lampiran")[1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n{{ satkr }}", 'baris 2: nama "satkr" tidak ada; maksudnya "satker"?'),
        ("{% for x in %}", "tidak terbaca sebagai templat"),
        ("{{ satker.__class__.__mro__ }}", "templat"),
        ("{{ lipsum.__globals__ }}", "templat"),
        ("{{ keputusan.nomor }}", '".nomor" tidak punya "nomor"; tuliskan {{ nomor }}'),
        ("{{ satker", "belum ditutup"),
        ('{{ "a" * 999999999 }}', "memori"),
        ('{{ "%999999999d" | format(1) }}', "memori"),
        ("{{ 9 ** 9 ** 9 }}", '"**"'),
        ('{% include "lampiran.md.j2" %}', "tanpa henti"),
        ("{% for x in range(10000000) %}{% endfor %}", "templat"),
        ('{% include "hilang" %}', '"hilang" yang dipanggil di sini tidak ada'),
        ("{{ satker | markdown }}", "bukan tabel"),
        ("{{ 1 / 0 }}", "tidak dapat dijalankan"),
    ],
)
def test_a_wrong_template_is_told_with_its_file_and_line(jambi: Path, zi: Zi, text: str, said: str) -> None:
    office(jambi, "lampiran.md.j2", text)
    code, out, err = zi("render", "lampiran")
    assert (code, out) == (2, "")
    assert said in err
    assert "lampiran.md.j2" in err
    assert "Traceback" not in err


def test_a_template_without_end_is_stopped(jambi: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zi_cli.render.templates.MOST_SECONDS", 0.5)
    rounds = "{% for a in range(99999) %}"
    office(jambi, "lampiran.md.j2", f"{rounds}{rounds}{'{% endfor %}' * 2}")
    code, out, err = zi("render", "lampiran")
    assert (code, out) == (2, "")
    assert "belum selesai sesudah" in err


def test_no_document_takes_the_place_of_a_plan_or_of_its_evidence(jambi: Path, zi: Zi) -> None:
    answers = jambi.with_name("lke.yaml")
    answers.write_text("versi: 1\n", encoding="utf-8")
    evidence = jambi.parent / "bukti" / "2.i.a"
    evidence.mkdir(parents=True)
    (evidence / "SK.pdf").write_bytes(b"x")
    (jambi.parent / "tautan.md").symlink_to(jambi)
    for target in (jambi, answers, evidence / "SK.pdf", evidence / "baru.md", jambi.parent / "tautan.md"):
        before = target.read_bytes() if target.exists() else None
        for command in (("render", "lampiran"), ("schema",)):
            code, out, err = zi(*command, "-o", str(target))
            assert (code, out) == (2, "")
            assert "sebutkan nama lain" in err
            assert (target.read_bytes() if target.exists() else None) == before
    assert zi("render", "lampiran", "-o", str(jambi.parent / "lampiran.md"))[0] == 0


def test_a_dash_is_the_standard_output(jambi: Path, zi: Zi) -> None:
    assert zi("render", "lampiran", "-o", "-") == zi("render", "lampiran")
    assert zi("schema", "-o", "-") == zi("schema")
    assert not Path("-").exists()


def test_a_folder_of_templates_that_is_none_is_told(jambi: Path, zi: Zi) -> None:
    code, out, err = zi("render", "lampiran", "--template", "tak-ada")
    assert (code, out) == (2, "")
    assert "tak-ada" in err


@pytest.mark.parametrize("linked", ["lampiran.md.j2", "bagian.md.j2", ""])
def test_a_template_leads_nowhere_else(
    linked: str, jambi: Path, zi: Zi, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A clone may bring a link to any file of this computer: its text would be handed out with the document."""
    outside = tmp_path_factory.mktemp("luar")
    for name in ("lampiran.md.j2", "bagian.md.j2", "lampiran.html.j2"):
        (outside / name).write_text("RAHASIA", encoding="utf-8")
    folder = jambi.parents[2] / "templates"
    if linked:
        folder.mkdir()
        (folder / "lampiran.md.j2").write_text('{% include "bagian.md.j2" %}', encoding="utf-8")
        (folder / linked).unlink(missing_ok=True)
        (folder / linked).symlink_to(outside / linked)
    else:
        folder.symlink_to(outside)
    commands = [["render", "lampiran"], ["render", "lampiran", "--template", str(folder)]]
    for command in commands if linked else [*commands[:1], ["bundle", "-o", "kantong"]]:
        code, out, err = zi(*command)
        assert (code, out) == (2, "")
        assert "melalui symlink" in err


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names")
def test_a_template_that_is_a_pipe_holds_nobody(jambi: Path, zi: Zi) -> None:
    folder = jambi.parents[2] / "templates"
    folder.mkdir()
    os.mkfifo(folder / "lampiran.md.j2")
    code, out, err = zi("render", "lampiran")
    assert (code, out) == (2, "")
    assert "bukan berkas biasa" in err
