"""Calls whose sound is encrypted, with baresip and linphonec both ways: what tests of keys in the description and of keys by a
handshake share."""
import os, time

from rig_case import RUN, RigCase, folder
import peerlib
from peerlib import Baresip, Cap, Linphone
from rtp_judge import bursts, decode


class SecretCase(RigCase):
    # How each peer is told to encrypt.
    baresip_menc, linphone_menc = None, None

    def phone(self, **options): raise NotImplementedError

    def talk(self, phone, call, seconds=4.5):
        """An answered, encrypted call: its figures after some bursts."""
        time.sleep(seconds)          # the sound itself
        figures = phone.ask("call.statistics", call=call)
        self.assertEqual((figures["packetsForged"], figures["packetsReplayed"]), (0, 0), figures)
        self.assertGreater(figures["packetsReceived"], 100, figures)
        return figures

    def connect(self, phone, bob, outgoing):
        """The call, answered and encrypted."""
        if outgoing:
            call = phone.dial("bob")
        else:
            bob.call("sip:alice@127.0.0.1:5160")
            call = phone.wait("call.incoming")["call"]
            phone.answer(call)
        phone.wait("call.changed", call=call, state="active", encryption="encrypted")
        return call

    def judge_wire(self, capture):
        """What went over the wire is no A-law: no burst can be heard in it."""
        rows = capture.read("rtp.p_type==8", "udp.payload")
        payloads = [bytes.fromhex(r[0].replace(":", ""))[12:172] for r in rows if r[0]]
        self.assertGreater(len(payloads), 200)
        rate, samples = decode("pcma", payloads)
        self.assertLess(len(bursts(samples, rate, 1000)), 3, "the sound went in clear")

    def source(self): return peerlib.tone(os.path.join(RUN, "secret-bursts.wav"), 440, 30, 8000, 1, 0.4, (0.25, 1.0))

    def with_baresip(self, *, outgoing, hold=False, suite=None, **keys):
        bob = self.peer(Baresip, "bob", self.ports(), source="aufile," + self.source(), codecs=["PCMA/8000/1"],
                        menc=self.baresip_menc, answer="auto" if outgoing else "manual")
        heard = folder(self.id() + ".wav")
        phone = self.phone(headset="wav:" + heard, codecs=["pcma"], **keys)
        with Cap(self.id(), "udp") as capture:
            call = self.connect(phone, bob, outgoing)
            bob.ev("CALL_ESTABLISHED")
            if hold:
                phone.hold(call)
                phone.wait("call.changed", call=call, state="held")
                phone.resume(call)
                phone.wait("call.changed", call=call, state="active", encryption="encrypted")
            figures = self.talk(phone, call, 8 if hold else 4.5)
            # baresip's recorder ends with a hold, encrypted or not: its reports say whether it understood what followed.
            if hold: self.assertLess(figures["reportedLoss"], 0.05, figures)
            if suite: self.assertEqual(figures["encryption"], suite)
            self.assertIn("encryption", figures)
            phone.hang_up(call)
            phone.wait("call.ended", call=call)
        phone.__exit__()
        self.judge_heard(heard)
        bob.stop()
        if not hold: self.judge_heard(bob.rec())
        self.judge_wire(capture)

    def with_linphone(self, *, outgoing, **keys):
        bob = self.peer(Linphone, "bob", self.ports(), source=self.source(), menc=self.linphone_menc, answer=outgoing)
        recorded = bob.record()
        heard = folder(self.id() + ".wav")
        phone = self.phone(headset="wav:" + heard, encryption="required", **keys)
        call = self.connect(phone, bob, outgoing)
        self.talk(phone, call, 5.5)
        phone.hang_up(call)
        phone.wait("call.ended", call=call)
        phone.__exit__()
        self.judge_heard(heard)
        bob.stop()
        self.judge_heard(recorded)
