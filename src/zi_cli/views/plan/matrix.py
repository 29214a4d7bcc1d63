"""A table of the decree with further columns at its end."""

from collections.abc import Iterable

from zi_cli.frozen import evolve
from zi_cli.tables import Cell, Column, Row, Table


def extended(table: Table, columns: tuple[Column, ...], told: Iterable[tuple[Cell, ...]], title: str = "") -> Table:
    """The table with these columns behind its own, numbered on; `told`: their cells for each row that is no group."""
    further = iter(told)
    first = len(table.columns) + 1
    rows = [
        Row((evolve(each.cells[0], colspan=each.cells[0].colspan + len(columns)), *each.cells[1:]), each.group)
        if each.group
        else evolve(each, cells=(*each.cells, *next(further)))
        for each in table.rows
    ]
    numbered = tuple(evolve(each, number=f"({first + at})") for at, each in enumerate(columns))
    return Table(title or table.title, (*table.columns, *numbered), tuple(rows), table.look)
