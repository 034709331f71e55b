"""The whole softphone killed with SIGKILL around the moment an agent sends a record, by keys in a real terminal: the server has each record
that was confirmed once, and what was not confirmed is a draft, or is there once. Run by `make test`."""
import contextlib, json, os, random, shutil, signal, socket, sqlite3, sys, tempfile, time, unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "Connectors")]
from anything import Anything
from terminal import Terminal

CLAIRVOIX = os.path.abspath(os.environ.get("CLAIRVOIX", ".build/debug/clairvoix"))
LIVES = int(os.environ.get("RECORD_LIVES", "8"))
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
    """An agent's place."""

    def __init__(self, number, port, token):
        self.text, self.life = "chene %d" % number, 0
        self.place = tempfile.mkdtemp(prefix="cvx.")      # the name of a socket has 107 octets at most
        os.mkdir(os.path.join(self.place, "forms"))
        with open(os.path.join(self.place, "forms", "voirie.toml"), "w") as file: file.write(FORM)
        self.config = os.path.join(self.place, "config.toml")
        with open(os.open(self.config, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(CONFIG % {"root": "http://127.0.0.1:%d" % port, "token": token})

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

    def live_until_killed(self, after, told=False):
        """Killed so many seconds after the key that sends, or after the words that the record is kept. Whether such words were heard."""
        with self.start() as terminal:
            self.fill(terminal)
            terminal.send("enter")
            if told: terminal.until(lambda t: self.heard("Fiche gardée"))
            # The moment is wanted, nothing is waited for.
            end = time.monotonic() + after
            while time.monotonic() < end: terminal.read(0.001)
            os.kill(terminal.pid, signal.SIGKILL)
        self.was_confirmed = self.heard("Fiche gardée", "Fiche I N C")
        return self.was_confirmed

    def waiting(self):
        with sqlite3.connect("file:%s?mode=ro" % os.path.join(self.place, "desk.sqlite"), uri=True) as database:
            return [state for state, in database.execute("SELECT state FROM outbox") if state not in ("sent", "refused", "uncertain")]

    def times(self, server): return [record["objet"] for record in server.records.values()].count(self.text)

    def is_settled(self, server):
        """The server has it, and the outbox knows; or the disk never had it, and what was typed is a draft."""
        if self.waiting(): return False
        # Killed between the words and the forms' file, a record that arrived may be a draft as well: of the same key, so it is not taken twice.
        if self.times(server): return True
        with open(os.path.join(self.place, "forms.json")) as file: is_draft = self.text in file.read()
        return not self.was_confirmed and is_draft and self.heard("Brouillon")


class RecordKilled(unittest.TestCase):
    def judge(self, server, desks):
        """Every place is opened again, and all wait together: a server that may have taken it is asked twice, 40 s apart (OutboxPace)."""
        with contextlib.ExitStack() as stack:
            terminals = [stack.enter_context(desk.start()) for desk in desks]
            unsettled, end = list(desks), time.monotonic() + 240
            while unsettled:
                for terminal in terminals: terminal.read(0.02)
                unsettled = [desk for desk in unsettled if not desk.is_settled(server)]
                if time.monotonic() > end:
                    self.fail([(desk.text, desk.waiting(), desk.times(server), desk.was_confirmed) for desk in unsettled])
        self.assertEqual([desk.text for desk in desks if desk.was_confirmed and desk.times(server) != 1], [])
        self.assertEqual({times for times in server.taken.values() if times > 1}, set())
        self.assertLessEqual(len(server.records), len(desks))

    def desks(self, port):
        desks = [Desk(number, port, Anything.token) for number in range(LIVES)]
        for desk in desks: self.addCleanup(shutil.rmtree, desk.place, True)
        return desks

    def test_killed_around_the_key_that_sends_it_is_there_once_or_a_draft(self):
        server, moments = Anything(), random.Random(7)
        self.addCleanup(server.stop)
        desks = self.desks(server.port)
        # From before the key is read until after the server's answer.
        confirmed = sum(desk.live_until_killed(moments.random() * moments.choice((0.02, 0.3))) for desk in desks)
        print("%d kills, %d after the words, %d after the server had it" % (
            LIVES, confirmed, sum(desk.times(server) for desk in desks)), file=sys.stderr)
        self.judge(server, desks)

    def test_what_was_confirmed_while_the_server_was_away_arrives_once(self):
        with socket.socket() as taken:
            # Bound and not listened on: a connection is refused.
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            taken.bind(("127.0.0.1", 0))
            port, moments = taken.getsockname()[1], random.Random(8)
            desks = self.desks(port)
            for desk in desks: self.assertTrue(desk.live_until_killed(moments.random() * 0.05, told=True))
        server = Anything(port=port)
        self.addCleanup(server.stop)
        self.judge(server, desks)
        self.assertEqual(len(server.records), len(desks))


if __name__ == "__main__": unittest.main()
