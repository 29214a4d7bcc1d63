"""What is done when zi is built from its sources: for an editable install, their bytecode, as pip makes it for others.

Without it a computer that may write no bytecode (a container, a read-only checkout) compiles every module at every
start, which takes as long as all the rest of a command.
"""

from compileall import compile_dir
from py_compile import PycInvalidationMode
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Bytecode(BuildHookInterface):  # type: ignore[type-arg,misc]
    """Compiles the sources where they lie."""

    def finalize(self, version: str, _build_data: dict[str, Any], _artifact: str) -> None:
        """Once the wheel is made; an ordinary one is compiled by pip, where it is installed."""
        if version == "editable":
            compile_dir(f"{self.root}/src", quiet=2, invalidation_mode=PycInvalidationMode.TIMESTAMP)
