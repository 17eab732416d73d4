"""docker-compose.yml, parsed, and tried on a real Neo4j: no Docker is needed or started here."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from neo4j.exceptions import ClientError, DatabaseError

from tests.neo4j import compose
from tests.neo4j.server import POM, Neo4jServer

SERVICE = compose.service()

# Stands for cypher-shell: shows what it was told and which password it would log in with.
SHELL = '#!/bin/sh\nprintf "%s\\n" "$NEO4J_PASSWORD" "$@"\n'


def test_image_is_the_line_the_tests_run() -> None:
    image = re.fullmatch(r"neo4j:(\d+\.\d+)-community", SERVICE["image"])
    version = ElementTree.parse(POM).findtext("properties/neo4j.version")
    assert image is not None
    assert version is not None
    assert version.startswith(f"{image[1]}.")


def test_ports_are_open_to_this_computer_only() -> None:
    assert sorted(SERVICE["ports"]) == ["127.0.0.1:7474:7474", "127.0.0.1:7687:7687"]


def test_password_comes_from_outside_and_has_no_default() -> None:
    assert re.fullmatch(r"neo4j/\$\{NEO4J_PASSWORD:\?[^}]+\}", SERVICE["environment"]["NEO4J_AUTH"])


@pytest.mark.parametrize("name", ["NEO4J_USERNAME", "NEO4J_PASSWORD"])
def test_container_has_no_variable_taken_for_a_setting(name: str) -> None:
    assert name not in SERVICE["environment"]
    assert "env_file" not in SERVICE


def test_data_outlives_the_container() -> None:
    declared = yaml.safe_load(compose.FILE.read_text("utf-8"))["volumes"]
    mounted = dict(volume.split(":") for volume in SERVICE["volumes"])
    assert set(mounted) == set(declared)
    assert "/data" in mounted.values()


def health_check(password: str, folder: Path) -> list[str]:
    """Run the health check as the container would; what cypher-shell gets: password, then arguments."""
    kind, command = SERVICE["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    shell = folder / "cypher-shell"
    shell.write_text(SHELL)
    shell.chmod(0o755)
    # Compose turns $$ into $ and leaves the rest to the container's shell.
    ran = subprocess.run(
        ["/bin/sh", "-c", command.replace("$$", "$")],
        env={"PATH": f"{folder}:{os.environ['PATH']}", "NEO4J_AUTH": f"neo4j/{password}"},
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout.splitlines()


@pytest.mark.parametrize("password", ["plain-enough", "a/b c", "quote\"d'$HOME"])
def test_health_check_logs_in_with_the_password(password: str, tmp_path: Path) -> None:
    given, *arguments = health_check(password, tmp_path)
    assert given == password
    assert arguments[:-1] == ["-u", "neo4j"]


def test_health_checks_cypher_runs(neo4j_server: Neo4jServer, tmp_path: Path) -> None:
    cypher = health_check("unused", tmp_path)[-1]
    with neo4j_server.driver() as driver:
        assert [record.values() for record in driver.execute_query(cypher).records] == [[1]]


def shown_settings() -> list[tuple[str, str]]:
    """The settings that Neo4j shows. It hides internal ones: their tests see what they do."""
    return [(name, value) for name, value in compose.settings().items() if not name.startswith("internal.")]


@pytest.mark.parametrize(("setting", "value"), shown_settings())
def test_settings_hold_on_the_server(neo4j_server: Neo4jServer, setting: str, value: str) -> None:
    with neo4j_server.driver() as driver:
        shown = driver.execute_query("SHOW SETTINGS $name YIELD value", name=setting).records
    assert [record["value"] for record in shown] == [value]


def test_server_reads_no_files(neo4j_server: Neo4jServer, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a secret\n")
    with neo4j_server.driver() as driver, pytest.raises((ClientError, DatabaseError)) as refused:
        driver.execute_query("LOAD CSV FROM $url AS row RETURN row", url=secret.as_uri())
    assert "allow_csv_import_from_file_urls" in str(refused.value)


def test_server_calls_nobody(neo4j_server: Neo4jServer) -> None:
    with neo4j_server.driver() as driver, pytest.raises((ClientError, DatabaseError)) as refused:
        driver.execute_query("LOAD CSV FROM 'http://127.0.0.1:9/a.csv' AS row RETURN row")
    assert "blocked" in str(refused.value)
