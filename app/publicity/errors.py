"""What can be wrong with what the public page is asked for or sent."""

from typing import ClassVar

from app.errors import InvalidError, NotFoundError, RefusedError
from app.publicity.model import LONGEST_REMARK


class NotShownError(NotFoundError):
    """It was shown once and is not any more: withdrawn, taken off, or its time is over."""

    code: ClassVar[str] = "not_shown"
    http_status: ClassVar[int] = 410


class ForeignFolderError(RefusedError):
    """A folder to export into has files in it that no export of ours wrote. listed: the file in which ours are listed."""

    code: ClassVar[str] = "foreign_folder"
    path: str
    listed: str


class RemarkTextError(InvalidError):
    """A remark, or an answer, without text, too long, or with characters that nobody sees."""

    code: ClassVar[str] = "remark_text"
    field: ClassVar[str] = "text"
    longest: int = LONGEST_REMARK


class RemarkPersonalError(InvalidError):
    """A remark is to be shown to all with what tells who somebody is: a telephone, the number of a card, a name."""

    code: ClassVar[str] = "remark_personal"
    field: ClassVar[str] = "shown"


class TelephoneError(InvalidError):
    """What stands in the field for a telephone number is none."""

    code: ClassVar[str] = "remark_telephone"
    field: ClassVar[str] = "telephone"


class RemarkBoxFullError(RefusedError):
    """So many remarks wait for an answer that no more are taken."""

    code: ClassVar[str] = "remark_box_full"
    http_status: ClassVar[int] = 503
