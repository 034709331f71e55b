"""Encrypted sound with real peers: keys in the description (RFC 4568) over TLS through Kamailio, on loopback. Run by `make test`."""
import json, os, time, unittest

from rig_case import RUN, RigCase, folder, setUpModule, tearDownModule
import peerlib
from peerlib import Baresip, Cap, Linphone
from rtp_judge import bursts, decode
from softphone import audio


def config(headset="null:", registrar="sip:127.0.0.1:5161;transport=tls", codecs=None, **keys):
    keys = dict({"tls_authorities": os.path.join(RUN, "certs", "ca.pem")}, **keys)
    text = '[[account]]\naddress = "sip:alice@127.0.0.1:5160"\npassword = "alice-pw"\nregistrar = "%s"\n' % registrar
    for key, value in keys.items(): text += "%s = %s\n" % (key, json.dumps(value))
    return text + audio("burst:440", headset, codecs)


class Encryption(RigCase):
    def phone(self, **options): return self.registered(config(**options))

    def talk(self, phone, call, seconds=4.5):
        """An answered, encrypted call: its figures after some bursts."""
        time.sleep(seconds)          # the sound itself
        figures = phone.ask("call.statistics", call=call)
        self.assertEqual((figures["packetsForged"], figures["packetsReplayed"]), (0, 0), figures)
        self.assertGreater(figures["packetsReceived"], 100, figures)
        return figures

    def state(self, phone, call):
        return next(c for c in phone.ask("call.list")["calls"] if c["call"] == call).get("encryption")

    def with_baresip(self, suite, *, outgoing, hold=False):
        source = peerlib.tone(os.path.join(RUN, "secret-bursts.wav"), 440, 30, 8000, 1, 0.4, (0.25, 1.0))
        port = self.ports()
        bob = self.peer(Baresip, "bob", port, source="aufile," + source, codecs=["PCMA/8000/1"], menc="srtp-mand",
                        answer="auto" if outgoing else "manual")
        heard = folder(self.id() + ".wav")
        phone = self.phone(headset="wav:" + heard, codecs=["pcma"])
        with Cap(self.id(), "udp") as capture:
            if outgoing:
                call = phone.dial("bob")
            else:
                bob.call("sip:alice@127.0.0.1:5160")
                call = phone.wait("call.incoming")["call"]
                phone.answer(call)
            phone.wait("call.changed", call=call, state="active", encryption="encrypted")
            bob.ev("CALL_ESTABLISHED")
            if hold:
                phone.hold(call)
                phone.wait("call.changed", call=call, state="held")
                phone.resume(call)
                phone.wait("call.changed", call=call, state="active")
                self.assertEqual(self.state(phone, call), "encrypted")
            figures = self.talk(phone, call, 8 if hold else 4.5)
            # baresip's recorder ends with a hold, encrypted or not: its reports say whether it understood what followed.
            if hold: self.assertLess(figures["reportedLoss"], 0.05, figures)
            self.assertEqual(figures["encryption"], suite)
            phone.hang_up(call)
            phone.wait("call.ended", call=call)
        phone.__exit__()
        self.judge_heard(heard)
        bob.stop()
        if not hold: self.judge_heard(bob.rec())
        # What went over the wire is no A-law: no burst can be heard in it.
        rows = capture.read("rtp.p_type==8", "udp.payload")
        payloads = [bytes.fromhex(r[0].replace(":", ""))[12:172] for r in rows if r[0]]
        self.assertGreater(len(payloads), 200)
        rate, samples = decode("pcma", payloads)
        self.assertLess(len(bursts(samples, rate, 1000)), 3, "the sound went in clear")

    def test_baresip_called(self): self.with_baresip("AEAD_AES_256_GCM", outgoing=True)
    def test_baresip_calls(self): self.with_baresip("AES_CM_128_HMAC_SHA1_80", outgoing=False)
    def test_baresip_held_and_resumed(self): self.with_baresip("AEAD_AES_256_GCM", outgoing=True, hold=True)

    def with_linphone(self, *, outgoing):
        source = peerlib.tone(os.path.join(RUN, "secret-bursts.wav"), 440, 30, 8000, 1, 0.4, (0.25, 1.0))
        bob = self.peer(Linphone, "bob", self.ports(), source=source, menc="srtp", answer=outgoing)
        recorded = bob.record()
        heard = folder(self.id() + ".wav")
        phone = self.phone(headset="wav:" + heard, encryption="required")
        if outgoing:
            call = phone.dial("bob")
        else:
            bob.call("sip:alice@127.0.0.1:5160")
            call = phone.wait("call.incoming")["call"]
            phone.answer(call)
        phone.wait("call.changed", call=call, state="active", encryption="encrypted")
        self.talk(phone, call, 5.5)
        phone.hang_up(call)
        phone.wait("call.ended", call=call)
        phone.__exit__()
        self.judge_heard(heard)
        bob.stop()
        self.judge_heard(recorded)

    def test_linphone_called(self): self.with_linphone(outgoing=True)
    def test_linphone_calls(self): self.with_linphone(outgoing=False)

    def test_a_peer_without_encryption_is_called_in_clear_where_that_is_allowed(self):
        bob = self.peer(Baresip, "bob", self.ports())
        phone = self.phone()
        call = phone.dial("bob")
        phone.wait("call.changed", call=call, state="active", encryption="notEncrypted")
        bob.ev("CALL_ESTABLISHED")
        self.assertNotIn("encryption", phone.ask("call.statistics", call=call))

    def test_and_not_where_it_is_required(self):
        self.peer(Baresip, "bob", self.ports())
        phone = self.phone(encryption="required")
        call = phone.dial("bob")
        phone.wait("call.ended", call=call, cause="noEncryption")

    def test_a_caller_in_clear_is_refused_where_encryption_is_required(self):
        bob = self.peer(Baresip, "bob", self.ports())
        phone = self.phone(encryption="required")
        bob.call("sip:alice@127.0.0.1:5160")
        told = phone.wait("call.refusedInClear")
        self.assertIn("bob", told["remote"]["address"])
        bob.ev("CALL_CLOSED")
        self.assertEqual(phone.count("call.incoming"), 0)

    def test_without_tls_no_key_is_told(self):
        bob = self.peer(Baresip, "bob", self.ports())
        phone = self.phone(registrar="sip:127.0.0.1:5160")
        call = phone.dial("bob")
        changed = phone.wait("call.changed", call=call, state="active")
        self.assertNotIn("encryption", changed)
        bob.ev("CALL_ESTABLISHED")

    def test_required_without_tls_is_no_call(self):
        phone = self.phone(registrar="sip:127.0.0.1:5160", encryption="required")
        call = phone.dial("bob")
        phone.wait("call.ended", call=call, cause="noEncryption")


if __name__ == "__main__":
    unittest.main(verbosity=2)
