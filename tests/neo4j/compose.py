"""What docker-compose.yml says, so that the tests run on the settings that its users get."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parents[2] / "docker-compose.yml"


def service() -> dict[str, Any]:
    """The Neo4j service as the file declares it."""
    declared: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))["services"]["neo4j"]
    return declared


def settings() -> dict[str, str]:
    """Its environment as lines of neo4j.conf, translated as the image does it."""
    environment: dict[str, str] = service()["environment"]
    return {
        setting_name(variable): value
        for variable, value in environment.items()
        if variable != "NEO4J_AUTH"  # read by the image's start script, no setting
    }


def setting_name(variable: str) -> str:
    """``NEO4J_a_b__c`` is ``a.b_c``."""
    return variable.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_")
