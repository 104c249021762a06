"""The player process: verifies the manifest, keeps the files, plays by its own clock, reports what really sounded."""
