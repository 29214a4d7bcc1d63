"""PDF by what the computer has: which one, what of nothing, and of one that fails."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

Zi = Callable[..., tuple[int, str, str]]

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge", "microsoft-edge")


def only(folder: Path, monkeypatch: pytest.MonkeyPatch, **programs: str) -> None:
    """A search path on which there are these programs and no others but the shell's."""
    folder.mkdir()
    for name, text in programs.items():
        (folder / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    for tool in ("sh", "cat"):
        (folder / tool).symlink_to(str(shutil.which(tool)))
    monkeypatch.setenv("PATH", str(folder))


PRINTS = 'for each in "$@"; do case $each in --print-to-pdf=*) echo "%PDF-1.7" > "${each#*=}";; esac; done'


@pytest.mark.skipif(os.name == "nt", reason="programs are shell scripts here")
def test_the_first_that_is_there_prints_and_is_named(jambi: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch) -> None:
    only(Path("bin").absolute(), monkeypatch, chromium=PRINTS, soffice="exit 1")
    code, out, err = zi("render", "lampiran", "-o", "lampiran.pdf")
    assert (code, out) == (0, "")
    assert "PDF dibuat oleh Chromium." in err
    assert Path("lampiran.pdf").read_bytes() == b"%PDF-1.7\n"


@pytest.mark.skipif(os.name == "nt", reason="programs are shell scripts here")
@pytest.mark.parametrize(
    "text", ["exit 1", 'for each in "$@"; do case $each in --print-to-pdf=*) echo bukan > "${each#*=}";; esac; done']
)
def test_one_that_fails_is_told_with_what_to_do(
    jambi: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    only(Path("bin").absolute(), monkeypatch, chromium=text)
    code, _, err = zi("render", "lampiran", "-o", "lampiran.pdf")
    assert (code, Path("lampiran.pdf").exists()) == (2, False)
    assert "Chromium" in err
    assert "peramban" in err


def test_without_any_the_way_by_hand_is_told(jambi: Path, zi: Zi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(jambi.parent))
    monkeypatch.setattr("os.path.exists", lambda path: False)
    code, _, err = zi("render", "lampiran", "-o", "lampiran.pdf")
    assert code == 2
    assert "--format html" in err


@pytest.mark.skipif(not any(map(shutil.which, NAMES)), reason="no browser here")
def test_a_browser_prints_a_tagged_pdf(jambi: Path, zi: Zi) -> None:
    assert zi("render", "keputusan", "-o", "keputusan.pdf")[0] == 0
    raw = Path("keputusan.pdf").read_bytes()
    assert raw.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in raw
