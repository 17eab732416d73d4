"""A real Neo4j Community, started from its Maven artifacts."""
