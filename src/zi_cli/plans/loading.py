"""A plan that commands may act on: read, judged and without an error."""

from pathlib import Path

from zi_cli.diagnostics import Diagnostic, InvalidPlan, Severity
from zi_cli.errors import Refusal
from zi_cli.plan.model import Rencana
from zi_cli.plan.workspace import Home, root_of, stay_inside
from zi_cli.text import sources, stamps
from zi_cli.text.reading import Parsed, vouched
from zi_cli.text.sources import Source


def read(path: Path, name: str) -> Source:
    """The text of a plan or of its answers; as `sources.read`, and Refusal where it leads out of its workspace."""
    if path.absolute().parents[1:2] and path.absolute().parents[1].name == "plans":
        stay_inside(path, root_of(path))
    return sources.read(path, name)


def load(home: Home) -> Parsed[Rencana]:
    """The plan that lies there; InvalidPlan with all its errors, or that it is not there or cannot be read."""
    try:
        source = read(home.path, home.name)
    except Refusal as refusal:
        raise InvalidPlan([missing(home, refusal)]) from refusal
    if home.trusting and (known := vouched(Rencana, source)):
        return known
    from zi_cli.checks import findings, read_plan  # a text that has passed before needs none of it

    parsed = read_plan(source)
    found = list(findings(parsed, galat_saja=True))
    if found:
        raise InvalidPlan(found)
    stamps.stamp(source.path, source.raw)
    return parsed


def missing(home: Home, refusal: Refusal) -> Diagnostic:
    """That a plan which must be there is not, or cannot be read, as the refusal to read it says."""
    path, name = home.path, home.name
    match refusal.__cause__:
        case FileNotFoundError() if not path.is_symlink():
            message = f"folder rencana ini tidak punya {path.name}; tambahkan, atau hapus foldernya"
        case FileNotFoundError():
            message = f"{path.name} adalah symlink yang tidak menuju sebuah berkas; betulkan, atau hapus"
        case PermissionError():
            message = "berkas ini tidak boleh dibaca; minta izin bacanya, atau jalankan zi sebagai pemiliknya"
        case _:
            message = f"{str(refusal).replace(name, 'berkas ini', 1).rstrip('.')}; betulkan, atau hapus"
    return Diagnostic("rencana-hilang", Severity.ERROR, message, name)
