"""Options of a client: which variable counts, what `None` means, and headers that are not the caller's."""

from __future__ import annotations

import httpx2
import pytest
from sdk_runtime._client_core import as_timeout
from sdk_runtime._config import ClientConfig, ClientOption, check_reserved, resolve_options
from sdk_runtime._exceptions import MissingCredentialsError
from sdk_runtime._types import NotGiven, not_given

KEY = ClientOption("key", env="A_KEY", further_env=("B_KEY", "C_KEY"), none_is_none=True)


def key_of(option: ClientOption, **given: object) -> object:
    config = ClientConfig(options=(option,))
    return resolve_options(config, given, client="Zoo", enforce=True)[0]["key"]


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"A_KEY": "a", "B_KEY": "b"}, "a"),
        ({"A_KEY": "", "B_KEY": "b", "C_KEY": "c"}, "b"),
        ({"C_KEY": "c"}, "c"),
        ({}, None),
    ],
)
def test_the_first_variable_that_is_set_counts(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: str | None
) -> None:
    for name in ("A_KEY", "B_KEY", "C_KEY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert key_of(KEY) == key_of(KEY, key=not_given) == expected
    assert key_of(KEY, key="given") == "given"


def test_none_may_be_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_KEY", "a")
    assert key_of(KEY, key=None) is None
    assert key_of(ClientOption("key", env="A_KEY"), key=None) == "a"


def test_what_is_missing_names_all_variables() -> None:
    option = ClientOption("key", env="NO_A", further_env=("NO_B",), required=True)
    with pytest.raises(MissingCredentialsError, match="NO_A or NO_B"):
        key_of(option)


def test_reserved_headers_are_refused() -> None:
    config = ClientConfig(reserved_headers=("X-Key",))
    check_reserved(config, {"X-Other": "1"})
    with pytest.raises(ValueError, match="'x-key' is reserved"):
        check_reserved(config, {"x-key": "secret"})


def test_timeouts_in_every_form() -> None:
    timeout = as_timeout((1, 2, None, 4))
    assert isinstance(timeout, httpx2.Timeout)
    assert timeout.as_dict() == {"connect": 1, "read": 2, "write": None, "pool": 4}
    assert as_timeout(3) == 3
    assert isinstance(as_timeout(None), NotGiven)
