"""What two real screen readers (Fenrir, yasr) say on every page, move by move; what the terminal receives.
The judges are calibrated first: they must pass a good list and fail a bad one."""
import json, os, re, shutil, subprocess, sys, tempfile, time, unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from softphone import PROGRAM
from terminal import Terminal

JUDGE = os.path.join(HERE, "Readers", "judge_pty.py")
MOVES = ["down", "down", "down", "up", "end", "home"]
#: The keys that open each page from the start of the practice line.
PAGES = {"home": [], "dial": ["c"], "announcements": ["home", "PAGE:announcements"], "keys": ["h"]}


def program(folder, *arguments):
    return [PROGRAM, "--practice", "--speech", "none", "--language", "fr", "--config", os.path.join(folder, "config.toml"),
            "--state", folder, "--transcript", os.path.join(folder, "transcript"), *arguments]


def prepare(test):
    folder = tempfile.mkdtemp(prefix="clairvoix-reader.")
    test.addCleanup(shutil.rmtree, folder, True)
    with open(os.open(os.path.join(folder, "config.toml"), os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
        file.write('language = "fr"\n[audio]\nmicrophone = "silence:"\nheadset = "null:"\n')
    return folder


def heard(reader, keys, argv, wait=0.8):
    """[[utterances after each key]] of a real reader."""
    run = subprocess.run(["/usr/bin/python3", JUDGE, reader, "--json", "--wait", str(wait), "--start", "3", "--keys", ",".join(keys), "--", *argv],
                         capture_output=True, text=True, timeout=120)
    if run.returncode: raise RuntimeError(run.stderr[-800:])
    return [[t.strip() for t in item["heard"] if t.strip()] for item in json.loads(run.stdout)[1:]]


class Calibration(unittest.TestCase):
    def test_the_judges_tell_a_good_list_from_a_bad_one(self):
        run = subprocess.run(["/bin/sh", os.path.join(HERE, "Readers", "calibrate.sh"), "fenrir", "yasr"], capture_output=True, text=True, timeout=120)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)


class EveryMove(unittest.TestCase):
    """Each focus move on each page: exactly the focused item, once."""

    def expected(self, keys, folder):
        lines = []
        with Terminal(program(folder)) as terminal:
            terminal.until(lambda t: t.display[0] != "")
            terminal.settle(0.4)
            for key in keys:
                before = terminal.screen.cursor.y
                terminal.press(key)
                lines.append((terminal.line, terminal.screen.cursor.y != before))
        return lines

    def judge(self, reader, page):
        folder = prepare(self)
        opening = PAGES[page]
        keys = opening + MOVES
        expected = self.expected(keys, folder)[len(opening):]
        said = heard(reader, keys, program(prepare(self)))[len(opening):]
        wrong = [(key, line, utterances) for key, (line, moved), utterances in zip(MOVES, expected, said)
                 if moved and [re.sub(r"\s+", " ", u) for u in utterances] != [re.sub(r"\s+", " ", line)]]
        self.assertEqual(wrong, [], "%s on %s" % (reader, page))
        self.assertGreaterEqual(sum(moved for _, moved in expected), 4, expected)


def add(reader, page):
    setattr(EveryMove, "test_%s_%s" % (reader, page), lambda self: self.judge(reader, page))


for _reader in ("fenrir", "yasr"):
    for _page in ("home", "dial", "keys"): add(_reader, _page)


class Bytes(unittest.TestCase):
    MOTION = re.compile(rb"^(\x1b\[[0-9;]*[ABCDGHd]|[\r\n\x08])+$")

    def start(self):
        terminal = Terminal(program(prepare(self)))
        terminal.__enter__()
        self.addCleanup(terminal.__exit__)
        terminal.until(lambda t: t.display[0] != "")
        terminal.settle(0.5)
        return terminal

    def test_a_focus_move_writes_cursor_motion_only(self):
        terminal = self.start()
        for opening in ([], ["c"], ["bs", "h"]):
            terminal.press(*opening)
            for key in MOVES:
                before = terminal.screen.cursor.y
                got = terminal.press(key)
                if terminal.screen.cursor.y != before: self.assertRegex(got, self.MOTION)

    def test_an_idle_call_is_silent(self):
        terminal = self.start()
        terminal.press("c")
        terminal.press("1", "enter")
        terminal.until(lambda t: any("cho" in line for line in t.display), 10)
        terminal.settle(1.5, 8)
        seconds = float(os.environ.get("CLAIRVOIX_IDLE_SECONDS", "60"))
        self.assertEqual(terminal.read(seconds), b"", "bytes written in an idle call")

    def test_no_mouse_no_palette_no_cursor_shape(self):
        terminal = self.start()
        terminal.press("c", "bs", "h", "bs")
        self.assertNotRegex(terminal.bytes, rb"\x1b\[\?100[0-9]h|\x1b\][0-9]|\x1b\[[0-9] q|\x1b\[\?25l")


class EveryKey(unittest.TestCase):
    """Every key of the map, or its twin, arrives through Fenrir, yasr and tmux: the describe-a-key mode names it."""
    TWINS = [("f1", "h"), ("f2", "q"), ("f3", "o"), ("f4", "d"), ("f5", "x"), ("f6", "b"), ("f7", "t"), ("f8", "a"), ("f9", "m"),
             ("f10", "r"), ("f11", "p"), ("f12", "f"), ("s",), ("v",), ("c",), ("e",), ("n",), ("i",), ("l",), ("g",), ("j",), ("k",), ("y",), ("u",)]

    def transcript(self, folder):
        path = os.path.join(folder, "transcript")
        return [json.loads(line) for line in open(path)] if os.path.exists(path) else []

    def described(self, folder): return {u.get("text", "") for u in self.transcript(folder)}

    def judge_names(self, folder, names):
        texts = " | ".join(self.described(folder)).lower()
        missing = [twins for twins in self.TWINS if not any(self.name(k) in texts for k in twins)]
        self.assertEqual(missing, [], texts)

    @staticmethod
    def name(key): return (key if key.startswith("f") and len(key) > 1 else key).lower() + " :"

    def through_reader(self, reader):
        folder = prepare(self)
        keys = ["h", "h"] + [k for twins in self.TWINS for k in twins if k not in ("f1", "h")]
        heard(reader, keys, program(folder), wait=0.25)
        texts = " | ".join(self.described(folder)).lower()
        missing = [twins for twins in self.TWINS[1:] if not any(self.name(k) in texts for k in twins)]
        self.assertEqual(missing, [], texts)

    def test_fenrir(self): self.through_reader("fenrir")
    def test_yasr(self): self.through_reader("yasr")

    def test_tmux(self):
        folder = prepare(self)
        socket = os.path.join(folder, "tmux")
        tmux = lambda *a: subprocess.run(["tmux", "-S", socket, *a], check=True, capture_output=True)
        command = " ".join("'%s'" % part for part in program(folder))
        tmux("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "25", command)
        self.addCleanup(lambda: subprocess.run(["tmux", "-S", socket, "kill-server"], capture_output=True))
        end = time.monotonic() + 10
        while not self.transcript(folder):
            self.assertLess(time.monotonic(), end, "no first utterance")
            time.sleep(0.05)
        for key in ["h", "h"] + [k for twins in self.TWINS for k in twins if k not in ("f1", "h")]:
            tmux("send-keys", key.upper() if key[0] == "f" and len(key) > 1 else key)
            time.sleep(0.06)
        time.sleep(0.5)
        texts = " | ".join(self.described(folder)).lower()
        missing = [twins for twins in self.TWINS[1:] if not any(self.name(k) in texts for k in twins)]
        self.assertEqual(missing, [], texts)


class Events(unittest.TestCase):
    """An event is heard once by a reader, and nothing stale with it."""

    def judge(self, reader):
        folder = prepare(self)
        # the number that rings back after three seconds: dial it, then only listen
        said = heard(reader, ["c", "3", "enter", "s"], program(folder), wait=5)
        flat = [u for after in said for u in after]
        ringing = [u for u in flat if "rappel" in u.lower() and "sonne" not in u.lower()]
        self.assertEqual(len(flat), len(set(flat)), "said twice: %s" % flat)
        self.assertTrue(ringing, flat)

    def test_fenrir(self): self.judge("fenrir")
    def test_yasr(self): self.judge("yasr")


if __name__ == "__main__":
    unittest.main(verbosity=2)
