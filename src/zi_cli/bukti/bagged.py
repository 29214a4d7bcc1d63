"""The evidence in a bag beside the register in the same bag.

A bag's manifest says that nothing has changed since it was written, and whoever changes a file can write it anew. The
register says which file was collected for which document: by its hash, and so by nothing that can be written anew
without being another register.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from zi_cli.bukti.bundling import Lampirkan, Serahan
from zi_cli.bukti.register import tercatat

_OWN = re.compile(r"[^/]+\.(?:yaml|html|md|csv|xlsx|docx|pdf|ics|json)")
"""What stands beside the evidence: the plan, its answers, the documents made of them."""
_NUMBER = re.compile(r" \([0-9]+\)(?=\.[^/]*$|$)")


def compare(meant: Serahan, payload: Mapping[str, str], *, whole: bool) -> Iterator[str]:
    """What in a bag is not as its register has it, in sentences.

    `meant` is what would be handed over of the whole plan; `payload` are the SHA-256 of all files by their paths under
    `data/`. Where the bag claims to be the whole of it (`whole`), also what is not in it.
    """
    files = [each for one in meant.lembar for each in one.berkas]
    wanted = _by_place(files)
    recorded = {each.sha256 for *_, each in meant.capaian.rencana.every_file() if each.sha256}
    for path in sorted(payload):
        if _OWN.fullmatch(path):
            continue
        hashes = wanted.get(_place(path), recorded)  # another zi may have named it otherwise
        if None not in hashes and payload[path] not in hashes:
            yield f"data/{path}: isinya lain dari yang tercatat di rencana.yaml dalam kantong ini"
    if whole:
        known = tercatat(meant.capaian.rencana)
        packed = set(payload.values())
        for each in files:
            told = known.get(each.berkas.berkas)
            if told and told.berlaku and each.berkas.sha256 and each.berkas.sha256 not in packed:
                yield f"{each.berkas.berkas}: tercatat di rencana.yaml, tetapi tidak ada di kantong ini"


def _by_place(files: Sequence[Lampirkan]) -> dict[str, set[str | None]]:
    """Which hashes may lie under a name. Files of one document differ by a number, which depends on the rest."""
    found: dict[str, set[str | None]] = {}
    for each in files:
        found.setdefault(_place(each.jalur), set()).add(each.berkas.sha256)
    return found


def _place(path: str) -> str:
    return _NUMBER.sub("", path).casefold()
