"""Flows through edge proxies (RFC 5626), Path, Service-Route and GRUU, with the real modules of Kamailio. Run by `make test`."""
import os, re, shutil, subprocess, sys, tempfile, time, unittest

HERE = os.path.dirname(os.path.abspath(__file__))
RUN = os.environ.setdefault("RIG_RUN", tempfile.mkdtemp(prefix="clairvoix-rig."))
sys.path[:0] = [HERE, os.path.join(HERE, "Peers")]
from edge import Edge
from peerlib import RIG, Baresip, Cap, forget
from softphone import Softphone, audio

FIRST, SECOND = 5165, 5166
LINE = '''language = "fr"
[[account]]
address = "sip:alice@rig.test"
password = "alice-pw"
registrar = [%s]
expires = 60
'''


def setUpModule(): subprocess.run([RIG, "up", "--outbound"], check=True, stdout=subprocess.DEVNULL)


def tearDownModule():
    subprocess.run([RIG, "down"], check=False, stdout=subprocess.DEVNULL)
    shutil.rmtree(RUN, ignore_errors=True)


class Outbound(unittest.TestCase):
    def setUp(self): forget()

    def edge(self, port, **options):
        edge = Edge(port, **options).__enter__()
        self.addCleanup(edge.stop)
        return edge

    def phone(self, *edges, transport="tcp"):
        places = ", ".join('"%s;transport=%s"' % (edge.target, transport) for edge in edges)
        phone = Softphone(os.path.join(RUN, self.id()), LINE % places + audio("silence:")).__enter__()
        self.addCleanup(phone.__exit__)
        phone.wait("account.changed", state="registered")
        return phone

    def bob(self, port=5270, **options):
        bob = Baresip("bob", port, **options).__enter__()
        self.addCleanup(bob.stop)
        return bob

    def flows(self):
        """By the flow's number (reg-id), the port of the edge proxy that the registrar's Path names, and whether it has a token."""
        text = subprocess.run([RIG, "rpc", "ul.dump"], stdout=subprocess.PIPE, check=True).stdout.decode(errors="replace")
        alice = text.partition("AoR: alice")[2].partition("AoR:")[0].split("Contact: {")[1:]
        return {int(re.search(r"Reg-Id: (\d+)", c).group(1)):
                (lambda path: (int(path.group(3)), bool(path.group(1) and path.group(4))))(
                    re.search(r"Path: <sip:(([^@>]+)@)?127\.0\.0\.1:(\d+);lr(;ob)?>", c)) for c in alice}

    def until(self, wanted, seconds=20):
        """Waits until the registrar has these flows, by number the port of the edge proxy."""
        wanted = {number: (port, True) for number, port in wanted.items()}
        end = time.time() + seconds
        while self.flows() != wanted:
            self.assertLess(time.time(), end, "flows %s, not %s" % (self.flows(), wanted))
            time.sleep(0.2)

    def states(self, phone): return [e["params"]["state"] for e in phone.events if e["method"] == "account.changed"]

    def call_out(self, phone, bob):
        """A call of ours, that the peer holds and ends: his requests come by our flow."""
        before = len(bob.events)
        call = phone.dial("bob")
        phone.wait("call.changed", call=call, state="active")
        bob.ev("CALL_ESTABLISHED", after=before)
        bob.hold()
        phone.wait("call.changed", call=call, state="heldByPeer")
        bob.cmd("hangup")
        phone.wait("call.ended", call=call, cause="endedByPeer")

    def call_in(self, phone, bob):
        before = len(bob.events)
        bob.call("sip:alice@127.0.0.1:5160")
        call = phone.wait("call.incoming", timeout=20)["call"]
        phone.answer(call)
        phone.wait("call.changed", call=call, state="active")
        bob.ev("CALL_ESTABLISHED", after=before)
        phone.hang_up(call)
        phone.wait("call.ended", call=call, cause="endedByMe")
        bob.ev("CALL_CLOSED", after=before)


class Flows(Outbound):
    """Two edge proxies, a flow through each."""

    def both(self, transport):
        first, second = self.edge(FIRST), self.edge(SECOND)
        phone = self.phone(first, second, transport=transport)
        self.until({1: FIRST, 2: SECOND})
        return first, second, phone

    def calls(self, transport):
        """Requests of ours name the Service-Route and a GRUU with "ob"; those of the other side come by the flow's token."""
        first, _, phone = self.both(transport)
        bob = self.bob()
        self.call_out(phone, bob)
        self.assertRegex(first.text(), r"EDGE INVITE .*contact <sip:alice@rig\.test;gr=urn:uuid:[-0-9a-f]+;ob>, route <sip:127\.0\.0\.1:5160;lr>")
        self.assertRegex(first.text(), r"EDGE BYE from 127\.0\.0\.1:5160 udp.* route <sip:[^@>]+@127\.0\.0\.1:%d;" % FIRST)
        self.call_in(phone, bob)
        self.assertEqual(self.states(phone), ["registering", "registered"])

    def test_calls_over_tcp(self): self.calls("tcp")
    def test_calls_over_udp(self): self.calls("udp")

    def lost_and_back(self, transport):
        """The first edge proxy dies: nothing is told, calls come and go by the other. It comes back, and has its flow again."""
        first, second, phone = self.both(transport)
        bob = self.bob()
        first.kill()
        # The registrar does not know: it tries the dead flow, or the living one, whichever it takes first.
        self.call_in(phone, bob)
        # A connection breaks; over UDP the keep-alive notices: 5 s, and 15 s of copies, and 8 s of REGISTER.
        self.until({1: SECOND, 2: SECOND}, 60)
        self.call_out(phone, bob)
        first.start()
        self.until({1: FIRST, 2: SECOND}, 30)
        self.call_in(phone, bob)
        self.assertEqual(self.states(phone), ["registering", "registered"])

    def test_lost_and_back_over_tcp(self): self.lost_and_back("tcp")
    def test_lost_and_back_over_udp(self): self.lost_and_back("udp")

    def test_an_edge_that_hangs_is_noticed(self):
        """Its connection stands, but no CRLF comes back (RFC 5626 §4.4.1)."""
        first, _, phone = self.both("tcp")
        first.freeze()
        self.until({1: SECOND, 2: SECOND}, 40)
        self.call_in(phone, self.bob())
        self.assertEqual(self.states(phone), ["registering", "registered"])

    def test_both_lost(self):
        """Without any edge proxy the line has failed, told once. (How it comes back is in test_reachability: half a minute later.)"""
        first, second, phone = self.both("tcp")
        first.kill()
        second.kill()
        phone.wait("account.changed", state="failed")
        self.assertEqual(self.states(phone), ["registering", "registered", "failed"])


class KeepAlive(Outbound):
    """The edge proxy asks for a sign of life every 5 s (Flow-Timer)."""

    def answered(self, transport, flt, *fields):
        edge = self.edge(FIRST)
        with Cap("keepalive-" + transport, "port %d" % FIRST) as capture:
            phone = self.phone(edge, transport=transport)
            self.until({1: FIRST})
            time.sleep(11)      # what is measured: what goes to and fro in 11 s
        rows = capture.read(flt, *fields)
        self.assertEqual(self.states(phone), ["registering", "registered"])
        self.assertNotIn("EDGE OPTIONS", edge.text()[edge.mark:])
        return rows

    def test_stun_over_udp(self):
        rows = self.answered("udp", "stun", "stun.type", "frame.time_epoch")
        asked = [float(when) for kind, when in rows if int(kind, 16) == 0x0001]
        answers = [when for kind, when in rows if int(kind, 16) == 0x0101]
        self.assertGreaterEqual(len(asked), 2)
        self.assertEqual(len(asked), len(answers))
        for before, after in zip(asked, asked[1:]): self.assertTrue(3.9 < after - before < 5.6, asked)

    def test_crlf_over_tcp(self):
        rows = self.answered("tcp", "tcp.payload == 0d:0a:0d:0a || tcp.payload == 0d:0a", "tcp.dstport", "tcp.payload")
        pings = [row for row in rows if row == [str(FIRST), "0d0a0d0a"]]
        pongs = [row for row in rows if row[0] != str(FIRST) and row[1] == "0d0a"]
        self.assertGreaterEqual(len(pings), 2)
        self.assertEqual(len(pings), len(pongs))


class Plain(Outbound):
    """The first hop does not know RFC 5626."""

    def test_an_edge_without_outbound(self):
        """Its Path has no token; the registrar refuses with 439 (RFC 5626 §6), and we register without a flow's number."""
        edge = self.edge(FIRST, is_plain=True)
        phone = self.phone(edge, self.edge(SECOND))
        end = time.time() + 10
        while self.flows() != {0: (FIRST, False)}:
            self.assertLess(time.time(), end, self.flows())
            time.sleep(0.2)
        self.assertIn(";reg-id=1", edge.text())
        bob = self.bob()
        self.call_in(phone, bob)
        self.call_out(phone, bob)      # what bob sends to our GRUU finds us by its home


if __name__ == "__main__": unittest.main()
