"""The desk's sound on the real program: voice and call in their ears, nothing of the voice to the caller, recordings."""
import cmath, json, math, os, struct, subprocess, time, unittest

from rig_case import RUN, RigCase, folder, setUpModule, tearDownModule
import peerlib
from peerlib import Baresip, Cap
from rtp_judge import bursts, decode, frequency
from softphone import PROGRAM, account
from terminal import Terminal


def stereo(path):
    """(rate, left, right); copes with a file that grows."""
    data = open(path, "rb").read()
    rate = struct.unpack("<I", data[24:28])[0]
    body = data[44:len(data) - len(data) % 4]
    samples = struct.unpack("<%dh" % (len(body) // 2), body)
    return rate, samples[::2], samples[1::2]


def level(samples):
    """dB below full scale, without the constant part."""
    if not samples: return -200.0
    mean = sum(samples) / len(samples)
    return 10 * math.log10(max(sum((x - mean) ** 2 for x in samples) / len(samples), 1e-6) / 32768 ** 2)


def config(*lines, **keys):
    text = 'language = "fr"\n' + account() + "\n".join(lines) + "\n[audio]\n"
    keys = dict({"microphone": "silence:", "headset": "null:", "codecs": ["pcma"]}, **keys)
    return text + "".join("%s = %s\n" % (key, json.dumps(value)) for key, value in keys.items())


class Desk(RigCase):
    """The program on a terminal, and what it is asked meanwhile."""

    def ask(self, place, method, *values):
        answer = subprocess.run([PROGRAM, "ctl", method, *values], capture_output=True, text=True, timeout=20,
                                env=dict(os.environ, XDG_RUNTIME_DIR=place, HOME=place))
        return json.loads(answer.stdout)["result"] if answer.returncode == 0 else None

    def until(self, found, what, timeout=15):
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            result = found()
            if result: return result
            time.sleep(0.1)
        self.fail(what)


class Ears(Desk):
    def test_each_ear_hears_its_own_and_the_caller_hears_no_voice(self):
        source = peerlib.tone(os.path.join(RUN, "ears-bursts.wav"), 440, 60, 8000, 1, 0.4, (0.25, 1.0))
        self.peer(Baresip, "bob", self.ports(), source="aufile," + source, codecs=["PCMA/8000/1"], answer="auto")
        place = folder("ears")           # a socket has 107 octets for its path
        os.makedirs(place, exist_ok=True)
        heard = os.path.join(place, "heard.wav")
        path = os.path.join(place, "config.toml")
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(config(headset="wav:" + heard, ears="voice_left"))
        argv = [PROGRAM, "--config", path, "--state", place, "--speech", "espeak"]
        with Terminal(argv, environment={"XDG_RUNTIME_DIR": place, "HOME": place}) as terminal:
            self.until(lambda: "registered" in [a["state"] for a in (self.ask(place, "account.list") or {"accounts": []})["accounts"]], "registered")
            with Cap(self.id(), "udp") as capture:
                self.assertIsNotNone(self.ask(place, "call.dial", "to=bob"))
                self.until(lambda: [c for c in self.ask(place, "call.list")["calls"] if c["state"] == "active"], "active")
                terminal.read_all(4)      # what a pick-up says is said
                start = os.path.getsize(heard) // 4 / 48000
                terminal.press("f3")      # Où: the voice speaks for seconds
                terminal.read_all(4)
                end = os.path.getsize(heard) // 4 / 48000
            terminal.press("f12")
        rate, left, right = stereo(heard)
        left, right = left[int(start * rate):int(end * rate)], right[int(start * rate):int(end * rate)]
        self.assertGreater(level(left), -40, "the voice in the left ear")
        found = [b for b in bursts(right, rate, 600) if b[1] > 0.2]
        self.assertGreaterEqual(len(found), 2, "the caller in the right ear: %s" % found)
        # Between the bursts of the caller the right ear is silent, though the voice speaks left.
        begin, length = found[0]
        pause = slice(int((begin + length + 0.1) * rate), int((begin + 0.95) * rate))
        self.assertGreater(level(left[pause]) - level(right[pause]), 60, (level(left[pause]), level(right[pause])))
        # While the voice is silent the left ear is, though the caller sounds right.
        quiet = [b for b in found if max(map(abs, left[int(b[0] * rate):int((b[0] + b[1]) * rate)])) == 0]
        self.assertTrue(quiet, "a burst of the caller is heard in the right ear alone")
        rows = capture.read("rtp.p_type==8", "udp.srcport", "rtp.payload")
        peers = {r[0] for r in rows}
        sent = [decode("pcma", [bytes.fromhex(r[1].replace(":", "")) for r in rows if r[0] == port])[1] for port in peers]
        ours = min(sent, key=level)
        self.assertGreater(len(ours), 8000 * 5)
        self.assertLess(level(ours), -60, "nothing of the voice is sent")


class Privacy(Desk):
    """EN 301 549 §5.1.3.9: what others hear tells nobody's name."""

    def test_a_loudspeaker_hears_that_somebody_calls_and_not_who(self):
        self.peer(Baresip, "bob", self.ports(), codecs=["PCMA/8000/1"], answer="auto")
        place = folder("room")
        heard = os.path.join(place, "heard.wav")
        os.makedirs(place, exist_ok=True)
        path = os.path.join(place, "config.toml")
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(config(headset="null:", private_devices=["wav:" + heard]))
        transcript = os.path.join(place, "transcript")
        argv = [PROGRAM, "--config", path, "--state", place, "--speech", "espeak", "--transcript", transcript]
        def words(): return [json.loads(line)["text"] for line in open(transcript)]
        with Terminal(argv, environment={"XDG_RUNTIME_DIR": place, "HOME": place}) as terminal:
            self.until(lambda: "registered" in [a["state"] for a in (self.ask(place, "account.list") or {"accounts": []})["accounts"]], "registered")
            self.ask(place, "call.dial", "to=bob")
            self.until(lambda: [c for c in self.ask(place, "call.list")["calls"] if c["state"] == "active"], "active")
            terminal.press("f2")          # Qui
            self.until(lambda: "À l'écran" in words(), "what was asked for stands on the screen")
            self.assertTrue(any("bob" in line for line in terminal.display), terminal.display)
            self.ask(place, "audio.select", "role=headset", "device=wav:" + heard)
            terminal.press("f3")          # Où
            self.until(lambda: [w for w in words() if "bob" in w.lower()], "the agent alone hears the name")
            self.assertFalse([w for w in words()[:words().index("À l'écran") + 1] if "bob" in w.lower()], words())
            terminal.press("f12")


class Recording(RigCase):
    def phone(self, **options): return self.registered(config(**options))

    def talk(self, phone, **options):
        source = peerlib.tone(os.path.join(RUN, "record-bursts.wav"), 440, 60, 8000, 1, 0.4, (0.25, 1.0))
        bob = self.peer(Baresip, "bob", self.ports(), source="aufile," + source, codecs=["PCMA/8000/1"], answer="auto", **options)
        call = phone.dial("bob")
        phone.wait("call.changed", call=call, state="active")
        return bob, call

    def test_both_ends_and_the_notice(self):
        phone = self.phone(microphone="tone:1000")
        bob, call = self.talk(phone)
        place = folder(self.id()) + "/recordings/"
        phone.ask("call.mute", call=call, on=True)
        phone.ask("call.record", call=call, path=place, on=True)
        phone.wait("call.changed", call=call, recorded=True)
        time.sleep(4)                     # the notice, and the peer's sound
        phone.ask("call.mute", call=call, on=False)
        time.sleep(1.5)                   # the agent's own
        phone.ask("call.record", call=call, on=False)
        phone.wait("call.changed", call=call, state="active")
        phone.hang_up(call)
        phone.wait("call.ended", call=call)
        phone.__exit__()
        names = os.listdir(place)
        self.assertEqual(len(names), 1, names)
        path = os.path.join(place, names[0])
        self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)
        rate, agent, peer = stereo(path)
        self.assertEqual(rate, 16000)
        # It begins when the peer has heard so.
        self.assertTrue(2.5 < len(agent) / rate < 5, len(agent) / rate)
        self.assertEqual(struct.unpack("<I", open(path, "rb").read()[40:44])[0], len(agent) * 4)
        found = [b for b in bursts(peer, rate, 600) if b[1] > 0.2]
        self.assertGreaterEqual(len(found), 2, found)
        cut = peer[int((found[0][0] + 0.05) * rate):int((found[0][0] + 0.2) * rate)]
        self.assertAlmostEqual(frequency(cut, rate, 440.0), 440.0, delta=2.0)
        # What is not sent is not recorded; what is sent is.
        self.assertEqual(max(map(abs, agent[:len(agent) - 2 * rate])), 0, "the muted microphone")
        self.assertAlmostEqual(frequency(agent[-rate // 2:-rate // 4], rate, 1000.0), 1000.0, delta=2.0)
        # The peer heard the notice though the microphone was muted.
        bob.stop()
        rate, told = peerlib.read_wav(bob.rec())
        spoken = [x for x in range(0, len(told) - rate // 10, rate // 10) if level(told[x:x + rate // 10]) > -45]
        self.assertGreater(len(spoken) / 10, 1.0, "seconds of notice and tone")

    def test_an_opus_recording_opens_in_other_programs(self):
        phone = self.phone(microphone="tone:1000")
        _, call = self.talk(phone)
        path = os.path.join(folder(self.id()), "call.opus")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        phone.ask("call.record", call=call, path=path, on=True)
        phone.wait("call.changed", call=call, recorded=True)
        time.sleep(5)
        phone.hang_up(call)
        phone.wait("call.ended", call=call)
        phone.__exit__()
        told = subprocess.run(["opusinfo", path], capture_output=True, text=True, timeout=20)
        self.assertEqual(told.returncode, 0, told.stdout + told.stderr)
        self.assertNotIn("WARNING", told.stdout + told.stderr)
        decoded = path + ".wav"
        subprocess.run(["opusdec", "--quiet", "--rate", "16000", path, decoded], check=True, timeout=20)
        rate, agent, peer = stereo(decoded)
        self.assertTrue(2 < len(agent) / rate < 6, len(agent) / rate)
        self.assertLess(os.path.getsize(path), len(agent) / rate * 9000)
        self.assertAlmostEqual(frequency(agent[rate:rate + rate // 4], rate, 1000.0), 1000.0, delta=2.0)
        found = [b for b in bursts(peer, rate, 600) if b[1] > 0.2]
        self.assertGreaterEqual(len(found), 2, found)

    def test_a_file_that_cannot_be_written_is_told(self):
        phone = self.phone()
        _, call = self.talk(phone)
        with self.assertRaises(RuntimeError): phone.ask("call.record", call=call, path="relative.wav", on=True)
        phone.ask("call.record", call=call, path="/proc/none.wav", on=True)
        phone.wait("command.refused", problem="notRecordable")
        self.assertNotIn("recorded", next(c for c in phone.ask("call.list")["calls"] if c["call"] == call))
        kept = folder(self.id()) + ".wav"
        with open(kept, "w") as file: file.write("mine")
        phone.ask("call.record", call=call, path=kept, on=True)
        phone.wait("command.refused", problem="notRecordable")
        self.assertEqual(open(kept).read(), "mine", "no file is overwritten")


class Listener(RigCase):
    """What files that stand for headsets were given."""

    def amplitude(self, place, hertz):
        """Of one frequency in the left ear, in the last second that was written."""
        try: body = open(place, "rb").read()[44:]
        except FileNotFoundError: return 0
        frames = min(48000, len(body) // 4)
        left = struct.unpack("<%dh" % (2 * frames), body[len(body) // 4 * 4 - 4 * frames:len(body) // 4 * 4])[::2]
        turn = 2j * math.pi * hertz / 48000
        return 2 * abs(sum(sample * cmath.exp(turn * i) for i, sample in enumerate(left))) / max(frames, 1)

    def until(self, found, what):
        end = time.monotonic() + 20
        while not found(): self.assertLess(time.monotonic(), end, what)


class Devices(Listener):
    """Devices, levels and the side tone, changed by a script while a call is up."""

    def test_they_change_during_a_call(self):
        phone = self.registered(config(microphone="tone:1000", side_tone=25))
        source = peerlib.tone(os.path.join(RUN, "devices-bursts.wav"), 440, 60, 8000, 1, 0.4, (0.25, 1.0))
        self.peer(Baresip, "bob", self.ports(), source="aufile," + source, codecs=["PCMA/8000/1"], answer="auto")
        call = phone.dial("bob")
        phone.wait("call.changed", call=call, state="active")
        chosen = {choice["role"]: choice for choice in phone.ask("audio.list")["chosen"]}
        self.assertEqual({role: choice["device"] for role, choice in chosen.items()},
                         {"microphone": "tone:1000", "headset": "null:", "voice": "null:", "ring": "null:"})
        place = folder(self.id()) + ".wav"
        phone.ask("audio.select", role="headset", device="wav:" + place)
        self.until(lambda: self.amplitude(place, 440) > 500, "the caller, in the file")
        self.until(lambda: abs(self.amplitude(place, 1000) - 2500) < 250, "the side tone, a quarter of the microphone")
        phone.ask("call.mute", call=call, on=True)
        self.until(lambda: self.amplitude(place, 1000) < 50, "muted, the agent does not hear themselves")
        phone.ask("audio.level", role="headset", level=0)
        self.until(lambda: self.amplitude(place, 440) < 5, "the caller at level 0")
        phone.ask("call.mute", call=call, on=False)
        phone.ask("audio.level", role="microphone", level=50)
        self.until(lambda: abs(self.amplitude(place, 1000) - 1250) < 125, "half the microphone")
        self.assertEqual([c["level"] for c in phone.ask("audio.list")["chosen"] if c["role"] == "headset"], [0])
        for role, device, words in (("voice", "null:", "no device of its own"), ("headset", "tone:5", "no frequency"), ("headset", "tone:500", "role")):
            with self.assertRaisesRegex(RuntimeError, words): phone.ask("audio.select", role=role, device=device)
        phone.ask("audio.select", role="headset", device="alsa:no-such-card")
        phone.wait("device.changed", role="headset", state="lost")
        phone.hang_up(call)
        phone.wait("call.ended", call=call)


class OwnSound(Listener):
    def test_a_call_has_a_microphone_and_a_headset_of_its_own(self):
        place = folder("own")
        os.makedirs(place, exist_ok=True)
        shared, own = os.path.join(place, "shared.wav"), os.path.join(place, "own.wav")
        phone = self.registered(config(microphone="tone:1000", headset="wav:" + shared))
        source = peerlib.tone(os.path.join(RUN, "own.wav"), 600, 60, 8000, 1, 0.4, (0.25, 1.0))
        self.peer(Baresip, "bob", self.ports(), source="aufile," + source, codecs=["PCMA/8000/1"], answer="auto")
        call = phone.dial("bob")
        phone.wait("call.changed", call=call, state="active")
        self.until(lambda: self.amplitude(shared, 600) > 500, "the call in the headset of all")
        for microphone, headset, words in (("tone:5", "null:", "frequency"), ("tone:500", "tone:500", "headset"), ("tone:500", "wav:" + shared, "uses")):
            with self.assertRaisesRegex(RuntimeError, words): phone.ask("call.audio", call=call, microphone=microphone, headset=headset)
        with Cap(self.id(), "udp") as capture:
            phone.ask("call.audio", call=call, microphone="tone:1500", headset="wav:" + own)
            self.until(lambda: self.amplitude(own, 600) > 500, "the call in its own headset")
            self.until(lambda: self.amplitude(shared, 600) < 50, "and no more in the other")
            time.sleep(1)
        rows = capture.read("rtp.p_type==8", "udp.srcport", "rtp.payload")
        sent = [decode("pcma", [bytes.fromhex(r[1].replace(":", "")) for r in rows if r[0] == port])[1][-4000:] for port in {r[0] for r in rows}]
        def strength(sound, hertz): return abs(sum(x * cmath.exp(2j * math.pi * hertz * i / 8000) for i, x in enumerate(sound))) * 2 / len(sound)
        self.assertGreater(max(strength(sound, 1500) for sound in sent), 2000, "its own microphone is sent")
        self.assertLess(max(strength(sound, 1000) for sound in sent), 200, "and not the other")
        phone.ask("call.audio", call=call)
        self.until(lambda: self.amplitude(shared, 600) > 500, "in the headset of all again")
        phone.ask("call.audio", call=call, microphone="alsa:no-such-card", headset="null:")
        phone.wait("device.changed", call=call, role="microphone", state="absent")
        def threads(): return len(os.listdir("/proc/%d/task" % phone.process.pid))
        before = threads()
        phone.hang_up(call)
        phone.wait("call.ended", call=call)
        self.until(lambda: threads() <= before - 2, "its devices are closed")


class Microphone(RigCase):
    def test_speaking_while_muted_and_silence_are_told(self):
        place = folder("speech.wav")
        # Syllables of 200 ms at 300 Hz, then 12 s of nothing.
        with open(place, "wb") as file:
            sound = [int(6000 * math.sin(2 * math.pi * 300 * i / 8000)) if i % 2400 < 1600 else i % 5 * 8 for i in range(8000 * 4)]
            body = struct.pack("<%dh" % len(sound), *sound) + bytes(2 * 8000 * 12)
            file.write(b"RIFF" + struct.pack("<I", 36 + len(body)) + b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 16000, 2, 16))
            file.write(b"data" + struct.pack("<I", len(body)) + body)
        phone = self.registered(config(microphone="wav:" + place))
        self.peer(Baresip, "bob", self.ports(), codecs=["PCMA/8000/1"], answer="auto")
        call = phone.dial("bob")
        phone.wait("call.changed", call=call, state="active")
        phone.ask("call.mute", call=call, on=True)
        phone.wait("device.changed", role="microphone", state="speakingWhileMuted", timeout=20)
        phone.ask("call.mute", call=call, on=False)
        phone.wait("device.changed", role="microphone", state="silent", timeout=30)
        phone.wait("device.changed", role="microphone", state="heard", timeout=10)


if __name__ == "__main__":
    unittest.main(verbosity=2)
