"""The whole softphone killed with SIGKILL around the moment an agent sends a record, by keys in a real terminal: the server has each record
that was confirmed once, and what was not confirmed is a draft, or is there once. Run by `make test`."""
import contextlib, json, os, random, shutil, signal, sqlite3, sys, tempfile, time, unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "Connectors")]
from anything import Anything
from terminal import Terminal

CLAIRVOIX = os.path.abspath(os.environ.get("CLAIRVOIX", ".build/debug/clairvoix"))
LIVES = int(os.environ.get("RECORD_LIVES", "12"))
CONFIG = """language = "fr"
[[account]]
address = "sip:alice@127.0.0.1:9"
registrar = "sip:127.0.0.1:9"
password = "x"
[voice]
engine = "none"
[audio]
microphone = "silence:"
headset = "null:"
[[connector]]
name = "voirie"
kind = "http"
url = "%(root)s/incidents"
headers = ["X-API-Key: %(token)s"]
template = '{"ref": "{{id}}", "objet": "{{objet}}"}'
number = "/data/id"
ask_url = "%(root)s/incidents?ref={{id}}"
ask_number = "/items/0/id"
"""
FORM = 'title = "Voirie"\nconnector = "voirie"\n[[field]]\nkey = "objet"\nlabel = "Objet"\nrequired = true\n'


class Desk:
    """An agent's place, and one server for all places."""

    def __init__(self, number, server):
        self.text, self.life = "chene %d" % number, 0
        self.server, self.place = server, tempfile.mkdtemp(prefix="cvx.")      # the name of a socket has 107 octets at most
        os.mkdir(os.path.join(self.place, "forms"))
        with open(os.path.join(self.place, "forms", "voirie.toml"), "w") as file: file.write(FORM)
        self.config = os.path.join(self.place, "config.toml")
        with open(os.open(self.config, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(CONFIG % {"root": server.root, "token": server.token})

    def start(self):
        self.life += 1
        self.transcript = os.path.join(self.place, "transcript-%d" % self.life)
        argv = [CLAIRVOIX, "--speech", "none", "--config", self.config, "--state", self.place, "--transcript", self.transcript]
        return Terminal(argv, environment=dict(XDG_RUNTIME_DIR=self.place, HOME=self.place))

    def heard(self, *words):
        if not os.path.exists(self.transcript): return False
        with open(self.transcript) as file: texts = [json.loads(line)["text"] for line in file if line.endswith("}\n")]
        return any(text.startswith(words) for text in texts)

    def fill(self, terminal):
        """Up to the key that sends: the form, its field, the page on which all is read again."""
        terminal.until(lambda t: any("Composer" in line for line in t.display), 30)
        terminal.press("i")
        terminal.until(lambda t: t.line.startswith("Objet"))
        for key in self.text: terminal.send(key)
        terminal.until(lambda t: t.line.endswith(": " + self.text))
        terminal.press("down")
        terminal.until(lambda t: t.line.startswith("Relire"))
        terminal.press("enter")
        terminal.until(lambda t: "Relecture" in t.display[0])
        terminal.press("end")
        terminal.until(lambda t: t.line.startswith("Envoyer"))

    def live_until_killed(self, after):
        """Whether the agent had heard that the record is safe."""
        with self.start() as terminal:
            self.fill(terminal)
            # The moment is wanted, nothing is waited for: from before the key is read until after the server's answer.
            end = time.monotonic() + after
            terminal.send("enter")
            while time.monotonic() < end: terminal.read(0.001)
            os.kill(terminal.pid, signal.SIGKILL)
        self.was_confirmed = self.heard("Fiche gardée", "Fiche I N C")
        return self.was_confirmed

    def waiting(self):
        with sqlite3.connect("file:%s?mode=ro" % os.path.join(self.place, "desk.sqlite"), uri=True) as database:
            return [state for state, in database.execute("SELECT state FROM outbox") if state not in ("sent", "refused", "uncertain")]

    @property
    def times(self): return [record["objet"] for record in self.server.records.values()].count(self.text)

    def is_settled(self):
        """The server has it, and the outbox knows; or the disk never had it, and what was typed is a draft."""
        if self.waiting(): return False
        return bool(self.times) or not self.was_confirmed and self.is_draft()

    def is_draft(self):
        with open(os.path.join(self.place, "forms.json")) as file: return self.text in file.read() and self.heard("Brouillon")


class RecordKilled(unittest.TestCase):
    def test_what_was_confirmed_arrives_once_whenever_it_is_killed(self):
        server, moments = Anything(), random.Random(7)
        self.addCleanup(server.stop)
        desks = [Desk(number, server) for number in range(LIVES)]
        for desk in desks: self.addCleanup(shutil.rmtree, desk.place, True)
        confirmed = sum(desk.live_until_killed(moments.random() * moments.choice((0.02, 0.3))) for desk in desks)
        print("%d kills, %d after the words, %d after the server had it" % (
            LIVES, confirmed, sum(desk.times for desk in desks)), file=sys.stderr)
        # A server that may have taken it is asked twice, after 40 s each (OutboxPace): all places wait together.
        with contextlib.ExitStack() as stack:
            open_ones = [(desk, stack.enter_context(desk.start())) for desk in desks]
            end = time.monotonic() + 150
            while open_ones:
                for _, terminal in open_ones: terminal.read(0.02)
                open_ones = [(desk, terminal) for desk, terminal in open_ones if not desk.is_settled()]
                if time.monotonic() > end: self.fail([(desk.text, desk.waiting(), desk.times, desk.was_confirmed) for desk, _ in open_ones])
        self.assertLessEqual({desk.times for desk in desks}, {0, 1})
        self.assertEqual(set(server.taken.values()), {1})
        self.assertEqual([desk.text for desk in desks if desk.was_confirmed and not desk.times], [])


if __name__ == "__main__": unittest.main()
