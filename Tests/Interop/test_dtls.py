"""Keys of the sound by a handshake (DTLS-SRTP, RFC 5763) with real peers, on loopback. Run by `make test`."""
import json, os, time, unittest

from rig_case import RUN, RigCase, folder, setUpModule, tearDownModule
import peerlib
from peerlib import Baresip, Cap, Linphone
from rtp_judge import bursts, decode
from softphone import audio


def config(headset="null:", codecs=None, **keys):
    # In clear signalling: a fingerprint is no secret.
    text = '[[account]]\naddress = "sip:alice@127.0.0.1:5160"\npassword = "alice-pw"\nregistrar = "sip:127.0.0.1:5160"\n'
    for key, value in keys.items(): text += "%s = %s\n" % (key, json.dumps(value))
    return text + audio("burst:440", headset, codecs)


class Handshakes(RigCase):
    def phone(self, **options): return self.registered(config(**options))

    def talk(self, phone, call, seconds=4.5):
        """An answered, encrypted call: its figures after some bursts."""
        time.sleep(seconds)          # the sound itself
        figures = phone.ask("call.statistics", call=call)
        self.assertEqual((figures["packetsForged"], figures["packetsReplayed"]), (0, 0), figures)
        self.assertGreater(figures["packetsReceived"], 100, figures)
        return figures

    def judge_wire(self, capture):
        """What went over the wire is no A-law: no burst can be heard in it; the handshake is seen, once."""
        rows = capture.read("rtp.p_type==8", "udp.payload")
        payloads = [bytes.fromhex(r[0].replace(":", ""))[12:172] for r in rows if r[0]]
        self.assertGreater(len(payloads), 200)
        rate, samples = decode("pcma", payloads)
        self.assertLess(len(bursts(samples, rate, 1000)), 3, "the sound went in clear")
        hellos = capture.read("dtls.handshake.type==2", "udp.srcport")
        self.assertGreaterEqual(len(hellos), 1, "no handshake on the wire")

    def with_baresip(self, *, outgoing, hold=False, exchange="dtls"):
        source = peerlib.tone(os.path.join(RUN, "secret-bursts.wav"), 440, 30, 8000, 1, 0.4, (0.25, 1.0))
        bob = self.peer(Baresip, "bob", self.ports(), source="aufile," + source, codecs=["PCMA/8000/1"],
                        menc="dtls_srtp", answer="auto" if outgoing else "manual")
        heard = folder(self.id() + ".wav")
        phone = self.phone(headset="wav:" + heard, codecs=["pcma"], key_exchange=exchange, encryption="required")
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
                phone.wait("call.changed", call=call, state="active", encryption="encrypted")
            figures = self.talk(phone, call, 8 if hold else 4.5)
            self.assertIn("encryption", figures)
            phone.hang_up(call)
            phone.wait("call.ended", call=call)
        phone.__exit__()
        self.judge_heard(heard)
        bob.stop()
        if not hold: self.judge_heard(bob.rec())
        self.judge_wire(capture)

    def test_baresip_called(self): self.with_baresip(outgoing=True)
    def test_baresip_calls(self): self.with_baresip(outgoing=False)
    def test_baresip_calls_a_line_that_offers_keys(self): self.with_baresip(outgoing=False, exchange="sdes")
    def test_baresip_held_and_resumed(self): self.with_baresip(outgoing=True, hold=True)

    def with_linphone(self, *, outgoing):
        source = peerlib.tone(os.path.join(RUN, "secret-bursts.wav"), 440, 30, 8000, 1, 0.4, (0.25, 1.0))
        bob = self.peer(Linphone, "bob", self.ports(), source=source, menc="dtls", answer=outgoing)
        recorded = bob.record()
        heard = folder(self.id() + ".wav")
        phone = self.phone(headset="wav:" + heard, key_exchange="dtls", encryption="required")
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
        phone = self.phone(key_exchange="dtls")
        call = phone.dial("bob")
        phone.wait("call.changed", call=call, state="active", encryption="notEncrypted")
        bob.ev("CALL_ESTABLISHED")

    def test_and_not_where_it_is_required(self):
        self.peer(Baresip, "bob", self.ports())
        phone = self.phone(key_exchange="dtls", encryption="required")
        call = phone.dial("bob")
        phone.wait("call.ended", call=call, cause="noEncryption")


if __name__ == "__main__":
    unittest.main(verbosity=2)
