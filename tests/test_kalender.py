"""The calendar: read by its library, an entry for each row and day, the same entry when the day moves."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

Zi = Callable[..., tuple[int, str, str]]


def events(raw: bytes) -> list[Any]:
    found = Calendar.from_ical(raw).walk("VEVENT")
    assert [each.errors for each in found if each.errors] == []
    return list(found)


def made(zi: Zi, *args: str) -> bytes:
    assert zi("render", "kalender", "-o", "zi.ics", "--on", "2025-10-15", *args)[0] == 0
    return Path("zi.ics").read_bytes()


def test_an_event_for_each_row_and_deadline(jambi: Path, zi: Zi) -> None:
    raw = made(zi)
    assert raw == made(zi)
    found = events(raw)
    assert len(found) == len({str(each["UID"]) for each in found}) == 92
    assert max(map(len, raw.split(b"\r\n"))) <= 75, "folded by octets (RFC 5545, 3.1)"
    first = found[0]
    assert str(first["SUMMARY"]).startswith("1.i.a SK Tim Kerja")
    assert (first["DTEND"].dt - first["DTSTART"].dt).days == 1, "a whole day ends on the next"
    assert sorted(alarm["TRIGGER"].dt.days for alarm in first.walk("VALARM")) == [-7, -1]
    assert str(first["TRANSP"]) == "TRANSPARENT"


def test_what_is_done_stays_and_reminds_nobody(jambi: Path, zi: Zi) -> None:
    before = {str(each["UID"]): each for each in events(made(zi))}
    assert zi("mark", "1.i.a", "--date", "2025-08-20", "--link", "https://contoh.go.id/sk")[0] == 0
    after = {str(each["UID"]): each for each in events(made(zi))}
    assert before.keys() == after.keys()
    (done,) = [each for each in after.values() if str(each["SUMMARY"]).startswith("[selesai]")]
    assert "1.i.a" in str(done["SUMMARY"])
    assert done.walk("VALARM") == []


def test_a_target_that_moves_takes_its_event_with_it(jambi: Path, zi: Zi) -> None:
    before = {str(each["UID"]): each["DTSTART"].dt for each in events(made(zi))}
    text = jambi.read_text(encoding="utf-8")
    assert text.count("target_waktu: Agustus\n") >= 2
    jambi.write_text(text.replace("target_waktu: Agustus\n", "target_waktu: Oktober\n"), encoding="utf-8")
    later = events(made(zi))
    after = {str(each["UID"]): each["DTSTART"].dt for each in later}
    assert before.keys() == after.keys()
    assert sum(before[uid] != after[uid] for uid in before) >= 2


def test_a_later_file_outranks_an_earlier(jambi: Path, zi: Zi) -> None:
    ranks = []
    for day in ("2025-10-15", "2025-10-16", "2026-01-01"):
        assert zi("render", "kalender", "-o", "zi.ics", "--on", day)[0] == 0
        ranks.append(int(events(Path("zi.ics").read_bytes())[0]["SEQUENCE"]))
    assert ranks == sorted(set(ranks))


def test_of_one_person(jambi: Path, zi: Zi) -> None:
    text = jambi.read_text(encoding="utf-8")
    line = "            target_waktu: Agustus\n"
    jambi.write_text(text.replace(line, f"{line}            penanggung_jawab: Rina Wati\n", 1), encoding="utf-8")
    (only,) = events(made(zi, "--person", "rina"))
    assert "Penanggung jawab: Rina Wati" in str(only["DESCRIPTION"])
    code, _, err = zi("render", "kalender", "--person", "Budi")
    assert (code, "Tidak ada baris" in err) == (2, True)


@pytest.mark.parametrize("form", ["md", "html", "csv", "docx"])
def test_it_is_a_page_too(jambi: Path, zi: Zi, form: str) -> None:
    assert zi("render", "kalender", "-o", f"zi.{form}")[0] == 0


def test_no_other_page_is_a_calendar(jambi: Path, zi: Zi) -> None:
    code, _, err = zi("status", "-o", "zi.ics")
    assert (code, Path("zi.ics").exists()) == (2, False)
    assert ".html" in err
