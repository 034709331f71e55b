"""Every signalling method of the control protocol once, through `clairvoix headless`, against real peers behind Kamailio."""
import os, subprocess, time, unittest

from rig_case import HERE, RUN, RigCase, setUpModule, tearDownModule
from peerlib import CA, TLSPORT, Baresip
from softphone import PROGRAM, Softphone, account, audio

HERE_SIPP = os.path.join(HERE, "Peers", "sipp")


def address(user): return "sip:%s@127.0.0.1:5160" % user


class Headless(RigCase):
    def phone(self, user="alice", more="", **line):
        text = 'language = "en"\n' + account(user, **line) + more + "\n" + audio("tone:440")
        return self.registered(text, "-" + user)

    def peer(self, user, **options):
        return super().peer(Baresip, user, self.ports(), **options)

    def active(self, phone, to):
        """A call of ours that was answered."""
        call = phone.dial(to)
        phone.wait("call.changed", call=call, state="active")
        return call

    def incoming(self, phone, peer):
        peer.call(address("alice"))
        call = phone.wait("call.incoming")["call"]
        phone.answer(call)
        phone.wait("call.changed", call=call, state="active")
        return call

    def refused(self, method, **params):
        with self.assertRaises(RuntimeError) as caught: self.phone_.ask(method, **params)
        return str(caught.exception)


class Accounts(Headless):
    def test_list_register_unregister(self):
        phone = self.phone()
        listed = phone.ask("account.list")
        self.assertEqual([a["state"] for a in listed["accounts"]], ["registered"])
        self.assertIs(listed["doNotDisturb"], False)
        phone.ask("account.unregister", account="sip:alice@127.0.0.1:5160")
        phone.wait("account.changed", state="unregistered")
        phone.ask("account.register", account=0)
        phone.wait("account.changed", state="registered")

    def test_over_tls_with_a_list_of_registrars(self):
        """The first registrar is silent, the second one is taken; its certificate is judged by the file of authorities."""
        text = '[[account]]\naddress = "%s"\npassword = "alice-pw"\nregistrar = ["sips:127.0.0.1:9", "sips:127.0.0.1:%d"]\ntls_authorities = "%s"\n'
        phone = Softphone(os.path.join(RUN, self.id()), text % (address("alice"), TLSPORT, CA) + audio("tone:440")).__enter__()
        self.addCleanup(phone.__exit__)
        phone.wait("account.changed", timeout=40, state="registered")

    def test_statistics(self):
        phone = self.phone()
        figures = phone.ask("engine.statistics")
        self.assertEqual((figures["accounts"], figures["registered"], figures["calls"], figures["strangersRefused"]), (1, 1, 0, 0))


class Doctor(Headless):
    def doctor(self, line):
        place = os.path.join(RUN, self.id()); os.makedirs(place, exist_ok=True)
        path = os.path.join(place, "config.toml")
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write('[[account]]\naddress = "%s"\nname = "Desk"\npassword = "alice-pw"\n%s\n' % (address("alice"), line) + audio("silence:"))
        run = subprocess.run([PROGRAM, "doctor", "--config", path, "--language", "en"], capture_output=True, text=True, timeout=60,
                             env=dict(os.environ, HOME=place, XDG_STATE_HOME=place, XDG_RUNTIME_DIR=place, LANG="C.UTF-8", TERM="xterm"))
        return run.returncode, run.stdout

    def test_a_name_and_a_registration(self):
        code, told = self.doctor('registrar = "sip:localhost:5160;transport=udp"')
        self.assertIn("Network: good: localhost leads to", told)
        self.assertIn("Account Desk: good: registered", told)
        self.assertEqual(code, 0, told)

    def test_a_certificate_that_is_not_believed(self):
        code, told = self.doctor('registrar = "sips:127.0.0.1:%d"' % TLSPORT)
        self.assertIn("Account Desk: to mend: the server's certificate comes from an unknown authority", told)
        self.assertEqual(code, 1)

    def test_a_name_that_leads_nowhere(self):
        code, told = self.doctor('registrar = "sip:nowhere.invalid"')
        self.assertIn("Network: to mend: nowhere.invalid is not found", told)
        self.assertEqual(code, 1)


class Calls(Headless):
    def test_a_call_with_every_method_of_its_own(self):
        self.peer("bob")
        phone = self.phone()
        call = self.active(phone, "bob")
        self.assertEqual([c["call"] for c in phone.ask("call.list")["calls"]], [call])
        phone.ask("call.mute", call=call, on=True)
        self.assertTrue(phone.wait("call.changed", call=call, muted=True))
        phone.ask("call.mute", call=call, on=False)
        phone.hold(call)
        phone.wait("call.changed", call=call, state="held")
        phone.resume(call)
        phone.wait("call.changed", call=call, state="active")
        phone.digits(call, "12#")
        end = time.monotonic() + 15
        while "quality" not in phone.ask("call.statistics", call=call): self.assertLess(time.monotonic(), end)
        phone.hang_up(call)
        figures = phone.wait("call.ended", call=call, cause="endedByMe")["statistics"]
        self.assertGreater(figures["packetsReceived"], 0)
        self.assertGreater(figures["packetsSent"], 0)
        for name in ("codec", "packetsLost", "jitterMs", "quality"): self.assertIn(name, figures)

    def test_decline(self):
        bob, phone = self.peer("bob"), self.phone()
        bob.call(address("alice"))
        call = phone.wait("call.incoming")["call"]
        phone.ask("call.decline", call=call, reason="busy")
        phone.wait("call.ended", call=call, cause="declinedByMe", sipStatus=486)
        bob.wait(r"486", 15)

    def test_a_wrong_request_has_its_code(self):
        self.phone_ = self.phone()
        self.assertIn("no such call", self.refused("call.transfer", call=9, to="bob"))
        self.assertIn("parameter", self.refused("conference.join", calls=[]))
        self.assertIn("parameter", self.refused("presence.publish", state="asleep"))
        self.assertIn("no such call", self.refused("call.audio", call=9))


class Transfer(Headless):
    def test_blind(self):
        self.peer("bob"); carol = self.peer("carol")
        phone = self.phone()
        call = self.active(phone, "bob")
        phone.transfer(call, address("carol"))
        carol.ev("CALL_ESTABLISHED")
        phone.wait("call.transfer", call=call, state="done")
        phone.wait("call.ended", call=call)

    def test_blind_to_nobody_leaves_the_call(self):
        self.peer("bob")
        phone = self.phone()
        call = self.active(phone, "bob")
        phone.transfer(call, address("code486"))
        self.assertEqual(phone.wait("call.transfer", call=call, state="failed")["sipStatus"], 486)
        self.assertEqual([c["state"] for c in phone.ask("call.list")["calls"]], ["held"])

    def test_attended(self):
        bob = self.peer("bob"); carol = self.peer("carol")
        phone = self.phone()
        first = self.active(phone, "bob")
        second = self.active(phone, "carol")
        before = len(carol.events)
        phone.attended_transfer(first, second)
        phone.wait("call.transfer", call=first, state="done")
        for call in (first, second): phone.wait_any("call.ended", call=call)
        carol.ev("CALL_ESTABLISHED", after=before)

    def test_the_peer_asks_and_the_agent_answers(self):
        bob = self.peer("bob"); carol = self.peer("carol")
        phone = self.phone()
        call = self.incoming(phone, bob)
        bob.ev("CALL_ESTABLISHED")
        bob.cmd("transfer", address("carol"))
        asked = phone.wait("call.transferRequested", call=call)
        self.assertEqual(asked["to"]["number"], "carol")
        phone.answer_transfer(call, True)
        carol.ev("CALL_ESTABLISHED")
        phone.wait("call.ended", call=call)
        self.assertEqual([c["remote"]["number"] for c in phone.ask("call.list")["calls"]], ["carol"])

    def test_the_agent_says_no(self):
        bob, phone = self.peer("bob"), self.phone()
        call = self.incoming(phone, bob)
        bob.ev("CALL_ESTABLISHED")
        bob.cmd("transfer", address("carol"))
        phone.wait("call.transferRequested", call=call)
        phone.answer_transfer(call, False)
        bob.wait(r"transfer failed: 603", 15)
        # baresip ends its call where the transfer fails; we called nobody.
        phone.wait("call.ended", call=call, cause="endedByPeer")
        self.assertEqual(phone.count("call.changed", direction="outgoing"), 0)


class Services(Headless):
    codes = '[account.dial]\npick_up = "{number}"\npark = "%s"\nmobile = "%s"\ntake_back = "bob"\n' % (address("carol"), address("carol"))

    def test_pick_up_by_code(self):
        self.peer("bob")
        phone = self.phone(more=self.codes)
        call = phone.pick_up("bob")
        phone.wait("call.changed", call=call, state="active")

    def test_take_back(self):
        self.peer("bob")
        phone = self.phone(more=self.codes)
        call = phone.take_back()
        phone.wait("call.changed", call=call, state="active")

    def test_park_and_mobile(self):
        self.peer("bob"); carol = self.peer("carol")
        phone = self.phone(more=self.codes)
        for method in (phone.park, phone.move_to_mobile):
            before = len(carol.events)
            call = self.active(phone, "bob")
            method(call)
            carol.ev("CALL_ESTABLISHED", after=before)
            phone.wait("call.ended", call=call)

    def test_a_service_without_its_code_is_refused(self):
        self.peer("bob")
        self.phone_ = phone = self.phone()
        call = self.active(phone, "bob")
        phone.park(call)
        told = phone.wait("command.refused", call=call)
        self.assertEqual((told["method"], told["problem"]), ("call.park", "notConfigured"))
        self.assertIn("no code", self.refused("call.takeBack"))

    def test_do_not_disturb(self):
        bob, phone = self.peer("bob"), self.phone()
        phone.do_not_disturb(True)
        phone.wait("line.changed", doNotDisturb=True)
        bob.call(address("alice"))
        bob.ev("CALL_CLOSED")
        self.assertEqual(phone.count("call.incoming"), 0)
        phone.do_not_disturb(False)
        phone.wait("line.changed", doNotDisturb=False)
        self.incoming(phone, bob)

    def test_forward_always_by_302(self):
        bob, carol, phone = self.peer("bob"), self.peer("carol"), self.phone()
        phone.forward(always=address("carol"))
        self.assertEqual(phone.wait("line.changed", account=0)["forward"], {"always": address("carol")})
        self.assertEqual(phone.ask("account.list")["accounts"][0]["forward"], {"always": address("carol")})
        bob.call(address("alice"))
        carol.ev("CALL_ESTABLISHED")
        self.assertEqual(phone.count("call.incoming"), 0)
        phone.forward()
        self.assertEqual(phone.wait("line.changed", account=0)["forward"], {})


class Conference(Headless):
    def test_join_and_leave(self):
        self.peer("bob"); self.peer("carol")
        phone = self.phone()
        first = self.active(phone, "bob")
        second = self.active(phone, "carol")
        phone.join(first, second)
        self.assertEqual(phone.wait("conference.changed", calls=[first, second])["calls"], [first, second])
        end = time.monotonic() + 10
        while {c["state"] for c in phone.ask("call.list")["calls"]} != {"active"}:
            self.assertLess(time.monotonic(), end); time.sleep(0.1)
        self.assertTrue(all(c["conference"] for c in phone.ask("call.list")["calls"]))
        phone.leave(second)
        phone.wait("call.changed", call=second, state="held", conference=False)


class Text(Headless):
    def test_messages_both_ways(self):
        alice, carol, bob = self.phone("alice"), self.phone("carol"), self.peer("bob")
        self.assertEqual(alice.message("bob", "Bonjour, ça va ?")["sipStatus"] // 100, 2)
        bob.wait(r"device 'alert'", 15, 0)   # baresip shows no text: it sounds its signal of a message
        carol.message("alice", "Bien merci\nà bientôt")
        told = alice.wait("message.received")
        self.assertEqual((told["from"]["number"], told["text"]), ("carol", "Bien merci\nà bientôt"))

    def test_a_message_to_nobody(self):
        self.phone_ = self.phone()
        self.assertIn("404", self.refused("message.send", to="nobody", text="a"))

    def test_voicemail(self):
        phone = self.phone(more="")
        publish = ["sipp", "-sf", os.path.join(HERE_SIPP, "mwi_publish.xml"), "-s", "alice", "-key", "waiting", "yes", "-key", "new", "2",
                   "-key", "old", "8", "-m", "1", "-i", "127.0.0.1", "-p", str(self.ports()), "127.0.0.1:5162"]
        subprocess.run(publish, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=20)
        told = phone.wait("voicemail.changed", waiting=True)
        self.assertEqual((told["new"], told["old"]), (2, 8))
        self.assertEqual(phone.ask("account.list")["accounts"][0]["voicemail"]["new"], 2)

    def test_presence(self):
        alice, bob = self.phone("alice"), self.phone("bob")
        alice.watch("bob")
        for state in ("busy", "available"):
            bob.publish(state)
            told = alice.wait("presence.changed", who="bob", thing="presence", state=state)
            self.assertEqual(told["account"], 0)
        alice.unwatch("bob")

    def test_lines_of_a_colleague(self):
        self.peer("carol")
        alice, bob = self.phone("alice"), self.phone("bob")
        alice.watch("bob", thing="lines")
        call = self.active(bob, "carol")
        alice.wait("presence.changed", who="bob", thing="lines", line="busy")
        bob.hang_up(call)
        alice.wait("presence.changed", who="bob", thing="lines", line="free")
        alice.unwatch("bob", thing="lines")


if __name__ == "__main__": unittest.main()
