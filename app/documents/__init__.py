"""What people bring as files: a Word or PDF document, a text in an old code page; read to lines in a child with limits.

Nothing is kept, nothing that a file names is fetched, and no macro runs (0163).
"""

from app.documents.errors import BadDocumentError
from app.documents.model import Document, LeftOut, Line, Part, as_script
from app.documents.reading import USUAL_LIMITS, DocumentLimits, read_document

__all__ = [
    "USUAL_LIMITS",
    "BadDocumentError",
    "Document",
    "DocumentLimits",
    "LeftOut",
    "Line",
    "Part",
    "as_script",
    "read_document",
]
