"""Charts as inline SVG: titled, described, drawn in the colours of the page's own style, without script or network.

Each is drawn twice, for a wide screen and for a telephone: scaled down, its words could not be read.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from markupsafe import Markup

from zi_cli.frozen import frozen
from zi_cli.tables import Bars, Chart, Curve, Series
from zi_cli.written import MONTHS_SHORT

_GAP = 16
"""The least distance of two labels, so that neither hides the other."""


@frozen
class _Frame:
    """Where a curve is drawn: the whole, and what is left free around it."""

    name: str
    width: int
    height: int
    left: int
    right: int
    top: int = 14
    bottom: int = 30

    def x(self, day: date, first: date, last: date) -> float:
        span = max(1, (last - first).days)
        return round(self.left + (self.width - self.left - self.right) * (day - first).days / span, 1)

    def y(self, value: float, most: float) -> float:
        return round(self.top + (self.height - self.top - self.bottom) * (1 - value / max(most, 1e-9)), 1)


_FRAMES = (_Frame("lebar", 720, 300, 40, 190), _Frame("sempit", 350, 250, 34, 44))


def draw(chart: Chart, name: str) -> Markup:
    """The chart's pictures; `name` begins the ids of what names and describes it."""
    if isinstance(chart, Curve):
        pictures = [_curve(chart, frame, f"{name}-{frame.name}") for frame in _FRAMES]
        return Markup("\n").join([*pictures, _legend(chart)])
    return Markup("\n").join((_bars(chart, f"{name}-lebar", wide=True), _bars(chart, f"{name}-sempit", wide=False)))


def _svg(chart: Chart, name: str, frame: tuple[str, float, float], inside: list[Markup]) -> Markup:
    """The picture, with a title and a description for readers who cannot see it; `frame`: its class, width and
    height."""
    return Markup(
        '<svg class="{}" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-t {}-d">'
        '<title id="{}-t">{}</title><desc id="{}-d">{}</desc>\n{}</svg>'
    ).format(*frame, name, name, name, chart.title, name, chart.description, Markup("\n").join(inside))


def _curve(chart: Curve, frame: _Frame, name: str) -> Markup:
    days = [day for series in chart.series for day, _ in series.points]
    first, last = min(days), max([*days, *([chart.at] if chart.at else [])])
    most = float(chart.most)
    parts = [*_axes(most, frame, first, last)]
    if chart.at:
        x = frame.x(chart.at, first, last)
        parts.append(_line("hari", x, frame.top, x, frame.height - frame.bottom))
    taken: list[float] = []
    for series in chart.series:
        if not series.points:
            continue
        path = _path(series, frame, most, first, last)
        dashed = " putus" if series.dashed else ""
        parts.append(
            Markup('<path class="garis nada-{}{}" d="{}"><title>{}: {}</title></path>').format(
                series.tone, dashed, path, series.name, chart.figure(series.points[-1][1])
            )
        )
        y = frame.y(float(series.points[-1][1]), most) + 4
        while any(abs(y - other) < _GAP for other in taken):
            y += _GAP
        taken.append(y)
        value = chart.figure(series.points[-1][1])
        label = f"{value} {series.name}" if frame.name == "lebar" else value
        parts.append(_text(f"label nada-{series.tone}", frame.width - frame.right + 8, y, label))
    return _svg(chart, name, (frame.name, frame.width, max([frame.height, *(y + 4 for y in taken)])), parts)


def _axes(most: float, frame: _Frame, first: date, last: date) -> Iterator[Markup]:
    """A line for each quarter of the whole, and the months below."""
    foot = frame.height - frame.bottom
    for quarter in range(5):
        value = most * quarter / 4
        y = frame.y(value, most)
        yield _line("kisi", frame.left, y, frame.width - frame.right, y)
        yield _text("sumbu akhir", frame.left - 6, y + 4, str(round(value)))
    month, before = first.replace(day=1), -99.0
    while month <= last:
        x = frame.x(max(month, first), first, last)
        if x - before >= 34:
            yield _text("sumbu", x, foot + 18, MONTHS_SHORT[month.month - 1])
            before = x
        month = (month + timedelta(days=32)).replace(day=1)


def _path(series: Series, frame: _Frame, most: float, first: date, last: date) -> str:
    points = [(frame.x(day, first, last), frame.y(float(value), most)) for day, value in series.points]
    start = f"M{points[0][0]},{points[0][1]}"
    if series.steps:
        return start + "".join(f"H{x}V{y}" for x, y in points[1:])
    return start + "".join(f"L{x},{y}" for x, y in points[1:])


def _legend(chart: Curve) -> Markup:
    items = (
        Markup('<li><span class="tanda nada-{}{}" aria-hidden="true"></span>{}</li>').format(
            series.tone, " putus" if series.dashed else "", series.name
        )
        for series in chart.series
    )
    return Markup('<ul class="legenda">{}</ul>').format(Markup("").join(items))


def _bars(chart: Bars, name: str, *, wide: bool) -> Markup:
    """A bar for each thing, its name above it: its parts one after the other, and what is asked of it as a line."""
    width, room, step = (560, 430, 48) if wide else (350, 240, 54)
    parts: list[Markup] = []
    for at, bar in enumerate(chart.bars):
        top, full = at * step, float(bar.most) or 1.0
        parts.append(_text("nama", 0, top + 14, bar.name if wide or len(bar.name) <= 40 else f"{bar.name[:39]}…"))
        parts.append(_rectangle("dasar", (0, top + 20), room, ""))
        left = 0.0
        for part, value in zip(chart.parts, bar.values, strict=True):
            if value:
                told = f"{bar.name}: {part.name} {chart.figure(value)}"
                size = round(room * float(value) / full, 1)
                parts.append(_rectangle(f"isi nada-{part.tone}", (left, top + 20), size, told))
                left += size
        if bar.least is not None:
            x = round(room * float(bar.least) / full, 1)
            parts.append(_line("ambang", x, top + 16, x, top + 40))
        parts.append(_text("angka", room + 8, top + 33, bar.told))
    frame = ("lebar" if wide else "sempit", width, step * len(chart.bars) + 4)
    drawn = _svg(chart, name, frame, parts)
    if wide:
        return drawn
    items = [
        Markup('<li><span class="kotak nada-{}" aria-hidden="true"></span>{}</li>').format(part.tone, part.name)
        for part in chart.parts
    ]
    if chart.line:
        items.append(Markup('<li><span class="tegak" aria-hidden="true"></span>{}</li>').format(chart.line))
    return Markup('{}<ul class="legenda">{}</ul>').format(drawn, Markup("").join(items))


def _rectangle(kind: str, at: tuple[float, float], width: float, told: str) -> Markup:
    title = Markup("<title>{}</title>").format(told) if told else Markup("")
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="16">{}</rect>').format(kind, *at, width, title)


def _line(kind: str, x1: float, y1: float, x2: float, y2: float) -> Markup:
    return Markup('<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(kind, x1, y1, x2, y2)


def _text(kind: str, x: float, y: float, text: str) -> Markup:
    return Markup('<text class="{}" x="{}" y="{}">{}</text>').format(kind, round(x, 1), round(y, 1), text)
