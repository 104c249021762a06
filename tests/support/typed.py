"""What stands in the controls of a page, as a browser sends it."""

import html
import re


def fields_of(page: str) -> dict[str, list[str]]:
    """The values by name, of all controls of the main part of a page that has one form."""
    found: dict[str, list[str]] = {}
    main = page[page.index("<main") :]
    for tag in re.findall(r"<input[^>]*>|<textarea.*?</textarea>|<select.*?</select>", main, re.DOTALL):
        name = re.search(r'name="([\w-]+)"', tag)
        assert name is not None
        if 'type="checkbox"' in tag and " checked" not in tag:
            continue
        if tag.startswith("<input"):
            match = re.search(r'value="([^"]*)"', tag)
        elif tag.startswith("<textarea"):
            match = re.search(r">(.*)</textarea>", tag, re.DOTALL)
        else:
            match = re.search(r'value="([^"]*)" selected', tag) or re.search(r'value="([^"]*)"', tag)
        found.setdefault(name[1], []).append(html.unescape(match[1]) if match else "")
    return found
