"""What people bring as files: a Word or PDF document, a text in an old code page; read to lines in a child with limits.

Nothing is kept, nothing that a file names is fetched, and no macro runs (0163).
"""

from app.documents.errors import BadDocumentError, TemplatePlaceError
from app.documents.filling import LARGEST_TEMPLATE, Picture, Value, Values, check_template, fill
from app.documents.model import Document, LeftOut, Line, Part, as_script
from app.documents.reading import USUAL_LIMITS, DocumentLimits, read_document

__all__ = [
    "LARGEST_TEMPLATE",
    "USUAL_LIMITS",
    "BadDocumentError",
    "Document",
    "DocumentLimits",
    "LeftOut",
    "Line",
    "Part",
    "Picture",
    "TemplatePlaceError",
    "Value",
    "Values",
    "as_script",
    "check_template",
    "fill",
    "read_document",
]
