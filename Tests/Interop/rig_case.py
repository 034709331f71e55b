"""What the tests with real peers behind Kamailio share: the rig, softphones of ours, peers with ports of their own."""
import os, shutil, subprocess, sys, tempfile, unittest

HERE = os.path.dirname(os.path.abspath(__file__))
RUN = os.environ.setdefault("RIG_RUN", tempfile.mkdtemp(prefix="clairvoix-rig."))
sys.path[:0] = [HERE, os.path.join(HERE, "Peers")]
import peerlib
from peerlib import RIG, forget
from rtp_judge import bursts, frequency
from softphone import Softphone


# A module of tests that imports these two has them run before its first test and after its last.
def setUpModule():
    subprocess.run([RIG, "up"], check=True, stdout=subprocess.DEVNULL)


def tearDownModule():
    subprocess.run([RIG, "down"], check=False, stdout=subprocess.DEVNULL)
    shutil.rmtree(RUN, ignore_errors=True)


def folder(name): return os.path.join(RUN, name)


class HearingCase(unittest.TestCase):
    def judge_heard(self, path):
        """The recording holds bursts of 440 Hz."""
        rate, samples = peerlib.read_wav(path)
        found = [b for b in bursts(samples, rate, 600) if b[1] > 0.2]
        self.assertGreaterEqual(len(found), 3, "bursts heard: %s" % found)
        start = found[1][0]
        cut = samples[int((start + 0.05) * rate):int((start + 0.2) * rate)]
        self.assertAlmostEqual(frequency(cut, rate, 440.0), 440.0, delta=2.0)


class RigCase(HearingCase):
    next_ports = 5170

    def setUp(self): forget()

    @staticmethod
    def ports():
        """The SIP port of a peer; it and what follows it are the peer's alone."""
        RigCase.next_ports = RigCase.next_ports + 60 if RigCase.next_ports < 7900 else 5230
        return RigCase.next_ports

    def registered(self, config, name=""):
        """A softphone of ours with this configuration, registered; ended with the test."""
        phone = Softphone(folder(self.id() + name), config).__enter__()
        self.addCleanup(phone.__exit__)
        phone.wait("account.changed", state="registered")
        return phone

    def peer(self, kind, *arguments, **options):
        """A peer, ended with the test."""
        peer = kind(*arguments, **options).__enter__()
        self.addCleanup(peer.stop)
        return peer
