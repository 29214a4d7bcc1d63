"""What a workspace needs beside its plans: lines for git, and the schemas that editors read. What is there stays."""

import json
from pathlib import Path

from zi_cli import git
from zi_cli.commands import driver
from zi_cli.text import writing

ATTRIBUTES = ("plans/**/bukti/** binary", *driver.ATTRIBUTES)
IGNORED = ("plans/*/bukti-luar/",)
SCHEMAS = ("rencana", "lke")


def set_up(root: Path) -> list[str]:
    """Write what is missing; a sentence for each thing done."""
    (root / "plans").mkdir(parents=True, exist_ok=True)
    done = [
        f"{name}: {added} baris ditambahkan."
        for name, lines in ((".gitattributes", ATTRIBUTES), (".gitignore", IGNORED))
        if (added := _add_lines(root / name, lines))
    ]
    for name in SCHEMAS:
        path, text = root / "plans" / f"{name}.schema.json", schema_text(name)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            writing.create_file(path, text.encode())
            done.append(f"plans/{path.name}: ditulis, untuk penyunting teks.")
    if driver.missing(root) and isinstance(driver.configure(root), git.Answer):
        done.append("git di sini kini menggabungkan rencana dengan zi merge.")
    return done


def lines_missing(path: Path, lines: tuple[str, ...]) -> list[str]:
    """Which of these lines a file lacks."""
    there = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [each for each in lines if each not in map(str.strip, there)]


def schema_text(name: str) -> str:
    """The schema of a kind of file, as it lies beside the plans."""
    from zi_cli import schema
    from zi_cli.lke.regulasi import in_force, lembar

    value = schema.lke(lembar(in_force())) if name == "lke" else schema.rencana()
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _add_lines(path: Path, lines: tuple[str, ...]) -> int:
    missing = lines_missing(path, lines)
    if missing:
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        gap = "" if not old or old.endswith("\n") else "\n"
        writing.create_file(path, (old + gap + "".join(f"{each}\n" for each in missing)).encode())
    return len(missing)
