"""A figure as every benchmark prints it."""

import argparse
import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """One measured value. goal: None where it is only reported."""

    name: str
    value: float
    unit: str
    goal: float | None
    met: bool | None


def at_most(name: str, value: float, unit: str, goal: float) -> Figure:
    """A figure that must not be above its goal."""
    return Figure(name, round(value, 3), unit, goal, value <= goal)


def options(description: str | None) -> argparse.Namespace:
    """`--quick` and `--json`, as every benchmark has them."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--quick", action="store_true", help="fewer turns: under four minutes")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args()


def show(figures: list[Figure], *, as_json: bool) -> None:
    """Print them."""
    if as_json:
        print(json.dumps({"figures": [asdict(figure) for figure in figures]}, indent=2))
        return
    for figure in figures:
        met = {None: "", True: "met", False: "MISSED"}[figure.met]
        print(f"{figure.name:28} {figure.value:>10} {figure.unit:12} goal {figure.goal}  {met}")
