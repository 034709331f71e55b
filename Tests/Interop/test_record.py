"""`clairvoix audit --record`: an auditor uses the program by hand on a terminal of ours, and gets a scenario that the program passes."""
import fcntl, os, re, shutil, signal, struct, subprocess, tempfile, termios, time, unittest

from softphone import PROGRAM
from terminal import Terminal

#: Opens the auditor's own line.
LINE = "\x1d"
WORDS = {
    "fr": {"home": "Accueil", "step": "Étape :", "calls": "Dupont appelle", "heard": "j'entends « Dupont, ligne Accueil »", "not": "j'entends « Martin »",
           "done": "fait, écrit", "pass": "tenu, écrit", "fail": "non conforme, pas écrit :", "unknown": "étape inconnue", "end": "fin",
           "written": "est écrit", "act": "Quand Dupont appelle", "key": "j'appuie sur F4", "says": "Alors j'entends", "given": "un agent aveugle"},
    "en": {"home": "Home", "step": "Step:", "calls": "Dupont calls", "heard": "I hear \"Dupont, line Reception\"", "not": "I hear \"Martin\"",
           "done": "done, written", "pass": "holds, written", "fail": "fail, not written:", "unknown": "unknown step", "end": "end",
           "written": "is written", "act": "When Dupont calls", "key": "I press F4", "says": "Then I hear", "given": "a blind agent"},
}


class Desk(Terminal):
    """The auditor's terminal, whose line settings are kept from before the program took it."""

    def __init__(self, folder, language="fr", name="appel.feature", options=(), before=()):
        self.path = os.path.join(folder, name)
        # A shell of ours keeps the terminal open, so that its settings can be looked at when the program is gone.
        command = [PROGRAM, "audit", "--record", self.path, "--silent", "--language", language, *options]
        shell = ["/bin/sh", "-c", 'stty -a >"$0.before"; "$@"; echo $? >"$0.code"; stty -a >"$0.after"; touch "$0.over"; exec cat', self.path]
        super().__init__([*before, *shell, *command])

    def read_file(self, ending):
        with open(self.path + ending, encoding="utf-8") as file: return file.read()

    def over(self, most=30):
        self.until(lambda _: os.path.exists(self.path + ".over"), most)
        self.settle()
        return int(self.read_file(".code"))

    def line_settings(self):
        """A descriptor of the terminal's other side, where its output can be stopped."""
        number, = struct.unpack("i", fcntl.ioctl(self.fd, 0x80045430, b"\0" * 4))  # TIOCGPTN
        return os.open("/dev/pts/%d" % number, os.O_RDWR | os.O_NOCTTY)

    def text(self): return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[78=>]", "", self.bytes.decode("utf-8", "replace"))

    def answer(self, line, wanted, most=20):
        """Types a step on the auditor's line and waits for its outcome."""
        seen = len(self.bytes)
        self.send(line + "\r")
        self.until(lambda t: wanted in t.bytes[seen:].decode("utf-8", "replace"), most)

    def program(self):
        """The program that is used: the child of the one that records."""
        listed = subprocess.run(["ps", "-eo", "pid=,args="], capture_output=True, text=True, check=True).stdout
        for row in listed.splitlines():
            pid, _, command = row.strip().partition(" ")
            if "--transcript" in command and "clairvoix-audit." in command and self.owns(int(pid)): return int(pid)
        raise AssertionError("no program: " + listed)

    def owns(self, pid):
        while pid > 1:
            if pid == self.pid: return True
            try:
                with open("/proc/%d/stat" % pid) as file: pid = int(file.read().rsplit(")", 1)[1].split()[1])
            except OSError: return False
        return False

    def recorder(self):
        with open("/proc/%d/stat" % self.program()) as file: return int(file.read().rsplit(")", 1)[1].split()[1])


class Recorded(unittest.TestCase):
    def desk(self, **options):
        folder = tempfile.mkdtemp(prefix="clairvoix-record.")
        self.addCleanup(shutil.rmtree, folder, True)
        desk = Desk(folder, **options).__enter__()
        self.addCleanup(desk.__exit__)
        return desk

    def ready(self, desk, words):
        desk.until(lambda t: t.display[0] == words["home"], 40)
        desk.settle(1.0)

    def left_alone(self, desk):
        self.assertEqual(desk.read_file(".before"), desk.read_file(".after"), "the terminal is as it was")

    def script(self, desk):
        with open(desk.path, encoding="utf-8") as file: return file.read()

    def call(self, language):
        words = WORDS[language]
        desk = self.desk(language=language)
        self.ready(desk, words)
        desk.send(LINE)
        desk.until(lambda t: words["step"] in t.text())
        desk.answer("Dupont x", words["unknown"])
        desk.answer(words["calls"], words["done"])
        desk.answer(words["heard"], words["pass"])
        desk.answer(words["not"], words["fail"], 40)
        desk.send("\r")
        # The program's screen is there again, the call on it.
        desk.until(lambda t: t.display[0] != "" and any("Dupont" in line for line in t.display) and words["step"] not in t.line)
        desk.send("\033[[")
        desk.send("D")          # F4, its octets in two reads
        desk.read_all(4)
        desk.send("f12")
        desk.read_all(4)
        desk.send(LINE)
        desk.answer(words["end"], words["written"], 30)
        self.assertEqual(desk.over(), 0, desk.text())
        self.left_alone(desk)
        script = self.script(desk)
        for wanted in ("act", "key", "says", "given"): self.assertIn(words[wanted], script)
        self.assertNotIn("Martin", script, "what did not hold is not written")
        self.assertEqual(script.count(words["heard"]), 1, script)
        self.assertEqual(os.listdir(os.path.dirname(desk.path)).count("appel.feature"), 1)
        check = subprocess.run([PROGRAM, "audit", "--check", desk.path], capture_output=True, text=True, timeout=60)
        self.assertEqual(check.returncode, 0, check.stdout + script)
        ran = subprocess.run([PROGRAM, "audit", desk.path], capture_output=True, text=True, timeout=180)
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr + script)

    def test_a_call_in_french(self): self.call("fr")

    def test_a_call_in_english(self): self.call("en")

    def test_leaving_the_program_is_the_end(self):
        """On a terminal as desktops have it, with its own keys and a paste."""
        desk = self.desk(options=("--profile", "low-vision"), before=("/usr/bin/env", "TERM=xterm-256color"))
        self.ready(desk, WORDS["fr"])
        for key in ("\033[B", "c", "\033[200~0476\033[201~", "\033[23~", "q"):
            desk.send(key)
            desk.settle(1.5)
        # The line gives the program's screen back as it was.
        shown = desk.display
        desk.send(LINE)
        desk.until(lambda t: "Étape" in t.text())
        desk.send("\r")
        desk.until(lambda t: t.display == shown)
        desk.send("enter")
        desk.until(lambda t: any("La même touche" in line for line in t.display))
        desk.settle(2.5)
        desk.send("enter")
        self.assertEqual(desk.over(), 0, desk.text())
        self.left_alone(desk)
        self.assertIn("ses dernières étapes quittent le programme", desk.text())
        script = self.script(desk)
        for wanted in ("un agent malvoyant", "je colle « 0476 »", "j'appuie sur F11", "Alors le programme se ferme"):
            self.assertIn(wanted, script)
        ran = subprocess.run([PROGRAM, "audit", desk.path], capture_output=True, text=True, timeout=180)
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr + script)

    def test_the_line_is_read_whole(self):
        """Where scroll margins were left on the screen: no row holds rests of another."""
        folder = tempfile.mkdtemp(prefix="clairvoix-record.")
        self.addCleanup(shutil.rmtree, folder, True)
        program, now = os.path.join(folder, "program"), os.path.join(folder, "now")
        with open(program, "w") as file:
            file.write("#!/bin/sh\n(until [ -e '%s' ]; do sleep 0.1; done; printf '\\033[2;20r') &\nexec '%s' \"$@\"\n" % (now, PROGRAM))
        os.chmod(program, 0o755)
        desk = self.desk(options=("--program", program))
        self.ready(desk, WORDS["fr"])
        open(now, "w").close()
        desk.until(lambda t: b"\x1b[2;20r" in t.bytes)
        desk.send(LINE)
        desk.until(lambda t: t.line == "Étape :")
        hint = "Une étape à faire ou à juger ; vide : retour ; fin : écrire le scénario"
        self.assertEqual(desk.display[-2:], [hint, "Étape :"])
        desk.answer("Dupont x", "contrast-dark")
        desk.until(lambda t: t.line == "Étape :")
        shown = desk.display
        first = shown.index("Étape : Dupont x")
        self.assertEqual(shown[first - 1], hint)
        self.assertTrue(shown[first + 1].startswith("étape inconnue « Dupont x » ;"), shown)
        self.assertEqual(shown[-1], "Étape :")
        desk.answer("Dupont appelle", "programme.")
        desk.until(lambda t: t.line == "Étape :")
        self.assertEqual(
            desk.display[-3:], ["Étape : Dupont appelle", "fait, écrit. Une ligne vide revient au programme.", "Étape :"])
        desk.send("\r")
        desk.until(lambda t: "Étape :" not in t.display and any("Dupont" in line for line in t.display))

    def test_nothing_stops_the_line(self):
        desk = self.desk()
        self.ready(desk, WORDS["fr"])
        desk.send(LINE)
        desk.until(lambda t: t.line == "Étape :")
        desk.send("\x13")      # Ctrl-S
        desk.answer("Dupont appelle", "fait, écrit")
        desk.send("\x13")
        os.kill(desk.recorder(), signal.SIGTERM)
        self.assertEqual(desk.over(), 130)
        self.left_alone(desk)

    def test_a_terminal_that_takes_nothing_ends_by_a_signal_and_the_script_is_written(self):
        for opened in (False, True):
            with self.subTest(line=opened):
                desk = self.desk()
                self.ready(desk, WORDS["fr"])
                desk.press("down", quiet=0.6)
                if opened:
                    desk.send(LINE)
                    desk.until(lambda t: t.line == "Étape :")
                recorder, terminal = desk.recorder(), desk.line_settings()
                self.addCleanup(os.close, terminal)
                termios.tcflow(terminal, termios.TCOOFF)
                desk.send("Dupont x\r" if opened else "down")
                desk.read_all(1)
                os.kill(recorder, signal.SIGTERM)
                desk.until(lambda _: os.path.exists(desk.path + ".code") and desk.read_file(".code") != "", 30)
                self.assertEqual(int(desk.read_file(".code")), 130)
                termios.tcflow(terminal, termios.TCOON)
                self.assertIn("Flèche bas", self.script(desk))

    def test_a_paste_without_its_end_takes_no_key(self):
        desk = self.desk(before=("/usr/bin/env", "TERM=xterm-256color"))
        self.ready(desk, WORDS["fr"])
        for key in ("\033[B", "c"):
            desk.send(key)
            desk.settle(1.5)
        desk.send("\033[200~34")
        desk.until(lambda t: any("34" in line for line in t.display))
        desk.settle(1.0)
        for key in "56":
            desk.send(key)
            desk.settle(1.0)
        desk.until(lambda t: any("3456" in line for line in t.display))
        desk.send("\033[200~7")
        desk.read_all(3)
        desk.send(LINE)
        desk.answer("fin", "est écrit", 30)
        self.assertEqual(desk.over(), 0)
        script = self.script(desk)
        for wanted in ("je colle « 34 »", "5", "6", "je colle « 7 »"): self.assertIn(wanted, script)

    def test_what_a_program_leaves_behind_is_put_right(self):
        folder = tempfile.mkdtemp(prefix="clairvoix-record.")
        self.addCleanup(shutil.rmtree, folder, True)
        program = os.path.join(folder, "program")
        with open(program, "w") as file:
            file.write("#!/bin/sh\nprintf '\\033[?1049h\\033[2;5r\\033[?2004h\\033[?1002h\\033[?1h\\033='\nsleep 1\nexit 3\n")
        os.chmod(program, 0o755)
        desk = self.desk(options=("--program", program))
        self.assertEqual(desk.over(40), 1)
        self.left_alone(desk)
        seen = desk.bytes
        self.assertIn(b"\x1b[?1002h", seen)
        for wanted in (b"[r", b"[?1l", b">", b"[?1000l", b"[?1002l", b"[?1003l", b"[?1006l", b"[?2004l", b"[?1049l", b"[?25h"):
            self.assertGreater(seen.rfind(b"\x1b" + wanted), seen.find(b"\x1b[?1002h"), wanted)

    def test_a_program_that_dies_is_told_and_its_terminal_given_back(self):
        desk = self.desk()
        self.ready(desk, WORDS["fr"])
        desk.press("down", quiet=0.6)
        desk.press("down", quiet=0.6)
        os.kill(desk.program(), signal.SIGKILL)
        self.assertEqual(desk.over(), 1)
        self.left_alone(desk)
        self.assertIn("le programme a fini de lui-même avec le code 137", desk.text())
        self.assertIn("Flèche bas", self.script(desk))

    def test_a_signal_ends_it_and_the_script_is_written(self):
        desk = self.desk()
        self.ready(desk, WORDS["fr"])
        desk.press("down", quiet=0.6)
        os.kill(desk.recorder(), signal.SIGTERM)
        self.assertEqual(desk.over(), 130)
        self.left_alone(desk)
        self.assertIn("l'enregistrement a été interrompu", desk.text())
        self.assertIn("Flèche bas", self.script(desk))

    def test_a_second_signal_gives_the_terminal_back_too(self):
        desk = self.desk()
        self.ready(desk, WORDS["fr"])
        recorder, program = desk.recorder(), desk.program()
        with open("/proc/%d/cmdline" % program) as file: place = re.search(r"/tmp/clairvoix-audit\.\w+", file.read()).group()
        self.addCleanup(shutil.rmtree, place, True)
        # A program that does not end holds the recording up.
        os.kill(program, signal.SIGSTOP)
        self.addCleanup(self.end, program)
        os.kill(recorder, signal.SIGTERM)
        time.sleep(0.3)
        os.kill(recorder, signal.SIGTERM)
        self.assertEqual(desk.over(), 128 + signal.SIGTERM)
        self.left_alone(desk)

    @staticmethod
    def end(pid):
        try: os.kill(pid, signal.SIGKILL)
        except OSError: pass

    def test_a_terminal_that_closes_loses_nothing(self):
        folder = tempfile.mkdtemp(prefix="clairvoix-record.")
        self.addCleanup(shutil.rmtree, folder, True)
        path = os.path.join(folder, "appel.feature")
        desk = Terminal([PROGRAM, "audit", "--record", path, "--silent", "--language", "fr"], rows=30, columns=100)
        desk.__enter__()
        desk.until(lambda t: t.display[0] == "Accueil", 40)
        desk.settle(1.0)
        desk.press("down", quiet=0.6)
        os.close(desk.fd)
        _, status = os.waitpid(desk.pid, 0)
        self.assertEqual(os.waitstatus_to_exitcode(status), 130)
        with open(path, encoding="utf-8") as file: script = file.read()
        self.assertIn("Flèche bas", script)
        self.assertIn("Et le terminal fait 100x30", script)
        self.assertNotIn("80x25", script, "nobody changed the size")

    def test_a_file_that_came_meanwhile_is_kept_and_so_is_the_script(self):
        desk = self.desk()
        self.ready(desk, WORDS["fr"])
        desk.press("down", quiet=0.6)
        with open(desk.path, "w") as file: file.write("somebody's")
        desk.send(LINE)
        desk.answer("fin", "est gardé dans", 30)
        self.assertEqual(desk.over(), 1)
        self.assertEqual(self.script(desk), "somebody's")
        folder = os.path.dirname(desk.path)
        draft, = [name for name in os.listdir(folder) if name.startswith(".clairvoix-")]
        self.assertIn(draft, "".join(desk.text().split()))
        with open(os.path.join(folder, draft), encoding="utf-8") as file: self.assertIn("Flèche bas", file.read())

    def test_another_size_is_a_step(self):
        desk = self.desk()
        self.ready(desk, WORDS["fr"])
        desk.resize(30, 100)
        desk.settle(1.0)
        desk.press("down", quiet=0.6)
        desk.send(LINE)
        desk.answer("fin", "est écrit", 30)
        self.assertEqual(desk.over(), 0)
        self.assertIn("Quand le terminal fait 100x30", self.script(desk))

    def refused(self, arguments, wanted, code=2):
        ran = subprocess.run([PROGRAM, "audit", "--language", "fr", *arguments], capture_output=True, text=True, timeout=30,
                             stdin=subprocess.DEVNULL)
        self.assertEqual(ran.returncode, code, ran.stderr)
        self.assertIn(wanted, ran.stderr)

    def test_what_cannot_be_recorded_is_told_before(self):
        with tempfile.NamedTemporaryFile(suffix=".feature") as there:
            self.refused(["--record", there.name], "existe déjà")
            self.assertEqual(os.path.getsize(there.name), 0)
        self.refused(["--record", "/tmp/a.txt"], "finit par .feature")
        self.refused(["--record", "/proc/none/a.feature"], "/proc/none/a.feature", 1)
        self.refused(["--record", "/proc/a.feature"], "/proc/a.feature", 1)
        self.refused(["--record", "/tmp/clairvoix-no-terminal.feature"], "se sert d'un terminal")
        self.assertFalse(os.path.exists("/tmp/clairvoix-no-terminal.feature"))
        self.refused([], "Missing expected argument")
        self.refused(["--silent", "a.feature"], "go with --record")

    @unittest.skipUnless(os.geteuid() == 0, "needs a file system of its own")
    def test_a_disk_that_is_full_is_told_and_the_script_shown(self):
        folder = tempfile.mkdtemp(prefix="clairvoix-record.")
        self.addCleanup(shutil.rmtree, folder, True)
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8k,nr_inodes=20", "none", folder], capture_output=True).returncode != 0:
            self.skipTest("no file system can be mounted here")
        self.addCleanup(subprocess.run, ["umount", "-l", folder], capture_output=True)
        other = tempfile.mkdtemp(prefix="clairvoix-record.")
        self.addCleanup(shutil.rmtree, other, True)
        desk = Desk(other)
        path = os.path.join(folder, "appel.feature")
        desk.argv[desk.argv.index("--record") + 1] = path
        desk.__enter__()
        self.addCleanup(desk.__exit__)
        self.ready(desk, WORDS["fr"])
        desk.press("down", quiet=0.6)
        with open(os.path.join(folder, "filled"), "wb") as filled:
            try:
                while True: filled.write(b"x" * 4096); filled.flush()
            except OSError: pass
            try: filled.close()
            except OSError: pass
        desk.send(LINE)
        desk.answer("fin", "le scénario n'a pas pu être écrit", 30)
        self.assertEqual(desk.over(), 1)
        self.assertIn("j'appuie sur Flèche bas", desk.text())
        self.assertEqual(os.listdir(folder), ["filled"])


if __name__ == "__main__": unittest.main()
