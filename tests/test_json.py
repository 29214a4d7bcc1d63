"""Every key that a command puts out as JSON is named in docs/json.md, and every output says its version."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REPO

SAID = set(
    re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`]+)`", (REPO / "docs" / "json.md").read_text(encoding="utf-8"))))
)
BY_VALUE = {"jawaban", "pilihan", "uraian_isian", "total"}
"""Groups whose keys are letters, settings or layers: data, not names."""
LAYERS = {"satker", "provinsi", "tpi", "tpn"}
COMMANDS = (
    "status", "status --since 2025-09-01", "list", "show 1.i.a", "check", "coverage", "lke 1.i.b", "lke R4.i.a",
    "score", "score --next 2", "score --what-if 6.iv.a=A", "score --compare satker,tpi", "score --explain", "log",
    "verify",
)  # fmt: skip


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from keys(each)
    elif isinstance(value, dict):
        for name, inside in value.items():
            yield name
            if not (name in BY_VALUE and isinstance(inside, dict)):
                yield from keys(inside)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_key_of_an_output_is_named_in_the_page(
    jambi: Path, zi: Callable[..., tuple[int, str, str]], command: str
) -> None:
    zi("mark", "1.i.a", "--link", "https://contoh.go.id/sk", "--date", "2025-08-20", "--by", "Rina")
    zi("review", "1.i.a", "--result", "sesuai", "--by", "TPI", "--date", "2025-09-01")
    zi("answer", "1.i.a", "Ya")
    code, out, err = zi(*command.split(), "--format", "json")
    assert code == 0, err
    said = json.loads(out)
    assert said["versi"] == 1
    unsaid = set(keys(said)) - SAID - LAYERS
    assert not unsaid, sorted(unsaid)
