"""An agenda as a calendar file (RFC 5545): what is due as all-day events. The one room that knows icalendar.

An event keeps its identity when its day moves, so that the old one does not stay in people's
calendars; its `SEQUENCE` rises
by the day the file is of. The same agenda gives the same bytes: nothing is read from the clock.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar, Event

from zi_cli.errors import Refusal
from zi_cli.render.visible import as_utf8, one_line, visible
from zi_cli.tables import Agenda, Due

if TYPE_CHECKING:
    from zi_cli.render.media import Printed, Setting

_BEFORE = (timedelta(days=-7), timedelta(days=-1))
"""When a calendar reminds of what is not done."""
_EPOCH = date(2000, 1, 1)


def document(printed: Printed, _setting: Setting) -> bytes:
    """The page's agenda as the bytes of an .ics; Refusal where it has none."""
    page = printed.page()
    agendas = [each for each in page.body if isinstance(each, Agenda)]
    if not agendas:
        raise Refusal(f"{page.title}: tidak ada tenggat yang dapat menjadi kalender.")
    made = Calendar()
    made.add("prodid", "-//zi//zi-cli//ID")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", one_line(page.title))
    made.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    for agenda in agendas:
        for due in agenda.dues:
            made.add_component(_event(due, agenda.day))
    raw: bytes = made.to_ical()
    return raw


def _event(due: Due, day: date) -> Event:
    made = Event()
    made.add("uid", f"{hashlib.sha256(as_utf8(due.id)).hexdigest()[:32]}@zi")
    made.add("dtstamp", datetime(day.year, day.month, day.day, tzinfo=UTC))
    made.add("sequence", max(0, (day - _EPOCH).days))
    made.add("dtstart", due.day)
    made.add("dtend", due.day + timedelta(days=1))  # the day after: so RFC 5545 ends a whole day
    title = one_line(due.title)
    made.add("summary", f"[selesai] {title}" if due.done else title)
    made.add("description", "\n".join(map(visible, due.text.split("\n"))))
    made.add("categories", ["Zona Integritas"])
    made.add("transp", "TRANSPARENT")
    for before in () if due.done else _BEFORE:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", before)
        made.add_component(alarm)
    return made
