"""Latencies and memory of the real program: keys on a pseudo-terminal (alone, or inside tmux) and INVITEs on a socket go in; the
bytes for the screen are timed as they come, and the sound that the headset's file receives as it is written. A loaded machine only
makes the figures worse, never better.

The headset's clock takes a period (10 ms) at a time, so the file shows a sample up to a period after the program made it.
`key_to_first_sample`, `key_to_silence` and `invite_to_first_sample` hold that wait. `key_to_device` is without it, and subtracts
nothing: the file tells when the device takes its periods, so a key is pressed a known time (a lead) before the next one, and either the
sound is in that period or it missed it. The share of keys that made it with a lead of x ms is the share of latencies of x ms at
most: the smallest lead with which 95 of 100 made it is the 95th percentile.

What the terminal, tmux, this machine and Python themselves take is measured in the same run by a program that echoes each key
(`echo_to_screen`): compare with that, the machine moves. Standard library only."""
import collections, json, os, socket, tempfile, time
from caller import Caller
from keyboard import ECHO, Keyboard

HEADER = 44
#: Times that a key is pressed anew where this machine did not press it when it was to.
TRIES = 4
#: Milliseconds from one period of the headset's clock to the next.
PERIOD = 10
#: name → (aim, limit): both for the 95th percentile; milliseconds, or megabytes.
#: Of memory the aim is for the program that users get (54 where this was written); the debug one, whose code is not optimised, had 73.
BOUNDS = {
    "invite_to_first_sample": (50, 150), "key_to_first_sample": (20, 25), "key_to_silence": (20, 20),
    "key_to_device": (10, 20), "key_to_device_in_tmux": (15, 20), "key_to_screen": (10, 20), "key_to_screen_in_tmux": (15, 25),
    "key_to_screen_of_1000": (10, 25), "start_to_first_word": (300, 600), "memory_at_home_mb": (60, 80),
}
#: A thousand contacts, as the configuration has them.
CROWD = "".join('[[contact]]\nname = "Élodie Martin-%d"\naddress = "sip:04%08d@example.org"\n' % (n, n) for n in range(1000))

#: When it was written, and when its first and last samples that sound are heard (None in silence).
Piece = collections.namedtuple("Piece", "written first last")
Figure = collections.namedtuple("Figure", "name values aim limit")


def percentile(values, share):
    """Nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-len(ordered) * share // 100) - 1))]


class Recording:
    """The headset's file while it grows. Each piece written is stamped with the time at which it was seen."""

    def __init__(self, path):
        self.path, self.offset, self.pieces = path, HEADER, []
        self.file = None

    def poll(self):
        """Reads what is new; True where there was something."""
        if self.file is None:
            try: self.file = open(self.path, "rb", buffering=0)
            except FileNotFoundError: return False
        data = os.pread(self.file.fileno(), 1 << 16, self.offset)
        now = time.monotonic()
        if not data: return False
        self.offset += len(data)
        if data.count(0) == len(data): first = last = None
        else:
            # 48 samples a millisecond, four bytes each: what is written now is heard from now on
            first = now + (len(data) - len(data.lstrip(b"\0"))) / 192000
            last = now + len(data.rstrip(b"\0")) / 192000
        self.pieces.append(Piece(now, first, last))
        return True

    def until(self, wanted, most):
        """Polls until wanted(self) is not None, and returns that; TimeoutError after `most` seconds."""
        end = time.monotonic() + most
        while True:
            fresh = self.poll()
            result = wanted(self) if fresh else None
            if result is not None: return result
            if time.monotonic() > end: raise TimeoutError("not within %s s" % most)
            if not fresh: time.sleep(0.0003)

    def _end_of_sound(self, start, hold):
        """When the last sound ended, if at least `hold` seconds of silence were written since."""
        loud = [number for number in range(start, len(self.pieces)) if self.pieces[number].last is not None]
        after = loud[-1] + 1 if loud else start
        if after >= len(self.pieces) or self.pieces[-1].written - self.pieces[after].written < hold: return None
        return self.pieces[loud[-1]].last if loud else self.pieces[start].written

    def quiet(self, seconds, most=20):
        """Waits for so many seconds of written silence."""
        start = len(self.pieces)
        self.until(lambda r: r._end_of_sound(start, seconds), most)
        del self.pieces[:-1]

    def first_sound(self, most=3):
        """When the next sound began."""
        start = len(self.pieces)
        return self.until(lambda r: next((p.first for p in r.pieces[start:] if p.first is not None), None), most)

    def silence_begins(self, hold=0.1, most=3):
        """When the sound ended before a silence that holds."""
        start = len(self.pieces)
        return self.until(lambda r: r._end_of_sound(start, hold), most)


def echo(count, tmux=False):
    """What a key takes to the screen through a program that only echoes it."""
    with tempfile.TemporaryDirectory(prefix="clairvoix-latency.") as folder, Keyboard(ECHO, folder, tmux) as keyboard:
        time.sleep(1)
        keyboard.stop_draining()
        values = [keyboard.painted(b"x") * 1000 for _ in range(count)]
        return Figure("echo_to_screen" + "_in_tmux" * tmux, values, None, None)


class Program:
    """The program on the practice line in a terminal of its own, heard through a file.

        with Program(path) as program: program.keys(20)
    """

    def __init__(self, program, language="fr", tmux=False, more="", arguments=()):
        self.program, self.language, self.tmux, self.more, self.arguments = program, language, tmux, more, arguments

    def __enter__(self):
        self.place = tempfile.TemporaryDirectory(prefix="clairvoix-latency.")
        folder = self.place.name
        self.transcript = os.path.join(folder, "transcript")
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        config = os.path.join(folder, "config.toml")
        with open(os.open(config, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write('language = "%s"\n[audio]\nmicrophone = "silence:"\nheadset = "wav:%s/heard.wav"\n[sip]\nport = %d\n'
                       # whatever screen reader runs on this machine
                       '[voice]\nspoken_by = "self"\n%s'
                       % (self.language, folder, self.port, self.more))
        self.recording = Recording(os.path.join(folder, "heard.wav"))
        argv = [self.program, "--practice", "--speech", "espeak", "--config", config, "--state", folder, "--transcript", self.transcript]
        argv += list(self.arguments)
        self.keyboard = Keyboard(argv, folder, self.tmux, dict(XDG_RUNTIME_DIR=folder, HOME=folder)).__enter__()
        try:
            self.first_word = self.recording.first_sound(most=20) - self.keyboard.started
            self.recording.quiet(0.6)
        except TimeoutError as error:
            self.__exit__()
            raise RuntimeError("the program did not speak: %s\n%s" % (error, self.keyboard.output[-800:].decode(errors="replace")))
        return self

    def __exit__(self, *_):
        self.keyboard.__exit__()
        if self.recording.file: self.recording.file.close()
        self.place.cleanup()

    def press(self, key): return self.keyboard.press(key)

    def figure(self, name, values):
        if self.tmux: name += "_in_tmux"
        return Figure(name, values, *BOUNDS[name])

    # ---- the figures
    def to_device(self, leads, count):
        """Down and Up, each so many milliseconds before the device takes a period: of a hundred keys, with which lead each made it."""
        made = []
        for lead in leads:
            done = [self._made(number, lead) for number in range(count)]
            made.append(100 * done.count(True) // count)
        return self.figure("key_to_device", [
            next((lead for lead, share in zip(leads, made) if share >= hundredth), float("inf")) for hundredth in range(1, 101)])

    def _made(self, number, lead):
        """Whether the sound of a key was in the period that the device took `lead` milliseconds after it."""
        recording, later = self.recording, -(-lead // PERIOD) - 1        # periods taken between the two
        isMade = False
        for _ in range(TRIES):
            self.press(b"s")
            recording.quiet(0.04)
            taken = recording.until(lambda r: r.pieces[-1].written, 1)
            while time.monotonic() < taken + ((later + 1) * PERIOD - lead) / 1000: time.sleep(0.0002)
            recording.poll()
            before = len(recording.pieces)
            pressed = self.press(b"\033[B" if number % 4 < 2 else b"\033[A")
            recording.first_sound()
            pieces = recording.pieces[before:]
            isMade = any(piece.first is not None for piece in pieces[:later + 1])
            if len(pieces) <= later: continue
            # Seen late, or two periods at once: this machine was elsewhere.
            if abs((pieces[later].written - pressed) * 1000 - lead) > 1: continue
            break
        return isMade

    def to_screen(self, count, name="key_to_screen", keys=(b"\033[B", b"\033[B", b"\033[A", b"\033[A")):
        """From a key to the bytes that paint what it changes."""
        self.keyboard.stop_draining()
        values = [self.keyboard.painted(keys[number % len(keys)]) * 1000 for number in range(count)]
        self.keyboard.drain()
        return self.figure(name, values)

    def to_crowd(self, count):
        """A thousand contacts are narrowed letter by letter."""
        for key in (b"\033[23~", b"c", b"\r", b"\033[1~"):
            self.press(key)
            time.sleep(0.3)
        return self.to_screen(count, "key_to_screen_of_1000", [letter.encode() for letter in "martin-99"] + [b"\177"] * 9)

    def start(self): return self.figure("start_to_first_word", [self.first_word * 1000])

    def memory(self):
        """What is resident now."""
        for line in open("/proc/%d/status" % self.keyboard.program()):
            if line.startswith("VmRSS"): return self.figure("memory_at_home_mb", [int(line.split()[1]) / 1024])

    def keys(self, count):
        """Down and Up in a list: from the key to the first sample of the line's name."""
        values = []
        for number in range(count):
            self.recording.quiet(0.05)
            time.sleep(0.0137 * (number % 5))        # no fixed phase to the headset's clock
            self.recording.poll()
            pressed = self.press(b"\033[B" if number % 4 < 2 else b"\033[A")
            values.append((self.recording.first_sound() - pressed) * 1000)
        self.recording.quiet(0.3)
        return self.figure("key_to_first_sample", values)

    def silences(self, count):
        """S while the answer of O is spoken: from the key to the first silent period."""
        values = []
        for number in range(count):
            self.recording.quiet(0.05)
            self.press(b"o")
            self.recording.first_sound()
            until = time.monotonic() + 0.08 + 0.0137 * (number % 5)
            while time.monotonic() < until: self.recording.poll(); time.sleep(0.0005)
            # not in a pause between two words
            self.recording.first_sound()
            time.sleep(0.0023 * (number % 5))        # no fixed phase to the headset's clock
            pressed = self.press(b"s")
            values.append((self.recording.silence_begins() - pressed) * 1000)
        return self.figure("key_to_silence", values)

    def invitations(self, count):
        """A caller's INVITE sent by loopback: to the first sample of the earcon, the ring or the name."""
        values = []
        for number in range(count):
            self.recording.quiet(0.3)
            caller = Caller(self.port)
            try:
                sent = caller.invite()
                values.append((self.recording.first_sound() - sent) * 1000)
                caller.ringing()
                caller.cancel()
            finally: caller.socket.close()
            try: self.recording.quiet(0.25, most=0.6)
            except TimeoutError: pass
            self.press(b"s")
        self.recording.quiet(0.3)
        return self.figure("invite_to_first_sample", values)

    def told(self):
        """Enqueued to started, as the program's own transcript has it, of what the voice began to say."""
        lines = [json.loads(line) for line in open(self.transcript)]
        values = [l["started"] - l["enqueued"] for l in lines if l.get("started") is not None and l["priority"] == "text"]
        return Figure("transcript_enqueued_to_started", values, None, None)
