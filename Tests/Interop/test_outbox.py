"""The outbox against servers that keep the contracts of their products: 1,000 seeded runs, each killed with SIGKILL between any two of its
steps, with servers that refuse, fail, and cut before and after they took the record. None is lost; none is doubled where the server can be
asked; every doubt is told. Run by `make test`."""
import json, os, random, sqlite3, subprocess, sys, tempfile, threading, unittest
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "Connectors")]
from anything import Anything
from contract import Tunnel
from glpi import GLPISessions, GLPITokens
from publik import Publik
from zammad import Zammad

CLAIRVOIX = os.environ.get("CLAIRVOIX", ".build/debug/clairvoix")
DRIVER = os.environ.get("OUTBOX_DRIVER", os.path.join(os.path.dirname(CLAIRVOIX), "OutboxDriver"))
RUNS = int(os.environ.get("OUTBOX_RUNS", "1000"))
FAULTS = ["cut_before", "cut_after", "error_after", "half", 401, 409, 422, 429, 500, 503]
REFUSALS = {422}


def servers():
    """Each kind: its server, how the connector is configured, and whether it can be asked."""
    publik, sessions, tokens, zammad, anything = Publik(), GLPISessions(), GLPITokens(), Zammad(), Anything()
    template = json.dumps({"ref": "{{id}}", "what": "{{what}}", "call": "{{call}}"})
    generic = dict(kind="http", url=anything.root + "/incidents", headers={"X-API-Key": anything.token},
                   template=template, number="/data/id")
    return [
        (publik, dict(kind="publik", url=publik.root, client=publik.client, secret=publik.key,
                      user="agent@mairie.example", key_field="reference"), True),
        (sessions, dict(kind="glpi-v1", url=sessions.root + "/apirest.php", secret=sessions.token,
                        application_secret=sessions.app), True),
        (tokens, dict(kind="glpi", url=tokens.root + "/api.php", client=tokens.client, user=tokens.user,
                      secret=tokens.password, application_secret=tokens.client_secret), True),
        (zammad, dict(kind="zammad", url=zammad.root, secret=zammad.token, group=zammad.group,
                      customer="standard@mairie.example"), True),
        (anything, dict(generic, ask_url=anything.root + "/incidents?ref={{id}}", ask_number="/items/0/id"), True),
        (anything, generic, False),
    ]


class Run:
    """One seed: records, faults, and as many lives of the program as it takes."""

    def __init__(self, seed, folder, kinds):
        self.seed, self.random = seed, random.Random(seed)
        self.server, self.connector, self.can_ask = kinds[seed % len(kinds)]
        self.store, self.plan = (os.path.join(folder, "%d.%s" % (seed, kind)) for kind in ("sqlite", "json"))
        self.records = [dict(id="s%d-r%d" % (seed, number), call="call" if self.random.random() < 0.6 else None,
                             fields={"what": "Un chêne est tombé \"rue de l'Été\" {{id}}"})
                        for number in range(self.random.randint(1, 3))]
        self.heard, self.kills, self.faults = [], 0, {}
        for record in self.records:
            faults = [self.random.choice(FAULTS) for _ in range(self.random.choice((0, 1, 1, 2)))]
            self.faults[record["id"]] = list(faults)
            self.server.faults[record["id"]] = faults
            self.server.ask_faults[record["id"]] = [fault for fault in faults if fault not in REFUSALS][:1]

    def live(self, kill_at):
        kept = {line["key"] for line in self.heard if line["is"] == "news"}
        json.dump(dict(connector=self.connector, kill_at=kill_at, settle_ms=8, timeout=4, seconds=30,
                       submit=[record for record in self.records if record["id"] not in kept]), open(self.plan, "w"))
        done = subprocess.run([DRIVER, self.store, self.plan], capture_output=True, text=True, timeout=60)
        lines = [json.loads(line) for line in done.stdout.splitlines() if line.endswith("}")]
        self.heard += lines
        self.kills += done.returncode == -9
        if done.returncode not in (0, -9): raise AssertionError("seed %d: %s" % (self.seed, done.stderr))
        return done.returncode == -9

    def run(self):
        for _ in range(self.random.choice((1, 1, 2, 3))):
            if not self.live(self.random.randint(1, 24)): break
        self.live(0)
        return self.judge()

    def judge(self):
        """What is wrong, in words; nothing where all is well."""
        rows = sqlite3.connect(self.store).execute("SELECT key, state FROM outbox").fetchall()
        states, wrong = dict(rows), []
        for key in (record["id"] for record in self.records):
            state, times = states.get(key), self.server.taken.get(key, 0)
            told = [line["news"] for line in self.heard if line.get("key") == key]
            finals = [words for words in told if words.split()[0] in ("sent", "refused", "uncertain")]
            if state not in ("sent", "refused", "uncertain"): wrong.append("%s is lost: %s" % (key, state))
            if state == "sent" and times != 1: wrong.append("%s was sent, and is there %d times" % (key, times))
            if state == "refused" and times: wrong.append("%s was refused, and is there" % key)
            if state == "refused" and not set(self.faults[key]) & REFUSALS: wrong.append("%s was refused: %s" % (key, told))
            if times > 1: wrong.append("%s is doubled" % key)
            if state == "uncertain" and self.can_ask: wrong.append("%s: the server could have been asked" % key)
            if state and not any(words.startswith(state) for words in finals): wrong.append("%s: not told: %s" % (key, told))
            # A kill between the words and the note of it on the disk: the next life says it again.
            if len(finals) > 1 + self.kills: wrong.append("%s was told %d times" % (key, len(finals)))
        return ["seed %d, %s: %s" % (self.seed, self.connector["kind"], words) for words in wrong]


class Killed(unittest.TestCase):
    def test_runs_killed_between_any_two_steps(self):
        kinds = servers()
        for server, _, _ in kinds: self.addCleanup(server.stop)
        place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        with tempfile.TemporaryDirectory(dir=place) as folder, ThreadPoolExecutor(4) as workers:
            runs = [Run(seed, folder, kinds) for seed in range(RUNS)]
            wrong = [words for found in workers.map(Run.run, runs) for words in found]
        kills = sum(run.kills for run in runs)
        finals = [line["news"].split()[0] for run in runs for line in run.heard if line["is"] == "news"]
        again = sum(1 for run in runs for record in run.records
                    if sum(line.get("key") == record["id"] and line["news"].split()[0] in ("sent", "refused", "uncertain")
                           for line in run.heard if line["is"] == "news") > 1)
        print("%d runs, %d kills, %s, told again after a kill: %d" % (
            len(runs), kills, {name: finals.count(name) for name in sorted(set(finals))}, again), file=sys.stderr)
        self.assertEqual(wrong, [])
        self.assertGreater(kills, len(runs) // 3, "the runs were killed")
        for name in ("sent", "refused", "uncertain"): self.assertIn(name, finals)


class Events(unittest.TestCase):
    """The telephone interface of Zammad: in the order of the call, once, and nothing of a call that is long over."""

    def setUp(self):
        self.server = Zammad()
        self.addCleanup(self.server.stop)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def live(self, events, secret=None):
        plan = os.path.join(self.folder, "plan.json")
        connector = dict(kind="zammad", url=self.server.root, secret=self.server.token, group=self.server.group,
                         events=secret or self.server.cti)
        with open(plan, "w") as file: json.dump(dict(connector=connector, events=events, settle_ms=8, seconds=60), file)
        program = subprocess.Popen([DRIVER, os.path.join(self.folder, "store.sqlite"), plan], stdout=subprocess.DEVNULL)
        self.addCleanup(program.wait)
        self.addCleanup(program.kill)

    def call(self, name, *kinds, **more):
        return [dict(dict(kind=kind, call=name, **{"from": "+33476000001", "to": "+33476000002"}), agent="agent", **more)
                for kind in kinds]

    def test_a_call_comes_as_it_was_in_its_order(self):
        self.server.event_faults += [503, 500]
        self.live(self.call("c1", "ringing", "answered", "ended", cause="normal") + self.call("c2", "ringing", "missed"))
        self.assertTrue(self.server.wait_for(lambda: len(self.server.events) == 5), self.server.answers)
        first = [event for event in self.server.events if event["callId"] == "c1"]
        self.assertEqual([event["event"] for event in first], ["newCall", "answer", "hangup"])
        self.assertEqual([(event["direction"], event["from"], event["to"]) for event in first],
                         [("in", "33476000001", "33476000002")] * 3)
        self.assertEqual((first[1]["answeringNumber"], first[2]["cause"]), ("agent", "normalClearing"))
        second = [event for event in self.server.events if event["callId"] == "c2"]
        self.assertEqual([(event["event"], event.get("cause")) for event in second],
                         [("newCall", None), ("hangup", "noAnswer")])

    def test_what_is_long_over_opens_no_screen(self):
        self.live(self.call("old", "ringing", "answered", age_ms=120000) + self.call("new", "ringing"))
        self.assertTrue(self.server.wait_for(lambda: self.server.events))
        self.assertEqual([event["callId"] for event in self.server.events], ["new"])

    def test_an_event_that_is_refused_holds_up_no_other_call(self):
        self.server.event_faults.append(422)
        self.live(self.call("c1", "ringing") + self.call("c2", "ringing"))
        self.assertTrue(self.server.wait_for(lambda: len(self.server.answers) == 2))
        self.assertEqual(sorted(status for _, status in self.server.answers), [200, 422])

    def test_with_a_wrong_secret_nothing_is_taken(self):
        self.live(self.call("c1", "ringing"), secret="autre")
        self.assertTrue(self.server.wait_for(lambda: self.server.answers))
        self.assertEqual((self.server.answers[0], self.server.events), (("newCall", 401), []))


class Trust(unittest.TestCase):
    """One server with a certificate of an authority of the test's own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.certificate, self.key = self.certificate_of("localhost")
        self.server = Publik(tls=(self.certificate, self.key))
        self.addCleanup(self.server.stop)

    def certificate_of(self, name):
        certificate, key = (os.path.join(self.folder, name + end) for end in (".pem", ".key"))
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-days", "2", "-subj", "/CN=" + name, "-addext", "subjectAltName=DNS:" + name,
                        "-keyout", key, "-out", certificate], check=True, capture_output=True)
        return certificate, key

    def told(self, seconds, **plan):
        path = os.path.join(self.folder, "plan.json")
        connector = dict(kind="publik", url=self.server.root, client=self.server.client, secret=self.server.key,
                         user="agent@mairie.example", key_field="reference")
        record = dict(id="k1", fields={"adresse": "12, rue de l'Été à Échirolles"})
        json.dump(dict(plan, connector=connector, submit=[record], seconds=seconds), open(path, "w"))
        done = subprocess.run([DRIVER, os.path.join(self.folder, "store.sqlite"), path], capture_output=True, text=True,
                              timeout=60, check=True)
        return [line["news"] for line in map(json.loads, done.stdout.splitlines()) if line["is"] == "news"]

    def test_a_known_authority_is_trusted_and_accents_arrive(self):
        self.assertEqual(self.told(20, authorities=self.certificate), ["kept", "sent 1"])
        self.assertEqual(self.server.records[1]["adresse"], "12, rue de l'Été à Échirolles")

    def test_a_closed_form_is_refused_in_the_words_of_the_server(self):
        self.server.disabled.add(self.server.slug)
        kept, refused = self.told(20, authorities=self.certificate)
        self.assertTrue(refused.startswith("refused Disabled form."), refused)
        self.assertEqual((kept, self.server.taken), ("kept", {}))

    def test_nothing_is_said_to_a_server_of_an_unknown_authority(self):
        self.assertEqual(self.told(2), ["kept", "waits"])
        self.assertEqual(self.server.seen, [])

    def test_a_certificate_of_ours_is_shown_where_the_server_asks_for_one(self):
        # The agent's certificate is its own authority.
        agent, key = self.certificate_of("agent")
        server = Publik(tls=(self.certificate, self.key), authority=agent)
        self.addCleanup(server.stop)
        self.server = server
        self.assertEqual(self.told(2, authorities=self.certificate), ["kept", "waits"])
        self.assertEqual(server.seen, [])
        self.assertEqual(self.told(20, authorities=self.certificate, certificate=agent, certificate_key=key), ["sent 1"])

    def test_through_a_proxy_the_server_is_reached_and_its_certificate_is_judged(self):
        proxy = Tunnel()
        self.addCleanup(proxy.stop)
        self.assertEqual(self.told(20, authorities=self.certificate, proxy=proxy.root), ["kept", "sent 1"])
        self.assertEqual(set(proxy.asked), {"localhost:%d" % self.server.port})

    def test_a_slow_answer_is_waited_for(self):
        self.server.faults["k1"] = ["slow"]
        self.assertEqual(self.told(20, authorities=self.certificate, timeout=10), ["kept", "sent 1"])
        self.assertEqual(len(self.server.records), 1)

    def test_after_too_slow_an_answer_the_server_is_asked_and_has_it_once(self):
        self.server.faults["k1"] = ["slow"]
        self.assertEqual(self.told(20, authorities=self.certificate, timeout=1)[-1], "sent 1")
        self.assertEqual(len(self.server.records), 1)


if __name__ == "__main__": unittest.main()
