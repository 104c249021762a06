"""The sandbox commune: a place to try everything, with people, zones, hours and bulletins of its own."""

from app.demo.sandbox import Sandbox, found_sandbox, sample_files, sample_text

__all__ = ["Sandbox", "found_sandbox", "sample_files", "sample_text"]
