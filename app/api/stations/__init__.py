"""The loudspeakers' machines: as people manage and watch them, and what they ask themselves."""
