"""What the trained models read. The axes of arrays are named as in `llm_viz.engine.protocol.types`."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

TokenIds = NDArray[np.int64]
"""Token ids; (pos,) unless another shape is given."""
