"""The committed sounds are those of the recipe, small, and none of them resembles the attention signal."""

import make_sounds
import numpy as np
import pytest

from app.studio import UnknownSoundError, find_sound, sound_names


@pytest.mark.parametrize("name", make_sounds.SOUNDS)
def test_a_sound_is_what_its_recipe_makes(name: str) -> None:
    made = make_sounds.render(make_sounds.SOUNDS[name]())
    found = find_sound(name).load()
    assert found.rate == made.rate
    # Another machine's sine may round the last bit differently.
    assert np.abs(found.samples.astype(int) - made.samples.astype(int)).max() <= 1


def test_every_sound_has_a_recipe() -> None:
    assert set(sound_names()) == set(make_sounds.SOUNDS)


def test_the_attention_signal_is_distinct() -> None:
    """Half of its energy lies at its two tones; of every other sound less than a twentieth does."""

    def share(name: str) -> float:
        sound = find_sound(name).load()
        power = np.abs(np.fft.rfft(sound.samples.astype(float))) ** 2
        frequency = np.fft.rfftfreq(len(sound.samples), 1 / sound.rate)
        near = (np.abs(frequency - 960) < 12) | (np.abs(frequency - 770) < 12)
        return float(power[near].sum() / power.sum())

    assert share("hieu-lenh") > 0.5
    assert max(share(name) for name in sound_names() if name != "hieu-lenh") < 0.05


def test_an_unknown_sound_is_refused() -> None:
    with pytest.raises(UnknownSoundError):
        find_sound("../../etc/passwd")
