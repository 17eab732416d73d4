"""A real Neo4j Community on this computer, without Docker: for the tests and for ``make neo4j``.

``pom.xml`` names the version. Java 17 or 21 runs it; Maven brings the jars once, into a cache outside
the project. The server listens on loopback only, on a free port, with a password of its own, and
lives in one folder.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from neo4j import Driver, GraphDatabase, NotificationDisabledClassification
from neo4j.exceptions import AuthError, DriverError, Neo4jError

POM = Path(__file__).with_name("pom.xml")
JAVA_VERSIONS = (17, 21)
START_SECONDS = 120
STOP_SECONDS = 30

_OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch")
_SETTINGS = {
    # Bolt alone, for those who have the password; nobody to report to; no half a gigabyte of empty logs;
    # and no five seconds' wait at every stop.
    "server.default_listen_address": "127.0.0.1",
    "server.http.enabled": "false",
    "server.https.enabled": "false",
    "dbms.security.auth_enabled": "true",
    "dbms.usage_report.enabled": "false",
    "db.tx_log.preallocate": "false",
    "server.memory.pagecache.size": "128m",
    "internal.server.bolt.thread_pool_shutdown_wait_time": "0s",
}


class Neo4jUnavailable(RuntimeError):
    """What the server needs is not on this computer: the message says what."""


def find_java() -> str:
    """Path of a Java that Neo4j 5.26 runs on. Raises Neo4jUnavailable."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home, "bin"))) if home else shutil.which("java")
    if java is None:
        raise Neo4jUnavailable("no java here: install a Java 17 or 21 runtime")
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=True).stderr
    version = re.search(r'version "(\d+)', said)
    if version is None or int(version[1]) not in JAVA_VERSIONS:
        raise Neo4jUnavailable(f"{java} is not Java 17 or 21: {said.splitlines()[0]}")
    return java


def cache_folder() -> Path:
    """Where jars are kept between runs: one folder for each content of pom.xml."""
    root = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    content = hashlib.sha256(POM.read_bytes()).hexdigest()[:12]
    return Path(root, "gongbao-kg", "neo4j", content)


def fetch_jars() -> Path:
    """The folder of jars, filled by Maven the first time (about 120 MB). Raises Neo4jUnavailable."""
    folder = cache_folder()
    if folder.is_dir():
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise Neo4jUnavailable("no mvn here: install Maven, which brings Neo4j's jars")
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Filled beside and renamed: a folder that exists is whole, whoever else is filling one meanwhile.
    filling = Path(tempfile.mkdtemp(dir=folder.parent))
    goal = ["dependency:copy-dependencies", f"-DoutputDirectory={filling}"]
    ran = subprocess.run([maven, "-q", "-B", "-f", str(POM), *goal], capture_output=True, text=True)
    if ran.returncode:
        shutil.rmtree(filling)
        raise Neo4jUnavailable(f"mvn could not bring Neo4j's jars: {ran.stdout[-2000:]}{ran.stderr[-2000:]}")
    try:
        filling.rename(folder)
    except OSError:  # another process was quicker
        shutil.rmtree(filling)
    return folder


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Neo4jServer:
    """One server in ``home``: ``start`` and ``stop`` it, or use it as a context manager.

    ``settings`` are further lines of neo4j.conf; Neo4j refuses to start on one that it does not know.
    Port and password stay the same when it starts again on the same object.
    """

    user = "neo4j"

    def __init__(self, home: Path, settings: Mapping[str, str] | None = None) -> None:
        self.home = home
        self.password = secrets.token_urlsafe(18)
        self.port = free_port()
        self.uri = f"bolt://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self._java = find_java()
        self._jars = fetch_jars()
        self._settings = {
            **_SETTINGS,
            "server.bolt.listen_address": f"127.0.0.1:{self.port}",
            **(settings or {}),
        }

    @property
    def auth(self) -> tuple[str, str]:
        """User and password as the driver takes them."""
        return self.user, self.password

    def last_words(self) -> str:
        """The end of what the server printed and of its own log."""
        logs = (self.home / "server.log", self.home / "logs" / "neo4j.log")
        return "\n".join(log.read_text("utf-8", errors="replace")[-3000:] for log in logs if log.exists())

    def driver(self) -> Driver:
        """A new driver, logged in, without hints about labels not seen yet. The caller closes it."""
        return GraphDatabase.driver(
            self.uri,
            auth=self.auth,
            notifications_disabled_classifications=[NotificationDisabledClassification.UNRECOGNIZED],
        )

    def start(self) -> None:
        """Start the server and wait until it answers. Raises RuntimeError with the end of its log."""
        folders = [f"--home-dir={self.home}", f"--config-dir={self._configure()}"]
        with (self.home / "server.log").open("ab") as log:
            # A session of its own: Ctrl-C reaches only us, and we stop it in good order.
            self.process = subprocess.Popen(
                self._command("org.neo4j.server.CommunityEntryPoint", *folders),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the server in good order, or kill it when it does not stop. Harmless where none runs."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
        self.process = None

    def kill(self) -> None:
        """End the server at once, as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        self.process = None

    def wait(self) -> None:
        """Return when the server is no longer running, for whatever reason."""
        if self.process is not None:
            self.process.wait()

    def admin(self, *arguments: str) -> str:
        """Run neo4j-admin (such as ``database import full``) on the stopped server; what it printed."""
        command = self._command("org.neo4j.cli.AdminTool", *arguments)
        places = {"NEO4J_CONF": str(self._configure()), "NEO4J_HOME": str(self.home)}
        # It leaves its report where it stands.
        ran = subprocess.run(
            command, cwd=self.home, env={**os.environ, **places}, capture_output=True, text=True
        )
        if ran.returncode:
            raise RuntimeError(f"neo4j-admin failed: {ran.stdout}{ran.stderr}")
        return ran.stdout

    def __enter__(self) -> Neo4jServer:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _command(self, *entry: str) -> list[str]:
        opens = [f"--add-opens={package}=ALL-UNNAMED" for package in _OPENED]
        return [self._java, "-Xmx768m", *opens, "-cp", str(self._jars / "*"), *entry]

    def _configure(self) -> Path:
        """Write neo4j.conf; the folder it is in."""
        conf = self.home / "conf"
        conf.mkdir(parents=True, exist_ok=True)
        lines = "".join(f"{key}={value}\n" for key, value in self._settings.items())
        (conf / "neo4j.conf").write_text(lines, encoding="utf-8")
        return conf

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self.process is None or self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Neo4j did not start:\n{self.last_words()}")
            time.sleep(0.2)

    def _answers(self) -> bool:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", self.port)):
                return False
        try:
            with self.driver() as driver:
                driver.verify_connectivity()
        except AuthError:
            return self._set_password()
        except (DriverError, Neo4jError):
            return False
        return True

    def _set_password(self) -> bool:
        """Replace the password that every new server starts with."""
        command = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password"
        try:
            with GraphDatabase.driver(self.uri, auth=(self.user, "neo4j")) as driver:
                driver.execute_query(command, password=self.password, database_="system")
        except (DriverError, Neo4jError):
            return False
        return True


def main() -> None:
    """Run a server until Ctrl-C; its data goes with it."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with tempfile.TemporaryDirectory(prefix="gongbao-neo4j-") as home, Neo4jServer(Path(home)) as server:
        print("Neo4j runs until Ctrl-C, which throws its data away. In another terminal:", file=sys.stderr)
        print(f"export NEO4J_URI={server.uri} NEO4J_PASSWORD={server.password}", flush=True)
        server.wait()
        sys.exit(f"Neo4j stopped by itself:\n{server.last_words()}")


if __name__ == "__main__":
    try:
        main()
    except Neo4jUnavailable as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(0)
