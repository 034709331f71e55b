"""Every suite of tests with real peers, each in a process, a network and a folder of its own. They wait far more than they compute, so some
run side by side; those that judge sound or time run after them, one by one. Prints each suite when it has ended, and what failed last.

lanes.py [SUITE...]: those, or all. LANES is how many run side by side (3)."""
import glob, os, re, signal, subprocess, sys, tempfile, threading, time

HERE = os.path.dirname(os.path.abspath(__file__))
# What another program that computes would falsify: sound heard through devices, times measured, memory, a reader's pace. Where a screen
# reader runs, every softphone of this computer lets it speak: those that start one run beside no other.
READERS = ("test_braille", "test_deafblind", "test_readers")
ALONE = READERS + ("test_desk_sound", "test_heard", "test_latency", "test_sound_card", "test_speech_dispatcher", "test_store")
# These last longest: begun first, they do not outlast the others.
LONG = ("test_outbox", "test_record_killed", "test_record", "test_transfer", "test_reachability", "test_pbx")
# No suite needs a third of it. Past it something hangs, and the others shall be told of all the same.
LIMIT = 900


class Suites:
    """What ran, and how it ended."""

    def __init__(self):
        self.lock, self.failed, self.ended, self.tests = threading.Lock(), [], 0, 0
        self.running, self.is_over = set(), False

    def run(self, name):
        if self.is_over: return
        began = time.monotonic()
        environment = {key: value for key, value in os.environ.items() if key != "RIG_RUN"}
        with tempfile.TemporaryFile() as output:
            process = subprocess.Popen([os.path.join(HERE, "run"), name], stdout=output, stderr=output, stdin=subprocess.DEVNULL,
                                       env=environment, start_new_session=True)
            self.running.add(process)
            try: status = process.wait(LIMIT)
            except subprocess.TimeoutExpired: status = "not ended after %d s" % LIMIT
            finally:
                # What a test left running in its own group goes with it.
                try: os.killpg(process.pid, signal.SIGKILL)
                except ProcessLookupError: pass
                process.wait()
                self.running.discard(process)
            output.seek(0)
            text = output.read().decode("utf-8", "replace")
        with self.lock:
            counted = re.findall(r"^Ran (\d+) tests? in", text, re.MULTILINE)
            count = int(counted[-1]) if counted else 0
            self.tests, self.ended = self.tests + count, self.ended + 1
            print(text, end="")
            print("== interop, %s: %s, %d s" % (name, "passed" if status == 0 and count else "failed", time.monotonic() - began), flush=True)
            if status != 0 or not count: self.failed.append((name, status, text))

    def end(self):
        self.is_over = True
        for process in list(self.running):
            try: os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError: pass


def side_by_side(suites, names, lanes):
    """Runs them in that order, so many at a time."""
    names, lock = list(names), threading.Lock()

    def lane():
        while True:
            with lock:
                if not names: return
                name = names.pop(0)
            suites.run(name)
    threads = [threading.Thread(target=lane, daemon=True) for _ in range(lanes)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()


def lanes():
    """How many run at a time: one where they would share a network, and its ports."""
    own = not os.environ.get("CLAIRVOIX_NETWORK") and subprocess.run(
        ["unshare", "-n", "true"], stderr=subprocess.DEVNULL).returncode == 0
    return int(os.environ.get("LANES", "3")) if own else 1


def main(names):
    names = names or sorted(os.path.basename(path)[:-3] for path in glob.glob(os.path.join(HERE, "test_*.py")))
    suites = Suites()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        together = sorted((name for name in names if name not in ALONE), key=lambda name: LONG.index(name) if name in LONG else len(LONG))
        side_by_side(suites, together, lanes())
        for name in names:
            if name in ALONE: suites.run(name)
    finally: suites.end()
    for name, status, text in suites.failed:
        failures = text[text.find("\n====="):] if "\n=====" in text else text[-4000:]
        print("\n== interop, %s again: %s\n%s" % (name, status, failures))
    print("interop: %d tests in %d of %d suites; failed: %s" % (
        suites.tests, suites.ended, len(names), ", ".join(name for name, *_ in suites.failed) or "none"))
    return 1 if suites.failed or suites.ended < len(names) else 0


if __name__ == "__main__": sys.exit(main(sys.argv[1:]))
