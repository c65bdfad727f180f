"""What requests and results are made of."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Layers = tuple[int, ...] | Literal["all"]
TokenKind = Literal["text", "part", "special"]
StopReason = Literal["end_of_text", "length", "context_full"]
