"""How many threads MKL uses for the products of one thread, where to wake another takes longer than its part of them.

Threads that wait sleep here (docs/performance.md, Threads), and a step of one text is hundreds of products of a tenth
of a millisecond. MKL divides each of them among all threads. PyTorch has no function that changes this without
changing it for other threads, too; MKL's own interface in C has one (`mkl_set_num_threads_local`).
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from pathlib import Path

import torch


def _find() -> Callable[[int], int]:
    try:
        library = ctypes.PyDLL(str(Path(torch.__file__).parent / "lib" / "libtorch_cpu.so"))
        function = library.MKL_Set_Num_Threads_Local
    except (OSError, AttributeError):
        return int
    function.argtypes, function.restype = [ctypes.c_int], ctypes.c_int
    return function


set_mkl_threads = _find()
"""Sets how many threads MKL uses for products of the calling thread (0: as many as all use); gives what was set before.

Where MKL is missing or cannot be told, nothing is set, and all threads are used.
"""
