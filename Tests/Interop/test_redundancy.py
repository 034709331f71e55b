"""Repeated sound (RFC 2198) and extended reports (RFC 3611) between two softphones through Kamailio, and with peers that know
neither. Run by `make test`."""
import json, os, time, unittest

from rig_case import RUN, RigCase, setUpModule, tearDownModule
import peerlib
from peerlib import Baresip, Cap, Linphone
from softphone import audio


def config(user, redundancy=True, dtx=False, microphone="burst:440"):
    text = '[[account]]\naddress = "sip:%s@127.0.0.1:5160"\npassword = "%s-pw"\nregistrar = "sip:127.0.0.1:5160"\n' % (user, user)
    return text + audio(microphone, "null:", ["opus", "pcma"]) + "redundancy = %s\ndtx = %s\n" % (json.dumps(redundancy), json.dumps(dtx))


class Redundancy(RigCase):
    def phone(self, user="alice", **keys): return self.registered(config(user, **keys), "." + user)

    def figures(self, phone, call, until, timeout=20):
        """The first statistics of which `until` is true."""
        end = time.time() + timeout
        while not until(figures := phone.ask("call.statistics", call=call)):
            self.assertLess(time.time(), end, figures)
            time.sleep(0.2)
        return figures

    def test_two_of_us(self):
        with Cap(self.id(), "udp") as capture:
            alice, bob = self.phone("alice"), self.phone("bob")
            out = alice.dial("bob")
            inc = bob.wait("call.incoming")["call"]
            bob.answer(inc)
            for phone, call in ((alice, out), (bob, inc)):
                figures = self.figures(phone, call, lambda figures: "peer" in figures and "quality" in figures)
                self.assertEqual((figures["codec"], figures["copiesSent"], figures["packetsLost"]), ("opus", 0, 0))
                self.assertGreater(figures["quality"]["mos"], 4.2)
                self.assertGreater(figures["peer"]["mosListening"], 4.0)
                self.assertEqual(figures["peer"]["loss"], 0)
        wire = open(capture.f, "rb").read()
        for line in (b"a=rtpmap:99 red/48000/2\r\n", b"a=fmtp:99 96/96\r\n", b"a=rtcp-xr:pkt-loss-rle voip-metrics\r\n"):
            self.assertGreaterEqual(wire.count(line), 4, "%r in offer and answer, on both sides of the proxy" % line)

    def test_who_wants_none(self):
        alice, bob = self.phone("alice"), self.phone("bob", redundancy=False)
        out = alice.dial("bob")
        inc = bob.wait("call.incoming")["call"]
        bob.answer(inc)
        self.figures(alice, out, lambda figures: figures["packetsReceived"] > 50)
        self.assertEqual(bob.ask("call.statistics", call=inc)["packetsRefused"], 0)

    def test_pauses_are_hardly_sent(self):
        alice, bob = self.phone("alice", dtx=True, microphone="silence:"), self.phone("bob")
        out = alice.dial("bob")
        inc = bob.wait("call.incoming")["call"]
        bob.answer(inc)
        self.figures(alice, out, lambda figures: figures["packetsReceived"] > 400)
        figures = bob.ask("call.statistics", call=inc)
        self.assertLess(figures["packetsReceived"], 120)
        self.assertEqual((figures["packetsLost"], figures["packetsLate"], figures["framesConcealed"]), (0, 0, 0))

    def peer_is_called(self, kind, **options):
        self.peer(kind, "bob", self.ports(), **options)
        phone = self.phone()
        call = phone.dial("bob")
        phone.wait("call.changed", call=call, state="active")
        figures = self.figures(phone, call, lambda figures: figures["packetsReceived"] > 150)
        self.assertEqual(figures["copiesSent"], 0)

    def test_baresip_knows_none(self): self.peer_is_called(Baresip, answer="auto")

    def test_linphone_knows_none(self):
        self.peer_is_called(Linphone, source=peerlib.tone(os.path.join(RUN, "red-tone.wav"), 440, 30, 8000, 1, 0.4))


if __name__ == "__main__": unittest.main()
