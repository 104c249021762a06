"""`start_error_frames_max`: a whole station on the real Clock plays 200 items into a WAV file; where do they begin?"""

import hashlib
import tempfile
import threading
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from figures import Figure, at_most

from app.clock import SystemClock
from app.playout.mixing import RATE, Manner, MixedOutput, PcmFiles, WavFile
from app.sound import Sound, to_wav
from app.station import OutputConfig, Station, StationConfig
from app.units import ZoneId
from app.wire.protocol import AudioFile
from tests.support.sounds import heard, onsets, ramp
from tests.support.station_server import StationServer, far_from_now
from tests.support.waiting import until

STARTS, OUTPUTS = 200, 8
APART = timedelta(milliseconds=173)
"""From one start to the next on any output; on one output 1.4 s."""
_SECONDS = 0.06


def measure(*, quick: bool) -> list[Figure]:  # noqa: ARG001  # it has one length
    """Half a minute."""
    clock = SystemClock()
    zones = tuple(ZoneId(uuid4()) for _ in range(OUTPUTS))
    planned = [clock.now() + timedelta(seconds=4) + number * APART for number in range(STARTS)]
    server = _server(clock, zones, planned)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pcm = PcmFiles(folder / "pcm")
        streams = [WavFile(clock, folder / f"heard{number}.wav") for number in range(OUTPUTS)]
        outputs = [
            MixedOutput(clock, f"loa{number}", stream=stream, pcm=pcm, manner=Manner(("wav",)))
            for number, stream in enumerate(streams)
        ]
        configs = tuple(
            OutputConfig(output.name, "null", formats=("wav",), zones=frozenset({zone}))
            for output, zone in zip(outputs, zones, strict=True)
        )
        config = StationConfig("http://server.test", server.enrolment(), folder / "station", configs, reserve_bytes=0)
        station = Station(config, clock, transport=server.transport(), open_outputs=lambda _configs, _clock, _data: outputs)
        stop = threading.Event()
        loop = threading.Thread(target=station.run, args=(stop,))
        loop.start()
        until(lambda: clock.now() > planned[-1] + timedelta(seconds=2), 600)
        stop.set()
        station.player.wake.set()
        loop.join()
        station.close()
        errors: list[int] = []
        for number, stream in enumerate(streams):
            begun = onsets(heard(folder / f"heard{number}.wav"), quiet=round(0.02 * RATE))
            due = [round((starts_at - stream.zero).total_seconds() * RATE) for starts_at in planned[number::OUTPUTS]]
            errors += [min(abs(begin - each) for each in due) for begin in begun]
    return [
        at_most("start_error_frames_max", max(errors), f"frames of {RATE}/s", RATE / 1000),
        at_most("start_frames_missed", STARTS - len(errors), f"of {STARTS}", 0),
    ]


def _server(clock: SystemClock, zones: tuple[ZoneId, ...], planned: list[datetime]) -> StationServer:
    server = StationServer(clock)
    server.zones = zones
    server.rules = server.rules.model_copy(update={"quiet_hours": (far_from_now(),)})
    data = to_wav(Sound(ramp(_SECONDS), RATE))
    file = AudioFile(format="wav", sha256=hashlib.sha256(data).hexdigest(), size=len(data))
    server.audio[file.sha256] = data
    for number, starts_at in enumerate(planned):
        item = server.add(starts_at, seconds=_SECONDS)
        server.change(item, audio=(file,), zones=(zones[number % OUTPUTS],))
    return server
