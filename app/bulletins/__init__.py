"""Bulletins: their versions, their exact spoken words, and the approval of those.

What needs the database is loaded when it is first asked for: `loalang render` does without.
"""

from typing import TYPE_CHECKING

from app.bulletins.bulletin_file import BulletinFile, Header, decode, parse_bulletin_file
from app.bulletins.characters import place, refuse_bad_characters
from app.bulletins.content import Delivery, content_hash, delivery
from app.bulletins.difference import Hunk, difference
from app.bulletins.errors import ContentAlteredError, ContentChangedError, NoneSubmittedError, OwnWordsError, ScriptTooLongError
from app.bulletins.model import (
    HEADER_PRIORITIES,
    LONGEST_OF_ISSUER,
    Issuer,
    Kind,
    Language,
    Priority,
    SentenceNote,
    State,
    Theme,
    VersionFacts,
    ZoneRef,
)
from app.bulletins.paper import PAPER, PaperMark, read_paper
from app.bulletins.proposals import ScriptProposal, propose_from
from app.bulletins.script import LONGEST_SCRIPT, AttentionSignal, Gap, Music, Pause, Script, gap, parse_script, speech_alone
from app.bulletins.spoken import SpokenPart, SpokenScript, formal_of, spoken_script
from app.bulletins.validity import parse_moment
from app.deferred import deferred

if TYPE_CHECKING:
    from app.bulletins.altered import altered_versions, note_altered, refuse_altered
    from app.bulletins.approval import (
        Approval,
        Seen,
        approve,
        approve_all,
        expire_due,
        refuse_bad_reason,
        refuse_unapproved,
        reopen,
        return_version,
        submit,
        withdraw,
    )
    from app.bulletins.bound import Differs, Part
    from app.bulletins.deciding import (
        OnBasis,
        approved_on_basis,
        deciding_versions,
        greetings,
        greets,
        slogan_versions,
        slogans,
        version_facts,
    )
    from app.bulletins.decisions import Decision, Work, approver_of, authors_of, decisions_between, work_at_versions
    from app.bulletins.keeping import forget_remarks
    from app.bulletins.lexicon import (
        Change,
        CommuneLexicon,
        StoredEntry,
        changed_lexicon,
        commune_lexicon,
        entry_page,
        stored_entries,
        stored_entry,
    )
    from app.bulletins.lexicon_file import import_change, lexicon_csv, parse_lexicon_file
    from app.bulletins.lists import Counts, Filter, Order, counts, page, waiting, waiting_count
    from app.bulletins.music import MusicCall, bound_audio, bound_in, bound_to, called_music, calls_of
    from app.bulletins.revision import Content, VersionKey, create, edit, version_key, wrote_at
    from app.bulletins.rezoned import BulletinNaming, bulletins_follow, bulletins_naming
    from app.bulletins.snapshots import HeardVersion, frozen_version, frozen_versions, heard_version, heard_versions
    from app.bulletins.summaries import Summary
    from app.bulletins.together import Place, all_or_none
    from app.bulletins.topics import Topic, version_topics
    from app.bulletins.touched import Effect, Proposal, Touched, carry_out, propose, sparing
    from app.bulletins.unsaved import UnsavedText, drop_unsaved, forget_all_unsaved, forget_unsaved, keep_unsaved, unsaved_text
    from app.bulletins.whole_versions import (
        Move,
        Version,
        approved_before,
        each_version,
        latest,
        returned_before,
        version,
        versions,
    )
    from app.bulletins.withdrawals import Withdrawn, ids_withdrawn, withdrawn_version, withdrawn_versions

__all__ = [
    "HEADER_PRIORITIES",
    "LONGEST_OF_ISSUER",
    "LONGEST_SCRIPT",
    "PAPER",
    "Approval",
    "AttentionSignal",
    "BulletinFile",
    "BulletinNaming",
    "Change",
    "CommuneLexicon",
    "Content",
    "ContentAlteredError",
    "ContentChangedError",
    "Counts",
    "Decision",
    "Delivery",
    "Differs",
    "Effect",
    "Filter",
    "Gap",
    "Header",
    "HeardVersion",
    "Hunk",
    "Issuer",
    "Kind",
    "Language",
    "Move",
    "Music",
    "MusicCall",
    "NoneSubmittedError",
    "OnBasis",
    "Order",
    "OwnWordsError",
    "PaperMark",
    "Part",
    "Pause",
    "Place",
    "Priority",
    "Proposal",
    "Script",
    "ScriptProposal",
    "ScriptTooLongError",
    "Seen",
    "SentenceNote",
    "SpokenPart",
    "SpokenScript",
    "State",
    "StoredEntry",
    "Summary",
    "Theme",
    "Topic",
    "Touched",
    "UnsavedText",
    "Version",
    "VersionFacts",
    "VersionKey",
    "Withdrawn",
    "Work",
    "ZoneRef",
    "all_or_none",
    "altered_versions",
    "approve",
    "approve_all",
    "approved_before",
    "approved_on_basis",
    "approver_of",
    "authors_of",
    "bound_audio",
    "bound_in",
    "bound_to",
    "bulletins_follow",
    "bulletins_naming",
    "called_music",
    "calls_of",
    "carry_out",
    "changed_lexicon",
    "commune_lexicon",
    "content_hash",
    "counts",
    "create",
    "deciding_versions",
    "decisions_between",
    "decode",
    "delivery",
    "difference",
    "drop_unsaved",
    "each_version",
    "edit",
    "entry_page",
    "expire_due",
    "forget_all_unsaved",
    "forget_remarks",
    "forget_unsaved",
    "formal_of",
    "frozen_version",
    "frozen_versions",
    "gap",
    "greetings",
    "greets",
    "heard_version",
    "heard_versions",
    "ids_withdrawn",
    "import_change",
    "keep_unsaved",
    "latest",
    "lexicon_csv",
    "note_altered",
    "page",
    "parse_bulletin_file",
    "parse_lexicon_file",
    "parse_moment",
    "parse_script",
    "place",
    "propose",
    "propose_from",
    "read_paper",
    "refuse_altered",
    "refuse_bad_characters",
    "refuse_bad_reason",
    "refuse_unapproved",
    "reopen",
    "return_version",
    "returned_before",
    "slogan_versions",
    "slogans",
    "sparing",
    "speech_alone",
    "spoken_script",
    "stored_entries",
    "stored_entry",
    "submit",
    "unsaved_text",
    "version",
    "version_facts",
    "version_key",
    "version_topics",
    "versions",
    "waiting",
    "waiting_count",
    "withdraw",
    "withdrawn_version",
    "withdrawn_versions",
    "work_at_versions",
    "wrote_at",
]

if not TYPE_CHECKING:
    _STORED = (
        "altered",
        "approval",
        "bound",
        "deciding",
        "decisions",
        "keeping",
        "lexicon",
        "lexicon_file",
        "lists",
        "music",
        "rezoned",
        "revision",
        "snapshots",
        "summaries",
        "together",
        "topics",
        "touched",
        "unsaved",
        "whole_versions",
        "withdrawals",
    )
    __getattr__ = deferred(__name__, _STORED, __all__)
