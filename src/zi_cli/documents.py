"""Which documents there are to render, and what each gives its template. How they look is the templates' business."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zi_cli.lke.terisi import Terisi
    from zi_cli.plan.model import Rencana
    from zi_cli.plan.progress import Capaian

Isi = dict[str, Any]
"""What a template is given: texts, lists and dicts of texts, and described tables."""


def _naskah(rencana: Rencana, capaian: Capaian | None) -> Isi:
    """The decree with its Lampiran; `per_tanggal` is the day that `capaian` is of, or empty."""
    from zi_cli.plan.hari import hari_tertulis
    from zi_cli.views.keputusan import keputusan
    from zi_cli.views.lampiran import lampiran

    return {
        **keputusan(rencana),
        "tabel": lampiran(rencana, capaian),
        "per_tanggal": hari_tertulis(capaian.hari) if capaian else "",
    }


DOKUMEN: Mapping[str, Callable[[Rencana, Capaian | None], Isi]] = {"lampiran": _naskah, "keputusan": _naskah}
"""From a document's name, which is also its template's, to what it says about a plan (and how it stands)."""


def _lke(terisi: Terisi) -> Isi:
    """The evaluation sheet with the answers of one layer."""
    from zi_cli.views.skor import dokumen

    return dokumen(terisi)


DOKUMEN_LKE: Mapping[str, Callable[[Terisi], Isi]] = {"lke": _lke}
"""The same for the documents of the filled-in sheet."""
