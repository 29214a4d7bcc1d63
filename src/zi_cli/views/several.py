"""The tables of several plans as one."""

from collections.abc import Sequence

from zi_cli.frozen import evolve
from zi_cli.tables import Cell, Column, Table


def together(title: str, parts: Sequence[tuple[str, Table]], name: str) -> Table:
    """Several tables as one, behind a column that names whose rows they are; a column that one has not is `-` there."""
    columns = list({each.title: each for _, table in parts for each in table.columns}.values())
    rows = []
    for owner, table in parts:
        places = {each.title: at for at, each in enumerate(table.columns)}
        for line in table.rows:
            found = [line.cells[places[each.title]] if each.title in places else Cell("-") for each in columns]
            rows.append(evolve(line, cells=(Cell(owner, heading=True), *found)))
    return Table(title, (Column(name, unbroken=True), *columns), tuple(rows))
