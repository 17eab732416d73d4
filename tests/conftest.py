"""Fixtures that need something beside the project: a folder, a server, a browser.

Where it is missing the test is skipped and says why. With ``GONGBAO_REQUIRE_ALL=1`` (as in CI) a skipped test
is a failure instead, so that nothing goes untested without a word; only the shared folder may be missing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.neo4j import compose
from tests.neo4j.server import Neo4jServer, Neo4jUnavailable

ROOT = Path(__file__).parents[1]
NO_SHARED = "no shared folder"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")

# Two busy cores miss deadlines that say nothing of the code; CI must find today what it found yesterday.
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real gazettes and gold that lies beside the project, never in it: ``GONGBAO_SHARED``."""
    folder = Path(os.environ.get("GONGBAO_SHARED") or ROOT.parent / "shared")
    if not (folder / "gold").is_dir():
        pytest.skip(f"{NO_SHARED}: {folder} is not there (GONGBAO_SHARED names another)")
    return folder


def new_server(home: Path) -> Neo4jServer:
    """A Neo4j that is not running yet, with the settings of docker-compose.yml."""
    try:
        return Neo4jServer(home, compose.settings())
    except Neo4jUnavailable as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """The running Neo4j that tests share: started once, in one worker."""
    with new_server(tmp_path_factory.mktemp("neo4j")) as server:
        yield server


@pytest.fixture
def own_neo4j(tmp_path: Path) -> Iterator[Neo4jServer]:
    """A Neo4j of one test's own, for it to start, import into and kill. Takes ten seconds: mostly share."""
    server = new_server(tmp_path / "neo4j")
    yield server
    server.stop()


@pytest.fixture
def clean_neo4j(neo4j_server: Neo4jServer) -> Neo4jServer:
    """The session's server with an empty database: no nodes, constraints or indexes."""
    with neo4j_server.driver() as driver:
        with driver.session() as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS").consume()
        for row in driver.execute_query("SHOW CONSTRAINTS YIELD name").records:
            driver.execute_query(f"DROP CONSTRAINT `{row['name']}`")
        for row in driver.execute_query("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'").records:
            driver.execute_query(f"DROP INDEX `{row['name']}`")
    return neo4j_server


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium that runs without a window: ``CHROMIUM``, else the first one found."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(f"no browser here: none of {', '.join(BROWSERS)} is on the PATH")
    return found


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses a fixture, and keep Neo4j's tests in one worker: they empty the one they share."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & {"neo4j_server", "own_neo4j"}:
            item.add_marker(pytest.mark.neo4j)
            item.add_marker(pytest.mark.xdist_group("neo4j"))
        if "chromium" in fixtures:
            item.add_marker(pytest.mark.browser)


def refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Make a skipped report a failed one, where everything must be there."""
    if not os.environ.get("GONGBAO_REQUIRE_ALL") or not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if NO_SHARED not in reason:
        report.outcome = "failed"
        report.longrepr = f"GONGBAO_REQUIRE_ALL is set, and this was skipped: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """See refuse_skip."""
    report = yield
    refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """See refuse_skip, for a module that skips itself whole."""
    report = yield
    refuse_skip(report)
    return report
