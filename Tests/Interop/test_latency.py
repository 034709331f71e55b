"""From a key or an INVITE to the sound, from a key to silence and to the screen, alone and inside tmux; the first word; memory; a short
shift: the limits, not the aims, on whatever machine runs the tests. `make bench` measures them properly, `make soak` the whole shift."""
import os, sys, unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from latency import CROWD, Program, percentile
from soak_shift import Shift
from softphone import PROGRAM

SAMPLES = 20


class Latency(unittest.TestCase):
    """Judged by the median of each figure, three times at most: a loaded machine delays some samples, never all of them."""

    def judge(self, measure, **more):
        told = []
        for _ in range(3):
            with Program(PROGRAM, **more) as program: figure = measure(program)
            middle = percentile(figure.values, 50)
            if middle <= figure.limit: return
            told.append([round(value, 1) for value in figure.values])
        self.fail("%s: more than %s: %s" % (figure.name, figure.limit, told))

    def test_key_to_first_sample(self): self.judge(lambda program: program.keys(SAMPLES))
    def test_key_to_device(self): self.judge(lambda program: program.to_device((10, 20), SAMPLES))
    def test_key_to_device_in_tmux(self): self.judge(lambda program: program.to_device((15, 20), SAMPLES), tmux=True)
    def test_key_to_silence(self): self.judge(lambda program: program.silences(SAMPLES))
    def test_key_to_screen(self): self.judge(lambda program: program.to_screen(SAMPLES))
    def test_key_to_screen_in_tmux(self): self.judge(lambda program: program.to_screen(SAMPLES), tmux=True)
    def test_key_to_screen_of_a_thousand_contacts(self):
        self.judge(lambda program: program.to_crowd(SAMPLES), language="en", more=CROWD)

    def test_invite_to_first_sample(self): self.judge(lambda program: program.invitations(SAMPLES // 2))

    def test_start_to_first_word_and_memory_at_home(self):
        self.judge(lambda program: program.start())
        self.judge(lambda program: program.memory())


class AShift(unittest.TestCase):
    def test_calls_and_keys_leave_memory_as_it_was(self):
        shift = Shift(PROGRAM, 60, 3000).run()
        self.assertIsNone(shift.wrong)


if __name__ == "__main__":
    unittest.main(verbosity=2)
