"""The user guide as `make guide` writes it: pages that a screen reader goes through by headings and links, and manual pages."""
import os, re, shutil, subprocess, tempfile, unittest
from html.parser import HTMLParser

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDER = None
LANGUAGES = ("fr", "en")
# Elements without an end.
VOID = {"meta", "link", "br", "hr", "img", "input", "col", "source", "wbr"}


def setUpModule():
    global FOLDER
    if not shutil.which("pandoc"): raise unittest.SkipTest("pandoc is not installed")
    FOLDER = tempfile.mkdtemp(prefix="clairvoix-guide.")
    made = subprocess.run(["make", "--no-print-directory", "-C", ROOT, "guide", "SCRATCH=" + FOLDER],
                          capture_output=True, text=True)
    if made.returncode: raise AssertionError("make guide: " + made.stdout + made.stderr)


def tearDownModule():
    if FOLDER: shutil.rmtree(FOLDER)


class Page(HTMLParser):
    """What a page holds, in the order in which it is read."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.ids, self.headings, self.links, self.tables = [], [], [], [], []
        self.words = {}
        self.faults = []
        self.open = []
        self.feed(text)
        self.close()
        if self.open: self.faults.append("left open: " + self.open[-1][0])

    def handle_starttag(self, name, attributes):
        attributes = dict(attributes)
        place = len(self.elements)
        self.elements.append((name, attributes))
        self.words[place] = ""
        if "id" in attributes: self.ids.append(attributes["id"])
        if re.fullmatch("h[1-6]", name): self.headings.append(place)
        if name == "a" and "href" in attributes: self.links.append(place)
        if name == "table": self.tables.append([])
        if name == "th" and self.tables: self.tables[-1].append(attributes)
        if name not in VOID: self.open.append((name, place))

    def handle_endtag(self, name):
        if name in VOID: return
        if self.open and self.open[-1][0] == name: self.open.pop()
        else: self.faults.append("ends without a beginning: " + name)

    def handle_data(self, data):
        for _, place in self.open: self.words[place] += data

    def said(self, place): return " ".join(self.words[place].split())

    def names(self): return [name for name, _ in self.elements]


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    lights = sorted((luminance(one), luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


class Guide(unittest.TestCase):
    def text(self, language):
        with open(os.path.join(FOLDER, "guide", "guide.%s.html" % language), encoding="utf-8") as file: return file.read()

    def each(self):
        for language in LANGUAGES: yield language, Page(self.text(language))

    def test_language_and_title(self):
        titles = set()
        for language, page in self.each():
            self.assertEqual(page.faults, [])
            html = next(attributes for name, attributes in page.elements if name == "html")
            self.assertEqual(html.get("lang"), language)
            self.assertEqual(page.names().count("title"), 1)
            title = page.said(page.names().index("title"))
            heading = page.said(page.names().index("h1"))
            self.assertEqual(title, heading)
            titles.add(title)
        self.assertEqual(len(titles), 2)

    def test_headings_in_order(self):
        for language, page in self.each():
            levels = [int(page.elements[place][0][1]) for place in page.headings]
            self.assertEqual(levels.count(1), 1)
            self.assertEqual(levels[0], 1)
            for before, after in zip(levels, levels[1:]): self.assertLessEqual(after, before + 1)
            said = [page.said(place) for place in page.headings]
            self.assertNotIn("", said)
            self.assertGreater(len(said), 20)

    def test_links_lead_somewhere(self):
        for language, page in self.each():
            self.assertEqual(len(page.ids), len(set(page.ids)), "an id stands twice")
            for place in page.links:
                target = page.elements[place][1]["href"]
                self.assertTrue(target.startswith("#"), target)
                self.assertTrue(target[1:] in page.ids, "%s: leads nowhere" % target)
                self.assertNotEqual(page.said(place), "", target)
            # The table of contents names every heading below it.
            contents = page.names().index("nav")
            below = [place for place in page.headings if place > contents][1:]
            linked = {page.elements[place][1]["href"] for place in page.links}
            for place in below:
                # The fourth level is left out of it.
                if page.elements[place][0] in ("h2", "h3"):
                    self.assertTrue("#" + page.elements[place][1].get("id", "") in linked, page.said(place))

    def test_nothing_from_elsewhere(self):
        for language, page in self.each():
            for name in ("script", "iframe", "object", "embed", "img", "link"): self.assertNotIn(name, page.names())
            for name, attributes in page.elements:
                self.assertNotIn("src", attributes)
                self.assertFalse([key for key in attributes if key.startswith("on")])
            style = page.said(page.names().index("style"))
            self.assertNotIn("url(", style)
            self.assertNotIn("@import", style)

    def test_tables_have_headers(self):
        for language, page in self.each():
            for headers in page.tables: self.assertTrue(headers, "a table without headers")

    def test_landmarks(self):
        for language, page in self.each():
            for name in ("header", "nav", "main"): self.assertEqual(page.names().count(name), 1, name)
            nav = page.elements[page.names().index("nav")][1]
            self.assertIn(nav.get("aria-labelledby"), page.ids)

    def test_colours(self):
        """Text and links at 7 to 1 and more, light and dark."""
        style = Page(self.text("fr")).said(Page(self.text("fr")).names().index("style"))
        light, dark = style.split("@media (prefers-color-scheme: dark)")
        for part in (light, dark):
            body = re.search(r"\bbody \{([^}]*)\}", part).group(1)
            ground = re.search(r"background: (#\w+)", body).group(1)
            text = re.search(r"(?<![-\w])color: (#\w+)", body).group(1)
            link = re.search(r"\ba \{ color: (#\w+)", part).group(1)
            for colour in (text, link): self.assertGreaterEqual(contrast(colour, ground), 7, colour)


class Manual(unittest.TestCase):
    SECTIONS = {"clairvoix.1": ("NAME", "SYNOPSIS", "OPTIONS", "FILES", "ENVIRONMENT", "EXIT STATUS", "SEE ALSO"),
                "clairvoix.fr.1": ("NOM", "SYNOPSIS", "OPTIONS", "FICHIERS", "ENVIRONNEMENT", "CODE DE RETOUR", "VOIR AUSSI")}

    def lines(self, name):
        with open(os.path.join(FOLDER, "guide", name), encoding="utf-8") as file: return file.read().splitlines()

    def test_sections(self):
        for name, sections in self.SECTIONS.items():
            with self.subTest(name):
                lines = self.lines(name)
                self.assertTrue(any(re.match(r'\.TH "?CLAIRVOIX"? "?1"?', line) for line in lines))
                found = [line[4:].strip('"') for line in lines if line.startswith(".SH ")]
                for section in sections: self.assertIn(section, found)
                self.assertEqual(found[:2], list(sections[:2]))
                after = lines[lines.index(".SH " + sections[0]) + 1:][:2]
                self.assertTrue(any(line.startswith("clairvoix \\- ") or line.startswith("clairvoix - ") for line in after), after)

    def test_options(self):
        """The options of the sources, in both languages."""
        folder = os.path.join(ROOT, "Sources", "clairvoix")
        found = set()
        for name in os.listdir(folder):
            with open(os.path.join(folder, name), encoding="utf-8") as file: text = file.read()
            found |= set(re.findall(r"@(?:Option|Flag)\([^@]*?\)\s*var (\w+)", text, re.S))
        # as the program names them: withTrace is --with-trace
        found = {re.sub("[A-Z]", lambda capital: "-" + capital.group().lower(), name) for name in found}
        self.assertGreaterEqual(len(found), 12, found)
        for name in self.SECTIONS:
            plain = "\n".join(self.lines(name)).replace("\\-", "-").replace("\\f[B]", "")
            for option in found: self.assertTrue("--" + option in plain, "%s: no --%s" % (name, option))


if __name__ == "__main__": unittest.main()
