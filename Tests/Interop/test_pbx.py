"""Calls with PBXs as they really speak: sipp plays the flows of Tests/Interop/PBX against `clairvoix headless`."""
import os, re, shutil, socket, subprocess, sys, tempfile, threading, time, unittest

HERE = os.path.dirname(os.path.abspath(__file__))
RUN = os.environ.setdefault("RIG_RUN", tempfile.mkdtemp(prefix="clairvoix-rig."))
sys.path.insert(0, HERE)
from softphone import Softphone, audio

HOST = "127.0.0.1"
CONFIG = """language = "fr"
[[account]]
address = "sip:alice@%(host)s"
password = "alice-pw"
registrar = "sip:%(host)s:%(port)d;transport=udp"
auto_answer = %(auto)s
"""


def tearDownModule(): shutil.rmtree(RUN, ignore_errors=True)


def free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def wait_until_bound(port, process):
    """sipp says nothing when it listens: the kernel does (proc(5), /proc/net/udp)."""
    wanted, end = "0100007F:%04X" % port, time.monotonic() + 15
    while not any(line.split()[1] == wanted for line in open("/proc/net/udp").readlines()[1:]):
        if process.poll() is not None or time.monotonic() > end: raise TimeoutError("nobody listens on port %d" % port)
        time.sleep(0.01)


class Registrar:
    """The PBX's own port until sipp takes it: every request is answered 200, and the phone's Contact is learnt."""

    def __init__(self, port):
        self.contact, self.stopped = None, threading.Event()
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((HOST, port))
        self.socket.settimeout(0.1)
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        while not self.stopped.is_set():
            try: octets, sender = self.socket.recvfrom(65535)
            except socket.timeout: continue
            lines = octets.decode(errors="replace").split("\r\n")
            if not lines[0].endswith(" SIP/2.0"): continue
            fields = {name: [l for l in lines if l.lower().startswith(name + ":")] for name in ("via", "from", "to", "call-id", "cseq", "contact")}
            answer = ["SIP/2.0 200 OK"] + fields["via"] + fields["from"] + [fields["to"][0] + ";tag=registrar"] + fields["call-id"] + fields["cseq"]
            if lines[0].startswith("REGISTER"):
                answer += [c + ";expires=300" for c in fields["contact"]]
                found = re.search(r"@([0-9.]+):([0-9]+)", " ".join(fields["contact"]))
                if found: self.contact = (found.group(1), int(found.group(2)))
            self.socket.sendto("\r\n".join(answer + ["Content-Length: 0", "", ""]).encode(), sender)

    def stop(self):
        self.stopped.set()
        self.thread.join()
        self.socket.close()


class PBX(unittest.TestCase):
    """A phone that is registered with the PBX, whose port sipp then takes over for one flow."""

    def register(self, auto_answer=False):
        self.folder, self.port = os.path.join(RUN, self.id()), free_port()
        registrar = Registrar(self.port)
        self.addCleanup(registrar.stop)
        config = CONFIG % {"host": HOST, "port": self.port, "auto": "true" if auto_answer else "false"}
        phone = Softphone(self.folder, config + audio("silence:", "null:")).__enter__()
        self.addCleanup(phone.__exit__)
        phone.wait("account.changed", state="registered")
        self.contact = registrar.contact
        registrar.stop()
        return phone

    def play(self, name):
        """Starts a flow in the PBX's place."""
        command = ["sipp", "-sf", os.path.join(HERE, "PBX", name + ".xml"), "-i", HOST, "-p", str(self.port), "-s", "alice", "-m", "1",
                   "-t", "u1", "-nostdin", "-timeout", "30", "-timeout_error", "-trace_err", "-trace_msg", "-max_retrans", "5",
                   "%s:%d" % self.contact]
        self.sipp = subprocess.Popen(command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(lambda: self.sipp.poll() is None and (self.sipp.kill(), self.sipp.wait()))
        wait_until_bound(self.port, self.sipp)

    def logged(self, pattern):
        """Waits until the flow has come to messages like this."""
        name, end = "_%d_messages.log" % self.sipp.pid, time.monotonic() + 15
        while True:
            logs = [open(os.path.join(self.folder, f), errors="replace").read() for f in os.listdir(self.folder) if f.endswith(name)]
            if any(re.search(pattern, log) for log in logs): return
            self.assertLess(time.monotonic(), end, "no %s in %s" % (pattern, logs))
            time.sleep(0.02)

    def finish(self):
        """The flow went to its end as its script has it."""
        status = self.sipp.wait(30)
        if status == 0: return
        logs = [open(os.path.join(self.folder, f), errors="replace").read()[-3000:] for f in sorted(os.listdir(self.folder)) if f.endswith(("_errors.log", "_messages.log"))]
        self.fail("sipp ended with %d\n%s" % (status, "\n".join(logs)))

    def names(self, phone, call, *wanted):
        """The names that the far end has, in this order, each told."""
        for name in wanted:
            end = time.monotonic() + 10
            while True:
                told = phone.wait("call.changed", timeout=max(0.1, end - time.monotonic()), call=call)
                if told["remote"].get("name") == name: break
            self.assertTrue(told["remote"]["asserted"])

    def ring(self, phone, name="Dupont"):
        ringing = phone.wait("call.incoming")
        self.assertEqual((ringing["remote"]["name"], ringing["remote"]["number"]), (name, "0476001122"))
        return ringing

    def call_out(self, flow, *names):
        """A call of ours, whose far end has these names one after the other."""
        phone = self.register()
        self.play(flow)
        call = phone.dial("0476001122")
        self.names(phone, call, *names)
        phone.hang_up(call)
        phone.wait("call.ended", call=call, cause="endedByMe")
        self.finish()

    # Asterisk, XiVO

    def test_asterisk_in(self):
        phone = self.register()
        self.play("asterisk-in")
        ringing = self.ring(phone)
        self.assertTrue(ringing["remote"]["asserted"])
        self.assertEqual([p["name"] for p in ringing["forwardedBy"]], ["Standard"])
        self.assertEqual(ringing["ring"], "internal")
        phone.answer(ringing["call"])
        self.names(phone, ringing["call"], "Martin", "Durand")
        phone.wait("call.ended", call=ringing["call"], cause="endedByPeer")
        self.finish()

    def test_asterisk_out(self): self.call_out("asterisk-out", "Dupont", "Martin", "Durand")

    def test_asterisk_answered_elsewhere(self):
        phone = self.register()
        self.play("asterisk-elsewhere")
        call = self.ring(phone)["call"]
        phone.wait("call.ended", call=call, cause="answeredElsewhere")
        self.finish()

    def test_asterisk_page_is_answered_where_the_account_allows_it(self):
        phone = self.register(auto_answer=True)
        self.play("asterisk-page")
        ringing = self.ring(phone)
        self.assertEqual(ringing["answersAfterSeconds"], 0)
        active = phone.wait("call.changed", call=ringing["call"], state="active")
        self.assertGreaterEqual(active["_time"] - ringing["_time"], 1.9, "the agent hears who it is first")
        phone.wait("call.ended", call=ringing["call"], cause="endedByPeer")
        self.finish()

    def test_asterisk_page_rings_where_it_does_not(self):
        phone = self.register()
        self.play("asterisk-page")
        ringing = self.ring(phone)
        self.assertNotIn("answersAfterSeconds", {k for k, v in ringing.items() if v is not None})
        with self.assertRaises(TimeoutError): phone.wait("call.changed", timeout=4, call=ringing["call"], state="active")
        phone.answer(ringing["call"])
        phone.wait("call.ended", call=ringing["call"], cause="endedByPeer")
        self.finish()

    def test_asterisk_qualify(self):
        self.register()
        self.play("asterisk-qualify")
        self.finish()

    def test_asterisk_voicemail(self):
        phone = self.register()
        self.play("asterisk-mwi")
        told = phone.wait("voicemail.changed")
        self.assertEqual((told["waiting"], told["new"], told["old"]), (True, 2, 1))
        self.finish()

    # Alcatel-Lucent OmniPCX Enterprise

    def test_oxe_in(self):
        phone = self.register()
        self.play("oxe-in")
        ringing = self.ring(phone)
        self.assertEqual([p["number"] for p in ringing["forwardedBy"]], ["3100"])
        phone.answer(ringing["call"])
        self.names(phone, ringing["call"], "MARTIN")
        phone.wait("call.ended", call=ringing["call"], cause="endedByPeer")
        self.finish()

    def test_oxe_in_with_a_reliable_180(self):
        phone = self.register()
        self.play("oxe-prack")
        ringing = self.ring(phone)
        self.assertEqual([p["number"] for p in ringing["forwardedBy"]], ["3100"])
        self.logged(r"CSeq: \d+ PRACK(?s:.*)SIP/2.0 200 OK")      # the 180 is acknowledged before somebody answers
        phone.answer(ringing["call"])
        phone.wait("call.changed", call=ringing["call"], state="active")
        phone.wait("call.ended", call=ringing["call"], cause="endedByPeer")
        self.finish()

    def test_oxe_out(self): self.call_out("oxe-out", "Dupont", "MARTIN")

    # Cisco Unified CM

    def test_cisco_in(self):
        phone = self.register(auto_answer=True)
        self.play("cisco-in")
        ringing = self.ring(phone)
        self.assertEqual(ringing["ring"], "external")
        self.assertIsNone(ringing.get("answersAfterSeconds"), "its Call-Info asks for nothing")
        phone.answer(ringing["call"])
        phone.wait("call.changed", call=ringing["call"], state="heldByPeer")
        self.names(phone, ringing["call"], "Martin")
        self.names(phone, ringing["call"], "Durand")
        phone.wait("call.ended", call=ringing["call"], cause="endedByPeer")
        self.finish()

    def test_cisco_out(self): self.call_out("cisco-out", "Dupont", "Martin", "Durand")


if __name__ == "__main__": unittest.main()
