"""A code that is typed once makes a PC a station, and nobody on the network can put another key into it."""

import os
import stat
from pathlib import Path

import pytest

from app.clock import ManualClock
from app.wire.enrolment import CodeProof, Enrolled, Enrolment, keep, kept, proof_of, proven
from app.wire.errors import BadEnrolmentError
from app.wire.protocol import EnrolmentReply
from tests.support.database import NOW
from tests.support.station_server import STATION, TOKEN, StationServer

CODE = "ABCDE-FGHJK-LMNPQ-RSTUV"


def test_the_answer_is_taken_from_who_made_the_code_alone() -> None:
    enrolment = StationServer(ManualClock(NOW)).enrolment()
    reply = EnrolmentReply(enrolment=enrolment, proof=proof_of(CodeProof.of(CODE).key, enrolment))
    assert proven("abcde fghjk lmnpq rstuv", reply).station_id == STATION
    forged = Enrolment(STATION, bytes(range(32)), TOKEN).encode()
    for proof in (reply.proof, proof_of(b"guess", forged), proof_of(CodeProof.of(CODE).lookup.encode(), forged)):
        with pytest.raises(BadEnrolmentError):
            proven(CODE, EnrolmentReply(enrolment=forged, proof=proof))


def test_neither_the_code_nor_the_key_is_in_what_is_sent() -> None:
    proof = CodeProof.of(CODE)
    assert proof.lookup != proof.key.hex()
    assert "ABCDE" not in proof.lookup


def test_what_is_kept_is_for_its_owner_alone(tmp_path: Path) -> None:
    assert kept(tmp_path) is None
    enrolled = Enrolled("http://may-chu:8080", Enrolment(STATION, bytes(range(32)), TOKEN).encode())
    keep(tmp_path, enrolled)
    assert kept(tmp_path) == enrolled
    [file] = tmp_path.iterdir()
    if os.name != "nt":  # there the folder's rights say it
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_bytes(b"{}")
    with pytest.raises(BadEnrolmentError):
        kept(tmp_path)
