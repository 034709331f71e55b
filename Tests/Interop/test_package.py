"""The Debian package: made from the built program, installed by dpkg in a root of its own, used there, and removed without a trace. Run by
`make test`."""
import json, os, re, shutil, subprocess, tempfile, unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.environ.get("CLAIRVOIX", os.path.join(ROOT, ".build/debug/clairvoix"))

# The packages that dpkg knows in a root of its own, which is where the package goes: none.
ADMINISTRATION = ("info", "updates", "triggers")


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        for tool in ("dpkg-deb", "dpkg-shlibdeps", "strip", "pandoc", "dpkg"):
            if not shutil.which(tool): raise unittest.SkipTest(tool + " is not installed")
        cls.folder = tempfile.mkdtemp(prefix="clairvoix-deb.")
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        guide = subprocess.run(["make", "--no-print-directory", "-C", ROOT, "guide", "SCRATCH=" + cls.folder],
                               capture_output=True, text=True)
        if guide.returncode: raise AssertionError(guide.stdout + guide.stderr)
        built = subprocess.run([os.path.join(ROOT, "Packaging/build"), PROGRAM, cls.folder + "/guide", cls.folder],
                               capture_output=True, text=True, env=dict(os.environ, COMPRESSION="0"))
        if built.returncode: raise AssertionError(built.stdout + built.stderr)
        cls.package = built.stdout.strip()

    def test_what_it_needs_is_debians(self):
        fields = subprocess.run(["dpkg-deb", "-f", self.package, "Depends"], capture_output=True, text=True, check=True).stdout
        names = [entry.split()[0] for entry in fields.split(",")]
        for wanted in ("libc6", "libasound2", "libespeak-ng1", "libopus0", "espeak-ng-data"): self.assertIn(wanted, names)
        self.assertFalse([name for name in names if "swift" in name.lower()])

    def test_nothing_of_it_is_outside_usr_or_writable_by_others(self):
        listed = subprocess.run(["dpkg-deb", "-c", self.package], capture_output=True, text=True, check=True).stdout
        for line in listed.splitlines():
            mode, owner, path = line.split()[0], line.split()[1], line.split(None, 5)[5]
            self.assertEqual(owner, "root/root")
            self.assertNotIn("w", mode[4:], path)
            self.assertNotIn("s", mode, path)
            self.assertTrue(path == "./" or path.startswith("./usr/"), path)

    def test_its_desktop_entries(self):
        """Valid, one in the menu, one for links; what `make install` gives is what the package gives."""
        if not shutil.which("desktop-file-validate"): self.skipTest("desktop-file-utils is not installed")
        listed = subprocess.run(["dpkg-deb", "-c", self.package], capture_output=True, text=True, check=True).stdout
        names = sorted(re.findall(r"\./usr/share/applications/(\S+)", listed))
        self.assertEqual(names, ["clairvoix-link.desktop", "clairvoix.desktop"])
        self.assertEqual(names, sorted(name for name in os.listdir(ROOT + "/Packaging") if name.endswith(".desktop")))
        for name in names:
            path = os.path.join(ROOT, "Packaging", name)
            checked = subprocess.run(["desktop-file-validate", path], capture_output=True, text=True)
            self.assertEqual((checked.returncode, checked.stdout), (0, ""), checked)
        with open(os.path.join(ROOT, "Packaging", "clairvoix-link.desktop"), encoding="utf-8") as file: link = file.read().splitlines()
        self.assertIn("Exec=clairvoix open %u", link)
        self.assertIn("MimeType=" + "".join("x-scheme-handler/%s;" % scheme for scheme in ("tel", "sip", "sips", "callto")), link)

    def dpkg(self, *arguments):
        """dpkg on the root of its own. What the package depends on is this system's, which that root does not know."""
        done = subprocess.run(["dpkg", "--root=" + self.root, "--log=/dev/null", "--force-depends", "--force-not-root",
                               "--force-script-chrootless", *arguments], capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def program(self, *arguments):
        environment = dict(os.environ, HOME=self.root, XDG_CONFIG_HOME=self.root, XDG_STATE_HOME=self.root, XDG_RUNTIME_DIR=self.root)
        done = subprocess.run([self.root + "/usr/bin/clairvoix", *arguments], capture_output=True, text=True, timeout=60, env=environment)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def test_it_installs_works_and_goes_without_a_trace(self):
        self.root = os.path.join(self.folder, "root")
        administration = os.path.join(self.root, "var/lib/dpkg")
        for name in ADMINISTRATION: os.makedirs(os.path.join(administration, name))
        for name in ("status", "available"): open(os.path.join(administration, name), "w").close()
        settings = os.path.join(self.root, "etc/clairvoix/config.toml")
        os.makedirs(os.path.dirname(settings))
        with open(settings, "w") as file: file.write('language = "fr"\n')

        self.dpkg("-i", self.package)
        owned = [self.root + path for path in self.dpkg("-L", "clairvoix").splitlines() if path != "/."]
        self.assertGreater(len(owned), 20)
        self.assertEqual([path for path in owned if not os.path.exists(path)], [])
        for page in ("man1", "fr/man1"): self.assertIn("%s/usr/share/man/%s/clairvoix.1.gz" % (self.root, page), owned)
        self.assertRegex(self.program("--version"), r"^\d+\.\d+\.\d+\n$")
        schema = json.loads(self.program("config", "schema", "--json"))
        self.assertEqual(schema["$schema"], "https://json-schema.org/draft/2020-12/schema")

        self.dpkg("-P", "clairvoix")
        self.assertEqual([path for path in owned if os.path.isfile(path)], [])
        self.assertFalse(os.path.exists(self.root + "/usr/share/doc"))
        self.assertTrue(os.path.exists(settings), "the computer's own file stays")


if __name__ == "__main__": unittest.main()
