"""The Debian package: made from the built program, installed in a copy of this system that ends with the test, used, and removed without
a trace. Run by `make test`; needs root for the copy."""
import os, re, shutil, subprocess, tempfile, unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.environ.get("CLAIRVOIX", os.path.join(ROOT, ".build/debug/clairvoix"))

# In a mount namespace: an overlay of the whole system, whose changes are in memory. What is mounted there goes with it.
INSIDE = r"""
set -eu
mount --make-rprivate /
mount -t tmpfs tmpfs "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"
mount --bind /proc "$1/root/proc"
mount --bind /dev "$1/root/dev"
cp "$2" "$1/root/clairvoix.deb"
cp "$3" "$1/root/check"
chroot "$1/root" /bin/bash /check
"""

CHECK = r"""
set -eu
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive HOME=/root
mkdir -p /etc/clairvoix
echo 'language = "fr"' > /etc/clairvoix/config.toml
dpkg --force-depends -i /clairvoix.deb > /log 2>&1 || { cat /log; exit 1; }
dpkg -L clairvoix | while read -r path; do [ -e "$path" ] || echo "missing $path"; done
echo "version $(cd / && /usr/bin/clairvoix --version)"
/usr/bin/clairvoix config schema --json | head -c 60
echo
[ -s /usr/share/man/man1/clairvoix.1.gz ] && [ -s /usr/share/man/fr/man1/clairvoix.1.gz ] && echo "man pages"
files=$(dpkg -L clairvoix | while read -r path; do [ -f "$path" ] && echo "$path"; done)
dpkg -P clairvoix > /log 2>&1 || { cat /log; exit 1; }
for path in $files; do [ ! -e "$path" ] || echo "left $path"; done
[ ! -e /usr/share/clairvoix ] && [ ! -e /usr/share/doc/clairvoix ] && echo "removed"
[ -e /etc/clairvoix/config.toml ] && echo "computer's file kept"
"""


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        for tool in ("dpkg-deb", "dpkg-shlibdeps", "strip", "pandoc", "unshare"):
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

    def test_it_installs_works_and_goes_without_a_trace(self):
        if os.geteuid() != 0: self.skipTest("the copy of the system needs root")
        place = tempfile.mkdtemp(prefix="clairvoix-copy.")
        self.addCleanup(os.rmdir, place)
        check = os.path.join(self.folder, "check")
        with open(check, "w") as file: file.write(CHECK)
        done = subprocess.run(["unshare", "-m", "bash", "-c", INSIDE, "bash", place, self.package, check],
                              capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        said = done.stdout.splitlines()
        self.assertRegex(said[0], r"^version \d+\.\d+\.\d+$")
        self.assertTrue(said[1].startswith('{"$schema":"https://json-schema.org/draft/2020-12/schema"'), said[1])
        self.assertEqual(said[2:], ["man pages", "removed", "computer's file kept"])
        self.assertFalse(os.path.exists("/clairvoix.deb"), "this system is as it was")


if __name__ == "__main__": unittest.main()
