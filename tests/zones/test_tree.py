"""The tree of zones, its paths, and its walls between communes."""

import unicodedata

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import select

from app.clock import ManualClock
from app.db import Sessions
from app.errors import NotFoundError
from app.units import ZoneId
from app.zones import (
    AmbiguousZoneError,
    BadZoneNameError,
    Founding,
    Level,
    UnknownZoneError,
    WrongLevelError,
    Zone,
    ZoneExistsError,
    add_station,
    add_zone,
    found_commune,
    public_key,
    resolve,
    station_of_token,
    stations,
    zone,
    zone_tree,
    zones,
    zones_within,
)
from app.zones.rezoning import zones_gone_with
from app.zones.signing import DatabaseSigners
from app.zones.tables import ZoneRow
from app.zones.tree import merged_zones


@pytest.fixture
def village(sessions: Sessions, clock: ManualClock, founding: Founding) -> Zone:
    with sessions.begin() as session:
        former = add_zone(
            session, clock, founding.admin, parent_id=founding.root.id, level=Level.FORMER_COMMUNE, name="Thái Sơn cũ"
        )
        return add_zone(session, clock, founding.admin, parent_id=former.id, level=Level.VILLAGE, name="thôn Đông Trang")


@pytest.mark.parametrize(
    "path",
    [
        "xã Liên An / Thái Sơn cũ / thôn Đông Trang",
        "XÃ LIÊN AN/THÁI SƠN CŨ/THÔN ĐÔNG TRANG",
        " xã  Liên An /Thái Sơn cũ/ thôn Đông  Trang ",
        unicodedata.normalize("NFD", "xã Liên An / Thái Sơn cũ / thôn Đông Trang"),
    ],
)
def test_a_path_names_its_zone(sessions: Sessions, founding: Founding, village: Zone, path: str) -> None:
    with sessions.read() as session:
        assert resolve(session, founding.commune_id, [path]) == [village]


def test_both_ways_to_set_the_tone_mark_name_the_same_zone(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    with sessions.begin() as session:
        made = add_zone(session, clock, founding.admin, parent_id=founding.root.id, level=Level.VILLAGE, name="thôn Liên Hòa")
        assert resolve(session, founding.commune_id, ["xã Liên An / thôn Liên Hoà"]) == [made]


def test_accents_tell_villages_apart(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    with sessions.begin() as session:
        for name in ("thôn Mỹ", "thôn My"):
            add_zone(session, clock, founding.admin, parent_id=founding.root.id, level=Level.VILLAGE, name=name)


@pytest.mark.parametrize("name", ["thôn Đông Trang", "THÔN  đông trang", "Thái Sơn cũ/thôn Đông Trang"])
def test_the_end_of_a_path_names_the_only_zone_that_has_it(
    sessions: Sessions, founding: Founding, village: Zone, name: str
) -> None:
    with sessions.read() as session:
        assert resolve(session, founding.commune_id, [name, village.path]) == [village]


def test_a_name_of_several_zones_is_refused_with_the_choices(
    sessions: Sessions, clock: ManualClock, founding: Founding, village: Zone
) -> None:
    with sessions.begin() as session:
        other = add_zone(session, clock, founding.admin, parent_id=founding.root.id, level=Level.VILLAGE, name=village.name)
        with pytest.raises(AmbiguousZoneError) as refused:
            resolve(session, founding.commune_id, [village.name])
        assert resolve(session, founding.commune_id, [village.path, other.path]) == [village, other]
        for half in ("Trang", "Đông Trang", "cũ / thôn Đông Trang"):
            with pytest.raises(UnknownZoneError):
                resolve(session, founding.commune_id, [half])
    assert refused.value.choices == f"«{village.path}»; «{other.path}»"


def test_an_unknown_path_is_named(sessions: Sessions, founding: Founding, village: Zone) -> None:
    with sessions.read() as session, pytest.raises(UnknownZoneError) as refused:
        resolve(session, founding.commune_id, [village.path, "xã Liên An / thôn Không Có"])
    assert refused.value.path == "xã Liên An / thôn Không Có"


def test_a_zone_holds_everything_below_it(sessions: Sessions, founding: Founding, village: Zone) -> None:
    with sessions.read() as session:
        assert zones_within(session, founding.commune_id, [founding.root.id]) == {
            z.id for z in zones(session, founding.commune_id)
        }
        assert zones_within(session, founding.commune_id, [village.id]) == {village.id}


def test_zones_come_before_what_lies_in_them(sessions: Sessions, founding: Founding, village: Zone) -> None:
    with sessions.read() as session:
        found = zones(session, founding.commune_id)
    assert [z.level for z in found] == [Level.COMMUNE, Level.FORMER_COMMUNE, Level.VILLAGE]
    assert found[-1] == village


@pytest.mark.parametrize("name", ["", " ", "a/b", "a;b", "x" * 121, "thôn\u200bA", "\x07"])
def test_a_bad_name_is_refused(sessions: Sessions, clock: ManualClock, founding: Founding, name: str) -> None:
    with sessions.begin() as session, pytest.raises(BadZoneNameError):
        add_zone(session, clock, founding.admin, parent_id=founding.root.id, level=Level.VILLAGE, name=name)


def test_a_zone_lies_in_one_of_a_higher_level(sessions: Sessions, clock: ManualClock, founding: Founding, village: Zone) -> None:
    with sessions.begin() as session:
        for level in (Level.COMMUNE, Level.FORMER_COMMUNE, Level.VILLAGE):
            with pytest.raises(WrongLevelError):
                add_zone(session, clock, founding.admin, parent_id=village.id, level=level, name="x")


def test_a_path_is_there_once(sessions: Sessions, clock: ManualClock, founding: Founding, village: Zone) -> None:
    assert village.parent_id is not None
    with sessions.begin() as session, pytest.raises(ZoneExistsError):
        add_zone(session, clock, founding.admin, parent_id=village.parent_id, level=Level.HAMLET, name="Thôn đông trang")


def test_another_communes_zones_are_not_found(sessions: Sessions, clock: ManualClock, village: Zone) -> None:
    with sessions.begin() as session:
        other = found_commune(session, clock, name="xã Khác", admin="Ai")
        with pytest.raises(NotFoundError):
            zone(session, other.commune_id, village.id)
        with pytest.raises(UnknownZoneError):
            resolve(session, other.commune_id, [village.path])
        with pytest.raises(NotFoundError):
            add_zone(session, clock, other.admin, parent_id=village.id, level=Level.CLUSTER, name="cụm 1")
        assert zones_within(session, other.commune_id, [village.id]) == frozenset[ZoneId]()


def test_the_same_name_in_two_communes_is_fine(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    with sessions.begin() as session:
        other = found_commune(session, clock, name=founding.root.name, admin="Ai")
        assert other.root.path == founding.root.path


def test_a_station_is_known_by_its_token(sessions: Sessions, clock: ManualClock, founding: Founding, village: Zone) -> None:
    with sessions.begin() as session:
        made = add_station(session, clock, founding.admin, name="máy phát 1", zone_ids=[village.id], outputs={"kind": "folder"})
    with sessions.read() as session:
        assert station_of_token(session, made.secret) == made.station
        assert stations(session, founding.commune_id) == [made.station]
        assert made.station.zones == (village.id,)


def test_each_commune_signs_with_its_own_key(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    with sessions.begin() as session:
        other = found_commune(session, clock, name="xã Khác", admin="Ai")
    with sessions.read() as session:
        signature = DatabaseSigners().of(session, founding.commune_id).sign(b"loa")
        Ed25519PublicKey.from_public_bytes(public_key(session, founding.commune_id)).verify(signature, b"loa")
        assert public_key(session, founding.commune_id) != public_key(session, other.commune_id)


def test_a_warning_is_heard_by_outputs_of_what_lies_in_the_place_and_of_what_it_lies_in(
    sessions: Sessions, clock: ManualClock, founding: Founding, village: Zone
) -> None:
    with sessions.begin() as session:
        cluster = add_zone(session, clock, founding.admin, parent_id=village.id, level=Level.CLUSTER, name="cụm 1")
        other = add_zone(session, clock, founding.admin, parent_id=founding.root.id, level=Level.VILLAGE, name="thôn Khác")
        tree = zone_tree(session, founding.commune_id)
    root, former = founding.root.id, village.parent_id
    assert tree.warned([root], [cluster.id]) == {cluster.id, village.id, former, root}
    assert tree.warned([village.id], [root]) == {root, former, village.id, cluster.id, other.id}
    assert tree.warned([other.id], [cluster.id]) == frozenset()
    assert tree.within([village.id]) == {village.id, cluster.id}, "a programme goes downward alone"


def test_damaged_rows_that_name_each_other_hold_nobody_up(
    sessions: Sessions, clock: ManualClock, founding: Founding, village: Zone
) -> None:
    """A circle of parents, and of zones merged into each other: what asks along them ends, and the rest is as it was."""
    with sessions.begin() as session:
        other = add_zone(session, clock, founding.admin, parent_id=founding.root.id, level=Level.VILLAGE, name="thôn Bến")
        rows = {row.id: row for row in session.scalars(select(ZoneRow))}
        rows[village.id].parent_id, rows[village.parent_id or village.id].parent_id = village.parent_id, village.id
        rows[village.id].merged_into, rows[other.id].merged_into = other.id, village.id
    with sessions.read() as session:
        assert merged_zones(session, founding.commune_id).named([founding.root.id]) == {founding.root.id}
        assert set(zones_gone_with(session, founding.commune_id, village.id)) == {village.id, village.parent_id}
        assert zones_gone_with(session, founding.commune_id, other.id) == (other.id,)
