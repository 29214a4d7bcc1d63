"""What has changed since a day: from the dates in the plan, or from the plan as it was in git."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

Zi = Callable[..., tuple[int, str, str]]


def git(*args: str) -> None:
    name = ("-c", "user.name=Rina", "-c", "user.email=rina@example.org")
    subprocess.run(["git", *name, *args], check=True, capture_output=True)


def test_status_tells_what_came_since_the_last_meeting(jambi: Path, zi: Zi) -> None:
    assert zi("mark", "1.i.a", "--date", "2025-09-10", "--link", "https://contoh.go.id/a")[0] == 0
    code, out, _ = zi("status", "--on", "2025-10-15", "--since", "2025-09-05")
    assert code == 0
    assert "Sejak 5 September 2025: bukti terkumpul 0 menjadi 1, baris selesai 0 menjadi 1" in out
    assert "Baris terlambat\t3\t6\t+3" in out
    assert "Sejak" not in zi("status", "--on", "2025-10-15")[1]


def test_an_amended_target_does_not_rewrite_the_past(jambi: Path, zi: Zi) -> None:
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "awal")
    text = jambi.read_text(encoding="utf-8")
    jambi.write_text(text.replace("target_waktu: Agustus\n", "target_waktu: Desember\n"), encoding="utf-8")
    asked = ("status", "--on", "2025-10-15", "--since", "2025-09-05")
    assert "Baris terlambat\t1\t5\t+4" in zi(*asked)[1], "as the plan is now, two were never late"
    assert "Baris terlambat\t3\t5\t+2" in zi(*asked, "--at", "HEAD")[1]
    dashboard = zi("render", "dasbor", "--format", "md", "--on", "2025-10-15", "--since", "2025-09-05", "--at", "HEAD")[
        1
    ]
    assert "| Baris terlambat | 3 | 5 | +2 |" in dashboard


def test_programs_are_told_too(jambi: Path, zi: Zi) -> None:
    assert zi("mark", "1.i.a", "--date", "2025-09-10", "--link", "https://contoh.go.id/a")[0] == 0

    def told(*args: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(zi("status", *args, "--format", "json")[1])["rencana"]
        return found

    def before(then: dict[str, Any]) -> dict[str, Any]:
        return {"per_tanggal": "2025-09-05"} | {name: then[name] for name in ("ringkasan", "bukti", "poin")}

    since = ("--on", "2025-10-15", "--since", "2025-09-05")
    assert "sejak" not in told("--on", "2025-10-15")[0]
    assert told(*since)[0]["sejak"] == before(told("--on", "2025-09-05")[0])
    assert told(*since, "--area", "2")[0]["sejak"] == before(told("--on", "2025-09-05", "--area", "2")[0])
    shutil.copytree(jambi.parent, jambi.parent.with_name("lain-2025"))
    assert [each["sejak"] for each in told(*since)] == [before(each) for each in told("--on", "2025-09-05")]


def test_a_revision_alone_or_none_is_refused(jambi: Path, zi: Zi) -> None:
    for args in (("status", "--at", "HEAD"), ("render", "dasbor", "--at", "HEAD")):
        code, out, err = zi(*args)
        assert (code, out) == (2, "")
        assert "--since" in err
    code, _, err = zi("status", "--since", "2025-09-05", "--at", "HEAD")
    assert (code, "Traceback" in err) == (2, False)
