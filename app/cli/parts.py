"""An airing whose zones hear contents apart: one slot on the screen, and under it what each place hears."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from app.cli.client import Client

_SAID_ONCE = ("local_date", "local_time", "title", "lunar")
_APART = " (mỗi nơi một nội dung)"
_MOST = 2


def zone_names(client: Client) -> dict[str, str]:
    """The path of each zone by its id."""
    return {zone["id"]: zone["path"] for zone in client.json("GET", "/zones")["items"]}


def where(paths: Sequence[str], *, is_part: bool = False) -> str:
    """A few places in one cell: each by its own name, which is the end of its path.

    is_part: others hear something else at that time; what names the whole commune then is for all who are left.
    """
    if is_part and any(" / " not in path for path in paths):
        return "những nơi còn lại"
    names = [path.rpartition(" / ")[2] for path in paths]
    return ", ".join(names[:_MOST]) + (f" và {len(names) - _MOST} nơi khác" if len(names) > _MOST else "")


def in_parts(rows: Sequence[dict[str, Any]], names: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """Rows in the order of time; of an airing that has several, the first says so, and the others name their places only.

    names: of zones, for rows that give them by id; else a row has their paths as `zones`.
    """
    many = Counter(_airing(row) for row in rows)
    begun: set[tuple[str, ...]] = set()
    shown = []
    for row in sorted(_in_force(rows), key=lambda row: (row["starts_at"], _airing(row))):
        told = dict(row)
        paths = row["zones"] if names is None else sorted(names[key] for key in row["zone_ids"] if key in names)
        told["where"] = where(paths, is_part=many[_airing(row)] > 1)
        if many[_airing(row)] > 1:
            told |= dict.fromkeys(_SAID_ONCE, "") if _airing(row) in begun else {"title": row["title"] + _APART}
            begun.add(_airing(row))
        shown.append(told)
    return shown


def _in_force(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """All but what a slot had on a day before it was given another hour there: that is no airing that anybody misses."""
    live = {(row["slot_id"], row.get("day")) for row in rows if row["state"] != "cancelled"}
    return [row for row in rows if row["state"] != "cancelled" or (row["slot_id"], row.get("day")) not in live]


def _airing(row: Mapping[str, Any]) -> tuple[str, ...]:
    return row["slot_id"], row.get("day") or "", row["starts_at"]
