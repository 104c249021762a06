"""Single-precision real transforms into arrays that are there already.

Making an array for every block costs more time and memory than the transform. NumPy's own type hints know doubles only.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def forward(samples: NDArray[np.float32], out: NDArray[np.complex64]) -> None:
    """The spectrum of `samples`: (n / 2 + 1,) for (n,)."""
    into: Any = out
    np.fft.rfft(samples, out=into)


def backward(spectrum: NDArray[np.complex64], out: NDArray[np.float32]) -> None:
    """The samples of `spectrum`, as many as `out` holds; more than the spectrum has stand closer, each as much smaller."""
    into: Any = out
    np.fft.irfft(spectrum, len(out), out=into)
