"""The evidence in a bag beside the register in the same bag.

A bag's manifest says that nothing has changed since it was written, and whoever changes a file can write it anew. The
register says which file was collected for which document: by its hash, and so by nothing that can be written anew
without being another register.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from zi_cli.bukti.bundling import Lampirkan, Serahan
from zi_cli.bukti.elsewhere import outside
from zi_cli.bukti.register import tercatat

_OWN = re.compile(r"[^/]+\.(?:yaml|html|md|csv|xlsx|docx|pdf|ics|json)")
"""What stands beside the evidence: the plan, its answers, the documents made of them."""
_NUMBER = re.compile(r" \([0-9]+\)(?=\.[^/]*$|$)")


def compare(meant: Serahan, payload: Mapping[str, str]) -> Iterator[str]:
    """What in a bag is not as its register has it, in sentences.

    `meant` is what the bag says that it hands over; `payload` are the SHA-256 of all files by their paths under
    `data/`. What the office keeps outside git may be left out: `kept_outside` counts it.
    """
    files = [each for one in meant.lembar for each in one.berkas]
    wanted = _by_place(files)
    recorded = {each.sha256 for *_, each in meant.capaian.rencana.every_file() if each.sha256}
    for path in sorted(payload):
        if _OWN.fullmatch(path):
            continue
        hashes = wanted.get(_place(path), recorded)  # another zi may have named it otherwise
        if None not in hashes and payload[path] not in hashes:
            yield f"data/{path}: isinya berbeda dari yang tercatat di rencana.yaml dalam paket ini"
    for name in _lacking(meant, payload):
        if not outside(name):
            yield f"{name}: tercatat di rencana.yaml, tetapi tidak ada di paket ini"


def kept_outside(meant: Serahan, payload: Mapping[str, str]) -> int:
    """How many files that the office keeps outside git are not in the bag."""
    return sum(outside(name) for name in _lacking(meant, payload))


def _lacking(meant: Serahan, payload: Mapping[str, str]) -> dict[str, None]:
    """The recorded files that count and whose content is not in the bag."""
    known = tercatat(meant.capaian.rencana)
    packed = set(payload.values())
    files = (each.berkas for one in meant.lembar for each in one.berkas)
    return {
        each.berkas: None
        for each in files
        if (told := known.get(each.berkas)) and told.berlaku and each.sha256 and each.sha256 not in packed
    }


def _by_place(files: Sequence[Lampirkan]) -> dict[str, set[str | None]]:
    """Which hashes may lie under a name. Files of one document differ by a number, which depends on the rest."""
    found: dict[str, set[str | None]] = {}
    for each in files:
        found.setdefault(_place(each.jalur), set()).add(each.berkas.sha256)
    return found


def _place(path: str) -> str:
    return _NUMBER.sub("", path).casefold()
