"""Products by one thread, where to wake another takes longer than its part of them.

Threads that wait sleep here (docs/performance.md, Threads), and a step of one text is hundreds of products of a tenth
of a millisecond. MKL divides each of them among all threads. PyTorch has no function that changes this without
changing it for other threads, too; MKL's own interface in C has one (`mkl_set_num_threads_local`).
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from pathlib import Path

import torch


def _find_setter() -> Callable[[int], int]:
    """MKL's function, which sets how many threads products of the calling thread use (0: as many as all use) and gives
    what was set before. Where MKL is missing or cannot be told, one that sets nothing.
    """
    try:
        library = ctypes.PyDLL(str(Path(torch.__file__).parent / "lib" / "libtorch_cpu.so"))
        function = library.MKL_Set_Num_Threads_Local
    except (OSError, AttributeError):
        return int
    function.argtypes, function.restype = [ctypes.c_int], ctypes.c_int
    return function


_set_threads = _find_setter()


class OneThread:
    """`with OneThread():` lets MKL's products of this thread be computed by it alone.

    A class, since a generator would take three times as long, hundreds of times a step.
    """

    __slots__ = ("_before",)

    def __enter__(self) -> None:
        self._before = _set_threads(1)

    def __exit__(self, *_: object) -> None:
        _set_threads(self._before)
