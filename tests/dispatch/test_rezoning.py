"""After any sequence of changes the tree is whole, and every station and slot hears what the tree says."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.bulletins import VersionKey
from app.clock import ManualClock, local
from app.db import Sessions, make_engine
from app.dispatch import change_zone, merge_zone
from app.dispatch.rezoning import remove_zone
from app.errors import AppError
from app.names import path_key
from app.timetable import Slot, WantedVariant, expand, slots
from app.units import BulletinId, ZoneId
from app.zones import Level, add_station, add_zone, found_commune, stations, zone, zones, zones_within
from tests.support.office import Office

LEVELS = list(Level)
NAMES = ("Đông", "Đoài", "Bắc", "Hòa", "Hoà")
"""The last two are one name."""
ACTS = st.tuples(st.sampled_from(["add", "rename", "move", "merge", "remove"]), st.integers(0, 9), st.integers(0, 9))


@dataclass
class World:
    """What the tree, the stations and the slots must be, kept beside the product by ids alone."""

    office: Office
    names: dict[ZoneId, str] = field(default_factory=dict)
    parents: dict[ZoneId, ZoneId | None] = field(default_factory=dict)
    served: dict[object, list[ZoneId]] = field(default_factory=dict)
    heard: dict[object, tuple[list[ZoneId], list[ZoneId]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        root = self.office.founding.root
        self.names[root.id], self.parents[root.id] = root.name, None
        villages = [self.add(root.id, Level.VILLAGE, f"thôn {name}") for name in NAMES[:3]]
        hamlets = [self.add(above, Level.HAMLET, f"xóm {name}") for above in villages[:2] for name in NAMES[:2]]
        for number, served in enumerate(([root.id], villages[:1], [hamlets[1], villages[1]])):
            self.served[self._station(number, served)] = served
        everywhere = self.office.approved()
        self.own = self.office.approved(zones=[self.path(villages[0])])
        self.own_zones = [villages[0]]
        for named in ([villages[0]], [hamlets[0], villages[1]], [root.id]):
            self.heard[self._slot(everywhere, named, []).id] = (named, [])
        self.heard[self._slot(everywhere, [root.id], [hamlets[2]]).id] = ([root.id], [hamlets[2]])
        self._slot(self.own, villages[:2], [])

    def add(self, parent: ZoneId, level: Level, name: str) -> ZoneId:
        with self.office.sessions.begin() as session:
            made = add_zone(session, self.office.clock, self.office.actor, parent_id=parent, level=level, name=name)
        self.names[made.id], self.parents[made.id] = made.name, parent
        return made.id

    def path(self, zone_id: ZoneId) -> str:
        return " / ".join(self.names[each] for each in reversed(self.upwards(zone_id)))

    def upwards(self, zone_id: ZoneId) -> list[ZoneId]:
        found = [zone_id]
        while (above := self.parents[found[-1]]) is not None:
            found.append(above)
        return found

    def within(self, zone_ids: Iterable[ZoneId]) -> set[ZoneId]:
        return {each for each in self.names if not set(zone_ids).isdisjoint(self.upwards(each))}

    def _station(self, number: int, served: list[ZoneId]) -> object:
        with self.office.sessions.begin() as session:
            made = add_station(session, self.office.clock, self.office.actor, name=f"Máy {number}", zone_ids=served, outputs={})
        return made.station.id

    def _slot(self, key: VersionKey, named: list[ZoneId], apart: list[ZoneId]) -> Slot:
        variants = [WantedVariant([self.path(each) for each in apart], [BulletinId(key.bulletin_id)])] if apart else []
        today = local(self.office.clock.now()).date()
        return self.office.slot(key, zones=[self.path(each) for each in named], last=today, variants=variants)

    # --- acts

    def do(self, act: str, first: int, second: int) -> None:
        """Do it, or see it refused; then all is as it was."""
        ids = sorted(self.names)
        one, other = ids[first % len(ids)], ids[second % len(ids)]
        try:
            getattr(self, f"_{act}")(one, other, NAMES[second % len(NAMES)])
        except AppError:
            return

    def _add(self, one: ZoneId, _other: ZoneId, name: str) -> None:
        self.add(one, Level.HAMLET if self.parents[one] is not None else Level.VILLAGE, f"xóm {name}")

    def _rename(self, one: ZoneId, _other: ZoneId, name: str) -> None:
        self._change(one, f"xóm {name}", self.parents[one])

    def _move(self, one: ZoneId, other: ZoneId, _name: str) -> None:
        self._change(one, self.names[one], other)

    def _change(self, one: ZoneId, name: str, parent: ZoneId | None) -> None:
        with self.office.sessions.begin() as session:
            tag = zone(session, self.office.commune_id, one).tag
            clock, actor = self.office.clock, self.office.actor
            change_zone(session, clock, actor, one, name=name, parent_id=parent, tag=tag)
        self.names[one], self.parents[one] = name, parent

    def _merge(self, one: ZoneId, other: ZoneId, _name: str) -> None:
        with self.office.sessions.begin() as session:
            merge_zone(session, self.office.clock, self.office.actor, one, into=other, may_reopen=True)
        self.parents = {key: other if above == one else above for key, above in self.parents.items()}
        self._forget([one], other)

    def _remove(self, one: ZoneId, _other: ZoneId, _name: str) -> None:
        with self.office.sessions.begin() as session:
            remove_zone(session, self.office.clock, self.office.actor, one)
        self._forget(self.within([one]), None)

    def _forget(self, gone: Iterable[ZoneId], into: ZoneId | None) -> None:
        gone = set(gone)

        def after(named: list[ZoneId]) -> list[ZoneId]:
            found = [into if each in gone else each for each in named]
            return list(dict.fromkeys(each for each in found if each is not None))

        for each in gone:
            del self.names[each], self.parents[each]
        self.served = {key: after(named) for key, named in self.served.items()}
        self.heard = {key: (after(named), after(apart)) for key, (named, apart) in self.heard.items() if after(named)}
        self.own_zones = [each for each in self.own_zones if each not in gone]

    # --- what must hold

    def check(self) -> None:
        office = self.office
        with office.sessions.begin() as session:
            expand(session, office.clock, office.commune_id)
        office.plan()
        with office.sessions.read() as session:
            found = {each.id: each for each in zones(session, office.commune_id)}
            known = {each.id: each for each in stations(session, office.commune_id)}
            served = {key: zones_within(session, office.commune_id, each.zones) for key, each in known.items()}
            present = {each.id: each for each in slots(session, office.commune_id)}
        assert {each.id: each.path for each in found.values()} == {key: self.path(key) for key in self.names}
        assert {each.id: each.parent_id for each in found.values()} == self.parents
        assert len({path_key(each.path) for each in found.values()}) == len(found)
        for each in found.values():
            if each.parent_id is not None:
                assert LEVELS.index(each.level) > LEVELS.index(found[each.parent_id].level)
        assert {key: list(each.zones) for key, each in known.items()} == self.served
        assert served == {key: self.within(named) for key, named in self.served.items()}
        for slot in present.values():
            refs = [*slot.zones, *(ref for variant in slot.variants for ref in variant.zones)]
            assert all(found[ref.id].path == ref.path for ref in refs), "what is sent back names what is there"
        self._check_heard()

    def _check_heard(self) -> None:
        waiting = [each for each in self.office.occurrences() if each.state.is_waiting]
        for key, (named, apart) in self.heard.items():
            heard = [each.zone_ids for each in waiting if each.slot_id == key]
            whole, aside = self.within(named), self.within(apart)
            assert sorted(map(sorted, heard)) == sorted(map(sorted, filter(None, (whole - aside, aside))))
        for each in waiting:
            if self.own.version_id in each.version_ids:
                assert each.zone_ids <= self.within(self.own_zones), "an approval for one zone is none for another"


@contextmanager
def world(migrated: Path) -> Iterator[World]:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copyfile(migrated, Path(folder) / "test.sqlite3")
        sessions = Sessions(make_engine(f"sqlite:///{folder}/test.sqlite3"))
        clock = ManualClock(datetime(2025, 11, 4, 1, 0, tzinfo=UTC))
        with sessions.begin() as session:
            founding = found_commune(session, clock, name="xã Liên An", admin="Nguyễn Văn Quản")
        try:
            yield World(Office(sessions, clock, founding))
        finally:
            sessions.close()


@pytest.mark.slow
@settings(max_examples=10)
@given(acts=st.lists(ACTS, min_size=4, max_size=12))
def test_any_sequence_leaves_the_tree_whole_and_each_hears_what_it_says(
    migrated_file: Path, acts: list[tuple[str, int, int]]
) -> None:
    with world(migrated_file) as found:
        found.check()
        for act in acts:
            found.do(*act)
            found.check()
