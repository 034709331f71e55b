"""The transcript is the program's own word: here the headset's recorded sound is judged. A new user's first minute with the screen off, from
keys and sound alone."""
import os, shutil, sys, tempfile, time, unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "Sound")]
import heard
from softphone import PROGRAM
from terminal import Terminal

RATE = 260
#: The least likeness of a phrase and espeak-ng's own rendering; the other language's stays far below.
LEAST = 0.9


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


class FirstMinute(Listener):
    """Nothing is there but the program: no configuration, no account. The screen is off."""

    def hears(self, phrase, most=6):
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
