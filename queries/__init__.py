"""Questions to a graph, one a file: ``X.cypher`` for a server, ``X.py`` in memory, with the same rows.

``run(store, "who_oversees", {"agency": "云州市水利局", "as_of": "2021-06-01"})`` asks one.
"""

from __future__ import annotations

from queries.bearers import find, nearest
from queries.library import catalogue, get, run
from queries.query import Parameter, Query, Question

__all__ = ["Parameter", "Query", "Question", "catalogue", "find", "get", "nearest", "run"]
