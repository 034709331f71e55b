"""What two real screen readers (Fenrir, yasr) say on every page, move by move; what the terminal receives; which keys arrive.
The judges are calibrated first: they must pass a good list and fail a bad one. The third judge, BRLTTY, is in test_braille.py."""
import os, re, shutil, subprocess, sys, tempfile, threading, time, unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "Readers")]
from reader import Reader
from softphone import PROGRAM
from terminal import Terminal

READERS = ("fenrir", "yasr")
MOVES = ["down", "down", "up", "end", "up", "home", "down"]
RING_BACK = "Rappel dans 3 secondes"
#: Spoken names of the commands, with the keys that reach them.
COMMANDS = {"Touches": ("f1", "h"), "Qui": ("f2", "q"), "Où": ("f3", "o"), "Décrocher": ("f4", "d"), "Refuser": ("f5", "x"),
            "Basculer": ("f6", "b"), "Transférer": ("f7", "t"), "Attente": ("f8", "a"), "Micro": ("f9", "m"), "Répéter": ("f10", "r"),
            "Toutes les commandes": ("f11", "p"), "Raccrocher": ("f12", "f"), "Silence": ("s",), "Aller à l'appel": ("v",),
            "Composer": ("c",), "Écrire": ("e",), "Note": ("n",), "Fiche d'incident": ("i",), "Heure et durée": ("l",),
            "Échanger les oreilles": ("g",), "Correspondant moins fort": ("j",), "Correspondant plus fort": ("k",),
            "Voix moins rapide": ("y",), "Voix plus rapide": ("u",)}


def program(test, language="fr", more=""):
    """The command line of the program on its practice line, with a folder of its own; `more` goes to its configuration."""
    folder = tempfile.mkdtemp(prefix="clairvoix-reader.")
    test(shutil.rmtree, folder, True)
    path = os.path.join(folder, "config.toml")
    with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
        file.write('[audio]\nmicrophone = "silence:"\nheadset = "null:"\n' + more)
    return [PROGRAM, "--practice", "--speech", "none", "--language", language, "--config", path, "--state", folder,
            "--transcript", os.path.join(folder, "transcript")]


def shows(text): return lambda terminal: any(text in line for line in terminal.display)
def started(terminal): return shows("Prêt")(terminal) or shows("Ready")(terminal)
def letters(text):
    """Letters and digits: Fenrir names some signs (dash, slash), yasr leaves out what is not Latin-1 (…)."""
    text = re.sub(r"\b(dash|slash|dot|underline|colon)\b", " ", text)
    return " ".join(re.sub(r"[^\w]+", " ", text.replace("_", " ")).split())


class Calibration(unittest.TestCase):
    """A verdict of a judge is void where it cannot tell a good list from a bad one."""

    def said(self, reader, mode):
        argv = ["/usr/bin/python3", os.path.join(HERE, "Readers", "demo_list.py"), mode]
        with Reader(reader, argv) as judge:
            judge.ready(shows("Raccrocher"))
            return [judge.hear("down", patience=0.8), judge.hear("down", patience=0.8)]

    def test_the_judges_tell_a_good_list_from_a_bad_one(self):
        good = [["Mettre en attente"], ["Transférer"]]
        for reader in READERS:
            self.assertEqual(self.said(reader, "cursor"), good, reader)
            bad = self.said(reader, "hidden")
            self.assertFalse(any(bad[step] == good[step] for step in range(2)), (reader, bad))


class EveryMove(unittest.TestCase):
    """Each focus move on each page: exactly the focused item, once. Each event's phrase once, and nothing stale."""

    def begin(self, reader, language="fr", rows=25, columns=80):
        self.judge, self.moves, self.wrong = Reader(reader, program(self.addCleanup, language), rows, columns), 0, []
        self.judge.__enter__()
        self.addCleanup(self.judge.__exit__)
        self.judge.ready(started)

    def move(self, *keys):
        """Each key on this page; what is not exactly the focused line is noted."""
        judge = self.judge
        for key in keys:
            row, shown, since = judge.screen.cursor.y, judge.display, len(judge.log)
            # yasr reads the line after the arrows only; after a longer jump it waits for its user's "say line".
            mute = judge.reader == "yasr" and key in ("home", "end")
            said = judge.hear(key, patience=0.5 if mute else 2)
            if judge.screen.cursor.y == row: continue
            self.moves += 1
            turned = judge.display != shown
            line = letters(judge.line)
            if [letters(text) for text in said] == [line] or mute and not said and not turned: continue
            # A list longer than its rows turns like a page: the readers read what is new, the item among it.
            if turned and line in letters(" ".join(said)): continue
            self.wrong.append((judge.display[0], key, line, said))

    def happens(self, phrase, *keys, patience=20, alone=False, opens=None):
        """An event's phrase comes on the screen, by itself or by the last key: it is heard once."""
        judge, since = self.judge, len(self.judge.log)
        count = sum(line == phrase for line in judge.display)
        for key in keys: judge.send(key)
        judge.until(lambda t: sum(line == phrase for line in t.display) > count, patience)
        said = judge.listen(since, 0.5, 2)
        # Fenrir reads the empty rows that it finds between as commas, or as "blank".
        parts = [part.strip(" ,") for text in said for part in re.split(r"(?:^| ),(?= |$)", text)]
        parts = [part for part in parts if part not in ("", "blank")]
        # On a page that opens, the line that the cursor comes to may be read in place of the event's own.
        heard = parts.count(phrase) == 1 or opens and parts.count(phrase) == 0 and parts.count(opens) == 1
        if not heard or alone and parts != [phrase]: self.wrong.append((phrase, said))
        return said

    #: What opens each page from Home, and its title; further keys open a page above it.
    PAGES = [(("f11", "c", "enter"), "Contacts"), (("f11", "b", "enter"), "Contact"), (("f11", "a", "enter"), "Appels récents"),
             (("f11", "m", "enter"), "Messages"), (("f11", "w", "enter"), "Nouveau message"),
             (("f11", "k", "enter"), "Collègues suivis"), (("n",), "Notes"), (("f11", "s", "enter"), "Son"),
             (("f11", "1", "enter"), "Premiers pas"), (("f11", "z", "enter"), "À propos"),
             (("f11", "r", "enter"), "Réglages"), (("f11", "r", "enter", "v", "enter"), "Voix"),
             (("f11", "r", "enter", "v", "enter", "down", "enter"), "Réglage"),
             (("f11", "r", "enter", "v", "enter", "enter"), "Annonces dites"),
             (("f1", "down", "enter"), "Touche")]

    def all_at_once(self, tours):
        """Tours side by side: readers wait more than they work."""
        problems = []

        def go(tour, arguments):
            case = EveryMove("all_at_once")
            try: getattr(case, tour)(*arguments)
            except BaseException as problem: problems.append(problem)
            finally: case.doCleanups()
        threads = [threading.Thread(target=go, args=tour) for tour in tours]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        if problems: raise problems[0]

    def test_every_page(self):
        self.all_at_once([("pages_tour", (reader, *size)) for reader in READERS for size in ((25, 80), (12, 40))])

    def test_pages_of_a_call(self): self.all_at_once([("calls_tour", (reader,)) for reader in READERS])

    def pages_tour(self, reader, rows, columns):
        """Every page that needs no call."""
        self.begin(reader, rows=rows, columns=columns)
        for keys, title in self.PAGES:
            for key in keys: self.judge.hear(key, quiet=0.15, patience=0.5)
            self.assertEqual(self.judge.display[0], title)
            self.move("down", "down", "up", "end", "up")
            for _ in range(4):
                if self.judge.display[0] == "Accueil": break
                for key in ("²", "bs"): self.judge.hear(key, quiet=0.15, patience=0.5)
            self.assertEqual(self.judge.display[0], "Accueil", title)
        self.end(45)

    def calls_tour(self, reader):
        """The pages of a call besides its own: transfer, conference, notes."""
        self.begin(reader)
        self.judge.hear("c", "down")
        self.happens("Sonne chez Écho", "enter")
        self.happens("Pris")
        for keys, title in [(("t",), "Transférer"), (("f11", "f", "enter"), "Conférence"), (("n",), "Notes")]:
            for key in keys: self.judge.hear(key, quiet=0.15, patience=0.5)
            self.assertEqual(self.judge.display[0], title)
            self.move("down", "down", "up")
            for key in ("²", "bs"): self.judge.hear(key, quiet=0.15, patience=0.5)
        self.happens("Appel clos", "f")
        self.end(7)

    def end(self, least):
        self.assertEqual(self.wrong, [], "%s: %d moves" % (self.judge.reader, self.moves))
        self.assertGreaterEqual(self.moves, least)

    def short_tour(self, reader, language, rows, columns):
        """Home and Dial."""
        self.begin(reader, language, rows, columns)
        self.move(*MOVES, "home")
        self.judge.hear("enter")
        self.move(*MOVES)
        self.end(12)

    def whole_tour(self, reader):
        self.begin(reader)
        self.move(*MOVES)
        for key in ("f1", "f11"):
            self.judge.hear(key)
            self.move(*MOVES)
            self.judge.hear("bs")
        self.judge.hear("c")
        self.move(*MOVES)
        self.judge.hear("r")
        self.assertIn(RING_BACK, self.judge.line)
        self.happens("Sonne chez " + RING_BACK, "enter")
        self.happens("Pris", alone=True)
        self.happens(RING_BACK + " a fini")
        self.move("down", "up")
        incoming = self.happens(RING_BACK + ", ligne Entraînement", opens="Sonne " + RING_BACK + ", rappel")
        self.assertEqual(self.judge.line, "Sonne " + RING_BACK + ", rappel", incoming)
        self.move(*MOVES)
        answered = self.happens("Pris", "d")
        if any("Sonne" in text for text in answered): self.wrong.append(("stale", answered))
        self.move(*MOVES, "up")
        self.assertEqual(self.judge.line, "Appel " + RING_BACK + ", rappel")
        for phrase, key in ((RING_BACK + " en attente", "a"), (RING_BACK + " repris", "a"), ("Micro coupé", "m"), ("Micro ouvert", "m")):
            # Apart from the keyboard's own repeat.
            time.sleep(0.55)
            self.happens(phrase, key, alone=True)
        self.happens("Appel clos", "f")
        self.move("up", "down")
        self.judge.hear("bs")
        self.judge.hear("f11", "n", "enter")
        self.assertEqual(self.judge.display[0], "Annonces")
        self.move(*MOVES)
        self.end(40)


for _reader in READERS:
    setattr(EveryMove, "test_%s_all_pages" % _reader, lambda self, r=_reader: self.whole_tour(r))
    setattr(EveryMove, "test_%s_english" % _reader, lambda self, r=_reader: self.short_tour(r, "en", 25, 80))
    setattr(EveryMove, "test_%s_40x12" % _reader, lambda self, r=_reader: self.short_tour(r, "fr", 12, 40))


class Idle(threading.Thread):
    """An established call left alone for a minute, while the other tests run."""

    def __init__(self, argv):
        super().__init__(daemon=True)
        self.argv, self.bytes, self.problem = argv, None, None
        self.seconds = float(os.environ.get("CLAIRVOIX_IDLE_SECONDS", "60"))

    def run(self):
        try:
            with Terminal(self.argv) as terminal:
                terminal.until(started, 20)
                terminal.press("c", "down", "enter")
                terminal.until(shows("Pris"), 15)
                terminal.settle(1.0, 8)
                self.bytes = terminal.read_all(self.seconds)
                self.line = terminal.display[0]
        except Exception as problem:
            self.problem = problem


def setUpModule():
    global idle
    idle = Idle(program(unittest.addModuleCleanup))
    idle.start()


class Bytes(unittest.TestCase):
    MOTION = re.compile(rb"\A(\x1b\[[0-9;]*[ABCDGHd]|[\r\n\x08])+\Z")

    def start(self, **size):
        terminal = Terminal(program(self.addCleanup), **size)
        terminal.__enter__()
        self.addCleanup(terminal.__exit__)
        terminal.until(started, 20)
        terminal.settle(0.5)
        return terminal

    def test_a_focus_move_writes_cursor_motion_only(self):
        terminal, moves = self.start(), 0
        for opening in ([], ["c"], ["down", "bs", "f1"], ["down", "bs", "f11", "n", "enter"]):
            terminal.press(*opening)
            for key in ["down", "down", "up", "home", "down"]:
                before, title = terminal.screen.cursor.y, terminal.display[0]
                got = terminal.press(key)
                if terminal.screen.cursor.y != before:
                    self.assertRegex(got, self.MOTION, (title, key))
                    self.assertLessEqual(len(got), 8, (title, key))
                    moves += 1
        self.assertGreaterEqual(moves, 12)

    def test_no_mouse_no_palette_no_cursor_shape(self):
        terminal = self.start()
        terminal.press("c", "down", "bs", "h", "bs")
        self.assertNotRegex(terminal.bytes, rb"\x1b\[\?100[0-9]h|\x1b\][0-9]|\x1b\[[0-9] q|\x1b\[\?25l|\x1b\[[0-9;]*[34][0-7]m")

    def test_zz_an_idle_call_is_silent(self):
        idle.join(idle.seconds + 60)
        if idle.problem: raise idle.problem
        self.assertEqual(idle.bytes, b"", "bytes written in an idle call")
        self.assertEqual(idle.line, "En communication")

    def test_forty_by_twelve_after_a_resize(self):
        terminal = self.start()
        terminal.resize(12, 40)
        terminal.settle(0.5)
        terminal.press("home")
        seen = [terminal.line]
        for _ in range(20):
            terminal.press("down", quiet=0.1)
            if terminal.line != seen[-1]: seen.append(terminal.line)
        self.assertEqual(seen, ["Composer, c", "Aller à l'appel, v", "Contacts, F11 c", "Appels récents, F11 a", "Messages, F11 m",
                                "Collègues suivis, F11 k", "Note, n", "Fiche d'incident, i", "Annonces, F11 n", "Réglages, F11 r",
                                "Son, F11 s", "Touches, F1 ou h", "Toutes les commandes, F11 ou p", "Ligne Entraînement : directe",
                                "À propos, F11 z", "Quitter, F11 q"])
        terminal.resize(25, 80)
        terminal.settle(0.5)
        self.assertEqual(terminal.line, "Quitter, F11 q")
        # It stands on a second page of the list: one line more than there is room for.
        terminal.press("home")
        self.assertEqual(terminal.display[2], "Composer, c")


class EveryKey(unittest.TestCase):
    """Every key of the map, or its twin, arrives through Fenrir, yasr and tmux: the describe-a-key mode names it."""

    def judge(self, send, count):
        """`send(key)` presses one; `count(text, least, seconds)` counts the lines that begin so, once there are that many or time is up."""
        for key in ("h", "h"): send(key)
        self.assertGreater(count("Touches décrites", 2, 8), 1, "the title and the answer of the describe-a-key mode")
        arrived = {}
        for name, keys in COMMANDS.items():
            seen = 0
            for key in keys:
                send(key)
                now = count(name + " :", seen + 1, 1.0)
                if now > seen: arrived.setdefault(name, []).append(key)
                seen = now
        missing = [name for name in COMMANDS if name not in arrived]
        self.assertEqual(missing, [])
        lost = [key for name, keys in COMMANDS.items() for key in keys if key not in arrived[name]]
        print("taken on the way: %s" % (", ".join(lost) or "nothing"), end=" ", file=sys.stderr)

    def through_reader(self, reader):
        with Reader(reader, program(self.addCleanup)) as terminal:
            terminal.ready(started)

            def count(start, least, seconds):
                number = lambda: sum(line.startswith(start) for line in terminal.display)
                try: terminal.until(lambda _: number() >= least, seconds)
                except TimeoutError: pass
                return number()
            self.judge(terminal.send, count)

    def test_fenrir(self): self.through_reader("fenrir")
    def test_yasr(self): self.through_reader("yasr")

    def test_tmux(self):
        tmux = Tmux(self)
        tmux.until(lambda: any("Prêt" in line for line in tmux.display), 20)

        def count(start, least, seconds):
            number = lambda: sum(line.startswith(start) for line in tmux.display)
            tmux.until(lambda: number() >= least, seconds, required=False)
            return number()
        self.judge(tmux.send, count)

    def test_tmux_escape_and_size(self):
        """A lone Escape does nothing and eats no key after it; forty by twelve shows every line whole."""
        tmux = Tmux(self)
        tmux.until(lambda: any("Prêt" in line for line in tmux.display), 20)
        before = tmux.display
        tmux.send("esc")
        tmux.send("down")
        tmux.until(lambda: tmux.line == "Aller à l'appel, v", 5)
        time.sleep(0.7)
        self.assertEqual(tmux.display, before, "Escape changes nothing on the screen")
        tmux.run("resize-window", "-x", "40", "-y", "12")
        tmux.until(lambda: tmux.line == "Aller à l'appel, v" and len(tmux.display) == 12, 5)
        tmux.send("f11")
        tmux.until(lambda: tmux.display[0] == "Toutes les commandes", 5)
        # A letter finds the command whose code it is.
        for letter, name in (("c", "Contacts"), ("h", "Lien à appeler")):
            tmux.send("end"), tmux.send(letter)
            tmux.until(lambda: tmux.line.startswith(name), 5)
        self.assertFalse([line for line in tmux.display if len(line) > 38])


class Tmux:
    NAMES = {"esc": "Escape", "down": "Down", "up": "Up", "home": "Home", "end": "End", "enter": "Enter", "bs": "BSpace"}

    def __init__(self, test):
        folder = tempfile.mkdtemp(prefix="clairvoix-tmux.")
        self.socket = os.path.join(folder, "socket")
        test.addCleanup(shutil.rmtree, folder, True)
        test.addCleanup(lambda: subprocess.run(["tmux", "-S", self.socket, "kill-server"], capture_output=True))
        self.run("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "25", *program(test.addCleanup))

    def run(self, *arguments):
        return subprocess.run(["tmux", "-S", self.socket, *arguments], check=True, capture_output=True, text=True).stdout

    def send(self, key):
        self.run("send-keys", self.NAMES.get(key, key.upper() if key[0] == "f" and len(key) > 1 else key))

    @property
    def display(self): return [line.rstrip() for line in self.run("capture-pane", "-p").split("\n")[:-1]]

    @property
    def line(self): return self.display[int(self.run("display-message", "-p", "#{cursor_y}"))]

    def until(self, wanted, most, required=True):
        end = time.monotonic() + most
        while not wanted():
            if time.monotonic() > end:
                if required: raise TimeoutError("\n".join(self.display) + "\ncursor on: " + self.line)
                return
            time.sleep(0.03)


if __name__ == "__main__":
    unittest.main(verbosity=2)
