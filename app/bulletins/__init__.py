"""Bulletins: their versions, their exact spoken words, and the approval of those."""

from app.bulletins.approval import Approval, approve, expire_due, return_version, submit, withdraw
from app.bulletins.bulletin_file import BulletinFile, Header, parse_bulletin_file
from app.bulletins.content import Delivery, content_hash, delivery
from app.bulletins.difference import Hunk, difference
from app.bulletins.model import Kind, Priority, State, Theme, VersionFacts, ZoneRef
from app.bulletins.queries import (
    Filter,
    Page,
    Summary,
    Version,
    deciding_versions,
    latest,
    page,
    version,
    version_facts,
    versions,
)
from app.bulletins.revision import Content, VersionKey, create, edit
from app.bulletins.script import AttentionSignal, Music, Pause, Script, parse_script
from app.bulletins.snapshots import HeardVersion, frozen_version, heard_version
from app.bulletins.spoken import SpokenPart, SpokenScript, spoken_script
from app.bulletins.validity import parse_moment

__all__ = [
    "Approval",
    "AttentionSignal",
    "BulletinFile",
    "Content",
    "Delivery",
    "Filter",
    "Header",
    "HeardVersion",
    "Hunk",
    "Kind",
    "Music",
    "Page",
    "Pause",
    "Priority",
    "Script",
    "SpokenPart",
    "SpokenScript",
    "State",
    "Summary",
    "Theme",
    "Version",
    "VersionFacts",
    "VersionKey",
    "ZoneRef",
    "approve",
    "content_hash",
    "create",
    "deciding_versions",
    "delivery",
    "difference",
    "edit",
    "expire_due",
    "frozen_version",
    "heard_version",
    "latest",
    "page",
    "parse_bulletin_file",
    "parse_moment",
    "parse_script",
    "return_version",
    "spoken_script",
    "submit",
    "version",
    "version_facts",
    "versions",
    "withdraw",
]
