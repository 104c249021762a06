"""The grid everything in the studio lies on: rates, hops and FFT blocks.

Speech for horns ends at 5 kHz, so the work is done at 22,050 Hz and doubled at the end. A hop is 1/150 s at either rate,
15 hops are the 100 ms steps of BS.1770, and a block is 14 such steps: overlap-save windows of 2^15 samples.
"""

RATE = 22_050
"""Working rate, Hz."""
OUT_RATE = 2 * RATE
"""Rate of the finished WAV and MP3, Hz."""
HOP = 147
"""Samples of one gain step at the working rate."""
OUT_HOP = 2 * HOP
STEP_HOPS = 15
"""Hops in 100 ms."""
HOPS = 14 * STEP_HOPS
"""Hops in a block."""
BLOCK = HOPS * HOP
"""New samples of a block, at the working rate."""
WINDOW = 32_768
"""Samples of an FFT window, at the working rate."""
AHEAD = 512
"""Samples a window reaches beyond its block: half the equaliser's length."""
BEHIND = WINDOW - BLOCK - AHEAD
"""Samples a window reaches back: the equaliser's other half and the tail of the loudness weighting (40 ms)."""
HOPS_PER_S = RATE / HOP
