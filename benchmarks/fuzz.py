"""Throw broken plans at `zi check` until it falls: `python benchmarks/fuzz.py --minutes 5 [--seed N]`.

Inputs are the gallery and the Jambi plan, mutated: bytes flipped, lines moved, pieces of one put into another, words
of YAML thrown in. What must hold for every one of them: an answer or a refusal, never another exception; findings
whose places are in the text; the same answer twice; a mended text that is mended no further; bounded time. A fault
is written to `--out` with what was seen. Needs nothing but zi; with atheris installed, `--atheris` lets it guide.
"""

import argparse
import random
import sys
import time
import traceback
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from zi_cli.checks.judging import judge
from zi_cli.diagnostics import InvalidPlan
from zi_cli.edits.mending import mend
from zi_cli.errors import Refusal
from zi_cli.render import ci, diagnostics, sarif
from zi_cli.text import sources
from zi_cli.views.plan import data

REPO = Path(__file__).parent.parent
HARI = date(2025, 10, 15)
LAMA = 5.0
"""Seconds that one small input may take."""
KATA = (
    rb"""
&a |*a|!!x |<<: |---~|...~|%YAML 1.1~|? |: |- |>-~|#| #1|'|"|[|]|{|}|,|=1+1|../x|javascript:x|null|s/d|Triwulan IX
|R9.xx.z99|# zi: abaikan jarak-rentang: x|# zi: abaikan|2025-13-01|20/08/2025|Okttober|Agustus- Desember|\\u202e|\\x1b
|~<<<<<<< a~|~=======~|9999999999999999999999999999999999999999999999999999999999999999999999999999999999
""".replace(b"\n", b"")
    .replace(b"~", b"\n")
    .split(b"|")
)
KATA += [
    b"\t",
    b"\r",
    b"\r\n",
    b"\x00",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xae",
    b"\xc2\x85",
    b"\xe2\x80\xa8",
    b"\xe2\x80\x8b",
]
KATA += [b"\xff\xfe", b"\xed\xa0\x80", b"|\n", b"~", b" " * 400, b"\xc2\xa0"]


def seeds() -> list[bytes]:
    found = [path.read_bytes() for path in sorted((REPO / "tests" / "cases").glob("*.yaml"))]
    jambi = (REPO / "plans" / "kpu-kota-jambi-2025" / "rencana.yaml").read_bytes()
    return [*found, jambi]


def mutants(rng: random.Random, pool: list[bytes]) -> Iterator[bytes]:
    while True:
        raw = bytearray(rng.choice(pool))
        gentle = rng.random() < 0.7  # most mutants stay well-formed enough to reach the rules
        for _ in range(rng.choice((1, 1, 1, 2, 3, 8)) if gentle else rng.choice((1, 4, 30))):
            (_exchange if gentle else _mutate)(rng, raw, pool)
        yield bytes(raw) if rng.random() < 0.2 else raw.decode("utf-8", "ignore").encode()


def _exchange(rng: random.Random, raw: bytearray, pool: list[bytes]) -> None:
    """Another value, key or line in the place of one: what a tired person does."""
    lines = raw.split(b"\n")
    at = rng.randrange(len(lines))
    key, colon, value = lines[at].partition(b": ")
    other = rng.choice(rng.choice(pool).split(b"\n"))
    match rng.randrange(6):
        case 0 if colon:
            lines[at] = key + colon + other.partition(b": ")[2]
        case 1 if colon:
            lines[at] = key + colon + rng.choice(KATA) + value
        case 2 if colon:
            lines[at] = key + colon + value + rng.choice(KATA)
        case 3:
            lines.insert(at, lines[rng.randrange(len(lines))])
        case 4:
            del lines[at : at + rng.choice((1, 1, 2, 6))]
        case _:
            start = rng.randrange(len(lines))
            block = lines[start : start + rng.choice((1, 6, 7, 12))]
            lines[at:at] = block
    raw[:] = b"\n".join(lines)


def _mutate(rng: random.Random, raw: bytearray, pool: list[bytes]) -> None:
    at = rng.randrange(len(raw) + 1)
    match rng.randrange(8):
        case 0 if raw:
            raw[at % len(raw)] = rng.randrange(256)
        case 1:
            raw[at:at] = rng.choice(KATA)
        case 2:
            del raw[at : at + rng.choice((1, 1, 2, 10, 100))]
        case 3:
            other = rng.choice(pool)
            start = rng.randrange(len(other) + 1)
            raw[at:at] = other[start : start + rng.choice((5, 50, 500))]
        case 4:
            lines = raw.split(b"\n")
            rng.shuffle(lines) if rng.random() < 0.05 else lines.insert(rng.randrange(len(lines)), rng.choice(lines))
            raw[:] = b"\n".join(lines)
        case 5:
            lines = raw.split(b"\n")
            line = rng.randrange(len(lines))
            lines[line : line + 1] = [bytearray(b" " * rng.randrange(12)) + lines[line].lstrip()]
            raw[:] = b"\n".join(lines)
        case 6:
            words = raw.split(b" ")
            words.insert(rng.randrange(len(words)), words.pop(rng.randrange(len(words))))
            raw[:] = b" ".join(words)
        case _:
            raw[at:at] = bytes(rng.randrange(256) for _ in range(rng.randrange(1, 5)))


def try_one(raw: bytes) -> None:
    """One input, held to everything that must hold; AssertionError or whatever falls out."""
    began = time.perf_counter()
    try:
        source = sources.of_bytes(raw, "uji.yaml")
    except InvalidPlan as invalid:
        found = invalid.diagnostics
        text = None
    else:
        text = source.text
        found = judge(source, lambda _: HARI).found
        assert found == judge(source, lambda _: HARI).found, "two answers"
        mended = mend(text)
        assert mend(mended.teks).teks == mended.teks, "mended twice"
        if mended.teks != text:
            judge(sources.of_bytes(mended.teks.encode(), "uji.yaml"), lambda _: HARI)
    rules = [(each.rule, each.severity, "", "") for each in found]
    for output in (
        diagnostics.as_text(found, coloured=False), ci.as_github(found), ci.as_junit(["uji.yaml"], found),
        repr(sarif.as_sarif(found, rules)), repr(data.temuan(found)),
    ):  # fmt: skip
        assert not any(sign in output for sign in "\x1b\x00\x9b\u202e"), "raw control"
    lines = text.split("\n") if text is not None else []
    for each in found:
        assert each.place.line >= 1
        assert each.place.column >= 1
        assert not lines or each.place.line <= len(lines), "a place outside the text"
        assert not lines or each.place.column <= len(lines[each.place.line - 1]) + 1, "a column outside its line"
        assert not each.message.isascii() or "Value error" not in each.message
    took = time.perf_counter() - began
    assert took < LAMA, f"took {took:.1f} s"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--out", type=Path, default=Path("fuzz-temuan"))
    parser.add_argument("--atheris", action="store_true")
    options, rest = parser.parse_known_args()
    if options.atheris:
        return _guided(rest)
    seed = options.seed if options.seed is not None else time.time_ns()
    rng = random.Random(seed)
    pool = seeds()
    until = time.monotonic() + options.minutes * 60
    tried = failed = 0
    options.out.mkdir(exist_ok=True)
    for raw in mutants(rng, pool):
        if time.monotonic() > until:
            break
        tried += 1
        last = options.out / "terakhir.yaml"
        last.write_bytes(raw)  # a crash of the process itself leaves its input behind
        try:
            try_one(raw)
        except Refusal:
            pass
        except Exception:
            failed += 1
            (options.out / f"{seed}-{tried}.yaml").write_bytes(raw)
            (options.out / f"{seed}-{tried}.txt").write_text(traceback.format_exc(), encoding="utf-8")
        if len(pool) < 400 and rng.random() < 0.001:
            pool.append(raw[:20000])
    print(f"seed {seed}: {tried} inputs, {failed} faults")
    return 1 if failed else 0


def _guided(rest: list[str]) -> int:
    import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]

    with atheris.instrument_imports(include=["zi_cli"]):
        pass
    atheris.Setup([sys.argv[0], *rest], try_one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
