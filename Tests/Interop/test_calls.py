"""Calls between the softphone and real peers through Kamailio, on loopback. Run by `make test`."""
import os, subprocess, time, unittest

from rig_case import HERE, RUN, RigCase, folder, setUpModule, tearDownModule
import peerlib
from peerlib import RIG, Baresip, Cap, Linphone
from rtp_judge import bursts, decode, frequency
from softphone import Softphone, account, audio


def config(codecs=None, headset="null:", microphone="burst:440", **line):
    return 'language = "fr"\n' + account(**line) + audio(microphone, headset, codecs)


class Registration(unittest.TestCase):
    def register(self, **line):
        with Softphone(folder(self.id()), config(**line)) as phone:
            phone.wait("account.changed", state="registered")

    def test_udp(self): self.register(transport="udp")
    def test_tcp(self): self.register(transport="tcp")

    @unittest.skipUnless(os.path.exists("/proc/net/if_inet6") and " lo" in open("/proc/net/if_inet6").read(), "this kernel has no IPv6 loopback")
    def test_ipv6(self): self.register(host="::1")

    def test_wrong_password_is_told(self):
        with Softphone(folder(self.id()), config(password="wrong")) as phone:
            told = phone.wait("account.changed", state="failed")
            self.assertEqual(told["reason"], "credentialsRefused")

    def test_sha256(self):
        subprocess.run([RIG, "restart", "--sha256"], check=True, stdout=subprocess.DEVNULL)
        try: self.register()
        finally: subprocess.run([RIG, "restart"], check=True, stdout=subprocess.DEVNULL)


class Calls(RigCase):
    def phone(self, **options): return self.registered(config(**options))

    def test_out_and_hang_up_by_us(self):
        bob = self.peer(Baresip, "bob", self.ports())
        phone = self.phone()
        call = phone.ask("call.dial", to="bob")["call"]
        phone.wait("call.changed", call=call, state="active")
        bob.ev("CALL_ESTABLISHED")
        phone.ask("call.hangUp", call=call)
        phone.wait("call.ended", call=call, cause="endedByMe")
        bob.ev("CALL_CLOSED")

    def test_in_and_hang_up_by_peer(self):
        bob = self.peer(Baresip, "bob", self.ports())
        phone = self.phone()
        bob.call("sip:alice@127.0.0.1:5160")
        call = phone.wait("call.incoming")["call"]
        bob.ev("CALL_RINGING")
        phone.ask("call.answer", call=call)
        phone.wait("call.changed", call=call, state="active")
        bob.ev("CALL_ESTABLISHED")
        bob.cmd("hangup")
        phone.wait("call.ended", call=call, cause="endedByPeer")

    def test_cancel_by_us(self):
        phone = self.phone()
        call = phone.ask("call.dial", to="ringonly")["call"]
        phone.wait("call.changed", call=call, state="ringing")
        phone.ask("call.hangUp", call=call)
        phone.wait("call.ended", call=call, cause="cancelledByMe")

    def test_cancel_by_peer(self):
        bob = self.peer(Baresip, "bob", self.ports())
        phone = self.phone()
        bob.call("sip:alice@127.0.0.1:5160")
        call = phone.wait("call.incoming")["call"]
        bob.ev("CALL_RINGING")
        bob.cmd("hangup")
        phone.wait("call.ended", call=call, cause="missed")

    def test_final_answers(self):
        phone = self.phone()
        for to, cause, status in [("code486", "busy", 486), ("code603", "declinedByPeer", 603), ("code480", "noAnswer", 480),
                                  ("nobody", "unknownNumber", 404), ("code488", "noCommonMedia", 488), ("code500", "serverFailure", 500)]:
            with self.subTest(to):
                call = phone.ask("call.dial", to=to)["call"]
                ended = phone.wait("call.ended", call=call)
                self.assertEqual((ended["cause"], ended.get("sipStatus")), (cause, status))

    def test_redirection_is_followed(self):
        bob = self.peer(Baresip, "bob", self.ports())
        phone = self.phone()
        call = phone.ask("call.dial", to="moved")["call"]
        phone.wait("call.changed", call=call, state="active")
        bob.ev("CALL_ESTABLISHED")

    def test_decline(self):
        bob = self.peer(Baresip, "bob", self.ports())
        phone = self.phone()
        bob.call("sip:alice@127.0.0.1:5160")
        call = phone.wait("call.incoming")["call"]
        phone.ask("call.decline", call=call, reason="declined")
        phone.wait("call.ended", call=call, cause="declinedByMe")
        bob.ev("CALL_CLOSED")

    def test_hold_and_resume_by_peer(self):
        for kind, hold, resume in ((Baresip, "hold", "resume"), (Linphone, "pause", "resume")):
            with self.subTest(kind.__name__):
                port = self.ports()
                bob = kind("bob", port)
                with bob:
                    phone = self.phone()
                    call = phone.ask("call.dial", to="bob")["call"]
                    phone.wait("call.changed", call=call, state="active")
                    time.sleep(0.5)      # linphonec refuses to pause in the first moments of a call
                    bob.cmd(hold)
                    phone.wait("call.changed", call=call, state="heldByPeer")
                    bob.cmd(resume)
                    phone.wait("call.changed", call=call, state="active")
                    phone.ask("call.hangUp", call=call)
                    phone.wait("call.ended", call=call)
                    phone.__exit__()

    def test_hold_and_resume_by_us(self):
        bob = self.peer(Baresip, "bob", self.ports())
        phone = self.phone()
        call = phone.ask("call.dial", to="bob")["call"]
        phone.wait("call.changed", call=call, state="active")
        phone.ask("call.hold", call=call)
        phone.wait("call.changed", call=call, state="held")
        phone.ask("call.resume", call=call)
        phone.wait("call.changed", call=call, state="active")

    def test_digits_from_peer(self):
        bob = self.peer(Baresip, "bob", self.ports())
        phone = self.phone()
        call = phone.ask("call.dial", to="bob")["call"]
        phone.wait("call.changed", call=call, state="active")
        bob.ev("CALL_ESTABLISHED")
        bob.keys("28#")
        for digit in "28#": phone.wait("call.digit", call=call, digit=digit)

    def test_digits_to_peer(self):
        bob = self.peer(Baresip, "bob", self.ports())
        phone = self.phone()
        call = phone.ask("call.dial", to="bob")["call"]
        phone.wait("call.changed", call=call, state="active")
        bob.ev("CALL_ESTABLISHED")
        phone.ask("call.digits", call=call, digits="159#")
        end = time.time() + 10
        while time.time() < end:
            got = [e.get("param", e.get("key")) for e in bob.events if e.get("type") == "CALL_DTMF_START"]
            if len(got) >= 4: break
            time.sleep(0.05)
        self.assertEqual(got, ["1", "5", "9", "#"])

    def test_offerless_invite(self):
        phone = self.phone()
        scenario = os.path.join(HERE, "Peers", "sipp", "offerless.xml")
        port = self.ports()
        sipp = subprocess.Popen(["sipp", "-sf", scenario, "-s", "alice", "-m", "1", "-i", "127.0.0.1", "-p", str(port), "-timeout", "20s",
                                 "-timeout_error", "-nostdin", "127.0.0.1:5162"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=RUN)
        self.addCleanup(lambda: sipp.poll() is None and sipp.kill())
        call = phone.wait("call.incoming")["call"]
        phone.ask("call.answer", call=call)
        phone.wait("call.changed", call=call, state="active")
        phone.wait("call.ended", call=call, cause="endedByPeer")
        output = sipp.communicate(timeout=10)[0].decode(errors="replace")
        self.assertEqual(sipp.returncode, 0, output[-1500:])

    # ---- sound: 440 Hz bursts in both directions
    def judge_sent(self, capture, codec, payload_type, from_ports):
        rows = capture.read("rtp.p_type==%d" % payload_type, "udp.srcport", "rtp.seq", "rtp.timestamp", "rtp.payload")
        rows = [r for r in rows if int(r[0]) in from_ports]
        self.assertGreater(len(rows), 150, "too few RTP packets sent")
        sequence = [int(r[1]) for r in rows]
        stamps = [int(r[2]) for r in rows]
        step = 960 if codec == "opus" else 160
        holes = [i for i in range(1, len(rows)) if (sequence[i] - sequence[i - 1]) % 65536 != 1 or (stamps[i] - stamps[i - 1]) % 2**32 != step]
        self.assertEqual(holes, [], "holes in sequence or timestamps")
        rate, samples = decode(codec, [bytes.fromhex(r[3].replace(":", "")) for r in rows])
        found = [b for b in bursts(samples, rate) if b[1] > 0.2]
        self.assertGreaterEqual(len(found), 3)
        for (a, _), (b, _) in zip(found, found[1:]): self.assertAlmostEqual(b - a, 1.0, delta=0.015)
        for start, length in found[1:-1]:
            self.assertAlmostEqual(length, 0.25, delta=0.03)
            cut = samples[int((start + 0.05) * rate):int((start + 0.2) * rate)]
            self.assertAlmostEqual(frequency(cut, rate, 440.0), 440.0, delta=2.0)

    def both_directions(self, codec, peer_codec, payload_type):
        port = self.ports()
        rate = {"opus": 48000, "g722": 16000, "pcma": 8000}[codec]
        source = peerlib.tone(os.path.join(RUN, "bursts-%d.wav" % rate), 440, 30, rate, 2 if codec == "opus" else 1, 0.4, (0.25, 1.0))
        bob = self.peer(Baresip, "bob", port, source="aufile," + source, codecs=[peer_codec], answer="auto")
        heard = os.path.join(RUN, "heard-%s.wav" % codec)
        phone = self.phone(codecs=[codec], headset="wav:" + heard)
        with Cap("cap-" + codec, "udp") as capture:
            call = phone.ask("call.dial", to="bob")["call"]
            phone.wait("call.changed", call=call, state="active")
            bob.ev("CALL_ESTABLISHED")
            time.sleep(5.5)          # the sound itself: five bursts each way
            statistics = phone.ask("call.statistics", call=call)
            phone.ask("call.hangUp", call=call)
            phone.wait("call.ended", call=call)
        peer_ports = set(range(port * 4, port * 4 + 200))
        rows = capture.read("rtp.p_type==%d" % payload_type, "udp.srcport")
        ours = {int(r[0]) for r in rows} - peer_ports
        self.judge_sent(capture, codec, payload_type, ours)
        self.assertLessEqual(statistics["framesConcealed"], max(1, statistics["framesPlayed"] * 0.01), statistics)
        phone.__exit__()
        self.judge_heard(heard)

    def test_sound_opus(self): self.both_directions("opus", "opus/48000/2", 96)
    def test_sound_g722(self): self.both_directions("g722", "G722/16000/1", 9)
    def test_sound_pcma(self): self.both_directions("pcma", "PCMA/8000/1", 8)

    def test_sound_with_linphone(self):
        source = peerlib.tone(os.path.join(RUN, "bursts-8000.wav"), 440, 30, 8000, 1, 0.4, (0.25, 1.0))
        bob = self.peer(Linphone, "bob", self.ports(), source=source)
        recorded = bob.record()
        heard = os.path.join(RUN, "heard-linphone.wav")
        phone = self.phone(headset="wav:" + heard)
        call = phone.ask("call.dial", to="bob")["call"]
        phone.wait("call.changed", call=call, state="active")
        time.sleep(5.5)
        phone.ask("call.hangUp", call=call)
        phone.wait("call.ended", call=call)
        phone.__exit__()
        self.judge_heard(heard)
        bob.stop()
        self.judge_heard(recorded)

    def test_g729_with_linphone(self):
        source = peerlib.tone(os.path.join(RUN, "bursts-8000.wav"), 440, 30, 8000, 1, 0.4, (0.25, 1.0))
        bob = self.peer(Linphone, "bob", self.ports(), source=source, codecs=["G729"])
        recorded = bob.record()
        heard = os.path.join(RUN, "heard-g729.wav")
        phone = self.phone(codecs=["g729"], headset="wav:" + heard)
        with Cap("cap-g729", "udp") as capture:
            call = phone.ask("call.dial", to="bob")["call"]
            phone.wait("call.changed", call=call, state="active")
            time.sleep(5.5)
            phone.ask("call.hangUp", call=call)
            ended = phone.wait("call.ended", call=call)
        self.assertEqual(ended["statistics"]["codec"], "g729")
        self.assertLessEqual(ended["statistics"]["framesConcealed"], ended["statistics"]["framesPlayed"] * 0.01)
        # Both ways; ours are two frames of 10 ms.
        rows = capture.read("rtp.p_type==18", "udp.srcport", "rtp.payload")
        lengths = {}
        for port, payload in rows: lengths.setdefault(port, []).append(len(payload.replace(":", "")) // 2)
        self.assertEqual(len(lengths), 2, lengths.keys())
        self.assertTrue(any(set(sizes) == {20} and len(sizes) > 200 for sizes in lengths.values()))
        phone.__exit__()
        self.judge_heard(heard)
        bob.stop()
        self.judge_heard(recorded)


if __name__ == "__main__":
    unittest.main(verbosity=2)
