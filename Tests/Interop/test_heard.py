"""The transcript is the program's own word: here the headset's recorded sound is judged. Twenty phrases a run: in which ear, when they
begin, whether they are cut, in which language; and a new user's first minute with the screen off, from keys and sound alone."""
import json, os, re, shutil, statistics, sys, tempfile, time, unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "Sound")]
import heard
from softphone import PROGRAM
from terminal import Terminal

RATE = 260
#: The least likeness of a phrase and espeak-ng's own rendering; the other language's stays far below.
LEAST, OTHER = 0.9, 0.15


class Listener(unittest.TestCase):
    """The program with a headset that is a file, and a screen at which nobody looks."""

    def listen(self, *arguments, config=None, environment=None):
        self.folder = tempfile.mkdtemp(prefix="clairvoix-heard.")
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.wave, self.transcript = os.path.join(self.folder, "heard.wav"), os.path.join(self.folder, "transcript")
        argv = [PROGRAM, "--speech", "espeak", "--microphone", "silence:", "--headset", "wav:" + self.wave, "--state", self.folder,
                "--transcript", self.transcript, *arguments]
        if config is not None:
            path = os.path.join(self.folder, "config.toml")
            with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file: file.write(config)
            argv += ["--config", path]
        places = {"HOME": self.folder, "XDG_RUNTIME_DIR": self.folder, "XDG_CONFIG_HOME": os.path.join(self.folder, "configuration")}
        self.terminal = Terminal(argv, environment=dict(places, **(environment or {})))
        self.begun = time.monotonic()
        self.terminal.__enter__()
        self.open = True
        self.addCleanup(self.close)

    def close(self):
        if self.open: self.terminal.__exit__()
        self.open = False

    def said(self):
        with open(self.transcript) as file: return [json.loads(line) for line in file if line.endswith("\n")]

    def until_silent(self, least, most=15):
        """Waits until so many utterances have ended and no more come."""
        end = time.monotonic() + most
        count = -1
        while time.monotonic() < end:
            lines = self.said() if os.path.exists(self.transcript) else []
            if len(lines) >= least and len(lines) == count: return lines
            count = len(lines)
            self.terminal.read_all(0.4)
        self.fail("not %d utterances: %s" % (least, [line["text"] for line in self.said()]))


class TwentyPhrases(Listener):
    def press(self, *keys):
        """Each key, and what it has the voice say, to its end."""
        for key in keys:
            count = len(self.said())
            self.terminal.send(key)
            self.until_silent(count + 1)

    def judge(self, language, other, ear, silent):
        """Every phrase that the transcript says was heard whole is in its ear, in its language, at its time."""
        recording = heard.Heard(self.wave)
        ear, silent = getattr(recording, ear), getattr(recording, silent)
        lines = [line for line in self.said() if line["text"] and line["outcome"] == "finished"]
        wrong, delays, rate = [], [], RATE
        for line in lines:
            # The rate is told at the rate that it tells.
            told = re.fullmatch(r"(?:Vitesse|Rate) (\d+)", line["text"])
            rate = int(told.group(1)) if told else rate
            phrase = heard.rendered(line["text"], line["language"], rate, self.folder)
            start, likeness = recording.find(phrase, ear, line["started"] / 1000 - 0.6, 1.0)
            length = len(phrase) / heard.RATE
            foreign = heard.rendered(line["text"], other, rate, self.folder)
            if likeness < LEAST: wrong.append((line["text"], "likeness", round(likeness, 2)))
            # A word or two may sound alike in both.
            if length > 0.6 and recording.find(foreign, ear, line["started"] / 1000 - 0.6, 1.0)[1] > likeness - OTHER: wrong.append((line["text"], "language"))
            if line["language"] != language: wrong.append((line["text"], line["language"]))
            if recording.level(silent, start, length) > -60: wrong.append((line["text"], "in the other ear"))
            delays.append(start - line["started"] / 1000)
        middle = statistics.median(delays)
        wrong += [(line["text"], "begins", round(delay - middle, 3)) for line, delay in zip(lines, delays) if abs(delay - middle) > 0.06]
        self.assertEqual(wrong, [])
        # What was cut ends where it was cut.
        for line in self.said():
            if line["outcome"] != "cut" or line["started"] is None: continue
            after = line["ended"] / 1000 + middle + 0.04
            following = [l["started"] / 1000 + middle for l in self.said() if l["started"] is not None and l["started"] >= line["ended"]]
            if following and min(following) < after + 0.05: continue
            self.assertLess(recording.level(ear, after, 0.03), -40, "%s goes on after its cut" % line["text"])
        return len(lines)

    def tour(self, language, ears):
        self.listen("--practice", config='language = "%s"\n[audio]\nears = "%s"\n[voice]\nspoken_by = "self"\n' % (language, ears))
        self.until_silent(2)
        self.press("down", "down", "down", "up", "end", "f11", "bs", "home")
        self.press("d" if language == "en" else "c", "down", "down", "up", "bs", "f1", "down", "bs", "f3", "r", "j", "k", "u", "y")
        self.terminal.send("o")
        time.sleep(0.7)
        self.press("s", "down")
        self.close()

    def test_french(self):
        self.tour("fr", "voice_left")
        self.assertGreaterEqual(self.judge("fr", "en", "left", "right"), 20)

    def test_english_in_the_other_ear(self):
        self.tour("en", "voice_right")
        self.assertGreaterEqual(self.judge("en", "fr", "right", "left"), 20)


class FirstMinute(Listener):
    """Nothing is there but the program: no configuration, no account. The screen is off."""

    def hears(self, phrase, most=15):
        """The phrase sounds within so many seconds of now."""
        rendering = heard.rendered(phrase, "fr", RATE, self.folder)
        end = time.monotonic() + most
        best = 0.0
        while time.monotonic() < end:
            self.terminal.read_all(0.3)
            recording = heard.Heard(self.wave)
            start, likeness = recording.find(rendering, recording.left, self.listened, recording.seconds() - self.listened)
            best = max(best, likeness)
            if likeness >= LEAST:
                self.listened = start + len(rendering) / heard.RATE
                return start
        self.fail("%r is not heard (%.2f)" % (phrase, best))

    def press(self, key):
        """A key; what is heard from now on is new."""
        self.terminal.read_all(0.1)
        self.listened = max(self.listened, heard.Heard(self.wave).seconds() - 0.15)
        self.terminal.send(key)

    def test_a_new_user_finds_their_way_by_ear(self):
        self.listen(environment={"LANG": "fr_FR.UTF-8"})
        self.listened = 0.0
        self.assertLess(self.hears("Bienvenue dans Clairvoix"), 2)
        for key, phrase in [("down", "Bas : suite. Entrée : choisir"), ("down", "Langue : non réglé"), ("enter", "Langue : non réglé"),
                            ("bs", "Langue : non réglé"), ("f", "Fini, aller à l'accueil"), ("enter", "Premiers pas, F11 1"),
                            ("down", "Composer, c"), ("h", "Touches, F1 ou h"), ("h", "Touches décrites. Retour arrière pour finir"),
                            ("f4", "Décrocher : prend l'appel qui sonne ; met en attente l'appel en cours")]:
            self.press(key)
            self.hears(phrase)
        self.assertLess(time.monotonic() - self.begun, 120)


if __name__ == "__main__":
    unittest.main(verbosity=2)
