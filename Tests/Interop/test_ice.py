"""Calls between networks that do not reach each other: ICE and the TURN relay of coturn. Run by `make test`."""
import os, time, unittest

from nat_case import NATCase, RUN
from rig_case import folder
import peerlib
from peerlib import Baresip

os.makedirs(RUN, exist_ok=True)


class Talking(NATCase):
    def talk(self, **keys):
        """A call from one side to the other; what each hears, and the figures of both ends."""
        heard = [folder("%s-%d.wav" % (self._testMethodName, place)) for place in range(2)]
        alice, bob = self.phone(0, "alice", heard[0], **keys), self.phone(1, "bob", heard[1], **keys)
        began = time.monotonic()
        call = alice.dial("sip:bob@10.77.0.1")
        other = bob.wait("call.incoming")["call"]
        bob.answer(other)
        alice.wait("call.changed", call=call, state="active")
        bob.wait("call.changed", call=other, state="active")
        setup = time.monotonic() - began
        return alice, bob, call, other, heard, setup

    def judge(self, alice, bob, call, other, heard):
        time.sleep(5)            # the sound itself
        figures = alice.ask("call.statistics", call=call), bob.ask("call.statistics", call=other)
        for figure in figures:
            self.assertGreater(figure["packetsReceived"], 150, figure)
            self.assertLess(figure["packetsLost"], 5, figure)
        alice.hang_up(call)
        bob.wait("call.ended", call=other)
        for path in heard: self.judge_heard(path)
        return figures


class Ways(Talking):
    def test_a_call_through_the_relay_is_heard_on_both_sides(self):
        alice, bob, call, other, heard, _ = self.talk()
        self.judge(alice, bob, call, other, heard)
        self.assertIn("ALLOCATE processed, success", self.relay.text())
        self.assertIn("CHANNEL_BIND processed, success", self.relay.text())

    def test_and_with_keys_by_a_handshake(self):
        alice, bob, call, other, heard, _ = self.talk(key_exchange="dtls", encryption="required")
        alice.wait("call.changed", call=call, state="active", encryption="encrypted")
        figures = self.judge(alice, bob, call, other, heard)
        self.assertTrue(all("encryption" in figure for figure in figures), figures)

    def test_without_the_relay_nothing_gets_through(self):
        alice, bob, call, other, _, _ = self.talk(ice=False)
        time.sleep(1.5)
        for phone, one in ((alice, call), (bob, other)):
            self.assertEqual(phone.ask("call.statistics", call=one)["packetsReceived"], 0)
        alice.hang_up(call)

    def test_a_relay_that_knows_us_not_costs_half_a_second_at_most(self):
        _, _, _, _, _, setup = self.talk(turn_password="wrong")
        self.assertLess(setup, 3)

    def with_baresip(self, outgoing):
        """baresip on one network with us, with its own ICE."""
        side, port = self.sides[0], 5330
        source = peerlib.tone(os.path.join(RUN, "bursts.wav"), 440, 30, 8000, 1, 0.4, (0.25, 1.0))
        bob = Baresip("bob", port, source="aufile," + source, codecs=["PCMA/8000/1"], register=False, acct=";medianat=ice",
                      modules=["ice.so"], extra="rtcp_mux yes", answer="auto" if outgoing else "manual")
        for name, pairs in (("config", (("sip_listen 127.0.0.1", "sip_listen " + side.here), ("net_interface 127.0.0.1", "net_interface nat1a"))),
                            ("accounts", (("sip:bob@127.0.0.1:5160", "sip:bob@" + side.here),))):
            text = open(bob.path(name)).read()
            for before, after in pairs: text = text.replace(before, after)
            open(bob.path(name), "w").write("\n".join(line for line in text.split("\n") if not line.startswith("sip_c")))
        bob.start(wait_reg=False)
        self.addCleanup(bob.stop)
        heard = folder(self._testMethodName + ".wav")
        alice = self.phone(0, "alice", heard, outbound_proxy="sip:%s:%d" % (side.here, port))
        if outgoing:
            call = alice.dial("sip:bob@%s:%d" % (side.here, port))
        else:
            bob.call("sip:alice@%s:5060" % side.host)
            call = alice.wait("call.incoming")["call"]
            alice.answer(call)
        alice.wait("call.changed", call=call, state="active")
        bob.ev("CALL_ESTABLISHED")
        bob.wait(r"connectivity check is complete", 10, 0)
        time.sleep(5)            # the sound itself
        figures = alice.ask("call.statistics", call=call)
        self.assertGreater(figures["packetsReceived"], 150, figures)
        self.assertGreater(figures["packetsSent"], 150, figures)
        self.judge_heard(heard)
        return bob

    def test_baresip_called(self): self.with_baresip(outgoing=True)
    def test_baresip_calls(self): self.with_baresip(outgoing=False)


class WaysByTCP(Talking):
    """A relay that is spoken to by TCP alone, as where a network lets no datagrams out."""
    by_tcp = True

    def judge(self, *arguments):
        figures = super().judge(*arguments)
        log = self.relay.text()
        for side in self.sides: self.assertRegex(log, r"tcp or tls connected to: %s:" % side.host.replace(".", r"\."))
        self.assertNotIn("IPv4. UDP listener opened", log)
        self.assertIn("CHANNEL_BIND processed, success", log)
        return figures

    def test_a_call_through_the_relay_is_heard_on_both_sides(self): self.judge(*self.talk()[:5])

    def test_and_with_keys_by_a_handshake(self):
        alice, bob, call, other, heard, _ = self.talk(key_exchange="dtls", encryption="required")
        alice.wait("call.changed", call=call, state="active", encryption="encrypted")
        self.judge(alice, bob, call, other, heard)

    def test_by_datagrams_that_relay_is_not_reached(self):
        side = self.sides[0]
        alice, bob, call, other, _, _ = self.talk(turn_server="turn:%s:3478" % side.here)
        time.sleep(1.5)
        self.assertEqual(alice.ask("call.statistics", call=call)["packetsReceived"], 0)

    def test_a_relay_that_goes_away_is_told(self):
        alice, bob, call, other, _, _ = self.talk()
        end = time.monotonic() + 10
        while alice.ask("call.statistics", call=call)["packetsReceived"] < 50:
            self.assertLess(time.monotonic(), end)
            time.sleep(0.1)
        self.relay.stop()
        try: alice.wait("call.changed", call=call, silent=True, timeout=10)
        finally: type(self).relay = type(self.relay)([side.here for side in self.sides], True)


if __name__ == "__main__":
    unittest.main()
