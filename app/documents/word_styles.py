"""What the styles of a Word document say of a paragraph: its font, whether it is a heading, whether it is hidden."""

from xml.etree.ElementTree import Element  # for its type alone

_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 20
_NO = frozenset({"0", "false", "off"})
_BODY_LEVEL = 9


def w(name: str) -> str:
    """The full name of an element or attribute."""
    return _NAMESPACE + name


def child(element: Element | None, name: str) -> Element | None:
    """The first child of the name."""
    return element.find(w(name)) if element is not None else None


def value(element: Element | None) -> str:
    """`w:val`, empty without one."""
    return element.get(w("val"), "") if element is not None else ""


class Styles:
    """usual: the paragraph style of what names none."""

    def __init__(self, root: Element | None) -> None:
        """root: of `styles.xml`."""
        found = root.findall(w("style")) if root is not None else []
        self._by_id = {style.get(w("styleId"), ""): style for style in found}
        self.usual = next(
            (
                style.get(w("styleId"), "")
                for style in found
                if style.get(w("type")) == "paragraph" and style.get(w("default")) == "1"
            ),
            "",
        )
        defaults = child(child(child(root, "docDefaults"), "rPrDefault"), "rPr")
        self._font = _font(defaults)

    def chain(self, style: str) -> list[Element]:
        """A style and those it is based on, itself first."""
        chain: list[Element] = []
        while style in self._by_id and len(chain) < _DEEPEST:
            chain.append(self._by_id[style])
            style = value(child(chain[-1], "basedOn"))
        return chain

    def of_list(self, style: str) -> Element | None:
        """The `numPr` that a style says."""
        return next((found for each in self.chain(style) if (found := child(child(each, "pPr"), "numPr")) is not None), None)

    def level(self, properties: Element | None, style: str) -> int:
        """Of a heading, 1 to 9; 0 for other text."""
        said = [child(properties, "outlineLvl"), *(child(child(each, "pPr"), "outlineLvl") for each in self.chain(style))]
        text = next((value(each) for each in said if each is not None), "")
        return int(text) + 1 if text.isdecimal() and text.isascii() and int(text) < _BODY_LEVEL else 0

    def font(self, properties: Element | None, style: str) -> str:
        """The name of the font that a run is drawn in; empty where a theme says it."""
        chains = [*self.chain(value(child(properties, "rStyle"))), *self.chain(style)]
        fonts = [_font(properties), *(_font(child(each, "rPr")) for each in chains), self._font]
        return next((each for each in fonts if each), "")

    def is_hidden(self, properties: Element | None) -> bool:
        """Whether a run is hidden text."""
        found = child(properties, "vanish")
        return found is not None and value(found) not in _NO


def _font(properties: Element | None) -> str:
    fonts = child(properties, "rFonts")
    return (fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or "") if fonts is not None else ""
