"""zi: the action plan of a Zona Integritas as plain YAML in git."""

__version__ = "0.1.0"
