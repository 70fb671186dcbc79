"""What is installed is whole: each package is named, and everything the program reads at run time is inside."""

import tomllib
from pathlib import Path

from ticketoffice import resources

ROOT = Path(__file__).parents[2]
SETUP = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]


def test_each_package_is_installed() -> None:
    found = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "ticketoffice").rglob("__init__.py")}
    assert set(SETUP["packages"]) - {"ticketoffice._resources"} == found


def test_each_resource_is_installed_but_the_picture_of_the_readme() -> None:
    assert SETUP["package-data"]["ticketoffice._resources"] == ["**/*"]
    left_out = SETUP["exclude-package-data"]["ticketoffice._resources"]
    loose = [path.name for path in resources.folder().iterdir() if path.is_file()]
    assert sorted(loose) == sorted(left_out)


def test_the_bundle_takes_revisions_and_each_folder_of_resources() -> None:
    spec = (ROOT / "ticketoffice.spec").read_text("utf-8")
    assert '"ticketoffice/store/migrations"' in spec
    assert '(root / "resources").iterdir()' in spec


def test_what_the_tests_need_is_pinned() -> None:
    pinned = {line.split("==")[0] for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    names = {text.split(";")[0].split("[")[0].split(">")[0].split("<")[0].strip().lower() for text in wanted}
    assert names <= pinned, names - pinned
