"""From a key or an INVITE to the sound, and from a key to silence: the limits, not the aims, on whatever machine runs the tests.
`make bench` measures them properly."""
import os, sys, unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from latency import Program, percentile
from softphone import PROGRAM

SAMPLES = 20


class Latency(unittest.TestCase):
    """Judged by the median of each figure, three times at most: a loaded machine delays some samples, never all of them."""

    def judge(self, measure):
        told = []
        for _ in range(3):
            with Program(PROGRAM) as program: figure = measure(program)
            middle = percentile(figure.values, 50)
            if middle <= figure.limit: return
            told.append([round(value) for value in figure.values])
        self.fail("%s: more than %s ms: %s" % (figure.name, figure.limit, told))

    def test_key_to_first_sample(self): self.judge(lambda program: program.keys(SAMPLES))
    def test_key_to_silence(self): self.judge(lambda program: program.silences(SAMPLES))
    def test_invite_to_first_sample(self): self.judge(lambda program: program.invitations(SAMPLES // 2))


if __name__ == "__main__":
    unittest.main(verbosity=2)
