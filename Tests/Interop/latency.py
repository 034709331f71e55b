"""Latencies of the real program: keys on a pseudo-terminal and INVITEs on a socket go in, and the sound that the headset's
file receives is timed as it is written. Sees the first sample a period (10 ms) of the headset's clock at most after it was
made; a loaded machine only makes the figures worse, never better. Standard library only."""
import collections, json, os, pty, re, select, signal, socket, tempfile, threading, time

HEADER = 44
#: name → (aim, limit) in milliseconds, both for the 95th percentile.
BOUNDS = {"invite_to_first_sample": (30, 150), "key_to_first_sample": (10, 25), "key_to_silence": (20, 20)}

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


class Program:
    """The program on the practice line in a terminal of its own, heard through a file.

        with Program(path) as program: program.keys(20)
    """

    def __init__(self, program, language="fr"):
        self.program, self.language = program, language

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
                       % (self.language, folder, self.port))
        self.recording = Recording(os.path.join(folder, "heard.wav"))
        argv = [self.program, "--practice", "--speech", "espeak", "--config", config, "--state", folder, "--transcript", self.transcript]
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="linux", LC_ALL="C.UTF-8", XDG_RUNTIME_DIR=folder, HOME=folder)
            try: os.execv(argv[0], argv)
            finally: os._exit(127)
        self.output = b""
        self.isEnding = False
        self.reader = threading.Thread(target=self._drain, daemon=True)
        self.reader.start()
        try:
            self.recording.first_sound(most=20)
            self.recording.quiet(0.6)
        except TimeoutError as error:
            self.__exit__()
            raise RuntimeError("the program did not speak: %s\n%s" % (error, self.output[-800:].decode(errors="replace")))
        return self

    def _drain(self):
        while not self.isEnding:
            if not select.select([self.terminal], [], [], 0.2)[0]: continue
            try: data = os.read(self.terminal, 65536)
            except OSError: return
            if not data: return
            self.output = (self.output + data)[-4000:]

    def __exit__(self, *_):
        try: os.kill(self.pid, signal.SIGTERM)
        except OSError: pass
        end = time.monotonic() + 6
        while time.monotonic() < end:
            if os.waitpid(self.pid, os.WNOHANG)[0]: break
            time.sleep(0.02)
        else:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        self.isEnding = True
        self.reader.join()
        os.close(self.terminal)
        if self.recording.file: self.recording.file.close()
        self.place.cleanup()

    def press(self, key):
        """The time just before the key is written."""
        now = time.monotonic()
        os.write(self.terminal, key)
        return now

    # ---- the figures
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
        return Figure("key_to_first_sample", values, *BOUNDS["key_to_first_sample"])

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
        return Figure("key_to_silence", values, *BOUNDS["key_to_silence"])

    def invitations(self, count):
        """A caller's INVITE sent by loopback: to the first sample of the earcon, the ring or the name."""
        values = []
        for number in range(count):
            self.recording.quiet(0.3)
            caller = Caller(self.port)
            try:
                sent = caller.invite()
                values.append((self.recording.first_sound() - sent) * 1000)
                caller.cancel()
            finally: caller.socket.close()
            try: self.recording.quiet(0.25, most=0.6)
            except TimeoutError: pass
            self.press(b"s")
        self.recording.quiet(0.3)
        return Figure("invite_to_first_sample", values, *BOUNDS["invite_to_first_sample"])

    def told(self):
        """Enqueued to started, as the program's own transcript has it, of what the voice began to say."""
        lines = [json.loads(line) for line in open(self.transcript)]
        values = [l["started"] - l["enqueued"] for l in lines if l.get("started") is not None and l["priority"] == "text"]
        return Figure("transcript_enqueued_to_started", values, None, None)


class Caller:
    """One call over UDP: INVITE, CANCEL, ACK (RFC 3261 §9.1, §17.1.1.3)."""
    number = 0

    def __init__(self, port):
        Caller.number += 1
        self.port, self.tag = port, "%d-%d" % (os.getpid(), Caller.number)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.settimeout(2)

    def _request(self, method, to_tag="", body=""):
        host = "127.0.0.1:%d" % self.socket.getsockname()[1]
        lines = ["%s sip:agent@127.0.0.1:%d SIP/2.0" % (method, self.port), "Via: SIP/2.0/UDP %s;branch=z9hG4bK%s" % (host, self.tag),
                 "Max-Forwards: 70", 'From: "Nadia Benali" <sip:0612345678@127.0.0.1>;tag=%s' % self.tag,
                 "To: <sip:agent@127.0.0.1>%s" % to_tag, "Call-ID: %s@latency" % self.tag, "CSeq: 1 %s" % method]
        if method == "INVITE": lines += ["Contact: <sip:caller@%s>" % host]
        if body: lines += ["Content-Type: application/sdp"]
        lines += ["Content-Length: %d" % len(body), "", body]
        return "\r\n".join(lines).encode()

    def invite(self):
        body = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n"
        message = self._request("INVITE", body=body)
        now = time.monotonic()
        self.socket.sendto(message, ("127.0.0.1", self.port))
        return now

    def _answer(self, status, method):
        while True:
            text = self.socket.recv(65536).decode(errors="replace")
            if text.startswith("SIP/2.0 %d" % status) and re.search(r"(?im)^cseq: *1 %s" % method, text): return text

    def cancel(self):
        self._answer(180, "INVITE")
        self.socket.sendto(self._request("CANCEL"), ("127.0.0.1", self.port))
        final = self._answer(487, "INVITE")
        tag = re.search(r"(?im)^to:.*?(;tag=[^;\s]+)", final)
        self.socket.sendto(self._request("ACK", tag.group(1) if tag else ""), ("127.0.0.1", self.port))
