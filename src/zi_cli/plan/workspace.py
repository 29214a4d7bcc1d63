"""Where plans lie: `plans/<id>/rencana.yaml`, in the nearest folder that has `plans/`, here or above.

An unpacked bag is a workspace of its own: its plan is read where it lies, and changed in a folder beside it, so that
the bag stays what it was.
"""

import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath

from zi_cli.errors import Kind, Refusal, reason
from zi_cli.frozen import frozen
from zi_cli.nearest import nearest
from zi_cli.text.regular import regular

NAMA_BERKAS = "rencana.yaml"
NAMA_JAWABAN = "lke.yaml"
BUKTI = "bukti"
"""Where evidence lies in a plan's folder."""
MUATAN, HASIL = "data", "hasil"
"""In an unpacked bag: what came in it, and beside that what an evaluator writes."""
_TANDA_KANTONG = "bagit.txt"


@frozen
class Home:
    """Where one plan lies."""

    id: str
    path: Path
    """Its rencana.yaml."""
    trusting: bool = True
    """Whether a plan that passed before need not be judged again: not where others rely on the findings."""
    bag: Path | None = None
    """The unpacked bag that it lies in, if it does."""

    @classmethod
    def of(cls, path: Path) -> "Home":
        """The home of a plan by its file."""
        return cls(path.absolute().parent.name, path)

    @property
    def folder(self) -> Path:
        """The plan's folder; paths in the plan are relative to it."""
        return self.path.parent if self.bag is None else self.bag / MUATAN

    @property
    def name(self) -> str:
        """The plan's file as people name it from where they are."""
        return shown(self.path)

    @property
    def answers(self) -> Path:
        """Where the answers to its sheet lie, if there are any."""
        return self.path.parent / NAMA_JAWABAN

    def opened(self) -> "Home":
        """The home as it may be written: of a bag the folder of results, begun where there is none.

        What it holds at first is what the bag holds. Refusal where the disk says no.
        """
        if self.bag is None:
            return self
        results = self.bag / HASIL
        stay_inside(results, self.bag)
        try:
            results.mkdir(exist_ok=True)
            for name in (NAMA_JAWABAN, NAMA_BERKAS):
                if not os.path.lexists(results / name) and os.path.lexists(self.bag / MUATAN / name):
                    (results / name).write_bytes(regular(self.bag / MUATAN / name))
        except OSError as error:
            raise Refusal(f"{shown(results)} tidak dapat ditulis: {reason(error)}.") from error
        return Home(self.id, results / NAMA_BERKAS, self.trusting, self.bag)

    def for_the_office_alone(self) -> None:
        """Refusal in a bag, where an evaluator writes what was found and answered, and nothing else."""
        if self.bag is not None:
            raise Refusal(
                "Ini paket bukti yang sudah dibuka: yang ditulis di sini hanya hasil pemeriksaan dan jawaban penilai. "
                "Bukti ditandai, dan jawaban satker ditulis, di folder kerja kantornya."
            )

    @property
    def answers_name(self) -> str:
        """The answers' file as people name it."""
        return shown(self.answers)

    @property
    def answered(self) -> bool:
        """Whether there are answers; no where one may not look."""
        return os.path.exists(self.answers)  # noqa: PTH110 - Path.exists raises there


@frozen
class Workspace:
    """A folder that has `plans/`."""

    root: Path
    trusting: bool = True
    """As the homes of its plans have it."""
    is_bag: bool = False
    """Whether it is an unpacked bag, which has one plan."""

    def templates(self) -> list[Path]:
        """The folder of the office's own templates, if it has any; Refusal where it leads out of the workspace."""
        folder = self.root / "templates"
        if not folder.is_dir():
            return []
        stay_inside(folder, self.root)
        return [folder]

    def homes(self) -> list[Home]:
        """The home of every plan, in order of its id; Refusal where there is none."""
        if self.is_bag:
            return [_in_bag(self.root, trusting=self.trusting)]
        folder = self.root / "plans"
        try:
            names = sorted(each.name for each in folder.iterdir() if each.is_dir() and not each.name.startswith("."))
        except OSError as error:
            raise Refusal(f"{shown(folder)} tidak dapat dibaca: {reason(error)}.", Kind.SYSTEM) from error
        if not names:
            raise Refusal(
                f"{shown(folder)} belum berisi rencana; buat misalnya plans/kpu-kota-jambi-2025/{NAMA_BERKAS}.",
                Kind.STATE,
            )
        return [Home(name, folder / name / NAMA_BERKAS, self.trusting) for name in names]

    def home(self, id_: str | None) -> Home:
        """The home of the plan meant, by its id or a part of it, or of the only one; Refusal where several are."""
        homes = self.homes()
        if id_ is not None:
            return _meant(homes, id_)
        if len(homes) == 1:
            return homes[0]
        raise Refusal(
            f"Di sini ada {len(homes)} rencana; sebutkan salah satu dengan «plan»: {_names(homes)}.", Kind.AMBIGUOUS
        )

    def chosen(self, ids: Iterable[str] | None) -> list[Home]:
        """The homes of the plans meant, each once, or of all where none is named."""
        homes = self.homes()
        return list(dict.fromkeys(_meant(homes, each) for each in ids)) if ids else homes


def _meant(homes: Sequence[Home], id_: str) -> Home:
    """The one home with that id, else the one whose id holds that part; Refusal where there is none, or several."""
    found = [each for each in homes if each.id == id_] or [each for each in homes if id_ and id_ in each.id]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refusal(
            f'"{id_}" cocok dengan {len(found)} rencana; sebutkan lebih lengkap: {_names(found)}.', Kind.AMBIGUOUS
        )
    guess = nearest(id_, [each.id for each in homes])
    told = f"Yang terdekat: {guess}." if guess else f"Yang tersedia: {_names(homes)}."
    raise Refusal(f'Tidak ada rencana "{id_}". {told}', Kind.UNKNOWN)


def _names(homes: Sequence[Home]) -> str:
    return ", ".join(each.id for each in homes[:6]) + (", …" if len(homes) > 6 else "")


def root_of(path: Path) -> Path:
    """The root of the workspace that a plan's file lies in by its name; of another file the folder one stands in.

    Git is asked there: a plan's own folder may hold anything.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100 - no symlink is resolved
    if path.parents[1:2] and path.parents[1].name == "plans":
        return path.parents[2]
    if path.parents[1:2] and path.parent.name in (MUATAN, HASIL) and is_unpacked_bag(path.parents[1]):
        return path.parents[1]
    here = Path.cwd()
    return here if path.is_relative_to(here) else path.parent


def stay_inside(path: Path, root: Path) -> None:
    """Refusal where what lies in a workspace by its name leads out of it: a clone may bring links to anything here."""
    real = os.path.realpath(path)
    below = os.path.abspath(root) + os.sep  # noqa: PTH100 - what is real below it is inside, and so it is mostly
    if not real.startswith(below) and not Path(real).is_relative_to(os.path.realpath(root)):
        raise Refusal(f"{shown(path)} menunjuk ke luar folder kerja melalui symlink; salin aslinya ke sana.")


def find(start: Path, *, trusting: bool = True) -> Workspace:
    """The workspace that `start` is in; Refusal where there is none."""
    for folder in (start, *start.parents):
        if is_unpacked_bag(folder):
            return Workspace(folder, trusting, is_bag=True)
        if os.path.isdir(folder / "plans"):  # noqa: PTH112 - where one may not look, there is none
            return Workspace(folder, trusting)
    raise Refusal(
        "Tidak ada folder plans/ di sini maupun di atasnya; pindah ke folder kerja kantor, atau mulai di "
        "sini: zi import (dari Word atau Excel), atau zi init.",
        Kind.UNKNOWN,
    )


def beginning(start: Path) -> Path:
    """The workspace that `start` is in; where there is none yet, `start`, which becomes one."""
    try:
        return find(start).root
    except Refusal:
        return start


def is_unpacked_bag(folder: Path) -> bool:
    """Whether a folder is a bag with a plan in it."""
    return os.path.isfile(folder / _TANDA_KANTONG) and os.path.isfile(folder / MUATAN / NAMA_BERKAS)  # noqa: PTH113 - no where one may not look


def _in_bag(root: Path, *, trusting: bool) -> Home:
    """The plan of a bag: as an evaluator left it, else as it came."""
    results = root / HASIL / NAMA_BERKAS
    path = results if os.path.lexists(results) else root / MUATAN / NAMA_BERKAS
    return Home(_bag_id(root), path, trusting, root)


def _bag_id(root: Path) -> str:
    """The plan's own name, which the bag bears; the folder's where it bears none."""
    return bag_info(root).get("External-Identifier") or root.name


def bag_info(root: Path) -> dict[str, str]:
    """What a bag says of itself, by its labels; nothing where that cannot be read."""
    try:
        text = regular(root / "bag-info.txt").decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    unfolded = text.replace("\n ", " ").replace("\n\t", " ")  # RFC 8493: a long line goes on behind a blank
    parts = (line.partition(":") for line in unfolded.splitlines())
    return {label: value.strip() for label, colon, value in parts if colon}


def berisi_jawaban(path: PurePath) -> bool:
    """Whether a file is one of answers to the sheet: `lke.yaml`, or `NAME.lke.yaml`."""
    return path.name == NAMA_JAWABAN or path.name.endswith(f".{NAMA_JAWABAN}")


def ensure_no_plan(path: Path) -> None:
    """Refusal where what is written out would take the place of a plan, of its answers, or of its evidence; or where
    the disk does not say what is there.
    """
    real = Path(os.path.realpath(path))
    try:
        real.stat()
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as error:
        raise Refusal(f"{shown(path)} tidak dapat ditulis: {reason(error)}.", Kind.SYSTEM) from error
    evidence = any(above.name == BUKTI and (above.parent / NAMA_BERKAS).exists() for above in real.parents)
    if evidence or real.name == NAMA_BERKAS or berisi_jawaban(real):
        raise Refusal(f"{shown(path)} adalah tempat rencana, jawaban, atau buktinya; sebutkan nama lain.")


def twins(files: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """Plans that have a twin beside them: a folder with a plan whose name differs in case, or in how it is encoded.

    One and the same folder on the systems that do not tell these apart. Each such plan once, with its twin.
    """
    listed: dict[Path, dict[str, list[str]]] = {}
    for each in dict.fromkeys(Path(os.path.abspath(file)).parent for file in files):  # noqa: PTH100 - no symlink is resolved
        above = each.parent
        if above not in listed:
            listed[above] = _menurut_lipatan(above)
        names = listed[above].get(lipatan(each.name), [])
        plans = [name for name in names if len(names) > 1 and (above / name / NAMA_BERKAS).exists()]
        if each.name in plans and len(plans) > 1:
            yield each / NAMA_BERKAS, above / next(name for name in plans if name != each.name) / NAMA_BERKAS


def lipatan(name: str) -> str:
    """A name without its case and in one encoding, to find names that some systems take for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _menurut_lipatan(folder: Path) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    try:
        for each in sorted(each.name for each in folder.iterdir()):
            names.setdefault(lipatan(each), []).append(each)
    except OSError:
        return {}
    return names


def shown(path: Path) -> str:
    """A path as people name it from where they are."""
    try:
        relative = os.path.relpath(path)
    except (ValueError, FileNotFoundError):  # another drive; a current folder that is gone
        return str(path)
    return str(path) if relative.startswith("..") else relative.replace(os.sep, "/")
