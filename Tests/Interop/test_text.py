"""Real-time text (RFC 4103) between two softphones through Kamailio, and beside peers that know none. Run by `make test`.

baresip has no text at all. linphonec shows a line that it reads; its command line cannot write one."""
import json, os, time, unittest

from rig_case import RUN, RigCase, setUpModule, tearDownModule
from peerlib import Baresip, Cap, Linphone
from softphone import audio


def config(user, registrar, **keys):
    keys = dict({"text": True, "tls_authorities": os.path.join(RUN, "certs", "ca.pem")}, **keys)
    text = '[[account]]\naddress = "sip:%s@127.0.0.1:5160"\npassword = "%s-pw"\nregistrar = "%s"\n' % (user, user, registrar)
    for key, value in keys.items(): text += "%s = %s\n" % (key, json.dumps(value))
    return text + audio("silence:", "null:", ["pcma"])


UDP = "sip:127.0.0.1:5160"
TLS = "sip:127.0.0.1:5161;transport=tls"


class Text(RigCase):
    def phone(self, user="alice", registrar=UDP, **keys): return self.registered(config(user, registrar, **keys), "." + user)

    def reads(self, phone, wanted, timeout=10):
        """Waits until what the phone was told, piece by piece, is `wanted`."""
        read, end = "", time.time() + timeout
        while read != wanted:
            self.assertTrue(wanted.startswith(read) and time.time() < end, "read %r of %r" % (read, wanted))
            read += phone.wait("call.text", timeout=timeout)["text"]

    def talk(self, registrar):
        alice, bob = self.phone("alice", registrar), self.phone("bob", registrar)
        out = alice.dial("bob")
        inc = bob.wait("call.incoming")["call"]
        bob.answer(inc)
        alice.wait("call.changed", call=out, state="active", hasText=True)
        bob.wait("call.changed", call=inc, state="active", hasText=True)
        return alice, out, bob, inc

    def test_both_write(self):
        alice, out, bob, inc = self.talk(UDP)
        alice.ask("call.text", call=out, text="Un arbre est tombé 🌳")
        self.reads(bob, "Un arbre est tombé 🌳")
        bob.ask("call.text", call=inc, text="Où ?\u2028")
        bob.ask("call.text", call=inc, text="x\b")
        self.reads(alice, "Où ?\nx\b")

    def test_encrypted_as_the_sound_is(self):
        with Cap(self.id(), "udp") as capture:
            alice, out, bob, inc = self.talk(TLS)
            alice.ask("call.text", call=out, text="secret")
            self.reads(bob, "secret")
        self.assertEqual(next(c for c in alice.ask("call.list")["calls"] if c["call"] == out)["encryption"], "encrypted")
        wire = open(capture.f, "rb").read()
        self.assertGreater(len(wire), 10_000)
        self.assertNotIn(b"secret", wire)

    def test_held_and_resumed(self):
        alice, out, bob, inc = self.talk(UDP)
        alice.hold(out)
        alice.wait("call.changed", call=out, state="held")
        bob.wait("call.changed", call=inc, state="heldByPeer")
        bob.ask("call.text", call=inc, text="toujours là")
        self.reads(alice, "toujours là")
        alice.resume(out)
        alice.wait("call.changed", call=out, state="active")
        alice.ask("call.text", call=out, text="moi aussi")
        self.reads(bob, "moi aussi")

    def test_a_peer_without_text_is_called_all_the_same(self):
        self.peer(Baresip, "bob", self.ports())
        phone = self.phone()
        call = phone.dial("bob")
        self.assertNotIn("hasText", phone.wait("call.changed", call=call, state="active"))
        with self.assertRaises(RuntimeError): phone.ask("call.text", call=call, text="a")

    def test_linphone_reads(self):
        bob = self.peer(Linphone, "bob", self.ports())
        phone = self.phone()
        call = phone.dial("bob")
        phone.wait("call.changed", call=call, state="active", hasText=True)
        bob.here()
        phone.ask("call.text", call=call, text="Un arbre")
        phone.ask("call.text", call=call, text=" est tombé\u2028")
        bob.wait(r"Message received from .*: Un arbre est tombé")

    def test_three_in_a_conference(self):
        """RFC 9071: each party reads who of the others writes, the agent reads each in its own call, and writes to all."""
        alice, bob, carol = self.phone("alice"), self.phone("bob"), self.phone("carol")
        calls, theirs = [], []
        for peer, user in ((bob, "bob"), (carol, "carol")):
            calls.append(alice.dial(user))
            theirs.append(peer.wait("call.incoming")["call"])
            peer.answer(theirs[-1])
            alice.wait("call.changed", call=calls[-1], state="active", hasText=True)
        alice.join(*calls)
        alice.wait("conference.changed", calls=calls)
        bob.ask("call.text", call=theirs[0], text="de bob")
        self.reads(alice, "de bob")
        told = carol.wait("call.text", timeout=10)
        self.assertTrue("de bob".startswith(told["text"]) and told["source"]["id"] > 0, told)
        carol.ask("call.text", call=theirs[1], text="de carol")
        self.reads(alice, "de carol")
        alice.ask("call.text", call=calls[0], text="à tous")
        for peer, other in ((bob, "de carol"), (carol, "de bob")):
            read, end = {False: "", True: other[:0]}, time.time() + 15
            while read[False] != "à tous":
                self.assertLess(time.time(), end, read)
                piece = peer.wait("call.text", timeout=10)
                read["source" in piece] += piece["text"]
            if peer is bob: self.assertEqual(read[True], other)

    def test_statistics_tell_of_the_text(self):
        alice, out, bob, inc = self.talk(UDP)
        alice.ask("call.text", call=out, text="un arbre")
        self.reads(bob, "un arbre")
        figures = bob.ask("call.statistics", call=inc)["text"]
        self.assertGreater(figures["packetsReceived"], 0)
        self.assertEqual((figures["packetsLost"], figures["blocksLost"]), (0, 0))

    def test_who_does_not_offer_it_gets_none(self):
        alice, bob = self.phone("alice"), self.phone("bob", text=False)
        call = alice.dial("bob")
        bob.answer(bob.wait("call.incoming")["call"])
        self.assertNotIn("hasText", alice.wait("call.changed", call=call, state="active"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
