"""What the generator would not give back as it was edited is not promoted."""

from __future__ import annotations

import pytest

from specloom.diagnostics import SpecloomError
from specloom.promote import check_same, promoted, remaining
from specloom.tree.edits import Edit

_PRINTED = b"X = 1\n\n\nclass A:\n    async def f(self) -> int:\n        return 1\n"
_EDITED = b"X = 2\n\n\nclass A:\n    async def f(self) -> int:\n        return 2\n"


def _edit() -> Edit:
    return Edit("a.py", _PRINTED, _EDITED)


def test_a_method_that_comes_out_otherwise_is_refused() -> None:
    edit = _edit()
    promotion = promoted(edit, "pkg", "a.py", "A", "a.py")
    check_same(edit, promotion, _EDITED.decode(), "A")
    with pytest.raises(SpecloomError) as caught:
        check_same(edit, promotion, _PRINTED.decode(), "A")
    assert [item.code for item in caught.value.diagnostics] == ["promote-differs"]


def test_what_is_left_must_go_together_with_what_is_generated() -> None:
    edit = _edit()
    promotion = promoted(edit, "pkg", "a.py", "A", "a.py")
    assert promotion.left
    with pytest.raises(SpecloomError) as caught:
        remaining(edit, promotion, _PRINTED.decode().replace("X = 1", "X = 3"), "a.py")
    assert [item.code for item in caught.value.diagnostics] == ["promote-conflict"]
