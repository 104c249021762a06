"""An airing whose zones hear contents apart: one slot on the screen, and under it what each place hears."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from app.cli.client import Client
from app.words import where

_SAID_ONCE = ("local_date", "local_time", "title", "lunar")
_APART = " (mỗi nơi một nội dung)"
_MOST = 2


def zone_names(client: Client) -> dict[str, str]:
    """The path of each zone by its id."""
    return {zone["id"]: zone["path"] for zone in client.json("GET", "/zones")["items"]}


def in_parts(rows: Sequence[dict[str, Any]], names: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """Rows in the order of time; of an airing that has several, the first says so, and the others name their places only.

    names: of zones, for rows that give them by id; else a row has their paths as `zones`.
    """
    live = sorted(_in_force(rows), key=lambda row: (row["starts_at"], _airing(row)))
    paths = [row["zones"] if names is None else [names[key] for key in row["zone_ids"] if key in names] for row in live]
    heard: dict[tuple[str, ...], list[str]] = {}
    for row, own in zip(live, paths, strict=True):
        heard.setdefault(_airing(row), []).extend(own)
    many = Counter(_airing(row) for row in live)
    begun: set[tuple[str, ...]] = set()
    shown = []
    for row, own in zip(live, paths, strict=True):
        told = row | {"where": where(own, [path for path in heard[_airing(row)] if path not in own], most=_MOST)}
        if many[_airing(row)] > 1:
            told |= dict.fromkeys(_SAID_ONCE, "") if _airing(row) in begun else {"title": row["title"] + _APART}
            begun.add(_airing(row))
        shown.append(told)
    return shown


def _in_force(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """All but what a slot had on a day before it was given another hour there: that is no airing that anybody misses.

    Where it was cancelled at one hour several times, the last of them stands for all.
    """
    live = {_of_day(row) for row in rows if row["state"] != "cancelled"}
    gone = {(_airing(row), tuple(row.get("zone_ids", ()))): row for row in rows if _of_day(row) not in live}
    return [row for row in rows if row["state"] != "cancelled"] + list(gone.values())


def _of_day(row: Mapping[str, Any]) -> tuple[str, str | None]:
    return row["slot_id"], row.get("day")


def _airing(row: Mapping[str, Any]) -> tuple[str, ...]:
    return row["slot_id"], row.get("day") or "", row["starts_at"]
