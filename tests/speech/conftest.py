from collections.abc import Iterator
from pathlib import Path

import pytest

from app.clock import SystemClock
from app.speech.engines.edge import EdgeEngine
from app.speech.engines.espeak import EspeakEngine
from app.speech.engines.gtts import GttsEngine
from app.speech.engines.patience import Patience
from app.speech.engines.piper import PiperEngine
from app.speech.ports import Engine
from tests.support.piper_voice import make_piper_voice
from tests.support.speech import ToneEngine
from tests.support.voice_services import Authority, Visits, edge_service, make_authority, translate_service

QUICK = Patience(tries=3, first_wait_s=0.01, longest_wait_s=0.5, failures=2, rest_s=3600.0)


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def translate(authority: Authority) -> Iterator[tuple[str, Visits]]:
    with translate_service(authority) as service:
        yield service


@pytest.fixture
def read_aloud() -> Iterator[tuple[str, Visits]]:
    with edge_service() as service:
        yield service


@pytest.fixture
def espeak() -> Iterator[EspeakEngine]:
    engine = EspeakEngine()
    yield engine
    engine.close()


@pytest.fixture
def gtts(translate: tuple[str, Visits], authority: Authority) -> Iterator[GttsEngine]:
    engine = GttsEngine(SystemClock(), service=translate[0], ca_file=authority.ca, timeout_s=1.0, patience=QUICK)
    yield engine
    engine.close()


@pytest.fixture
def edge(read_aloud: tuple[str, Visits]) -> Iterator[EdgeEngine]:
    engine = EdgeEngine(SystemClock(), service=read_aloud[0], timeout_s=1.0, patience=QUICK)
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def piper_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("voices")
    make_piper_voice(folder / "vi_VN-test-low")
    return folder


@pytest.fixture
def piper(piper_folder: Path) -> Iterator[PiperEngine]:
    engine = PiperEngine(piper_folder)
    yield engine
    engine.close()


@pytest.fixture
def tone() -> ToneEngine:
    return ToneEngine()


@pytest.fixture(params=["espeak", "gtts", "edge", "piper", "tone"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Every engine there is, the fake of other tests included."""
    found: Engine = request.getfixturevalue(request.param)
    return found
