"""The collector of cyclic garbage, stopped while much is made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector of cyclic garbage, which would go over all that was made so far again and again.

    Reading and extraction make hundreds of thousands of small values that stay and none that refer to themselves.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            if not gc.get_freeze_count():
                # What was made counts as old from here on, or the collector would go over all of it at once.
                gc.freeze()
                gc.unfreeze()
            gc.enable()
