"""The real program speaking through Debian's Speech Dispatcher, on a socket, with settings and a sound server of its own; through one
that dies, hangs, or is not there yet; and through the fake of Readers/ssip_log.py."""
import array, json, os, re, shutil, signal, socket, subprocess, sys, tempfile, threading, time, unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "Readers")]
from softphone import PROGRAM
from terminal import Terminal
import ssip_log

HEADSET = os.path.join(HERE, "Sound", "headset")
MODULES = "/etc/speech-dispatcher/modules"
HAS_ALL = all(shutil.which(tool) for tool in ("speech-dispatcher", "pulseaudio", "pactl")) and os.path.isdir(MODULES)


def shows(text): return lambda terminal: any(text in line for line in terminal.display)


class Relay:
    """Stands between a client and a server, and notes each line with its time and its side: `>` to the server, `<` from it."""

    def __init__(self, path, target, refuses=None):
        """`refuses`: a command that the server is not asked and does not know."""
        self.path, self.target, self.lines, self.news, self.refuses = path, target, [], threading.Condition(), refuses
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(path)
        self.listener.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try: client, _ = self.listener.accept()
            except OSError: return
            server = socket.socket(socket.AF_UNIX)
            try: server.connect(self.target)
            except OSError:
                client.close()
                continue
            for pair in ((client, server, ">"), (server, client, "<")): threading.Thread(target=self._copy, args=pair, daemon=True).start()

    def _copy(self, source, sink, side):
        rest = b""
        while True:
            try:
                got = source.recv(4096)
                # One command is under way at a time: it comes by itself.
                if side == ">" and self.refuses and got == (self.refuses + "\r\n").encode(): source.sendall(b"500 ERR INVALID COMMAND\r\n")
                elif got: sink.sendall(got)
            except OSError: got = b""
            now = time.monotonic()
            if not got: break
            *whole, rest = (rest + got).split(b"\r\n")
            with self.news:
                self.lines += [(now, side, line.decode()) for line in whole]
                self.news.notify_all()
        for end in (source, sink):
            try: end.shutdown(socket.SHUT_RDWR)
            except OSError: pass

    def close(self): self.listener.close()

    def all(self, side): return [line for _, s, line in list(self.lines) if s == side]

    def said(self): return [ssip_log.words(line) for line in self.all(">")]

    def is_over(self, words):
        """Said, and something has come to its end since."""
        said = [number for number, (_, side, line) in enumerate(list(self.lines)) if side == ">" and ssip_log.words(line) == words]
        return bool(said) and any(line == "702 END" for _, _, line in self.lines[said[-1]:])

    def until(self, found, seconds=10):
        end = time.monotonic() + seconds
        with self.news:
            while not found():
                left = end - time.monotonic()
                if left <= 0: raise TimeoutError("\n".join("%.3f %s %s" % line for line in self.lines[-40:]))
                self.news.wait(left)

    def delays(self):
        """Seconds from each SPEAK to its BEGIN, of the messages that began."""
        asked, since, found = {}, 0, []
        for when, side, line in list(self.lines):
            if side == ">" and line == "SPEAK": since = when
            elif side == "<" and line.startswith("225-"): asked.setdefault(line[4:], since)
            elif side == "<" and line.startswith("701-") and line[4:] in asked: found.append(when - asked.pop(line[4:]))
        return found


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="clairvoix-speech.")
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.transcript = os.path.join(self.folder, "transcript")

    def open(self, address, **environment):
        path = os.path.join(self.folder, "config.toml")
        with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write('[voice]\nengine = "speech-dispatcher"\nspoken_by = "self"\n[audio]\nmicrophone = "silence:"\nheadset = "null:"\n'
                       'private_devices = ["null:"]\n')
        runtime = os.path.join(self.folder, "phone-run")
        os.makedirs(runtime, 0o700, exist_ok=True)
        argv = [PROGRAM, "--practice", "--language", "fr", "--config", path, "--state", self.folder, "--transcript", self.transcript]
        terminal = Terminal(argv, environment=dict(
            {"SPEECHD_ADDRESS": "unix_socket:" + address, "XDG_RUNTIME_DIR": runtime, "HOME": self.folder, "USER": "anne"}, **environment))
        terminal.__enter__()
        self.addCleanup(terminal.__exit__)
        return terminal

    def said(self):
        if not os.path.exists(self.transcript): return []
        return [json.loads(line) for line in open(self.transcript, encoding="utf-8") if line.endswith("\n")]

    def outcomes(self, text): return [line["outcome"] for line in self.said() if text in line["text"]]

    def until_said(self, terminal, text, outcome="finished", seconds=15):
        terminal.until(lambda _: outcome in self.outcomes(text), seconds)


@unittest.skipUnless(HAS_ALL, "speech-dispatcher, speech-dispatcher-espeak-ng or pulseaudio is not installed")
class RealServer(Case):
    def setUp(self):
        super().setUp()
        self.pulse = os.path.join(self.folder, "pulse")
        told = subprocess.run([HEADSET, "start", self.pulse], check=True, stdout=subprocess.PIPE, text=True).stdout
        self.addCleanup(subprocess.run, [HEADSET, "stop", self.pulse], check=False)
        self.sound = dict(word.split("=", 1) for word in told.split()[1:])
        # What a user's own folder holds, in the place where it is looked for.
        self.settings = os.path.join(self.folder, ".config", "speech-dispatcher")
        os.makedirs(self.settings)
        os.symlink(MODULES, os.path.join(self.settings, "modules"))
        with open(os.path.join(self.settings, "speechd.conf"), "w") as file:
            file.write('LogLevel 3\nLogDir "%s"\nAudioOutputMethod "pulse"\nDefaultRate 20\nTimeout 5\n'
                       'AddModule "espeak-ng" "sd_espeak-ng" "espeak-ng.conf"\nDefaultModule espeak-ng\n' % self.folder)
        self.socket = os.path.join(self.folder, "speechd.sock")

    def serve(self):
        environment = dict(os.environ, HOME=self.folder, **self.sound)
        server = subprocess.Popen(["speech-dispatcher", "-s", "-t", "0", "-c", "unix_socket", "-S", self.socket, "-P", self.socket + ".pid",
                                   "-C", self.settings], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(self.end, server)
        end = time.monotonic() + 15
        while True:
            probe = socket.socket(socket.AF_UNIX)
            try:
                probe.connect(self.socket)
                probe.sendall(b"QUIT\r\n")
                return server
            except OSError:
                if time.monotonic() > end: raise
                time.sleep(0.05)
            finally: probe.close()

    def end(self, server, how=signal.SIGTERM):
        if server.poll() is None: server.send_signal(how)
        server.wait(10)

    def relay(self, refuses=None):
        relay = Relay(os.path.join(self.folder, "relay.sock"), self.socket, refuses)
        self.addCleanup(relay.close)
        return relay

    def test_words_cuts_and_the_voice_that_its_user_chose(self):
        self.serve()
        relay = self.relay()
        terminal = self.open(relay.path)
        self.until_said(terminal, "Prêt")
        sent = relay.all(">")
        self.assertEqual(sent[:4], ["SET SELF CLIENT_NAME anne:clairvoix:main", "SET SELF NOTIFICATION BEGIN on",
                                    "SET SELF NOTIFICATION END on", "SET SELF NOTIFICATION CANCEL on"])
        self.assertIn("SET SELF SSML_MODE on", sent)
        self.assertIn("SET SELF LANGUAGE fr", sent)
        self.assertIn("SET SELF PRIORITY text", sent)
        # Line by line, each heard to its end.
        for key in ("down", "down", "up", "down", "down", "up", "up", "up") * 3:
            ended, before = relay.all("<").count("702 END"), terminal.line
            terminal.send(key)
            terminal.until(lambda t: t.line != before, 5)
            line = terminal.line
            relay.until(lambda: relay.all("<").count("702 END") > ended)
            self.assertIn(line, relay.said())
        delays = sorted(relay.delays())
        # A BEGIN may come before the number of its message.
        self.assertGreaterEqual(len(delays), 16, relay.lines)
        self.assertLess(delays[len(delays) // 2], 0.1)
        print("SPEAK to BEGIN of %d: median %.0f ms, p95 %.0f ms, longest %.0f ms" % (
            len(delays), *(1000 * delays[int(part * (len(delays) - 1))] for part in (0.5, 0.95, 1))), end=" ", file=sys.stderr)
        # A key during the words: they are cut at once.
        terminal.send("h")
        terminal.settle(0.2)
        line = terminal.line
        relay.until(lambda: line in relay.said())
        before, pressed = relay.all(">").count("CANCEL SELF"), time.monotonic()
        terminal.send("down")
        relay.until(lambda: relay.all(">").count("CANCEL SELF") > before)
        cut = [when for when, side, line in relay.lines if line == "CANCEL SELF"][-1] - pressed
        print("key to CANCEL %.0f ms" % (1000 * cut), end=" ", file=sys.stderr)
        self.assertLess(cut, 0.25)
        relay.until(lambda: "703 CANCELED" in relay.all("<"))
        self.assertFalse([line for line in relay.all(">") if re.match(r"(SET SELF|GET) (RATE|PITCH|VOLUME|VOICE|OUTPUT|PUNCT|SYNTH)", line)])
        # The agent's own key moves what its user had chosen.
        terminal.press("bs", "u")
        relay.until(lambda: [line for line in relay.all(">") if line.startswith("SET SELF RATE")])
        self.assertIn("251-20", relay.all("<"))
        rate = int([line for line in relay.all(">") if line.startswith("SET SELF RATE")][0].split()[-1])
        self.assertGreater(rate, 20)
        self.assertFalse([line for line in relay.all("<") if line[0] in "345"], "errors")

    def until_recorded(self, path, octets):
        end = time.monotonic() + 10
        while not os.path.exists(path) or os.path.getsize(path) < octets:
            self.assertLess(time.monotonic(), end, "nothing is recorded")
            time.sleep(0.02)

    def pauses(self, refuses=None):
        """Milliseconds of the two longest silences in "This is the voice, 04, 76, 15", and of the whole, as the headset has them."""
        relay = self.relay(refuses)
        terminal = self.open(relay.path)
        self.until_said(terminal, "Prêt")
        # The page Sound begins with what tries the voice.
        terminal.send("f11")
        terminal.press("s", "enter")
        terminal.until(lambda t: "Essayer la voix" in t.line, 5)
        relay.until(lambda: relay.is_over("Essayer la voix"))
        path = os.path.join(self.folder, "heard.raw")
        recorder = subprocess.Popen(["parec", "-d", "headset.monitor", "--format=s16le", "--rate=8000", "--channels=1", "--latency-msec=10",
                                     path], env=dict(os.environ, HOME=self.folder, **self.sound))
        self.addCleanup(recorder.kill)
        self.until_recorded(path, 1600)  # It runs.
        ended = relay.all("<").count("702 END")
        terminal.send("enter")
        relay.until(lambda: relay.all("<").count("702 END") > ended)
        self.until_recorded(path, os.path.getsize(path) + 8000)  # What was still on its way.
        recorder.terminate()
        recorder.wait(10)
        relay.close()
        self.assertTrue(any("04, 76, 15" in line for line in relay.said()), relay.said())
        with open(path, "rb") as file: heard = file.read()
        sound = array.array("h", heard[:len(heard) // 2 * 2])
        loud = [at // 40 for at in range(0, len(sound) - 40, 40) if max(map(abs, sound[at:at + 40])) > 150]
        gaps = [(after - before - 1) * 5 for before, after in zip(loud, loud[1:])]
        return gaps, (loud[-1] - loud[0]) * 5, relay

    def test_the_groups_of_a_number_are_apart(self):
        self.serve()
        gaps, length, relay = self.pauses()
        self.assertIn('<break time="120ms"/>', "".join(relay.all(">")))
        self.assertGreaterEqual(len([gap for gap in gaps if gap >= 120]), 2, gaps)
        print("silences %s ms" % sorted(gaps)[-3:], end=" ", file=sys.stderr)

    def test_a_server_that_knows_no_ssml_is_given_plain_text(self):
        self.serve()
        gaps, length, relay = self.pauses("SET SELF SSML_MODE on")
        self.assertFalse([line for line in relay.all(">") if "<" in line])
        self.assertFalse([line for line in relay.all("<") if line[0] in "345"], "nothing was refused by the server itself")
        self.assertEqual(self.outcomes("Voix de secours"), [])
        print("silences %s ms" % sorted(gaps)[-3:], end=" ", file=sys.stderr)

    def test_events_of_a_call_and_what_begins_with_a_dot(self):
        self.serve()
        relay = self.relay()
        terminal = self.open(relay.path)
        self.until_said(terminal, "Prêt")
        terminal.press("c")
        terminal.press(".")
        terminal.press("bs", "down", "down", "enter")
        terminal.until(shows("Pris"), 15)
        terminal.press("f")
        terminal.until(shows("clos"), 15)
        words = relay.all(">")
        self.assertFalse([line for line in relay.all("<") if line[0] in "345"], words)
        # Each SPEAK has one line of text and one end.
        self.assertEqual(words.count("SPEAK"), words.count("."))

    def test_a_server_that_dies_and_one_that_is_there_again(self):
        server = self.serve()
        terminal = self.open(self.socket)
        self.until_said(terminal, "Prêt")
        terminal.send("h")
        terminal.settle(0.3)
        self.end(server, signal.SIGKILL)
        terminal.until(shows("Voix de secours"), 5)
        self.until_said(terminal, "Voix de secours")
        terminal.press("bs", "down")
        self.until_said(terminal, terminal.line)
        self.assertEqual(sum("Voix de secours" in line for line in terminal.display), 1)
        if os.path.exists(self.socket): os.unlink(self.socket)
        self.serve()
        terminal.until(shows("Voix habituelle"), 20)
        self.until_said(terminal, "Voix habituelle")

    def test_one_that_does_not_run_is_started(self):
        # Where its user has it: on another socket it would not let itself be started.
        terminal = self.open("", SPEECHD_ADDRESS="", **{k: v for k, v in self.sound.items() if k != "XDG_RUNTIME_DIR"})
        place = os.path.join(self.folder, "phone-run", "speech-dispatcher")
        pid = os.path.join(place, "pid", "speech-dispatcher.pid")
        self.addCleanup(lambda: os.path.exists(pid) and os.kill(int(open(pid).read()), signal.SIGTERM))
        terminal.until(lambda _: os.path.exists(os.path.join(place, "speechd.sock")), 10)
        self.until_said(terminal, "Prêt")
        terminal.until(lambda _: os.path.exists(pid), 5)
        terminal.press("down")
        self.until_said(terminal, terminal.line)
        self.assertEqual(self.outcomes("Voix de secours"), [])


class FakeServer(Case):
    def test_what_it_is_asked(self):
        path, log = os.path.join(self.folder, "fake.sock"), os.path.join(self.folder, "log")
        ssip_log.listen(unix=path, log=ssip_log.Log(log), say_ms=50)
        terminal = self.open(path)
        self.until_said(terminal, "Prêt")
        for _ in range(3):
            terminal.press("down")
            self.until_said(terminal, terminal.line)
        heard = [json.loads(line) for line in open(log, encoding="utf-8")]
        words = [line["text"] for line in heard if line["ev"] == "say"]
        self.assertEqual(words[-1], terminal.line)
        self.assertEqual(len(words), len(set(words)), "each once")
        self.assertTrue(all(line["prio"] in ("text", "message") for line in heard if line["ev"] == "say"), heard)

    def test_one_that_never_answers(self):
        path = os.path.join(self.folder, "mute.sock")
        mute = socket.socket(socket.AF_UNIX)
        self.addCleanup(mute.close)
        mute.bind(path)
        mute.listen()
        terminal = self.open(path)
        started = time.monotonic()
        self.until_said(terminal, "Prêt", seconds=8)
        self.assertLess(time.monotonic() - started, 8)
        terminal.until(shows("Voix de secours"), 5)

    def test_nobody_at_all(self):
        terminal = self.open(os.path.join(self.folder, "none", "nobody.sock"), PATH="/nowhere")
        self.until_said(terminal, "Prêt", seconds=8)
        self.until_said(terminal, "Voix de secours")


if __name__ == "__main__": unittest.main()
