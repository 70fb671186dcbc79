"""`[terminal]` in the settings."""

from pathlib import Path

import platformdirs
import pytest

from ticketoffice.domain.errors import Unavailable
from ticketoffice.settings import TerminalAddress, read_settings


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(platformdirs, "user_config_path", lambda name: str(tmp_path))
    return tmp_path / "settings.toml"


def test_a_terminal_is_named_by_host_and_port(write: Path) -> None:
    write.write_text('[terminal]\nhost = "192.0.2.7"\n')
    assert read_settings({}).terminal == TerminalAddress("192.0.2.7", 20007)
    write.write_text('[terminal]\nhost = "192.0.2.7"\nport = 5577\npassword = "123456"\n')
    assert read_settings({}).terminal == TerminalAddress("192.0.2.7", 5577, "123456")
    write.write_text("")
    assert read_settings({}).terminal is None


@pytest.mark.parametrize("line", ["port = 0", 'port = "x"', 'password = "12"'])
def test_what_no_terminal_has_is_named(write: Path, line: str) -> None:
    write.write_text(f'[terminal]\nhost = "192.0.2.7"\n{line}\n')
    with pytest.raises(Unavailable, match="wrong_settings") as no:
        read_settings({})
    assert "terminal." in str(no.value.data["why"])
