"""A line stays registered and reachable: its registrar stops and comes back, before and during a call. Run by `make test`."""
import os, re, shutil, socket, subprocess, sys, tempfile, time, unittest

HERE = os.path.dirname(os.path.abspath(__file__))
RUN = os.environ.setdefault("RIG_RUN", tempfile.mkdtemp(prefix="clairvoix-rig."))
sys.path[:0] = [HERE, os.path.join(HERE, "Peers")]
from peerlib import Baresip
from softphone import Softphone, account, audio

RIG = os.path.join(HERE, "Peers", "rig")
# RFC 5626 §4.5: the first wait after a failure is 30 to 60 s; what a try itself takes comes on top.
BACK_OFF_SECONDS = 75


def rig(*words): subprocess.run([RIG, *words], check=True, stdout=subprocess.DEVNULL)


def setUpModule(): rig("up")


def tearDownModule():
    subprocess.run([RIG, "down"], check=False, stdout=subprocess.DEVNULL)
    shutil.rmtree(RUN, ignore_errors=True)


def folder(name): return os.path.join(RUN, name)


class Reachability(unittest.TestCase):
    def setUp(self): rig("up")

    def phone(self, line=None, is_registered=True, **options):
        text = 'language = "fr"\n' + (line or account(**options)) + audio()
        phone = Softphone(folder(self.id()), text).__enter__()
        self.addCleanup(phone.__exit__)
        if is_registered: phone.wait("account.changed", state="registered")
        return phone

    def bob(self, port):
        bob = Baresip("bob", port).__enter__()
        self.addCleanup(bob.stop)
        return bob

    def states(self, phone): return [e["params"]["state"] for e in phone.events if e["method"] == "account.changed"]

    def contact(self):
        """What the registrar holds of alice; '' where it has nothing."""
        text = subprocess.run([RIG, "contacts"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode(errors="replace")
        return "\n".join(line for line in text.splitlines() if "Address:" in line or "AoR" in line)

    # ---- the registrar is away at the start
    def test_the_registrar_comes_after_us(self):
        rig("down")
        phone = self.phone(transport="tcp", is_registered=False)
        phone.wait("account.changed", state="failed")
        rig("up")
        phone.wait("account.changed", timeout=BACK_OFF_SECONDS, state="registered")
        self.assertEqual(self.states(phone), ["registering", "failed", "registered"], "told once per change")

    # ---- it restarts under a registered line
    def test_a_connection_that_breaks_comes_back(self):
        phone = self.phone(transport="tcp")
        rig("restart")
        phone.wait("account.changed", timeout=BACK_OFF_SECONDS, state="registered")
        self.assertEqual(self.states(phone), ["registering", "registered", "failed", "registered"])
        self.assertIn("alice", self.contact())

    def test_over_datagrams_a_silent_registrar_is_noticed(self):
        """Nothing breaks with UDP: the probe every 30 s notices, and the restarted registrar, which forgot us, is told."""
        phone = self.phone()
        rig("down")
        time.sleep(45)
        rig("up")
        end = time.time() + BACK_OFF_SECONDS + 35
        while "alice" not in self.contact() and time.time() < end: time.sleep(0.5)
        self.assertIn("alice", self.contact())
        self.assertLessEqual(self.states(phone).count("failed"), 1)

    # ---- mid-call
    def test_a_call_outlives_its_registrar(self):
        phone = self.phone(transport="tcp")
        bob = self.bob(5270)
        call = phone.dial("bob")
        phone.wait("call.changed", call=call, state="active")
        bob.ev("CALL_ESTABLISHED")
        rig("restart")
        phone.wait("account.changed", timeout=BACK_OFF_SECONDS, state="registered")
        time.sleep(1)
        self.assertEqual(phone.count("call.ended"), 0)
        # The re-INVITE with the new connection's Contact went through: both sides can still change and end the call.
        phone.hold(call)
        phone.wait("call.changed", call=call, state="held")
        phone.resume(call)
        phone.wait("call.changed", call=call, state="active")
        phone.hang_up(call)
        phone.wait("call.ended", call=call, cause="endedByMe")
        bob.ev("CALL_CLOSED")

    # ---- a second registrar
    def test_a_dead_registrar_is_passed_over(self):
        """The first of two answers nobody: over TCP nothing listens there."""
        line = account(transport="tcp").replace(
            'registrar = "sip:127.0.0.1:5160;transport=tcp"',
            'registrar = ["sip:127.0.0.1:5199;transport=tcp", "sip:127.0.0.1:5160;transport=tcp"]')
        phone = self.phone(line, is_registered=False)
        phone.wait("account.changed", timeout=12, state="registered")
        self.assertEqual(self.states(phone), ["registering", "registered"])

    # ---- strangers
    def test_a_ghost_call_does_not_ring(self):
        """An INVITE straight to our port, from an address that is nobody's server, is a 404 and silence."""
        phone = self.phone()
        text = subprocess.run([RIG, "rpc", "ul.dump"], stdout=subprocess.PIPE, check=True).stdout.decode(errors="replace")
        port = int(re.search(r"sip:\w+@127\.0\.0\.1:(\d+)", text).group(1))
        stranger = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.addCleanup(stranger.close)
        stranger.bind(("127.0.0.66", 0))
        stranger.settimeout(5)
        me = "127.0.0.66:%d" % stranger.getsockname()[1]
        stranger.sendto(("INVITE sip:alice@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP %s;branch=z9hG4bKghost;rport\r\nMax-Forwards: 70\r\n"
                         "From: <sip:100@%s>;tag=1\r\nTo: <sip:alice@127.0.0.1>\r\nCall-ID: ghost\r\nCSeq: 1 INVITE\r\n"
                         "Contact: <sip:100@%s>\r\nContent-Length: 0\r\n\r\n" % (me, me, me)).encode(), ("127.0.0.1", port))
        answer = stranger.recv(4096).decode()
        self.assertTrue(answer.startswith("SIP/2.0 404 "), answer)
        self.assertNotIn("Clairvoix", answer)
        time.sleep(0.5)
        self.assertEqual(phone.count("call.incoming"), 0)


def may_make_namespaces():
    """Only in a network of our own (see `run`): the computer's is not touched."""
    return os.environ.get("CLAIRVOIX_NETWORK") == "own" and subprocess.run(["unshare", "-n", "true"], stderr=subprocess.DEVNULL).returncode == 0


@unittest.skipUnless(may_make_namespaces(), "no network namespaces here")
class Link(unittest.TestCase):
    """The softphone lives behind a link of its own that goes, and comes back with another address."""

    def setUp(self):
        self.holder = subprocess.Popen(["unshare", "-n", "sleep", "600"])
        self.addCleanup(lambda: (self.holder.kill(), self.holder.wait()))
        own = os.readlink("/proc/self/ns/net")
        while os.readlink("/proc/%d/ns/net" % self.holder.pid) == own: time.sleep(0.02)
        ip = lambda *words: subprocess.run(["ip", *words], check=True)
        ip("link", "add", "near", "type", "veth", "peer", "name", "far", "netns", str(self.holder.pid))
        self.addCleanup(lambda: subprocess.run(["ip", "link", "del", "near"], check=False, stderr=subprocess.DEVNULL))
        ip("addr", "add", "10.9.0.1/24", "dev", "near")
        ip("link", "set", "near", "up")
        self.there("ip", "link", "set", "lo", "up")
        self.link("up", "10.9.0.2")
        rig("down")
        os.environ["RIG_LISTEN"] = "10.9.0.1"
        self.addCleanup(lambda: os.environ.pop("RIG_LISTEN", None))
        self.addCleanup(lambda: rig("down"))
        rig("up")

    def there(self, *words): subprocess.run(["nsenter", "-t", str(self.holder.pid), "-n", *words], check=True)

    def link(self, state, address=None):
        if state == "down": self.there("ip", "addr", "flush", "dev", "far")
        self.there("ip", "link", "set", "far", state)
        if address: self.there("ip", "addr", "add", address + "/24", "dev", "far")

    def contacts(self):
        return subprocess.run([RIG, "rpc", "ul.dump"], stdout=subprocess.PIPE, check=True).stdout.decode(errors="replace")

    def phone(self, transport):
        line = account(transport=transport).replace("sip:127.0.0.1:5160;transport", "sip:10.9.0.1:5160;transport")
        phone = Softphone(folder(self.id()), 'language = "fr"\n' + line + audio())
        phone.argv = ["nsenter", "-t", str(self.holder.pid), "-n", *phone.argv]
        phone.__enter__()
        self.addCleanup(phone.__exit__)
        phone.wait("account.changed", state="registered")
        return phone

    def comes_back(self, transport):
        phone = self.phone(transport)
        self.assertIn("@10.9.0.2:", self.contacts())
        bob = Baresip("bob", 5470).__enter__()
        self.addCleanup(bob.stop)
        call = phone.dial("bob")
        phone.wait("call.changed", call=call, state="active")
        self.link("down")
        phone.wait("account.changed", state="failed")
        time.sleep(3)
        self.link("up", "10.9.0.3")
        back = time.time()
        told = phone.wait("account.changed", timeout=20, state="registered")
        # A uniform 0 to 2 s, and the REGISTER with its challenge.
        self.assertLess(told["_time"] - back, 4)
        self.assertIn("@10.9.0.3:", self.contacts())
        self.assertEqual(phone.count("account.changed"), 4, "told once per change")
        time.sleep(1)
        self.assertEqual(phone.count("call.ended"), 0, "the call is kept")
        phone.hold(call)
        phone.wait("call.changed", call=call, state="held")
        phone.hang_up(call)
        phone.wait("call.ended", call=call, cause="endedByMe")
        bob.ev("CALL_CLOSED")

    def test_udp(self): self.comes_back("udp")
    def test_tcp(self): self.comes_back("tcp")


if __name__ == "__main__": unittest.main()
