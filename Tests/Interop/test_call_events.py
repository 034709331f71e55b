"""What other programs are told of calls: the record on the control protocol, programs that are run, pages that are opened, and links
that are proposed. The caller is sipp at the place of the line's server. Run by `make test`."""
import json, os, shutil, stat, subprocess, sys, tempfile, time, unittest
from unittest import mock
from urllib.parse import parse_qs, urlsplit

import jsonschema

sys.path[:0] = [os.path.join(os.path.dirname(os.path.abspath(__file__)), "Connectors")]
from directory_servers import SharedFile, authority
from softphone import PROGRAM, Softphone, audio
from terminal import Terminal
from test_pbx import CONFIG, HOST, Registrar, free_port
from test_signalling import RUN, Sipp, tearDownModule
from zammad import Zammad

DUPONT = '"Éloïse Dupont-Nuñez" <sip:0476001122@example.org>'
QUEUE = "X-Queue: Espaces verts & voirie"
END = {"type": "object", "required": ["asserted"], "additionalProperties": False, "properties": {
    "number_e164": {"type": "string", "pattern": r"^\+[1-9][0-9]{1,14}$"}, "raw": {"type": "string"}, "display": {"type": "string"},
    "asserted": {"type": "boolean"}}}
EVENT = {
    "type": "object", "additionalProperties": False,
    "required": ["v", "event", "call_id", "sip_call_id", "direction", "from", "to", "account", "t"],
    "properties": {
        "v": {"const": 1}, "event": {"enum": ["ringing", "answered", "held", "resumed", "transferred", "ended", "missed"]},
        "call_id": {"type": "string", "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}-[0-9]+$"},
        "sip_call_id": {"type": "string", "minLength": 1}, "direction": {"enum": ["incoming", "outgoing"]},
        "from": END, "to": END, "diverted_by": END, "queue": {"type": "string"}, "account": {"type": "string"},
        "agent_login": {"type": "string"}, "t": {"type": "integer", "minimum": 1_600_000_000_000},
        "ring_ms": {"type": "integer", "minimum": 0}, "talk_ms": {"type": "integer", "minimum": 0}, "end_cause": {"type": "string"},
        "quality": {"type": "integer", "minimum": 100, "maximum": 500}}}
# Its environment, its descriptors, and that it came.
HOOK = """#!/usr/bin/python3
import json, os, sys
seen = {name: value for name, value in os.environ.items() if name.startswith("CLAIRVOIX")}
# the folder itself is open while it is read
open_ones = [int(name) for name in os.listdir("/proc/self/fd") if os.path.exists("/proc/self/fd/" + name)]
with open(%r, "a") as file: file.write(json.dumps({"seen": seen, "arguments": sys.argv[1:], "open": sorted(open_ones)}) + "\\n")
"""
HANGS = """#!/bin/sh
sleep 600 &
echo $$ $! >> %s
wait
"""
OPENER = """#!/usr/bin/python3
import json, sys
with open(%r, "a") as file: file.write(json.dumps(sys.argv[1:]) + "\\n")
"""


def state(pid):
    """The letter of /proc/PID/stat; None: no such process."""
    try:
        with open("/proc/%d/stat" % pid) as file: return file.read().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError: return None


def children(pid):
    with open("/proc/%d/task/%d/children" % (pid, pid)) as file: return [int(child) for child in file.read().split()]


class Line(unittest.TestCase):
    def setUp(self):
        # the name of a socket has 107 octets at most
        self.folder = tempfile.mkdtemp(prefix="cve.")
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.port = free_port()

    def path(self, name): return os.path.join(self.folder, name)

    def script(self, name, text):
        """A program that the test writes, and the file into which it writes."""
        with open(self.path(name), "w") as file: file.write(text % self.path(name + ".out"))
        os.chmod(self.path(name), stat.S_IRWXU)
        return self.path(name)

    def lines(self, name, count, most=20):
        """What a script has written, once there are so many lines."""
        end = time.monotonic() + most
        while True:
            try:
                with open(self.path(name + ".out")) as file: found = [line for line in file.read().split("\n") if line]
            except FileNotFoundError: found = []
            if len(found) >= count: return found
            self.assertLess(time.monotonic(), end, "%s wrote %s" % (name, found))
            time.sleep(0.02)

    def phone(self, more="", folder=None, *arguments):
        """A softphone whose server's place is then sipp's; its folder is the test's, unless another is named."""
        registrar = Registrar(self.port)
        config = CONFIG % {"host": HOST, "port": self.port, "auto": "false"}
        more = '[events]\nagent = "c.martin"\nqueue_header = "X-Queue"\nopener = "%s"\n%s' % (self.script("opener", OPENER), more)
        phone = Softphone(folder or self.folder, config + audio("silence:", "null:") + more, *arguments).__enter__()
        self.addCleanup(phone.__exit__)
        try: phone.wait("account.changed", state="registered")
        finally: registrar.stop()
        self.contact = registrar.contact
        return phone

    def caller(self, name, caller=DUPONT, field=QUEUE):
        return Sipp(self, self.folder, name, self.port, "-key", "caller", caller, "-key", "more", field, "%s:%d" % self.contact)

    def whole_call(self, phone, **options):
        """Rings, is answered, held, resumed and ended by us; its events."""
        sipp = self.caller("caller_held", **options)
        call = phone.wait("call.incoming")["call"]
        phone.answer(call)
        phone.wait("call.changed", call=call, state="active")
        phone.hold(call)
        phone.wait("call.changed", call=call, state="held")
        phone.resume(call)
        phone.wait("call.changed", call=call, state="active")
        phone.hang_up(call)
        phone.wait("call.ended", call=call)
        sipp.finish()
        return self.events(phone, "ended")

    def missed_call(self, phone, **options):
        sipp = self.caller("caller_gives_up", **options)
        phone.wait("call.ended")
        sipp.finish()
        return self.events(phone, "missed")

    def events(self, phone, last):
        phone.wait_any("call.event", event=last)
        events = [message["params"] for message in phone.events if message["method"] == "call.event"]
        for event in events: jsonschema.validate(event, EVENT)
        return events


class Record(Line):
    def test_a_whole_call(self):
        events = self.whole_call(self.phone())
        self.assertEqual([event["event"] for event in events], ["ringing", "answered", "held", "resumed", "ended"])
        self.assertEqual(len({event["call_id"] for event in events}), 1)
        self.assertEqual(len({event["sip_call_id"] for event in events}), 1)
        for event in events:
            self.assertEqual(event["from"]["display"], "Éloïse Dupont-Nuñez")
            self.assertEqual((event["from"]["raw"], event["from"]["number_e164"]), ("0476001122", "+33476001122"))
            self.assertEqual((event["direction"], event["to"]["raw"]), ("incoming", "alice"))
            self.assertEqual((event["queue"], event["agent_login"]), ("Espaces verts & voirie", "c.martin"))
            self.assertEqual("ring_ms" in event, event["event"] != "ringing")
            self.assertEqual("talk_ms" in event, event["event"] == "ended")
            self.assertEqual("end_cause" in event, event["event"] == "ended")
        times = [event["t"] for event in events]
        self.assertEqual(times, sorted(times))
        self.assertLess(abs(times[-1] / 1000 - time.time()), 60)

    def test_a_missed_call(self):
        events = self.missed_call(self.phone())
        self.assertEqual([event["event"] for event in events], ["ringing", "missed"])
        self.assertEqual(events[1]["end_cause"], "missed")
        self.assertNotIn("talk_ms", events[1])

    def test_a_contacts_name_goes_before_what_the_caller_says(self):
        phone = self.phone('[[contact]]\nname = "Mairie annexe"\naddress = "+33 4 76 00 11 22"\n')
        for event in self.missed_call(phone): self.assertEqual(event["from"]["display"], "Mairie annexe")

    def test_who_is_withheld_is_told_to_nobody(self):
        hook, url = self.script("hook", HOOK), "https://desk.example.org/?caller={from.number}&name={from.display}"
        phone = self.phone('[[hook]]\nprogram = "%s"\n[[link]]\nname = "Fiche"\nurl = "%s"\non = ["ringing"]\n' % (hook, url))
        events = self.missed_call(phone, field="Privacy: id")
        for event in events: self.assertEqual(event["from"], {"asserted": False})
        for line in self.lines("hook", 2):
            seen = json.loads(line)["seen"]
            self.assertFalse([name for name in seen if name.startswith("CLAIRVOIX_FROM") and name != "CLAIRVOIX_FROM_ASSERTED"])
        self.assertEqual(json.loads(self.lines("opener", 1)[0]), ["https://desk.example.org/?caller=&name="])
        for words in ("Dupont", "0476001122"): self.assertNotIn(words, json.dumps(events) + "".join(self.lines("hook", 2)))


class Servers(Line):
    """What a phone without a screen tells record servers, and whom it knows from directories."""

    def server(self):
        """A record server, and its table in the configuration."""
        server = Zammad()
        self.addCleanup(server.stop)
        return server, '[[connector]]\nname = "Z"\nkind = "zammad"\nurl = "%s"\nsecret = "%s"\ngroup = "%s"\nevent_secret = "%s"\n' % (
            server.root, server.token, server.group, server.cti)

    def test_a_record_server_gets_the_call(self):
        server, table = self.server()
        self.whole_call(self.phone(table))
        self.assertTrue(server.wait_for(lambda: len(server.events) == 3), server.answers)
        self.assertEqual([event["event"] for event in server.events], ["newCall", "answer", "hangup"])
        self.assertEqual({event["from"] for event in server.events}, {"33476001122"})

    def test_two_programs_on_one_folder_both_tell(self):
        """What is there, and the right to send it, is the softphone's: neither takes it, nor is kept from telling by the other."""
        server, table = self.server()
        place = self.path("state")
        os.mkdir(place, 0o700)
        for programs, name in enumerate(("one", "two"), 1):
            self.port = free_port()
            self.whole_call(self.phone(table, self.path(name), "--state", place))
            self.assertTrue(server.wait_for(lambda: len(server.events) == 3 * programs), (name, server.answers))
        self.assertFalse({"desk.sqlite", "outbox.lock"} & set(os.listdir(place)))

    def test_a_name_comes_from_a_directory(self):
        straight = mock.patch.dict(os.environ, no_proxy="*")
        straight.start()
        self.addCleanup(straight.stop)
        shared = SharedFile(authority(self.path("tls")))
        self.addCleanup(shared.stop)
        shared.text = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Mairie annexe\r\nTEL:+33476001122\r\nEND:VCARD\r\n".encode()
        phone = self.phone('[[directory]]\nname = "Mairie"\nkind = "vcard_url"\nurl = "%s"\nauthorities = "%s/ca.pem"\n'
                           % (shared.url, self.path("tls")))
        # it is read within its first moments, which are drawn
        end = time.monotonic() + 60
        while True:
            names = [event["from"]["display"] for event in self.missed_call(phone)]
            if names[-1] == "Mairie annexe": return
            self.assertLess(time.monotonic(), end, (names, shared.asked))


class Programs(Line):
    def test_a_hook_sees_the_call_and_nothing_else(self):
        os.environ["CLAIRVOIX_FROM_OLD"] = "of another call"
        self.addCleanup(os.environ.pop, "CLAIRVOIX_FROM_OLD")
        phone = self.phone('[[hook]]\nprogram = "%s"\nevents = ["ringing", "ended"]\n' % self.script("hook", HOOK))
        events = self.whole_call(phone)
        runs = [json.loads(line) for line in self.lines("hook", 2)]
        self.assertEqual([run["seen"]["CLAIRVOIX_EVENT"] for run in runs], ["ringing", "ended"])
        for run, event in zip(runs, (events[0], events[-1])):
            self.assertEqual(run["arguments"], [])
            self.assertLessEqual(set(run["open"]), {0, 1, 2}, "descriptors of ours")
            wanted = {"CALL_ID": event["call_id"], "SIP_CALL_ID": event["sip_call_id"], "FROM": "0476001122", "FROM_E164": "+33476001122",
                      "FROM_NAME": "Éloïse Dupont-Nuñez", "TO": "alice", "QUEUE": "Espaces verts & voirie", "AGENT": "c.martin",
                      "DIRECTION": "incoming", "T": str(event["t"])}
            for name, value in wanted.items(): self.assertEqual(run["seen"].get("CLAIRVOIX_" + name), value, name)
            self.assertNotIn("CLAIRVOIX_FROM_OLD", run["seen"])
        self.assertEqual(runs[1]["seen"]["CLAIRVOIX_END_CAUSE"], events[-1]["end_cause"])

    def test_a_hook_that_hangs_is_ended_with_what_it_started(self):
        """The call goes on meanwhile; no dead process is left."""
        phone = self.phone('[[hook]]\nprogram = "%s"\nevents = ["ringing"]\n' % self.script("hook", HANGS))
        self.whole_call(phone)
        started = [int(pid) for pid in self.lines("hook", 1)[0].split()]
        end = time.monotonic() + 25
        while any(state(pid) not in (None, "Z") for pid in started):
            self.assertLess(time.monotonic(), end, "it still runs")
            time.sleep(0.05)
        while started[0] in children(phone.process.pid) or any(state(child) == "Z" for child in children(phone.process.pid)):
            self.assertLess(time.monotonic(), end, "a dead process is left")
            time.sleep(0.05)
        told = ""
        while "Le programme hook a été arrêté" not in told:
            self.assertLess(time.monotonic(), end, "it is not told: " + told)
            time.sleep(0.05)
            with open(phone.stderr.name) as file: told = file.read()
        for words in ("Dupont", "0476001122"): self.assertNotIn(words, told)

    def test_a_page_is_opened_with_one_argument(self):
        url = "https://desk.example.org/new?channel=phone&caller={from.number}&name={from.display}&queue={queue}"
        self.missed_call(self.phone('[[link]]\nname = "Fiche"\nurl = "%s"\non = ["ringing"]\n' % url))
        arguments = json.loads(self.lines("opener", 1)[0])
        self.assertEqual(len(arguments), 1)
        self.assertEqual(arguments[0], "https://desk.example.org/new?channel=phone&caller=%2B33476001122"
                         "&name=%C3%89lo%C3%AFse%20Dupont-Nu%C3%B1ez&queue=Espaces%20verts%20%26%20voirie")
        self.assertEqual(parse_qs(urlsplit(arguments[0]).query)["name"], ["Éloïse Dupont-Nuñez"])


class Links(unittest.TestCase):
    def setUp(self):
        self.place = tempfile.mkdtemp(prefix="cvl.")
        self.addCleanup(shutil.rmtree, self.place, True)
        self.places = dict(XDG_RUNTIME_DIR=self.place, XDG_STATE_HOME=self.place, XDG_CONFIG_HOME=self.place, HOME=self.place)

    def follow(self, link):
        return subprocess.run([PROGRAM, "open", link, "--language", "fr"], capture_output=True, text=True, timeout=30,
                              env=dict(os.environ, LC_ALL="C.UTF-8", **self.places))

    def hears(self, words, terminal, most=20, times=1):
        """Until the words were said to their end, so many times."""
        end = time.monotonic() + most
        while True:
            with open(os.path.join(self.place, "said")) as file: said = file.read()
            if said.count(words) >= times: return
            self.assertLess(time.monotonic(), end, (words, said[-800:]))
            terminal.read(0.05)

    def test_the_running_program_proposes_it_and_enter_calls(self):
        argv = [PROGRAM, "--practice", "--language", "fr", "--speech", "espeak", "--headset", "null:", "--microphone", "silence:",
                "--transcript", os.path.join(self.place, "said")]
        with Terminal(argv, environment=self.places) as terminal:
            terminal.until(lambda t: any("Prêt" in line for line in t.display))
            done = self.follow("tel:+33-4-76-00-11-22")
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
            self.hears("Lien vers", terminal)
            terminal.until(lambda t: t.line.startswith("Appeler "))
            self.assertIn("76 00 11 22", terminal.line)
            terminal.press("bs")
            terminal.until(lambda t: not t.line.startswith("Appeler "))
            follower = subprocess.Popen([PROGRAM, "ctl", "--follow", "call.list"], env=dict(os.environ, **self.places), stdout=subprocess.PIPE, text=True)
            self.addCleanup(lambda: (follower.poll() is None and follower.kill(), follower.wait(), follower.stdout.close()))
            self.assertIn("result", json.loads(follower.stdout.readline()))
            self.assertEqual(self.follow("tel:04.76.00.11.22").returncode, 0)
            terminal.until(lambda t: t.line.startswith("Appeler "))
            # Enter that was under way when the link came calls nobody: it is pressed once the link was said
            self.hears("Lien vers", terminal, times=2)
            terminal.press("enter")
            self.hears("Sonne chez", terminal)
            event = next(message["params"] for message in map(json.loads, follower.stdout) if message["method"] == "call.event")
            jsonschema.validate(event, EVENT)
            self.assertEqual((event["event"], event["direction"], event["to"]["number_e164"]), ("ringing", "outgoing", "+33476001122"))

    def test_without_a_running_program_nothing_is_started(self):
        done = self.follow("tel:0476001122")
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("Aucun Clairvoix ne tourne", done.stderr)

    def test_what_is_no_link_is_said_without_a_part_of_it(self):
        for link in ("javascript:alert(1)", "tel:zo%00e", "sip:a b@c", "tel:" + "1" * 5000, "-x"):
            done = self.follow(link)
            self.assertNotEqual(done.returncode, 0, link)
            self.assertNotIn("alert", done.stderr)


if __name__ == "__main__": unittest.main()
