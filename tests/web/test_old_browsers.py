"""What is sent to browsers is understood by Chromium 109 and Firefox ESR 115, the last ones for Windows 7 and 8.1.

Their syntax is judged by esbuild, which is one program of Debian and knows both as its targets: what it cannot parse, warns of
or would write otherwise for them is newer than they are (decision 0227). Functions, properties and elements it does not judge;
of those, what the two do not know is a short list. Each entry: how it is written, since when they would know it, and an example
that is found.
"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.serving import ROOT

WEB = ROOT / "app" / "web"
SCRIPTS = [
    (r"\.(toSorted|toReversed|toSpliced)\(|\.with\(\d", "Chromium 110", "names.toSorted()"),
    (r"\b(Object|Map)\.groupBy\(", "Chromium 117, Firefox 119", "Object.groupBy(lines, (line) => line.day)"),
    (r"\bArray\.fromAsync\(", "Chromium 121", "await Array.fromAsync(rows)"),
    (r"\bPromise\.(withResolvers|try)\(", "Chromium 119 and 128, Firefox 121 and 134", "Promise.withResolvers()"),
    (r"\.(union|intersection|difference|symmetricDifference|isSubsetOf|isSupersetOf|isDisjointFrom)\(", "122, 127", "a.union(b)"),
    (
        r"\.(values|keys|entries)\(\)\.(map|filter|take|drop|flatMap|reduce|toArray|some|every|find)\(",
        "122, 131",
        "m.keys().map(f)",
    ),
    (r"\.(isWellFormed|toWellFormed)\(", "Chromium 111, Firefox 119", "text.isWellFormed()"),
    (r"/[dgimsuy]*v[dgimsuy]*(?=[.,;)])", "regular expressions with `v`: Chromium 112, Firefox 116", "/[a--b]/v.test(text)"),
    (
        r"\b(import|export)\b[^;\n]*\bwith\s*\{",
        "import attributes: Chromium 123, Firefox 138",
        'import a from "./a.json" with { type: "json" };',
    ),
    (r"\b(await\s+)?using\s+\w+\s*=", "Chromium 134, Firefox 141", "using file = open();"),
    (r"\bURL\.(canParse|parse)\(", "Chromium 120, Firefox 115 and 126", "URL.parse(typed)"),
    (r"\bAbortSignal\.any\(", "Chromium 116, Firefox 124", "AbortSignal.any([a, b])"),
    (r"\bIntl\.(Segmenter|DurationFormat)\b", "Firefox 125 and 136", 'new Intl.Segmenter("vi")'),
    (
        r"\b(startViewTransition|showPopover|togglePopover|checkVisibility|moveBefore)\(",
        "111 to 133, 125 to 144",
        "menu.showPopover()",
    ),
    (r"\.(setHTMLUnsafe|parseHTMLUnsafe|getHTML)\(", "Chromium 124, Firefox 128", "part.setHTMLUnsafe(text)"),
    (r"\bnew\s+(CloseWatcher|EditContext|Highlight|Navigation)\b", "later, or never", "new CloseWatcher()"),
]
STYLES = [
    (r":has\(", "Firefox 121", "li:has(input) {"),
    (r"&", "nesting: Chromium 112, Firefox 117", "nav { & a { color: red } }"),
    (r"@(scope|starting-style|property|position-try|view-transition)\b", "117 and later, 128 and later", "@scope (.card) {"),
    (
        r"\b(color-mix|oklch|oklab|lch|lab|color|light-dark)\(",
        "Chromium 111 and 123, Firefox 113 and 120",
        "color: oklch(60% 0 0);",
    ),
    (r"\bsubgrid\b", "Chromium 117", "grid-template-columns: subgrid;"),
    (r"\btext-wrap\b|\bwhite-space-collapse\b|\btext-box\b", "Chromium 114, Firefox 121", "text-wrap: balance;"),
    (
        r"\b(field-sizing|interpolate-size|anchor-name|position-anchor|animation-timeline|view-transition-name)\b",
        "later",
        "field-sizing: content;",
    ),
    (
        r"\b(round|mod|rem|sin|cos|tan|pow|sqrt|linear|sign)\(",
        "Chromium 111 to 125, Firefox 108 to 118",
        "width: round(up, 3.2px, 1px);",
    ),
    (r":(dir|state)\(|:(user-valid|user-invalid|popover-open|open)\b", "Chromium 119 to 133", "input:user-invalid {"),
    (r"@container[^{]*\bstyle\(", "Chromium 111", "@container style(--big: 1) {"),
]
PAGES = [
    (r"\s(popover|popovertarget|commandfor|inert=\"until)\b[=>\s]", "Chromium 114, Firefox 125", "<div popover>"),
    (r"<(search|selectedcontent|geolocation)\b", "Chromium 118, Firefox 118", "<search>"),
    (r"shadowrootmode=", "Chromium 111, Firefox 123", '<template shadowrootmode="open">'),
    (
        r"type=\"(importmap|speculationrules)\"",
        "maps: 89, 108, which no page needs; rules: never in Firefox",
        '<script type="speculationrules">',
    ),
]
OLDEST = "chrome109,firefox115"
ESBUILD = shutil.which("esbuild")
_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL)
_STYLE_COMMENT = re.compile(r"/\*.*?\*/|url\([^)]*\)", re.DOTALL)
_TEMPLATE = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)


def _found(text: str, table: list[tuple[str, str, str]]) -> list[str]:
    return [f"{found[0].strip()} ({since})" for how, since, _ in table for found in re.finditer(how, text)]


@pytest.mark.parametrize("table", [SCRIPTS, STYLES, PAGES])
def test_each_example_is_found(table: list[tuple[str, str, str]]) -> None:
    assert [example for how, _, example in table if not re.search(how, example)] == []


@pytest.mark.parametrize(
    ("files", "table", "aside"), [("*.js", SCRIPTS, _COMMENT), ("*.css", STYLES, _STYLE_COMMENT), ("*.html", PAGES, _TEMPLATE)]
)
def test_nothing_newer_than_the_oldest_browsers_is_sent(
    files: str, table: list[tuple[str, str, str]], aside: "re.Pattern[str]"
) -> None:
    sent: list[Path] = sorted(WEB.rglob(files))
    assert sent
    said = {path.relative_to(ROOT): _found(aside.sub(" ", path.read_text(encoding="utf-8")), table) for path in sent}
    assert {path: found for path, found in said.items() if found} == {}


def test_every_field_says_its_type() -> None:
    """The stylesheet draws fields by their type: one that leaves it to the browser is small, as if it were of another page."""
    silent = {
        each.name for each in WEB.glob("**/*.html") if re.search(r"<input\b(?![^>]*\btype=)", each.read_text(encoding="utf-8"))
    }
    assert silent == set()


def _written_for(target: str, loader: str, text: str) -> tuple[str, str]:
    """How esbuild writes a text for browsers, and what it says of it."""
    assert ESBUILD
    command = [ESBUILD, f"--target={target}", f"--loader={loader}", "--log-level=warning"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    return done.stdout, done.stderr


def _is_newer(loader: str, text: str) -> bool:
    mine, said = _written_for(OLDEST, loader, text)
    return bool(said) or mine != _written_for("esnext", loader, text)[0]


@pytest.mark.skipif(not ESBUILD, reason="esbuild is not installed (.ci/run installs it)")
@pytest.mark.parametrize("loader", ["js", "css"])
def test_the_syntax_is_that_of_the_oldest_browsers(loader: str) -> None:
    newer: dict[str, tuple[str, ...]] = {}
    newer["js"] = ("using file = open();", "const all = /[a--b]/v;", "import a from './a.json' with { type: 'json' };")
    newer["css"] = ("nav { & a { color: red } }", "nav { a { color: red } }")
    assert [text for text in newer[loader] if not _is_newer(loader, text)] == []
    sent = sorted(WEB.rglob(f"*.{loader}"))
    assert sent
    assert [path.name for path in sent if _is_newer(loader, path.read_text(encoding="utf-8"))] == []
