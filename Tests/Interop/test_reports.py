"""The reports of `clairvoix audit --report`, judged by other people's parsers: JSON-LD, HTML, XML, YAML and JSON schema."""
import json, os, re, shutil, subprocess, sys, tempfile, unittest, xml.etree.ElementTree as xml

HERE = os.path.dirname(os.path.abspath(__file__))
# A folder of reports made before, one folder a language, instead of those of the program.
REPORTS = os.environ.get("CLAIRVOIX_REPORTS")
LANGUAGES = ("fr", "en")
FOLDER = None
EARL, DCT = "http://www.w3.org/ns/earl#", "http://purl.org/dc/terms/"
OUTCOMES = {EARL + name for name in ("passed", "failed", "cantTell", "inapplicable", "untested")}
LEVELS = {"supports", "partially-supports", "does-not-support", "not-applicable", "not-evaluated"}
SCRIPT = {
    "fr": "# language: fr\n@A7 @EN-5.9 @day\nFonctionnalité: Les rapports\n\n  Scénario: Une « touche » & <b>\n"
          "    Étant donné un agent aveugle\n    Quand Dupont appelle\n    Alors j'entends « Dupont »\n",
    "en": "@A7 @EN-5.9 @day\nFeature: The reports\n\n  Scenario: One \"key\" & <b>\n"
          "    Given a blind agent\n    When Dupont calls\n    Then I hear \"Dupont\"\n",
}


def setUpModule():
    global FOLDER
    if REPORTS:
        FOLDER = REPORTS
        return
    program = os.environ["CLAIRVOIX"]
    FOLDER = tempfile.mkdtemp(prefix="clairvoix-reports.")
    for language in LANGUAGES:
        script = os.path.join(FOLDER, language + ".feature")
        with open(script, "w") as file: file.write(SCRIPT[language])
        ran = subprocess.run([program, "audit", "--report", os.path.join(FOLDER, language), "--language", language, script],
                             capture_output=True, text=True, timeout=120)
        if ran.returncode not in (0, 1): raise AssertionError("audit: " + ran.stdout + ran.stderr)


def tearDownModule():
    if FOLDER and not REPORTS: shutil.rmtree(FOLDER)


def read(language, name):
    with open(os.path.join(FOLDER, language, name), encoding="utf-8") as file: return file.read()


def luminance(colour):
    """WCAG 2.2, relative luminance of #rrggbb."""
    parts = [int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class Reports(unittest.TestCase):
    def each(self, name, check):
        for language in LANGUAGES:
            with self.subTest(report=name, language=language): check(language, read(language, name))

    def test_earl_is_linked_data(self):
        from pyld import jsonld
        def check(language, text):
            nodes = jsonld.expand(json.loads(text), {"base": "file:///reports/"})
            by_type = {}
            for node in nodes:
                for kind in node.get("@type", []): by_type.setdefault(kind, []).append(node)
            self.assertEqual(len(by_type[EARL + "Assertor"]), 1)
            self.assertEqual(len(by_type[EARL + "TestSubject"]), 1)
            tests = {node["@id"]: node for node in by_type[EARL + "TestRequirement"]}
            self.assertGreater(len(tests), 150)
            for node in tests.values():
                self.assertTrue(node[DCT + "isPartOf"][0]["@id"])
                self.assertTrue(node[DCT + "identifier"][0]["@value"])
            judged = set()
            for one in by_type[EARL + "Assertion"]:
                judged.add(one[EARL + "test"][0]["@id"])
                self.assertEqual(one[EARL + "assertedBy"][0]["@id"], by_type[EARL + "Assertor"][0]["@id"])
                self.assertEqual(one[EARL + "subject"][0]["@id"], by_type[EARL + "TestSubject"][0]["@id"])
                self.assertIn(one[EARL + "mode"][0]["@id"], (EARL + "automatic", EARL + "manual"))
                outcome = one[EARL + "result"][0]
                self.assertEqual(outcome["@type"], [EARL + "TestResult"])
                self.assertIn(outcome[EARL + "outcome"][0]["@id"], OUTCOMES)
                self.assertRegex(outcome[DCT + "date"][0]["@value"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
                for pointer in outcome.get(EARL + "pointer", []):
                    self.assertTrue(pointer["@id"].startswith("file:///reports/"), pointer)
            self.assertEqual(judged, set(tests), "a requirement without an assertion")
            # Every term is known: what the context does not define is dropped, so nothing may be.
            written = json.loads(text)
            known = set(written["@context"])
            used = {key for node in written["@graph"] for key in node} | \
                {key for node in written["@graph"] for key in node.get("result", {})}
            self.assertEqual({key for key in used if not key.startswith("@")} - known, set())
            self.assertGreater(len(jsonld.to_rdf(written, {"base": "file:///reports/"})["@default"]), 1000)
        self.each("earl.jsonld", check)

    def test_junit_is_xml(self):
        def check(language, text):
            root = xml.fromstring(text.encode())
            self.assertEqual(root.tag, "testsuites")
            cases = root.findall("testsuite/testcase")
            self.assertGreater(len(cases), 0)
            for suite in [root] + root.findall("testsuite"):
                inside = suite.findall(".//testcase")
                self.assertEqual(int(suite.get("tests")), len(inside))
                for name, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
                    self.assertEqual(int(suite.get(name)), len(suite.findall(".//" + kind)), name)
                self.assertAlmostEqual(float(suite.get("time")), sum(float(case.get("time")) for case in inside), places=2)
            for case in cases:
                self.assertTrue(case.get("name") and case.get("classname"))
                self.assertLessEqual(len(list(case)), 1)
                for told in case: self.assertTrue(told.get("message"))
        self.each("junit.xml", check)

    def test_pages_are_accessible(self):
        import html5lib
        for name in ("report.html", "declaration.html"):
            def check(language, text):
                parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
                page = parser.parse(text)
                self.assertEqual(page.get("lang"), "fr" if name == "declaration.html" else language)
                self.assertTrue(page.find("head/title").text.strip())
                for landmark in ("header", "nav", "main", "footer"): self.assertEqual(len(list(page.iter(landmark))), 1)
                self.assertEqual(list(page.iter("script")), [])
                self.assertFalse([one for one in page.iter() for key in one.attrib if key.startswith("on")])
                levels = [int(one.tag[1]) for one in page.iter() if re.fullmatch("h[1-6]", str(one.tag))]
                self.assertEqual(levels.count(1), 1)
                for before, after in zip(levels, levels[1:]): self.assertLessEqual(after, before + 1, levels)
                ids = [one.get("id") for one in page.iter() if one.get("id")]
                self.assertEqual(len(ids), len(set(ids)))
                links = list(page.iter("a"))
                self.assertEqual(links[0].get("href"), "#content")
                for link in links:
                    target = link.get("href")
                    self.assertTrue("".join(link.itertext()).strip())
                    if target.startswith("#"): self.assertIn(target[1:], ids)
                    else: self.assertRegex(target, r"^(https://[a-z.]*defenseurdesdroits\.fr/|[^/:][^:]*$)")
                for one in page.iter():
                    if one.get("aria-labelledby"): self.assertIn(one.get("aria-labelledby"), ids)
                for table in page.iter("table"):
                    self.assertTrue(table.find("caption").text.strip())
                    self.assertTrue(all(head.get("scope") in ("col", "row") for head in table.iter("th")))
                    width = len(table.findall("thead/tr/th"))
                    for row in table.findall("tbody/tr"): self.assertEqual(len(list(row)), width)
                    if table.find("tbody/tr") is not None: self.assertEqual(table.find("tbody/tr")[0].tag, "th")
            self.each(name, check)

    def test_pages_have_contrast_on_light_and_on_dark(self):
        def check(language, text):
            themes = re.findall(r"--ground: (#\w{6}); --text: (#\w{6}); --link: (#\w{6}); --edge: (#\w{6});", text)
            self.assertEqual(len(themes), 2)
            for ground, words, link, edge in themes:
                self.assertGreaterEqual(contrast(ground, words), 7)
                self.assertGreaterEqual(contrast(ground, link), 7)
                self.assertGreaterEqual(contrast(ground, edge), 3)
            self.assertEqual(set(re.findall("#[0-9a-f]{6}", text[:text.index("</style>")])), {c for t in themes for c in t})
        self.each("report.html", check)

    @unittest.skipUnless(shutil.which("tidy"), "tidy is not installed")
    def test_tidy_finds_nothing(self):
        for name in ("report.html", "declaration.html"):
            for language in LANGUAGES:
                with self.subTest(report=name, language=language):
                    said = subprocess.run(["tidy", "-q", "-e", "-utf8", os.path.join(FOLDER, language, name)],
                                          capture_output=True, text=True)
                    self.assertEqual((said.returncode, said.stderr), (0, ""))

    def test_openacr_follows_its_schema_and_catalogue(self):
        import jsonschema, yaml
        with open(os.path.join(HERE, "OpenACR", "openacr-0.1.0.json")) as file: schema = json.load(file)
        with open(os.path.join(HERE, "OpenACR", "criteria.json")) as file: catalogue = json.load(file)
        def check(language, text):
            report = yaml.safe_load(text)
            jsonschema.Draft7Validator(schema).validate(report)
            self.assertEqual(report["catalog"], "2.5-edition-wcag-2.2-508-eu-en")
            self.assertEqual(set(report["chapters"]), set(catalogue))
            listed = 0
            for name, chapter in report["chapters"].items():
                self.assertNotEqual("criteria" in chapter, chapter.get("disabled", False), name)
                numbers = [criterion["num"] for criterion in chapter.get("criteria", [])]
                self.assertEqual(len(numbers), len(set(numbers)))
                for criterion in chapter.get("criteria", []):
                    listed += 1
                    self.assertIn(criterion["num"], catalogue[name])
                    for component in criterion["components"]:
                        self.assertIn(component["name"], catalogue[name][criterion["num"]])
                        self.assertIn(component["adherence"]["level"], LEVELS)
            self.assertGreater(listed, 100)
        self.each("openacr.yaml", check)

    def test_verdicts_have_no_dates_or_times(self):
        def check(language, text):
            lines = text.splitlines()
            self.assertGreater(len(lines), 150)
            for line in lines:
                self.assertEqual(line.count("\t"), 2, line)
                self.assertNotRegex(line.split("\t")[0], r"\d")
            self.assertNotRegex(text, r"\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d")
        self.each("verdicts.txt", check)


if __name__ == "__main__": sys.exit(unittest.main())
