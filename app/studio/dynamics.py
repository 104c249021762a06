"""Compressor, limiter and loudness, solved on one number a hop instead of sixty-three samples.

The gain moves slowly against the signal, so the loudness and the peaks after it follow from the energy and the peak of each
hop before it: the programme's final gain is known before a single sample is multiplied, the limiter's own loss included.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from app.studio.grid import HOPS_PER_S
from app.studio.loudness import SILENCE, integrated, steps_of
from app.studio.profiles import Shape
from app.units import Dbtp, Lufs

Curve = NDArray[np.float32]
"""One value a hop, or one a boundary between hops (then one more than hops)."""

_CHUNK = 1 << 16
_PAST = 4_096
_FUTURE = 128
"""An hour is solved in chunks with this much around them, in hops: far more than any slope below needs."""
_LIMIT_RELEASE = 120 / HOPS_PER_S
_LIMIT_ATTACK = 4.0
"""dB a hop: back within 0.1 s, down within 6 ms before the peak."""
_COMPRESS_RELEASE = 45 / HOPS_PER_S
_COMPRESS_ATTACK = 1.0
_DETECTOR = 9
"""Hops the compressor's detector averages over, 26 ms."""
_KNEE_DB = 6.0
_FLOOR = 1e-12
_ROUNDS = 16
_CLOSE_LU = 0.01
_MOST_PUSH_DB = 18.0
"""How far the limiter may be driven for a programme that has hardly anything but peaks."""


def settle(power: Curve, peaks: Curve, shape: Shape, *, target: Lufs, ceiling: Dbtp) -> Curve | None:
    """The gain at every boundary between hops that brings a programme to `target` below `ceiling`.

    power, peaks: (hops,) K-weighted mean square and greatest magnitude of each hop. Returns (hops + 1,) linear gains, to be
    joined by straight lines; None when the programme is silent.
    """
    loudness = integrated(steps_of(power))
    if loudness == SILENCE:
        return None
    gains = _at_boundaries(_compression(power, shape, loudness), np.maximum)
    gains = _as_gain(gains)
    peaks = peaks * np.maximum(gains[:-1], gains[1:])
    first = push = target - integrated(steps_of(power * _hop_power(gains)))
    for _ in range(_ROUNDS):
        limited = _at_boundaries(_reduction(peaks, push - ceiling), np.maximum)
        total = gains * _as_gain(limited)
        total *= np.float32(10 ** (push / 20))
        error = target - integrated(steps_of(power * _hop_power(total)))
        if abs(error) < _CLOSE_LU or push + error > first + _MOST_PUSH_DB:
            break
        push += error
    return total


def _compression(power: Curve, shape: Shape, loudness: Lufs) -> Curve:
    """How many dB the compressor takes from each hop."""
    threshold = loudness + shape.threshold_lu
    slope = 1 - 1 / shape.ratio
    mean = np.convolve(power, np.full(_DETECTOR, 1 / _DETECTOR, np.float32), mode="same")
    over = -0.691 + 10 * np.log10(np.maximum(mean, _FLOOR)) - threshold
    bent = np.clip(over + _KNEE_DB / 2, 0, _KNEE_DB) ** 2 / (2 * _KNEE_DB) + np.maximum(over - _KNEE_DB / 2, 0)
    return _glide((slope * bent).astype(np.float32), attack=_COMPRESS_ATTACK, release=_COMPRESS_RELEASE)


def _reduction(peaks: Curve, above: float) -> Curve:
    """How many dB the limiter takes from each hop whose peak, `above` dB higher, would pass full scale."""
    need = 20 * np.log10(np.maximum(peaks, np.float32(_FLOOR))) + np.float32(above)
    return _glide(np.maximum(need, 0), attack=_LIMIT_ATTACK, release=_LIMIT_RELEASE)


def _glide(need: Curve, *, attack: float, release: float) -> Curve:
    """The least curve that is nowhere below `need`, rises `attack` a hop at most and falls `release` a hop at most."""
    result = np.empty_like(need)
    for part, inner, place in _chunks(need):
        index = np.arange(len(part), dtype=np.float64)
        held = np.maximum.accumulate(part + release * index) - release * index
        early = np.maximum.accumulate((held + attack * (len(part) - index))[::-1])[::-1] - attack * (len(part) - index)
        result[place] = early[inner]
    return result


def _chunks(values: Curve) -> Iterator[tuple[Curve, slice, slice]]:
    """Stretches of `values` with their surroundings, where the stretch lies inside, and where it lies in the whole."""
    for start in range(0, len(values), _CHUNK):
        stop = min(start + _CHUNK, len(values))
        past = max(0, start - _PAST)
        yield values[past : stop + _FUTURE], slice(start - past, stop - past), slice(start, stop)


def _at_boundaries(hops: Curve, join: np.ufunc) -> Curve:
    result = np.empty(len(hops) + 1, np.float32)
    result[0], result[-1] = hops[0], hops[-1]
    join(hops[:-1], hops[1:], out=result[1:-1])
    return result


def _as_gain(decibels: Curve) -> Curve:
    """Linear gain of a reduction in dB; in place."""
    decibels *= np.float32(-np.log(10) / 20)
    np.exp(decibels, out=decibels)
    return decibels


def _hop_power(gains: Curve) -> Curve:
    """Mean square of a gain that runs straight from boundary to boundary."""
    start, stop = gains[:-1], gains[1:]
    power: Curve = (start * start + start * stop + stop * stop) * np.float32(1 / 3)
    return power
