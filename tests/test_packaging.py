"""The project as a whole: what is packed, what is declared, and what no file of it may hold."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import EntryPoint, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PACKAGES = ("kg", "loaders", "queries")
MAKE_TARGETS = re.findall(r"^([a-z0-9-]+):.*## .", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
MOST_LINES = 300

# Hosts that a file may name. None of them is asked for anything by what is installed or tested here.
HOSTS = re.compile(
    r"""localhost | 127\.0\.0\.1 | (.+\.)?example(\.(com|org|net))? | .+\.(invalid|test)
    | keepachangelog\.com | semver\.org | docs\.astral\.sh | www\.w3\.org""",
    re.VERBOSE,
)
# Put together, so that this file does not hold what it looks for.
REGISTRIES = [".".join(parts) for parts in (
    ("pypi", "org"), ("pythonhosted", "org"), ("maven", "org"), ("maven", "apache", "org"), ("npmjs", "org"),
    ("npmjs", "com"), ("golang", "org"), ("debian", "org"),
)]  # fmt: skip
MACHINE_PATHS = re.compile("|".join(rf"(?<![\w.*])/{top}/[\w.]" for top in ("work", "root", "home", "Users")))
SHARED = re.compile("|".join(["GONGBAO_" + "SHARED", r"\.\./" + "shared", "/" + "shared/"]))


def project_files() -> list[Path]:
    """Every file that is committed or would be."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def texts() -> dict[str, str]:
    """The text of each file by its path; an input that is no UTF-8 on purpose is left to its own test."""
    found = {}
    for path in project_files():
        try:
            found[path.relative_to(ROOT).as_posix()] = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
    return found


def modules() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def packed(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")


def requirements() -> list[Requirement]:
    optional = PROJECT["optional-dependencies"].values()
    lines = [*PROJECT["dependencies"], *(line for group in optional for line in group)]
    return [wanted for line in lines if (wanted := Requirement(line)).name != PROJECT["name"]]


def test_three_packages_come_from_one_folder(tmp_path: Path) -> None:
    # Isolated and elsewhere, as an installed command is: another distribution's `queries` would win here.
    code = f"import {', '.join(PACKAGES)}; print(*(p.__file__ for p in ({', '.join(PACKAGES)})), sep='\\n')"
    ran = subprocess.run(
        [sys.executable, "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert {Path(line).parents[1] for line in ran.stdout.splitlines()} == {ROOT}


def test_command_can_be_loaded() -> None:
    (name, target), *others = PROJECT["scripts"].items()
    assert (name, others) == ("kg", [])
    assert callable(EntryPoint(name, target, "console_scripts").load())


def test_wheel_holds_the_packages_with_their_data_and_nothing_else(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    metadata = {name for name in names if ".dist-info/" in name}
    ours = {p.relative_to(ROOT).as_posix() for top in PACKAGES for p in (ROOT / top).rglob("*") if packed(p)}
    assert names - metadata == ours
    assert any(name.endswith("/licenses/LICENSE") for name in metadata)


def test_newest_version_of_the_changelog_is_the_projects() -> None:
    headings = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert headings[:2] == ["Unreleased", PROJECT["version"]]


@pytest.mark.parametrize("wanted", requirements(), ids=str)
def test_dependency_has_a_lower_and_an_upper_bound(wanted: Requirement) -> None:
    assert {specifier.operator for specifier in wanted.specifier} == {">=", "<"}


def test_everything_imported_is_declared() -> None:
    declared = {canonicalize_name(wanted.name) for wanted in requirements()}
    owners = packages_distributions()
    undeclared = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in modules()
        for name in imported(path) - sys.stdlib_module_names - set(PACKAGES)
        if not {canonicalize_name(owner) for owner in owners.get(name, [name])} & declared
    }
    assert not undeclared


def imported(path: Path) -> set[str]:
    """Top-level names of what a module imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_modules_are_short() -> None:
    lines = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in modules()}
    assert {name: count for name, count in lines.items() if count >= MOST_LINES} == {}


def test_no_file_names_a_host_but_the_few_allowed() -> None:
    found = {
        (name, host)
        for name, text in texts().items()
        for host in re.findall(r"https?://([\w.-]*\w)", text)
        if not HOSTS.fullmatch(host)
    }
    assert not found


def test_no_file_names_a_registry() -> None:
    assert not [(name, host) for name, text in texts().items() for host in REGISTRIES if host in text]


def test_no_file_holds_a_path_of_one_machine() -> None:
    assert not [(name, found[0]) for name, text in texts().items() if (found := MACHINE_PATHS.search(text))]


def test_shared_folder_is_named_in_one_place() -> None:
    naming = {name for name, text in texts().items() if SHARED.search(text)}
    assert naming <= {"tests/conftest.py", "tests/test_fixtures.py"}


def test_make_helps_with_what_is_promised() -> None:
    promised = {"demo", "test", "lint", "score", "score-aside", "bench", "neo4j", "notebook", "clean"}
    assert promised <= set(MAKE_TARGETS)


@pytest.mark.parametrize("target", MAKE_TARGETS)
def test_make_knows_how(target: str) -> None:
    ran = subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr


def test_ci_script_is_executable_and_parses() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111 == 0o111
    subprocess.run(["bash", "-n", script], check=True)
