"""`zi score`: what the answers come to, the gates one by one, and what would raise them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from zi_cli.commands import output
from zi_cli.commands.meant import pilihan, workspace
from zi_cli.commands.options import FormatOption, OutputOption, PlansOption
from zi_cli.commands.reading import tell
from zi_cli.commands.sheet import lapis
from zi_cli.errors import Refusal
from zi_cli.frozen import frozen
from zi_cli.render.media import Printed

if TYPE_CHECKING:
    from zi_cli.commands.offices import PlanPart
    from zi_cli.lke.jawaban import Lapis
    from zi_cli.lke.score import Skor
    from zi_cli.lke.terisi import Terisi
    from zi_cli.plan.model import Predikat
    from zi_cli.plan.workspace import Home

__all__ = ["score"]


def score(
    *,
    layer: Annotated[
        str | None, typer.Option("--layer", metavar="LAPIS", help="satker, provinsi, tpi, atau tpn; bawaannya satker")
    ] = None,
    predikat: Annotated[
        str | None, typer.Option("--predikat", metavar="PREDIKAT", help="WBK atau WBBM; bawaannya yang dituju rencana")
    ] = None,
    compare: Annotated[
        str | None,
        typer.Option("--compare", metavar="A,B", help="dua lapis atau lebih, misalnya satker,tpi,tpn"),
    ] = None,
    what_if: Annotated[
        str | None,
        typer.Option("--what-if", metavar="KODE=JAWABAN,...", help="nilai seandainya, misalnya 6.iv.a=A,R5.ii.a=75%"),
    ] = None,
    next_: Annotated[
        int | None, typer.Option("--next", metavar="N", help="N pertanyaan pengungkit yang paling menaikkan nilai")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="cara nilai dihitung, dan setelan yang berlaku")] = False,
    form: FormatOption = None,
    out: OutputOption = None,
    plan: PlansOption = None,
) -> int:
    """Nilai LKE dari jawaban satu lapis: lembarnya, ambang satu per satu, dan prasyarat unit.

    Jawabannya dibaca dari lke.yaml di folder rencana; tuliskan dengan zi answer. Yang belum dijawab tidak bernilai.
    """
    from zi_cli import plans
    from zi_cli.plan.model import Predikat

    target = output.target(form, out)
    if sum((compare is not None, what_if is not None, next_ is not None, explain)) > 1:
        raise Refusal("Gunakan salah satu saja: --compare, --what-if, --next, atau --explain.")
    if layer is not None and (compare is not None or explain):
        raise Refusal("--layer tidak berarti bersama --compare, yang menyebut lapisnya sendiri, atau --explain.")
    if predikat is not None and explain:
        raise Refusal("--predikat tidak berarti bersama --explain.")
    wanted = None if predikat is None else Predikat(pilihan(predikat.upper(), tuple(Predikat), "--predikat"))
    layers = _layers(compare) if compare is not None else (lapis(layer or "satker", "--layer"),)
    homes = workspace().chosen(plan)
    if len(homes) > 1 and not (compare or what_if or next_ or explain):
        return _all(homes, layers[0], wanted, target)
    home = workspace().home(plan[0] if plan and len(homes) == 1 else None)
    filled = plans.filled(home, layers, wanted)
    tell(filled[0].rencana)
    if compare is not None:
        said = _compared(home.id, filled)
    elif what_if is not None:
        said = _assumed(home.id, filled[0], what_if)
    elif next_ is not None:
        said = _next(home.id, filled[0], next_)
    elif explain:
        said = _penjelasan(filled[0].skor)
    else:
        said = _scored(home.id, filled[0])
    output.serve(said, target)
    if not home.answered:
        output.say(f"Belum ada {home.answers_name}; mulai misalnya dengan zi answer 1.i.a Ya.")
    return 0


def _all(homes: Sequence[Home], layer: Lapis, predikat: Predikat | None, target: output.Destination) -> int:
    """Several plans: what each comes to, the gates it misses, and what most of them lack."""
    from zi_cli.commands import offices
    from zi_cli.views.sheet.sekaligus import common

    asked = _Asked(layer, predikat, target.medium.name == "json")
    title = f"{len(homes)} rencana, LKE menurut {layer.called}"
    return offices.serve(homes, asked, lambda _: title, target, lambda parts: common(each.lacks for each in parts))


@frozen
class _Asked:
    """What is asked of every plan; a value, so that another process can be told."""

    layer: Lapis
    predikat: Predikat | None
    json: bool

    def of(self, home: Home) -> PlanPart:
        """One of several plans: what its answers come to."""
        from zi_cli import plans
        from zi_cli.commands.offices import PlanPart
        from zi_cli.render.machine import item
        from zi_cli.views.sheet import sekaligus, skor

        (filled,) = plans.filled(home, [self.layer], self.predikat)
        sick = len(filled.rencana.bergalat)
        if self.json:
            return PlanPart(home.id, item=item(skor.data(home.id, filled)), sick=sick)
        return PlanPart(home.id, sekaligus.score(filled), sick=sick, lacks=sekaligus.lacking(filled))


def _layers(text: str) -> tuple[Lapis, ...]:
    words = [word.strip() for word in text.split(",")]
    if len(words) < 2:
        raise Refusal("--compare memerlukan dua lapis atau lebih dengan koma di antaranya, misalnya satker,tpi.")
    layers = tuple(lapis(word, "--compare") for word in words)
    if twice := next((each for each in layers if layers.count(each) > 1), None):
        raise Refusal(f"--compare {text} membandingkan {twice.called} dengan dirinya; sebutkan lapis yang berbeda.")
    return layers


def _scored(id_: str, filled: Terisi) -> Printed:
    from zi_cli.views.sheet import skor

    return Printed(
        page=lambda: skor.skor(filled),
        data=lambda: skor.data(id_, filled),
        table=lambda: skor.lembar(filled),
    )


def _compared(id_: str, layers: Sequence[Terisi]) -> Printed:
    from zi_cli.views.sheet import banding

    return Printed(
        page=lambda: banding.banding(layers),
        data=lambda: banding.data(id_, layers),
        table=lambda: banding.datar(layers),
    )


def _assumed(id_: str, filled: Terisi, text: str) -> Printed:
    from zi_cli.commands.seandainya import seandainya
    from zi_cli.views.sheet import seandainya as views

    assumed = seandainya(filled.skor, text)
    return Printed(
        page=lambda: views.halaman(filled, assumed),
        data=lambda: views.data(id_, filled, assumed),
        table=lambda: views.daftar(filled, assumed),
    )


def _next(id_: str, filled: Terisi, count: int) -> Printed:
    from zi_cli.views.sheet import berikut

    if count < 1:
        raise Refusal("--next memerlukan bilangan 1 atau lebih.")
    return Printed(
        page=lambda: berikut.halaman(filled, count),
        data=lambda: berikut.data(id_, filled, count),
        table=lambda: berikut.daftar(filled, count),
    )


def _penjelasan(score: Skor) -> Printed:
    from zi_cli.views.sheet import penjelasan

    return Printed(
        page=lambda: penjelasan.penjelasan(score.lembar, score.setelan),
        data=lambda: penjelasan.data(score.lembar, score.setelan),
        table=lambda: penjelasan.daftar(score.lembar, score.setelan),
    )
