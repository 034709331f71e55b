"""The real program with a sound card: a private PulseAudio seen through ALSA (Sound/headset), and with none.
The far end is the practice line's echo, so that what the microphone hears comes back into the headset."""
import json, os, select, shutil, subprocess, sys, tempfile, time, unittest

HERE = os.path.dirname(os.path.abspath(__file__))
RUN = os.environ.setdefault("RIG_RUN", tempfile.mkdtemp(prefix="clairvoix-rig."))
sys.path[:0] = [HERE, os.path.join(HERE, "Peers")]
from array import array
from rtp_judge import frequency
from softphone import PROGRAM, Softphone, audio
from terminal import Terminal

RATE = 48000
WINDOW = RATE // 25
HEADSET = os.path.join(HERE, "Sound", "headset")
HAS_PULSE = all(shutil.which(tool) for tool in ("pulseaudio", "pactl", "pacat", "parec"))


def until(found, timeout, what):
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        result = found()
        if result: return result
        time.sleep(0.05)
    raise TimeoutError(what)


def stop(process):
    if process.poll() is None: process.terminate()
    process.wait(5)
    if process.stdout: process.stdout.close()


def heard(source, timeout, hertz=440.0, windows=50):
    """The median frequency of the first so many windows of 40 ms of unbroken sound that are recorded from `source`: on a busy machine
    sound has gaps, and a gap is no wrong note. Two seconds in all: after a headset came back the buffers find their depth, and some
    windows have a sample more or less. The search ends with the time-out."""
    recorder = subprocess.Popen(["parec", "-d", source, "--format=s16le", "--rate=%d" % RATE, "--channels=1", "--latency-msec=20"],
                                stdout=subprocess.PIPE)
    try:
        rest, found, end = b"", [], time.monotonic() + timeout
        while time.monotonic() < end:
            if not select.select([recorder.stdout], [], [], 0.2)[0]: continue
            rest += os.read(recorder.stdout.fileno(), 65536)
            while len(rest) >= 2 * WINDOW:
                window = array("h", rest[:2 * WINDOW])
                # Every sixth sample is enough for a tone: 8 kHz.
                if min(max(map(abs, window[i:i + 240])) for i in range(0, WINDOW, 240)) > 500:
                    found.append(frequency(window[::6], RATE // 6, hertz))
                    rest = rest[2 * WINDOW:]
                else: rest = rest[WINDOW // 2:]
                if len(found) == windows: return sorted(found)[windows // 2]
        raise TimeoutError("no sound from %s: %s" % (source, found))
    finally: stop(recorder)


@unittest.skipUnless(HAS_PULSE, "pulseaudio and pulseaudio-utils are not installed")
class SoundCard(unittest.TestCase):
    def setUp(self):
        self.pulse = tempfile.mkdtemp(prefix="pulse.", dir=os.environ["RIG_RUN"] if os.path.isdir(RUN) else None)
        told = subprocess.run([HEADSET, "start", self.pulse], check=True, stdout=subprocess.PIPE, text=True).stdout
        self.before = dict(os.environ)
        for word in told.split()[1:]:
            name, value = word.split("=", 1)
            os.environ[name] = value
        self.addCleanup(self.restore)

    def restore(self):
        subprocess.run([HEADSET, "stop", self.pulse], check=False)
        os.environ.clear(); os.environ.update(self.before)

    def headset(self, verb): subprocess.run([HEADSET, verb, self.pulse], check=True, stdout=subprocess.DEVNULL)

    def speak(self):
        """440 Hz into the microphone until the test's end."""
        from math import pi, sin
        path = os.path.join(self.pulse, "tone.raw")
        second = array("h", (int(12000 * sin(2 * pi * 440 * i / RATE)) for i in range(RATE)))
        with open(path, "wb") as file: file.write(second.tobytes() * 60)
        player = subprocess.Popen(["pacat", "--playback", "-d", "mic", "--format=s16le", "--rate=%d" % RATE, "--channels=1", path],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(stop, player)

    def sent(self, phone, call): return phone.ask("call.statistics", call=call)["packetsSent"]

    def test_call_unplugged_and_plugged_back(self):
        folder = os.path.join(self.pulse, "phone")
        self.speak()
        with Softphone(folder, audio("alsa:mic", "alsa:headset"), "--practice") as phone:
            phone.wait("account.changed", timeout=25, state="direct")     # the practice line's words are made first
            call = phone.ask("call.dial", to="echo")["call"]
            phone.wait("call.changed", call=call, state="active")
            self.assertAlmostEqual(heard("headset.monitor", 30), 440.0, delta=2.0)
            self.headset("unplug")
            phone.wait("device.changed", role="headset", state="lost")
            at = self.sent(phone, call)
            until(lambda: self.sent(phone, call) >= at + 50, 5, "RTP stopped with the headset")
            self.assertEqual(phone.count("call.ended"), 0)
            calls = phone.ask("call.list")["calls"]
            self.assertEqual([c["state"] for c in calls], ["active"])
            self.headset("plug")
            self.speak()
            phone.wait("device.changed", role="headset", state="back")
            self.assertAlmostEqual(heard("headset.monitor", 30), 440.0, delta=2.0)
            told = [(e["params"]["role"], e["params"]["state"]) for e in phone.events if e["method"] == "device.changed"]
            self.assertEqual([state for role, state in told if role == "headset"], ["lost", "back"], told)
            phone.ask("call.hangUp", call=call)
            phone.wait("call.ended", call=call, cause="endedByMe")
        self.assertEqual(open(os.path.join(folder, "stderr")).read(), "")

    def test_unplugged_in_the_terminal(self):
        with Interactive(self, "mic", "headset") as phone:
            phone.terminal.until(lambda t: phone.says("Prêt, ligne Entraînement"), 25)
            # What the microphone hears sounds in the headset: both work, and are lost when they go.
            self.speak()
            phone.terminal.press("c", *"echo", "enter")
            self.assertAlmostEqual(heard("headset.monitor", 30), 440.0, delta=5.0)
            self.headset("unplug")
            # No private device is left for the voice: the event line tells it.
            phone.terminal.until(lambda t: any("Casque perdu" in line for line in t.display))
            self.headset("plug")
            phone.terminal.until(lambda t: phone.says("Casque rebranché"), 25)
            self.assertNotIn(b"ALSA", phone.terminal.bytes)

    def test_another_headset_serves_until_the_preferred_one_is_back(self):
        folder = os.path.join(self.pulse, "phone")
        spare = os.path.join(self.pulse, "spare.wav")
        config = '[audio]\nmicrophone = ["alsa:mic", "silence:"]\nheadset = ["alsa:headset", "wav:%s"]\n' % spare
        self.speak()
        with Softphone(folder, config, "--practice") as phone:
            phone.wait("account.changed", timeout=25, state="direct")
            call = phone.ask("call.dial", to="echo")["call"]
            phone.wait("call.changed", call=call, state="active")
            self.assertAlmostEqual(heard("headset.monitor", 30), 440.0, delta=5.0)
            self.headset("unplug")
            phone.wait("device.changed", role="headset", state="lost")
            phone.wait("device.changed", role="headset", state="replaced", device="wav:" + spare)
            chosen = {c["role"]: c["device"] for c in phone.ask("audio.list")["chosen"]}
            self.assertEqual(chosen["headset"], "wav:" + spare)
            until(lambda: os.path.getsize(spare) > 48000, 10, "the other headset plays")
            self.assertEqual([c["state"] for c in phone.ask("call.list")["calls"]], ["active"])
            self.headset("plug")
            self.speak()
            phone.wait("device.changed", role="headset", state="back", timeout=20)
            self.assertAlmostEqual(heard("headset.monitor", 30), 440.0, delta=5.0)
            told = [e["params"]["state"] for e in phone.events if e["method"] == "device.changed" and e["params"]["role"] == "headset"]
            self.assertEqual(told, ["lost", "replaced", "back"])

    def test_speech_moves_only_to_a_private_device(self):
        spare = os.path.join(self.pulse, "spare.wav")
        for private, says in ((None, False), ('["alsa:headset", "wav:%s"]' % spare, True)):
            with self.subTest(private=private), Interactive(self, "mic", "headset", 'microphone = ["alsa:mic", "silence:"]\n'
                    'headset = ["alsa:headset", "wav:%s"]\n' % spare + ("private_devices = %s\n" % private if private else "")) as phone:
                phone.terminal.until(lambda t: phone.says("Prêt, ligne Entraînement"), 25)
                phone.terminal.read(3.5)     # a new null sink's first block lasts up to 2 s: only then the headset plays
                self.headset("unplug")
                phone.terminal.until(lambda t: any("Casque remplacé" in line for line in t.display), 15)
                phone.terminal.read(0.5)
                self.assertEqual("Casque remplacé" in phone.words(), says, phone.words())
                self.headset("plug")
                phone.terminal.until(lambda t: phone.says("Casque rebranché"), 25)


class Interactive:
    """The program on a terminal, on the practice line, with its transcript."""

    def __init__(self, test, microphone, headset, devices=None):
        self.folder = tempfile.mkdtemp(prefix="phone.")
        test.addCleanup(shutil.rmtree, self.folder, True)
        config = os.path.join(self.folder, "config.toml")
        with open(os.open(config, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write('language = "fr"\n' + ("[audio]\n" + devices if devices else audio("alsa:" + microphone, "alsa:" + headset)))
        self.transcript = os.path.join(self.folder, "transcript")
        self.terminal = Terminal([PROGRAM, "--practice", "--config", config, "--speech", "none", "--transcript", self.transcript],
                                 environment={"XDG_RUNTIME_DIR": self.folder, "HOME": self.folder})

    def __enter__(self):
        self.terminal.__enter__()
        return self

    def __exit__(self, *_): self.terminal.__exit__()

    def words(self):
        try: return [json.loads(line)["text"] for line in open(self.transcript)]
        except FileNotFoundError: return []

    def says(self, words):
        """On the screen and in the transcript."""
        return any(words in line for line in self.terminal.display) and words in self.words()


class NoSoundCard(unittest.TestCase):
    def test_call_without_a_card(self):
        folder = tempfile.mkdtemp(prefix="phone.")
        self.addCleanup(shutil.rmtree, folder, True)
        with Softphone(folder, audio("alsa:nothing", "alsa:nothing"), "--practice") as phone:
            phone.wait("account.changed", timeout=25, state="direct")     # the practice line's words are made first
            call = phone.ask("call.dial", to="echo")["call"]
            phone.wait("call.changed", call=call, state="active")
            until(lambda: phone.ask("call.statistics", call=call)["packetsSent"] >= 100, 8, "no RTP without a card")
            for role in ("microphone", "headset"): self.assertEqual(phone.count("device.changed", role=role, state="absent"), 1)
            phone.ask("call.hangUp", call=call)
            phone.wait("call.ended", call=call, cause="endedByMe")
        self.assertEqual(open(os.path.join(folder, "stderr")).read(), "", "libasound prints nothing")

    def test_told_once_in_the_terminal(self):
        with Interactive(self, "nothing", "nothing") as phone:
            phone.terminal.until(lambda t: phone.says("Aucun son ici"), 25)
            phone.terminal.read(1.5)     # time enough for three more tries at the devices
            self.assertEqual(phone.words().count("Aucun son ici"), 1)
            self.assertNotIn(b"ALSA", phone.terminal.bytes)


if __name__ == "__main__":
    unittest.main(verbosity=2)
