"""Documents as offices bring them, written by hand: what is in them is known to the letter, and none of our readers made it."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_OD = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"), ("fo", "xsl-fo-compatible")
    )
)  # fmt: skip
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def docx(body: str, *, content_type: str = WORD_TYPE, **parts: str | bytes) -> bytes:
    """A Word document of the XML of its body; parts: others, by name without `.xml` (`numbering`, `styles`, `footnotes`)."""
    types = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="{content_type}"/></Types>'
    more = {f"word/{name}.xml": wrapped(name, each) if isinstance(each, str) else each for name, each in parts.items()}
    return packed({"[Content_Types].xml": types, "word/document.xml": wrapped("document", f"<w:body>{body}</w:body>"), **more})


def wrapped(name: str, inner: str) -> str:
    """A part of a Word document."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_W} {_MORE}>{inner}</w:{name}>'


def p(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph. properties, run: what stands in `pPr` and `rPr`."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def item(text: str, number: int, level: int = 0) -> str:
    """A paragraph of a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def table(*rows: tuple[str, ...]) -> str:
    """A table; what is already XML in a cell stays."""
    cells = ["".join(f"<w:tc>{each if each.startswith('<w:') else p(each)}</w:tc>" for each in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def levels(*given: tuple[str, str], restart: str = "") -> str:
    """The levels of a list: form and text of each."""
    return "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{restart if at else ""}<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(given)
    )


def odt(body: str, *, styles: str = "", **parts: str) -> bytes:
    """An OpenDocument text of the XML of its body; parts: others, by name with `/` written `__`."""
    content = (
        f'<?xml version="1.0"?><office:document-content {_OD}><office:automatic-styles>{styles}</office:automatic-styles>'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    more = {name.replace("__", "/"): each for name, each in parts.items()}
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **more})


def pdf(*pages: str, picture: bool = False) -> bytes:
    """A PDF of pages of one line a line, its letters told by a `ToUnicode` table as Word writes it."""
    letters = sorted({char for page in pages for char in page if char != "\n"})
    code = {char: f"{at + 1:02x}" for at, char in enumerate(letters)}
    table_ = "".join(f"<{code[char]}> <{char.encode('utf-16-be').hex()}>\n" for char in letters)
    cmap = f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange {len(letters)} beginbfchar\n{table_}endbfchar endcmap end end"
    image = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream"
    kids = " ".join(f"{5 + 2 * at} 0 R" for at in range(len(pages)))
    last = 5 + 2 * len(pages)
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"]
    objects += ["<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 4 0 R >>", _stream(cmap)]
    for at, page in enumerate(pages):
        pictures = f"/XObject << /Im1 {last} 0 R >>" if picture else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * at} 0 R /Resources << /Font << /F1 3 0 R >> {pictures} >> >>"
        )
        lines = "".join(f"<{''.join(code[char] for char in line)}> Tj 0 -16 Td\n" for line in page.split("\n"))
        objects.append(_stream(f"BT /F1 12 Tf 72 770 Td\n{lines}ET"))
    objects.append(image)
    data, places = b"%PDF-1.7\n", []
    for at, each in enumerate(objects, 1):
        places.append(len(data))
        data += f"{at} 0 obj\n{each}\nendobj\n".encode()
    start = len(data)
    entries = "".join(f"{place:010} 00000 n \n" for place in places)
    tail = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{entries}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return data + tail.encode()


def _stream(text: str) -> str:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"
