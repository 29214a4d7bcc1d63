"""What a workspace needs beside its plans: lines for git, and schemas for editors. Existing files are kept."""

import json
from pathlib import Path

from zi_cli import git
from zi_cli.bukti import in_git
from zi_cli.commands import driver
from zi_cli.diagnostics import InvalidPlan
from zi_cli.errors import Kind, Refusal, reason
from zi_cli.plan.workspace import shown, stay_inside
from zi_cli.text import sources, writing
from zi_cli.text.appending import add_lines

ATTRIBUTES = (in_git.BINARY, *driver.ATTRIBUTES)
IGNORED = ("plans/*/bukti-luar/",)
SCHEMAS = ("rencana", "lke")


def set_up(root: Path) -> list[str]:
    """Write what is missing; a sentence for each thing done."""
    try:
        (root / "plans").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(f"{shown(root / 'plans')} tidak dapat dibuat: {reason(error)}.", Kind.SYSTEM) from error
    schemas = {name: root / "plans" / f"{name}.schema.json" for name in SCHEMAS}
    for path in (root / in_git.ATTRIBUTES, root / ".gitignore", *schemas.values()):
        stay_inside(path, root)
        if path.exists() and not path.is_file():
            raise Refusal(f"{shown(path)} bukan berkas biasa; ganti, atau hapus.")
    done = [
        f"{name}: {added} baris ditambahkan."
        for name, lines in ((in_git.ATTRIBUTES, ATTRIBUTES), (".gitignore", IGNORED))
        if (added := add_lines(root / name, lines))
    ]
    for name, path in schemas.items():
        if not is_current(path, name):
            writing.create_file(path, schema_text(name).encode())
            done.append(f"plans/{path.name}: ditulis, untuk penyunting teks.")
    if driver.missing(root) and isinstance(driver.configure(root), git.Answer):
        done.append("git di sini kini menggabungkan rencana dengan zi merge.")
    return done


def is_current(path: Path, name: str) -> bool:
    """Whether the schema of a kind of file that lies there is this program's own."""
    try:
        return sources.read_bytes(path, path.name)[0] == schema_text(name).encode()
    except (InvalidPlan, Refusal):
        return False


def schema_text(name: str) -> str:
    """The schema of a kind of file, as it lies beside the plans."""
    from zi_cli import schema
    from zi_cli.lke.regulasi import in_force, lembar

    value = schema.lke(lembar(in_force())) if name == "lke" else schema.rencana()
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
