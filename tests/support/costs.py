"""What a process of tests need not pay again and again: guesses that are dear on purpose, SQL that is compiled, a description."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine, create_engine

from app.accounts import passwords
from app.api.service import description
from app.api.shared.answers import description_of
from app.db import engine
from app.emergencies import pin
from app.station import local_orders
from app.upkeep import sealing

_DEAR = (passwords._PASSES, passwords._KIB, pin._COST, local_orders._COST, sealing._COST)
_CHEAP = (1, 8, {"n": 2, "r": 8, "p": 1}, {"n": 2, "r": 8, "p": 1}, 4)
_STATEMENTS = 5_000
"""Kept as compiled: all that the product has."""


@pytest.fixture(scope="session", autouse=True)
def cheap() -> Iterator[None]:
    """Nobody guesses passwords, PINs and passphrases here, so they cost little; `dear` gives them their cost back."""
    with pytest.MonkeyPatch.context() as patch:
        _set(patch, _CHEAP)
        yield
    _forget()


@pytest.fixture
def dear(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What guesses cost in truth, for one test."""
    _set(monkeypatch, _DEAR)
    yield
    _forget()


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """SQL that was compiled for one SQLite file is known for the next.

    SQLAlchemy keeps it by engine and by dialect, and nearly every test has a file of its own: a third of its time went into that.
    """
    first = create_engine("sqlite://", query_cache_size=_STATEMENTS)
    first.connect().close()  # the dialect learns what this SQLite can

    def make(*given: Any, **how: Any) -> Engine:  # noqa: ANN401  # as in SQLAlchemy
        made = create_engine(*given, **how, query_cache_size=_STATEMENTS)  # PostgreSQL has one engine for all tests
        if made.dialect.name == first.dialect.name:
            made.dialect = made.pool._dialect = first.dialect
            made._compiled_cache = first._compiled_cache
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "create_engine", make)
        yield
    first.dispose()


@pytest.fixture(scope="session", autouse=True)
def _described_once() -> Iterator[None]:
    """All applications answer at the same routes, and so describe the same: to make it takes half a second and more."""
    made: list[dict[str, Any]] = []

    def describe(app: FastAPI) -> dict[str, Any]:
        if not made:
            made.append(description_of(app))
        return made[0]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(description, "description_of", describe)
        yield


def _set(patch: pytest.MonkeyPatch, costs: tuple[Any, ...]) -> None:
    passes, kib, of_pin, of_pin_at_the_pc, of_passphrase = costs
    patch.setattr(passwords, "_PASSES", passes)
    patch.setattr(passwords, "_KIB", kib)
    patch.setattr(pin, "_COST", of_pin)
    patch.setattr(local_orders, "_COST", of_pin_at_the_pc)
    patch.setattr(sealing, "_COST", of_passphrase)
    _forget()


def _forget() -> None:
    """What was made at another cost."""
    passwords._argon2.cache_clear()
    passwords._of_nobody.cache_clear()
