"""What an order is made from: the frozen words of its versions, their voices, the sounds they name."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy.orm import Session

from app.bulletins import (
    HeardVersion,
    Music,
    Script,
    SpokenScript,
    commune_lexicon,
    delivery,
    heard_versions,
    place,
    speech_alone,
    spoken_script,
)
from app.bulletins.model import Priority
from app.canonical import canonical_hash
from app.clock import local
from app.names import name_key
from app.programmes.errors import SourceChangedError, UnknownMusicError
from app.programmes.kit import StudioKit
from app.programmes.model import Order, ProgrammeOrder, VersionOrder, versions_of
from app.programmes.recorded import music_by_name, readings_of
from app.programmes.running_order import GREETING_LABEL, FindSound, Played, RunningOrder, Spoken, without_music
from app.programmes.templates import Item, ProgrammeTemplate, Variables, greeting, template, variables
from app.reading import Lexicon
from app.sound import Clip, WavClip
from app.speech import Presenter, Prosody
from app.studio import Role, Tags, UnknownSoundError, find_sound
from app.units import CommuneId, Sha256, VersionId
from app.values import frozen
from app.zones import commune


@frozen
class Source:
    """Everything `prepare` needs, and the hash of all that decides how it sounds."""

    order: RunningOrder
    tags: Tags
    content_hash: Sha256


def source_of(session: Session, kit: StudioKit, commune_id: CommuneId, order: Order) -> Source:
    """Gather an order's source. Raises `NotFoundError`, `UnknownSoundError`, `BadTemplateError`, `UnknownEngineError`."""
    return sources_of(session, kit, commune_id, [order])(order)


def sources_of(session: Session, kit: StudioKit, commune_id: CommuneId, orders: Sequence[Order]) -> Callable[[Order], Source]:
    """`source_of` each of `orders`, asked of the database together; one is put together when it is called for."""
    music, lexicon = music_by_name(session, commune_id), commune_lexicon(session, commune_id)
    name = commune(session, commune_id).name
    keys = {key for order in orders for key in versions_of(order)}
    readings = readings_of(session, commune_id, keys)
    chain = kit.speaker.chain
    heard = heard_versions(session, commune_id, keys, chain, lexicon=lexicon, recordings=readings, music=music)
    return lambda order: _source(kit, order, heard, name=name)


def _source(
    kit: StudioKit,
    order: Order,
    heard_of: Callable[[VersionId], HeardVersion],
    *,
    name: str,
) -> Source:
    match order:
        case VersionOrder(version_id):
            heard = heard_of(version_id)
            items = tuple(_version_items(kit, heard, 0.0))
            date = "" if heard.valid_from is None else f"{local(heard.valid_from):%Y-%m-%d}"
            tags = Tags(heard.title, date, name, heard.content_hash)
            return Source(RunningOrder(items), tags, heard.content_hash)
        case ProgrammeOrder(template_name, version_ids, at):
            versions, said = [heard_of(key) for key in version_ids], variables(name, at)
            own = template(template_name)
            greeting = heard_of(order.greeting) if order.greeting is not None else None
            plan = _Plan(kit, own, said, versions, greeting, order.is_solemn, order.limit_s)
            content = plan.content_hash()
            title = versions[0].title if len(versions) == 1 else plan.template.name
            return Source(plan.running_order(), Tags(title, f"{local(at):%Y-%m-%d}", name, content), content)


def check_music(session: Session, kit: StudioKit, commune_id: CommuneId, script: Script) -> None:
    """Raises `UnknownMusicError` for the first `[nhạc: TÊN]` of a script that names no sound there is."""
    find = _sounds(kit, music_by_name(session, commune_id))
    for segment in script.segments:
        if isinstance(segment, Music):
            try:
                find(segment.name)
            except UnknownSoundError as exc:
                line, column = place(script.text, segment.start)
                raise UnknownMusicError(line=line, column=column, name=segment.name) from exc


def check_unchanged(source: Source, ordered: Sha256) -> None:
    """Raises `SourceChangedError` when an order's source is no longer what was ordered (an edited draft, a new template)."""
    if source.content_hash != ordered:
        raise SourceChangedError


@frozen
class _Plan:
    """A programme being put together."""

    kit: StudioKit
    template: ProgrammeTemplate
    variables: Variables
    versions: list[HeardVersion]
    own: HeardVersion | None
    is_solemn: bool
    limit_s: int | None

    @property
    def music(self) -> Mapping[str, Sha256]:
        """The commune's tunes that an approval binds, by the keys of their names."""
        return self.own.delivery.voices.get("music", {}) if self.own is not None else {}

    def content_hash(self) -> Sha256:
        content: dict[str, Any] = {
            "template": self.template.hash,
            "variables": asdict(self.variables),
            "greetings": [self._greeting(item.say).text for item in self.template.item if item.say is not None],
            "versions": [heard.content_hash for heard in self.versions],
            "voices": self.kit.speaker.chain.canonical(),
        }
        if self.is_solemn and self._has_music():  # without any, it is the same as on every other day
            content["is_solemn"] = True
        if self.own is not None:
            content["greeting"] = self.own.content_hash
        if self.limit_s is not None:
            content["limit_s"] = self.limit_s
        return canonical_hash(content)

    def running_order(self) -> RunningOrder:
        items = tuple(made for item in self.template.item for made in self._items(item))
        bed = _sounds(self.kit, self.music)(self.template.bed) if self.template.bed and not self.is_solemn else None
        return RunningOrder(items, bed, self.limit_s)

    def _has_music(self) -> bool:
        surrounded = self.template.bed is not None or any(item.role == "music" for item in self.template.item)
        return surrounded or any(isinstance(part, Music) for heard in self.versions for part in heard.spoken.items)

    def _greeting(self, text: str) -> SpokenScript:
        script = speech_alone(greeting(text, self.variables))  # the commune's name is no mark
        lexicon = Lexicon(self.own.lexicon) if self.own is not None else Lexicon()
        return spoken_script(script, formal="read", accent=self.kit.speaker.chain.accent, lexicon=lexicon)

    def _items(self, item: Item) -> Iterator[Spoken | Played]:
        find = _sounds(self.kit, self.music)
        if item.sound is not None and item.role is not None:
            if self.is_solemn and item.role == "music":
                return
            yield Played(item.sound, find(item.sound), Role(item.role), item.pause_s)
        elif item.say is not None:
            spoken = self._greeting(item.say)
            manner = delivery(self.kit.speaker.chain, Priority.NORMAL)
            yield Spoken(GREETING_LABEL, spoken, self.kit.speaker, _prosody(manner.prosody), item.pause_s, find_sound=find)
        else:
            for number, heard in enumerate(self.versions):
                if number and item.chime is not None:
                    yield Played(item.chime, find(item.chime), Role.CHIME, 0.6, number)
                script = without_music(heard.spoken) if self.is_solemn else heard.spoken
                for made in _version_items(self.kit, replace(heard, spoken=script), item.pause_s):
                    yield replace(made, bulletin=number)


def _version_items(kit: StudioKit, heard: HeardVersion, pause_s: float) -> Iterator[Spoken | Played]:
    """What is heard of one version. Its names mean what its approval binds, or the product's sounds: nothing that came later."""
    recording = heard.delivery.voices.get("recording")
    if recording is None:
        speaker, prosody = kit.speaker_for(heard.delivery), _prosody(heard.delivery.prosody)
        find = _sounds(kit, heard.delivery.voices.get("music", {}))
        yield Spoken(heard.title, heard.spoken, speaker, prosody, pause_s, find_sound=find)
        return
    path = kit.files.path(Sha256(recording))
    if path is None:
        raise UnknownSoundError(kind="recording", key=heard.title)
    yield Played(heard.title, WavClip.open(path), Role.SPEECH, pause_s)


def _prosody(rows: Mapping[str, Mapping[str, Any]]) -> dict[Presenter, Prosody]:
    return {Presenter(presenter): Prosody(**manner) for presenter, manner in rows.items()}


def _sounds(kit: StudioKit, own: Mapping[str, Sha256]) -> FindSound:
    """Sounds by name: the commune's own music first, then those of the product."""

    def find(name: str) -> Clip:
        sha256 = own.get(name_key(name))
        if sha256 is None:
            return find_sound(name)
        path = kit.files.path(Sha256(sha256))
        if path is None:
            raise UnknownSoundError(kind="sound", key=name)
        return WavClip.open(path)

    return find
