"""Compressor, limiter and loudness, solved on one number a hop instead of a hundred samples.

The gain moves slowly against the signal, so the loudness and the peaks after it follow from the energy and the peak of each
hop before it: the programme's final gain is known before a single sample is multiplied, the limiter's own loss included.
"""

import math
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray

from app.studio.grid import HOPS_PER_S, STEP_HOPS
from app.studio.loudness import SILENCE, integrated, steps_of
from app.studio.profiles import Shape
from app.units import Dbtp, Lufs

Curve = NDArray[np.float32]
"""One value a hop, or one a boundary between hops (then one more than hops)."""

_CHUNK = 1_000 * STEP_HOPS
_PAST = 2_048
_FUTURE = 128
"""An hour is solved in chunks with this much around them, in hops: far more than any slope below needs."""
_LIMIT_RELEASE = 120 / HOPS_PER_S
_LIMIT_ATTACK = 9.0
"""dB a hop: back within 0.1 s, down within 15 ms before the peak."""
_COMPRESS_RELEASE = 45 / HOPS_PER_S
_COMPRESS_ATTACK = 2.0
_DETECTOR = 3
"""Hops the compressor's detector averages over, 20 ms."""
_KNEE_DB = 6.0
_FLOOR = 1e-12
_ROUNDS = 16
_CLOSE_LU = 0.01
_MOST_PUSH_DB = 18.0
"""How far the limiter may be driven for a programme that has hardly anything but peaks."""


def compress(power: Curve, peaks: Curve, shape: Shape) -> Curve | None:
    """The compressor's gain at every boundary between hops, already worked into `power` and `peaks` when it returns.

    power, peaks: (hops,) K-weighted mean square and greatest magnitude of each hop. Returns (hops + 1,) linear gains, to be
    joined by straight lines; None when the programme is silent.
    """
    loudness = integrated(steps_of(power))
    if loudness == SILENCE:
        return None
    threshold = loudness + shape.threshold_lu
    slope = 1 - 1 / shape.ratio

    def need(part: Curve) -> Curve:
        mean = np.convolve(part, np.full(_DETECTOR, 1 / _DETECTOR, np.float32), mode="same")
        over = 10 * np.log10(np.maximum(mean, np.float32(_FLOOR))) - np.float32(0.691 + threshold)
        bent = np.clip(over + _KNEE_DB / 2, 0, _KNEE_DB) ** 2 / (2 * _KNEE_DB) + np.maximum(over - _KNEE_DB / 2, 0)
        reduction: Curve = (slope * bent).astype(np.float32)
        return reduction

    gains = np.empty(len(power) + 1, np.float32)
    _take(gains, power, need, attack=_COMPRESS_ATTACK, release=_COMPRESS_RELEASE)
    for place in _places(len(power)):
        nodes = gains[place.start : place.stop + 1]
        power[place] *= _hop_power(nodes)
        peaks[place] *= np.maximum(nodes[:-1], nodes[1:])
    return gains


def settle(compressor: Curve, power: Curve, peaks: Curve, *, target: Lufs, ceiling: Dbtp) -> Curve:
    """The gain at every boundary that brings a compressed programme to `target` below `ceiling`, the compressor's included.

    power, peaks: as `compress` left them. Returns (hops + 1,) linear gains.
    """
    first = push = target - integrated(steps_of(power))
    limiter = np.empty(len(power) + 1, np.float32)
    for _ in range(_ROUNDS):
        above = np.float32(push - ceiling)
        _take(limiter, peaks, partial(_over, above=above), attack=_LIMIT_ATTACK, release=_LIMIT_RELEASE)
        limiter *= np.float32(10 ** (push / 20))
        error = target - _loudness(power, limiter)
        if abs(error) < _CLOSE_LU or push + error > first + _MOST_PUSH_DB:
            break
        push += error
    limiter *= compressor
    return limiter


def _over(peaks: Curve, *, above: np.float32) -> Curve:
    """How many dB the limiter has to take from each hop whose peak, `above` dB higher, would pass full scale."""
    return np.maximum(20 * np.log10(np.maximum(peaks, np.float32(_FLOOR))) + above, 0)


def _loudness(power: Curve, gains: Curve) -> Lufs:
    """Loudness after `gains`."""
    parts = [steps_of(power[place] * _hop_power(gains[place.start : place.stop + 1])) for place in _places(len(power))]
    return integrated(np.concatenate(parts))


def _take(gains: Curve, hops: Curve, need: Callable[[Curve], Curve], *, attack: float, release: float) -> None:
    """Set the linear gains at the boundaries so that they take at least `need`, in dB, from every hop.

    The reduction is the least that rises `attack` a hop at most before a need and falls `release` a hop at most after it.
    """
    for place in _places(len(hops)):
        past = max(0, place.start - _PAST)
        wanted = need(hops[past : place.stop + _FUTURE])
        index = np.arange(len(wanted), dtype=np.float64)
        held = np.maximum.accumulate(wanted + release * index) - release * index
        early = np.maximum.accumulate((held - attack * index)[::-1])[::-1] + attack * index
        nodes = np.concatenate((early[:1], np.maximum(early[:-1], early[1:]), early[-1:]))
        inner = slice(place.start - past, place.stop - past + 1)
        gains[place.start : place.stop + 1] = np.exp(nodes[inner] * (-math.log(10) / 20))


def _places(hops: int) -> Iterator[slice]:
    """Stretches short enough to be worked on in little memory; all but the last are whole steps of 100 ms."""
    return (slice(start, min(start + _CHUNK, hops)) for start in range(0, hops, _CHUNK))


def _hop_power(gains: Curve) -> Curve:
    """Mean square of a gain that runs straight from boundary to boundary."""
    start, stop = gains[:-1], gains[1:]
    power: Curve = (start * start + start * stop + stop * stop) * np.float32(1 / 3)
    return power
