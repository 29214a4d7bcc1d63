"""A plan that commands may act on: read, judged, and without an error but in the rows that are left out."""

from pathlib import Path

from zi_cli.diagnostics import Diagnostic, InvalidPlan, Severity
from zi_cli.errors import Refusal
from zi_cli.plan.model import ROWS, Rencana
from zi_cli.plan.workspace import Home, is_unpacked_bag, root_of, stay_inside
from zi_cli.text import sources
from zi_cli.text.document import Route
from zi_cli.text.reading import Parsed, vouch, vouched
from zi_cli.text.sources import Source


def read(path: Path, name: str) -> Source:
    """The text of a plan or of its answers; as `sources.read`, and Refusal where it leads out of its workspace."""
    root, above = root_of(path), path.absolute().parents[1:2]
    if (above and above[0].name == "plans") or is_unpacked_bag(root):
        stay_inside(path, root)
    return sources.read(path, name)


def load(home: Home) -> Parsed[Rencana]:
    """The plan that lies there; InvalidPlan with all its errors, or that it is not there or cannot be read."""
    try:
        source = read(home.path, home.name)
    except Refusal as refusal:
        raise InvalidPlan([missing(home, refusal)]) from refusal
    if home.trusting and (known := vouched(Rencana, source, ROWS)):
        return known
    from zi_cli.checks import usable  # a text that has passed before needs none of it

    parsed = usable(source)
    vouch(parsed, source.raw)
    return parsed


def faults(parsed: Parsed[Rencana], route: Route) -> tuple[Diagnostic, ...]:
    """What is wrong with a row that cannot be used."""
    from zi_cli.checks import usable

    return next((each.diagnostics for each in usable(parsed.source).sick if each.route == route), ())


def missing(home: Home, refusal: Refusal) -> Diagnostic:
    """That a plan which must be there is not, or cannot be read, as the refusal to read it says."""
    path, name = home.path, home.name
    match refusal.__cause__:
        case FileNotFoundError() if not path.is_symlink():
            message = f"folder rencana ini tidak punya {path.name}; tambahkan, atau hapus foldernya"
        case FileNotFoundError():
            message = f"{path.name} adalah symlink yang tidak menuju sebuah berkas; betulkan, atau hapus"
        case PermissionError():
            message = "berkas ini tidak boleh dibaca; mintalah izin membacanya, atau jalankan zi sebagai pemiliknya"
        case _:
            message = f"{str(refusal).replace(name, 'berkas ini', 1).rstrip('.')}; betulkan, atau hapus"
    return Diagnostic("rencana-hilang", Severity.ERROR, message, name)
