"""Presence, lines, voice mail and messages through a real Kamailio and to a real linphonec, on loopback. Run by `make test`."""
import os, subprocess, time, unittest

from rig_case import HERE, RUN, RigCase, setUpModule, tearDownModule
from peerlib import RIG, Baresip, Linphone
from softphone import account, audio


class Agents(RigCase):
    def phone(self, user="alice"):
        config = 'language = "fr"\n' + account(user=user) + audio("silence:")
        return self.registered(config, "." + user)


class Events(Agents):
    def test_presence_between_two_agents(self):
        alice, bob = self.phone("alice"), self.phone("bob")
        alice.watch("bob")
        bob.publish("available")
        alice.wait("presence.changed", who="bob", thing="presence", state="available")
        bob.publish("busy")
        alice.wait("presence.changed", who="bob", state="busy")
        bob.publish("offline")
        alice.wait("presence.changed", who="bob", state="offline")
        bob.publish("away")
        alice.wait("presence.changed", who="bob", state="away")
        # Who leaves takes what was published along; the server tells that as "closed".
        bob.__exit__()
        alice.wait("presence.changed", who="bob", state="offline")
        alice.unwatch("bob")

    def test_the_lines_of_a_colleague_in_a_call(self):
        alice, carol = self.phone("alice"), self.phone("carol")
        bob = self.peer(Baresip, "bob", 5370, answer="manual")
        alice.watch("bob", "lines")
        call = carol.ask("call.dial", to="bob")["call"]
        told = alice.wait("presence.changed", who="bob", thing="lines", line="ringing")
        self.assertEqual(told["other"]["number"], "carol")
        bob.cmd("accept")
        carol.wait("call.changed", call=call, state="active")
        alice.wait("presence.changed", who="bob", line="busy")
        carol.ask("call.hangUp", call=call)
        alice.wait("presence.changed", who="bob", line="free")

    def mailbox(self, waiting, new, old):
        scenario = os.path.join(HERE, "Peers", "sipp", "mwi_publish.xml")
        subprocess.run(["sipp", "-sf", scenario, "-s", "alice", "-key", "waiting", waiting, "-key", "new", str(new), "-key", "old", str(old),
                        "-m", "1", "-i", "127.0.0.1", "-timeout", "10s", "127.0.0.1:5162"],
                       check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=RUN)

    def test_voice_mail(self):
        alice = self.phone("alice")
        self.mailbox("yes", 2, 8)
        told = alice.wait("voicemail.changed", waiting=True)
        self.assertEqual((told["new"], told["old"]), (2, 8))
        self.mailbox("no", 0, 10)
        alice.wait("voicemail.changed", waiting=False, new=0, old=10)
        self.assertEqual(alice.count("voicemail.changed", waiting=True), 1)

    def test_messages_between_two_agents(self):
        alice, bob = self.phone("alice"), self.phone("bob")
        text = "Réunion à 15 h\nsalle « Belledonne »"
        self.assertEqual(alice.message("bob", text)["sipStatus"], 200)
        told = bob.wait("message.received", text=text)
        self.assertEqual(told["from"]["number"], "alice")
        with self.assertRaises(RuntimeError): alice.message("nobody", "x")
        with self.assertRaises(RuntimeError): alice.message("bob", "x" * 2000)

    def test_messages_with_linphonec(self):
        alice = self.phone("alice")
        bob = self.peer(Linphone, "bob", 5380)
        bob.here()
        self.assertIn(alice.message("bob", "bonjour Bob")["sipStatus"], (200, 202))
        bob.wait("bonjour Bob")
        bob.cmd("chat sip:alice@127.0.0.1:5160 bonjour Alice")
        told = alice.wait("message.received")
        self.assertEqual((told["text"], told["from"]["number"]), ("bonjour Alice", "bob"))


class Registration(Agents):
    """RFC 3680 with a registrar that has the package: Kamailio's presence_reginfo and pua_reginfo."""

    @classmethod
    def setUpClass(cls): subprocess.run([RIG, "restart", "--reginfo"], check=True, stdout=subprocess.DEVNULL)

    @classmethod
    def tearDownClass(cls): subprocess.run([RIG, "restart"], check=True, stdout=subprocess.DEVNULL)

    def rig(self, *words):
        return subprocess.run([RIG, "rpc", *words], check=True, stdout=subprocess.PIPE).stdout.decode(errors="replace")

    def has(self, user):
        """Whether the registrar has a binding of somebody."""
        return "AoR: %s\n" % user in self.rig("ul.dump", "brief")

    def test_removed_by_the_administrator(self):
        """The registrar tells; we register again at once, long before the refresh, and are called."""
        alice = self.phone("alice")
        # It subscribes at a moment of its own after it registered.
        end = time.time() + 15
        while "alice" not in self.rig("htable.dump", "vars"): self.assertLess(time.time(), end, "no subscription"); time.sleep(0.1)
        for _ in range(2):
            self.rig("ul.rm", "location", "alice")
            # The second time it waits for up to ten seconds, and says so; the first absence is too short to be told.
            end = time.time() + 15
            while not self.has("alice"): self.assertLess(time.time(), end, "not back"); time.sleep(0.1)
        alice.wait("account.changed", state="failed", reason="endedByServer")
        alice.wait("account.changed", state="registered")
        carol = self.phone("carol")
        carol.dial("alice")
        alice.wait("call.incoming")


if __name__ == "__main__":
    unittest.main()
