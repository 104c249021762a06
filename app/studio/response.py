"""Frequency responses of the two filters, for FFT windows of any size."""

import numpy as np
from numpy.typing import NDArray

from app.studio.grid import AHEAD, RATE
from app.studio.profiles import BAND_EDGE, Shape

_K_RATE = 48_000
"""BS.1770-4 states its filters at this rate; their response is sampled, so every rate hears the same filter."""
_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
"""Numerators and denominators. Source: ITU-R BS.1770-4, Annex 1, tables 1 and 2."""


def equaliser(shape: Shape, window: int) -> NDArray[np.float32]:
    """The zero-phase response of a profile: (window / 2 + 1,) real, for the working rate.

    A finite impulse response of 2 * AHEAD + 1 samples, so that overlap-save windows join without a seam.
    """
    hz = np.fft.rfftfreq(8_192, 1 / RATE)
    octaves = np.log2(np.maximum(hz, 1) / shape.presence_hz)
    lift = 10 ** (shape.presence_db * np.exp(-0.5 * octaves**2 / 0.5**2) / 20)
    wanted = lift * _rise(hz, shape.low_hz) * (1 - _rise(hz, shape.high_hz))
    taps = np.fft.irfft(wanted)
    kept = np.zeros(window)
    half = np.cos(np.linspace(0, np.pi / 2, AHEAD + 1)) ** 2
    kept[: AHEAD + 1] = taps[: AHEAD + 1] * half
    kept[-AHEAD:] = kept[AHEAD:0:-1]
    return np.fft.rfft(kept).real.astype(np.float32)


def k_weighting(window: int, rate: int) -> NDArray[np.complex64]:
    """The response of the loudness filter of BS.1770-4, (window / 2 + 1,) complex, for windows at `rate`."""
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(window, 1 / rate) / _K_RATE)
    response = np.ones_like(z)
    for numerator, denominator in (_SHELF, _HIGH_PASS):
        response *= np.polyval(numerator[::-1], z) / np.polyval(denominator[::-1], z)
    weighting: NDArray[np.complex64] = response.astype(np.complex64)
    return weighting


def _rise(hz: NDArray[np.floating], edge_hz: float) -> NDArray[np.float64]:
    """0 below the edge, 1 above, half a cosine in between; 0.5 at the edge."""
    phase = np.clip((hz / edge_hz - 1) / (2 * BAND_EDGE) + 0.5, 0, 1)
    rise: NDArray[np.float64] = (0.5 - 0.5 * np.cos(np.pi * phase)).astype(np.float64)
    return rise
