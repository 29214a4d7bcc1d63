"""Pages as PDF: printed by the browser or the LibreOffice that this computer has. zi brings none of its own.

A browser prints the HTML, tagged, as it would from its menu; LibreOffice prints the Word document. Which one it was is
said; where there is none, how to print by hand.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from zi_cli.errors import Refusal, reason
from zi_cli.frozen import frozen

if TYPE_CHECKING:
    from zi_cli.render.media import Printed, Setting

_BROWSERS = (
    ("Microsoft Edge", ("msedge", "microsoft-edge", "microsoft-edge-stable")),
    ("Google Chrome", ("chrome", "google-chrome", "google-chrome-stable")),
    ("Chromium", ("chromium", "chromium-browser")),
)
_OFFICE = ("LibreOffice", ("soffice", "libreoffice"))
_WINDOWS = (
    ("Microsoft Edge", r"Microsoft\Edge\Application\msedge.exe"),
    ("Google Chrome", r"Google\Chrome\Application\chrome.exe"),
    ("LibreOffice", r"LibreOffice\program\soffice.exe"),
)
_MAC = (
    ("Microsoft Edge", "Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
    ("Google Chrome", "Google Chrome.app/Contents/MacOS/Google Chrome"),
    ("Chromium", "Chromium.app/Contents/MacOS/Chromium"),
    ("LibreOffice", "LibreOffice.app/Contents/MacOS/soffice"),
)
_PATIENCE = 120
"""In seconds: the longest document takes three."""


@frozen
class _Printer:
    """A program that prints to a file."""

    name: str
    path: str

    @property
    def office(self) -> bool:
        return self.name == _OFFICE[0]


def document(printed: Printed, setting: Setting) -> bytes:
    """The page as the bytes of a PDF; Refusal where nothing here can print one."""
    found = list(_printers())
    if not found:
        raise Refusal(
            "Tidak ada Edge, Chrome, Chromium, atau LibreOffice di komputer ini untuk membuat PDF. Buat HTML-nya "
            "(«format» html), buka di peramban, lalu cetak ke PDF dari sana."
        )
    failed: list[str] = []
    for printer in found:
        with tempfile.TemporaryDirectory(prefix="zi-") as folder:
            try:
                made = _print(printer, printed, setting, Path(folder))
            except (OSError, subprocess.SubprocessError) as error:
                failed.append(f"{printer.name}: {reason(error) if isinstance(error, OSError) else 'tidak selesai'}")
                continue
        if made.startswith(b"%PDF-"):
            setting.say(f"PDF dibuat oleh {printer.name}.")
            return made
        failed.append(f"{printer.name}: tidak menghasilkan PDF")
    raise Refusal(f"PDF tidak dapat dibuat ({'; '.join(failed)}). Cetak HTML-nya dari peramban.")


def _printers() -> Iterator[_Printer]:
    """What there is, browsers first: their PDF is tagged for readers."""
    for name, words in (*_BROWSERS, _OFFICE):
        places = (*filter(None, map(shutil.which, words)), *filter(os.path.exists, _installed(name)))
        yield from (_Printer(name, path) for path in places[:1])


def _installed(name: str) -> list[str]:
    """Where such a program lies that is not on the path."""
    if sys.platform == "win32":
        roots = [os.environ.get(each, "") for each in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
        return [str(Path(root, path)) for root in roots if root for known, path in _WINDOWS if known == name]
    return [f"/Applications/{path}" for known, path in _MAC if known == name]


def _print(printer: _Printer, printed: Printed, setting: Setting, folder: Path) -> bytes:
    from zi_cli.render.media import PAGES, chosen

    out = folder / "cetak.pdf"
    if printer.office:
        source = folder / "cetak.docx"
        source.write_bytes(chosen("docx", None, PAGES, "").draw(printed, setting))
        home = (folder / "rumah").as_uri()
        words = [f"-env:UserInstallation={home}", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
        command = [printer.path, *words, str(source)]
    else:
        source = folder / "cetak.html"
        source.write_bytes(chosen("html", None, PAGES, "").draw(printed, setting))
        words = ["--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer"]
        words += [f"--user-data-dir={folder / 'profil'}", f"--print-to-pdf={out}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:  # Chromium refuses its sandbox to root
            words.append("--no-sandbox")
        command = [printer.path, *words, source.as_uri()]
    subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False, stdin=subprocess.DEVNULL)
    return out.read_bytes()
