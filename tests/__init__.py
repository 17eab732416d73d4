"""The tests: a package, so that they share helpers by name (``from tests.neo4j.server import …``)."""
