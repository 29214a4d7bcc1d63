"""What the commands over several plans share: which plans are meant, and the line of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from zi_cli.commands import output
from zi_cli.commands.options import hari, workspace
from zi_cli.errors import Kind, Refusal, reason
from zi_cli.plan.workspace import find, shown

if TYPE_CHECKING:
    from zi_cli.diagnostics import Diagnostic
    from zi_cli.plan.workspace import Home
    from zi_cli.views.rekap import Office

_TOLD = 20
"""Findings that are told one by one."""
FACTS = ".jsonl"
"""The ending of a file of facts, as `zi export fakta` writes them."""


def homes(ids: Sequence[str] | None, folders: Iterable[Path] = (), *, trusting: bool = True) -> list[Home]:
    """The plans meant by `--plan`, of the workspace one stands in or of those in the folders that are named."""
    places = [find(_folder(each), trusting=trusting) for each in folders] or [workspace(trusting=trusting)]
    if len(places) == 1:
        return places[0].chosen(ids)
    if ids:
        raise Refusal("--plan memilih rencana di satu folder kerja; sebut satu folder saja, atau tinggalkan --plan.")
    return [home for each in places for home in each.homes()]


def _folder(path: Path) -> Path:
    if not path.is_dir():
        raise Refusal(f"{shown(path)} bukan folder, dan bukan berkas {FACTS} dari zi export fakta.", Kind.UNKNOWN)
    return path.absolute()


def offices(
    chosen: Sequence[Home], on: str | None, since: date | None, wanted: Sequence[tuple[str, str]] = ()
) -> Iterator[tuple[Home, Office, tuple[Diagnostic, ...]]]:
    """Every plan that bears the labels as one line on its day, or what is wrong with it."""
    from zi_cli.plans.facts import each_facts
    from zi_cli.views.rekap import Office

    for home, found in each_facts(chosen):
        if isinstance(found, tuple):
            yield home, Office(home.id, None, problem=f"tidak terbaca: {len(found)} galat; lihat zi check"), found
        elif all(found.label.get(name, "").casefold() == text.casefold() for name, text in wanted):
            line = found.on(hari(on, found.zone))
            yield home, Office(home.id, line, found.on(since) if since else None), ()


def from_files(files: Iterable[Path]) -> Iterator[Office]:
    """The lines that files of facts add up to, whichever computer wrote them; Refusal where one is no such file."""
    from zi_cli.lke.records import lines
    from zi_cli.views.rekap import Office

    for path in files:
        try:
            text = path.read_text(encoding="utf-8")
            yield from (Office(id_, line) for id_, line in lines(text))
        except OSError as error:
            raise Refusal(f"{shown(path)}: {reason(error)}.", Kind.SYSTEM) from error
        except (ValueError, KeyError, TypeError) as error:
            raise Refusal(f"{shown(path)} bukan berkas dari zi export fakta; buat lagi di kantornya.") from error


def labels(words: Sequence[str] | None) -> list[tuple[str, str]]:
    """The labels that `--label` names, `provinsi=Jambi`; Refusal where one is written otherwise."""
    found = []
    for word in words or []:
        name, sign, text = word.partition("=")
        if not (name.strip() and sign and text.strip()):
            raise Refusal(f'--label "{word}" tidak berbentuk NAMA=ISI, misalnya provinsi=Jambi.')
        found.append((name.strip(), text.strip()))
    return found


def complain_briefly(found: Sequence[Diagnostic]) -> None:
    """Tell what is wrong with plans that could not be read: all of it, or how much where nobody would read it."""
    if len(found) > _TOLD:
        files = dict.fromkeys(each.file for each in found)
        output.say(f"zi: {len(files)} rencana tidak terbaca, {len(found)} galat; lihat zi check.")
    elif found:
        output.complain(found)


def tell_sick(listed: Sequence[Office]) -> None:
    """Say of how many rows the counts know nothing, for each has a fault of its own."""
    sick = [each for each in listed if each.count("bergalat")]
    if sick:
        rows = sum(int(each.count("bergalat")) for each in sick)
        names = ", ".join(each.id for each in sick[:6]) + (", …" if len(sick) > 6 else "")
        output.say(f"{rows} baris bergalat tidak ikut dihitung: di {names}; lihat zi check.")
