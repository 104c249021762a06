"""Places: the commune, its tree of zones, and the stations that serve them."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from app.tags import Tag
from app.units import CommuneId, StationId, ZoneId
from app.values import frozen


class Level(StrEnum):
    """What a zone is. Every node of the tree is a zone; a cluster is the lowest."""

    COMMUNE = "commune"
    FORMER_COMMUNE = "former_commune"
    VILLAGE = "village"
    HAMLET = "hamlet"
    CLUSTER = "cluster"


@frozen
class Commune:
    """One commune (or ward): the owner of everything else. home_id: of a training commune, whose people practise there."""

    id: CommuneId
    name: str
    is_sandbox: bool
    home_id: CommuneId | None = None


@frozen
class Zone:
    """A node of the commune's tree. path: `xã Liên An / Thái Sơn cũ / thôn Đông Trang`. tag: of its name and place."""

    id: ZoneId
    parent_id: ZoneId | None
    level: Level
    name: str
    path: str
    tag: Tag


@frozen
class Station:
    """A broadcast PC. zones: the nodes it serves, each with everything below it. outputs: settings of its outputs by name.

    created_at: when it was set up here. telephone: of who is on duty at it, empty: not said.
    """

    id: StationId
    commune_id: CommuneId
    name: str
    zones: tuple[ZoneId, ...]
    outputs: Mapping[str, Any]
    created_at: datetime
    telephone: str
