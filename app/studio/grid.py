"""The grid everything in the studio lies on: rates, hops, FFT windows and blocks.

Speech for horns ends at 5 kHz, so the work is done at 22,050 Hz and doubled at the end. A hop is 1/150 s at either rate, and
15 hops are the 100 ms steps of BS.1770. Filters are overlap-save: a window of 2^14 samples gives 98 new hops, and a block is
what the windows of one transform give together.
"""

from app.studio.fourier import ROWS

RATE = 22_050
"""Working rate, Hz."""
OUT_RATE = 2 * RATE
"""Rate of the finished WAV and MP3, Hz."""
HOP = 147
"""Samples of one gain step at the working rate."""
OUT_HOP = 2 * HOP
STEP_HOPS = 15
"""Hops in 100 ms."""
HOPS_PER_S = RATE / HOP
WINDOW = 16_384
"""Samples of an FFT window, at the working rate."""
WINDOW_HOPS = 98
STRIDE = WINDOW_HOPS * HOP
"""New samples of a window."""
AHEAD = 512
"""Samples a window reaches beyond its stride: half the equaliser's length."""
BEHIND = WINDOW - STRIDE - AHEAD
"""Samples a window reaches back: the equaliser's other half and the tail of the loudness weighting (43 ms)."""
HOPS = ROWS * WINDOW_HOPS
"""Hops in a block."""
BLOCK = ROWS * STRIDE
"""New samples of a block."""
