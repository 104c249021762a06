"""Shared by both web doors: parts and sessions, who is asking, and errors told."""

from app.edge.asking import (
    AskedFirst,
    AskingStation,
    BearerToken,
    Credential,
    Looking,
    LookingAtOwn,
    LookingAtPeople,
    Shown,
    SignedIn,
    Silencing,
    actor_of,
    cookie_name,
    may,
    refuse_foreign_origin,
)
from app.edge.problems import PROBLEM, install, problem, told
from app.edge.routes import LateRoute, routes_of
from app.edge.sessions import Parts, ReadSession, WriteSession

__all__ = [
    "PROBLEM",
    "AskedFirst",
    "AskingStation",
    "BearerToken",
    "Credential",
    "LateRoute",
    "Looking",
    "LookingAtOwn",
    "LookingAtPeople",
    "Parts",
    "ReadSession",
    "Shown",
    "SignedIn",
    "Silencing",
    "WriteSession",
    "actor_of",
    "cookie_name",
    "install",
    "may",
    "problem",
    "refuse_foreign_origin",
    "routes_of",
    "told",
]
