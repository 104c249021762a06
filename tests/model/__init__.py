"""The whole product in one process on one hand-moved clock, walked through by seeds and judged by what its loudspeakers said."""
