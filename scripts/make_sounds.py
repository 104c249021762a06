"""Make the product's own sounds, note by note: `audio_templates/sounds/*.wav`. Run it again after changing the recipe.

Every sound is struck or plucked tones, a few partials that die away, on a pentatonic scale; the attention signal alone is a
two-tone siren that resembles nothing else. 16 kHz mono: above 5 kHz an outdoor horn has nothing to say. All composed here.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.sound import Sound, to_wav
from app.storage import write_durably

RATE = 16_000
FOLDER = Path(__file__).resolve().parents[1] / "audio_templates" / "sounds"
Wave = NDArray[np.float64]

BELL = ((1.0, 1.0, 1.6), (2.0, 0.5, 1.0), (3.01, 0.25, 0.6), (4.2, 0.12, 0.3))
"""Partials of a small bell: ratio, strength, seconds until it is down to a third."""
STRING = ((1.0, 1.0, 0.7), (2.0, 0.6, 0.45), (3.0, 0.35, 0.3), (4.0, 0.2, 0.2), (5.0, 0.1, 0.15))
"""Partials of a plucked string."""
PAD = ((1.0, 1.0, 60.0), (2.0, 0.25, 60.0), (3.0, 0.08, 60.0))
"""Partials of a soft held tone."""

C5, D5, E5, G5, A5, C6, D6, E6 = 523.25, 587.33, 659.26, 783.99, 880.0, 1046.5, 1174.66, 1318.51
A4, G4, C4, E4 = 440.0, 392.0, 261.63, 329.63

Partials = tuple[tuple[float, float, float], ...]
Score = tuple[tuple[float, float, float], ...]
"""Notes: start in seconds, frequency in Hz, strength."""


def tone(frequency: float, seconds: float, partials: Partials) -> Wave:
    """One struck tone: (frames,) float, peak about 1, with a 4 ms attack."""
    time = np.arange(round(seconds * RATE)) / RATE
    wave = np.zeros_like(time)
    for ratio, strength, decay in partials:
        if frequency * ratio < RATE / 2:
            wave += strength * np.exp(-time / decay) * np.sin(2 * np.pi * frequency * ratio * time)
    return wave * np.minimum(1.0, time / 0.004)


def play(score: Score, seconds: float, partials: Partials) -> Wave:
    """A score of tones that ring out over each other."""
    wave = np.zeros(round(seconds * RATE))
    for start, frequency, strength in score:
        first = round(start * RATE)
        wave[first:] += strength * tone(frequency, seconds - start, partials)
    return wave


def fade(wave: Wave, attack_s: float, release_s: float) -> Wave:
    """Straight fades at both ends."""
    frames = np.arange(len(wave))
    return wave * np.minimum(1.0, np.minimum(frames / (attack_s * RATE + 1), (len(wave) - 1 - frames) / (release_s * RATE + 1)))


def signature_tune() -> Wave:
    """Six seconds that open the programme: a rising call and its answer, strings over bells."""
    call = ((0.0, G4, 0.9), (0.35, C5, 0.9), (0.7, D5, 0.9), (1.05, E5, 1.0), (1.75, G5, 1.0), (2.1, E5, 0.8))
    answer = ((2.8, A5, 1.0), (3.15, G5, 0.9), (3.5, E5, 0.9), (3.85, D5, 0.9), (4.2, C5, 1.0))
    bells = ((0.0, C5, 0.5), (1.4, G5, 0.4), (2.8, E5, 0.5), (4.2, C6, 0.6))
    return fade(play(call + answer, 6.0, STRING) + play(bells, 6.0, BELL), 0.0, 0.6)


def opening_chime() -> Wave:
    """Three bells going up: what follows is worth hearing."""
    return fade(play(((0.0, C5, 0.8), (0.3, E5, 0.8), (0.6, G5, 1.0)), 2.0, BELL), 0.0, 0.5)


def closing_chime() -> Wave:
    """The same three bells going down."""
    return fade(play(((0.0, G5, 0.8), (0.3, E5, 0.8), (0.6, C5, 1.0)), 2.0, BELL), 0.0, 0.5)


def closing_tune() -> Wave:
    """Four seconds that end the programme."""
    notes = ((0.0, E5, 0.9), (0.35, D5, 0.9), (0.7, C5, 0.9), (1.05, A4, 0.9), (1.4, G4, 0.9), (1.9, C5, 1.0))
    return fade(play(notes, 4.0, STRING) + play(((1.9, C6, 0.5),), 4.0, BELL), 0.0, 0.8)


def bed() -> Wave:
    """Eight seconds of soft held chords to lie under slogans; its ends meet, so it can go round."""
    chords = ((C4, E4, G4), (A4 / 2, C4, E4), (G4 / 2, C4, E4), (C4, E4, A4))
    parts = [fade(sum((tone(note, 2.0, PAD) for note in chord), np.zeros(2 * RATE)), 0.5, 0.5) for chord in chords]
    return np.concatenate(parts)


def attention_signal() -> Wave:
    """Three seconds of two hard tones in turn, four changes a second: only ever heard before what everybody must hear."""
    time = np.arange(3 * RATE) / RATE
    frequency = np.where((time * 4).astype(np.int64) % 2 == 0, 960.0, 770.0)
    phase = 2 * np.pi * np.cumsum(frequency) / RATE
    wave = sum((np.sin(phase * harmonic) / harmonic for harmonic in (1, 3, 5)), np.zeros_like(time))
    return fade(wave, 0.01, 0.05)


SOUNDS = {
    "nhac-hieu": signature_tune,
    "nhac-ket": closing_tune,
    "nhac-nen": bed,
    "chuong-mo": opening_chime,
    "chuong-dong": closing_chime,
    "hieu-lenh": attention_signal,
}
"""What each file is made by."""


def render(wave: Wave) -> Sound:
    """To 16 bits, the peak at -6 dBFS."""
    scaled = wave / np.abs(wave).max() * 0.5 * 32767
    return Sound(np.rint(scaled).astype(np.int16), RATE)


def main() -> None:
    """Write all sounds."""
    for name, make in SOUNDS.items():
        write_durably(FOLDER / f"{name}.wav", to_wav(render(make())))


if __name__ == "__main__":
    main()
