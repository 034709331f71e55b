"""A shift of eight hours without its pauses: calls ring, are answered, hung up by either end or missed, while keys never stop.

    Tests/Interop/soak_shift.py [CALLS] [KEYS]      (500 calls, 20,000 keys: seven minutes)

The real program on a pseudo-terminal, with its voice; a far end on loopback. One TSV line a figure. Exit 1 where a call is lost (each is
told as ended once, by the program's own notifications; its caller's name or its end is said to the last sample, by the transcript, once
the hands rest, as they do every five calls) or not answered, where a key was not pressed, or where memory grows by more than 2 MB after
the first fifth.
"""
import json, os, re, socket, sys, threading, time
from caller import Caller
from latency import Program
from softphone import PROGRAM

GROWTH = 2.0
#: Callers by their number; how many calls there are from one rest of the hands to the next, and the most seconds that it lasts.
NAME, GROUP, PATIENCE = "Nadia Benali %d", 5, 15
#: On Home, the incoming call's page, in the call, in the palette and in a field: what is pressed everywhere without calling anybody.
DOWN, UP, PAGE_DOWN, PAGE_UP, END, HOME = b"\033[B", b"\033[A", b"\033[6~", b"\033[5~", b"\033[4~", b"\033[1~"
WHO, WHERE, REPEAT, PALETTE, BACK = b"\033[[B", b"\033[[C", b"\033[21~", b"\033[23~", b"\177"
#: In a field: the next key is a command there too, so that Backspace leaves the page.
COMMAND = "²".encode()
KEYS = [DOWN, DOWN, UP, PAGE_DOWN, WHERE, END, HOME, b"l", WHO, REPEAT, PALETTE, b"o", DOWN, PAGE_DOWN, PAGE_UP, UP, HOME, b"m", b"a", BACK, BACK,
        BACK, b"d", b"1", b"2", b"4", BACK, BACK, BACK, BACK, COMMAND, BACK, WHERE]
ANSWER, HANG_UP = b"\033[[D", b"\033[24~"


class Shift:
    def __init__(self, program, calls, keys):
        self.program, self.calls, self.keys = program, calls, keys
        self.done = self.pressed = self.ended = self.answered = 0
        self.memory, self.problem, self.unread, self.untold = [], None, "", []
        #: Held where the agent stops typing to listen: a call is taken once its name was heard.
        self.hands = threading.Lock()

    def run(self):
        with Program(self.program, "en", more="rate = 600\n") as self.phone, open(self.phone.transcript) as self.transcript:
            listener = threading.Thread(target=self._listen, daemon=True)
            typist = threading.Thread(target=self._type, daemon=True)
            self.control = socket.socket(socket.AF_UNIX)
            self.control.connect(os.path.join(self.phone.place.name, "clairvoix/control.sock"))
            listener.start()
            typist.start()
            try:
                for number in range(self.calls):
                    self._call(number)
                    if (number + 1) % GROUP == 0 or number + 1 == self.calls: self._rest(number - number % GROUP, number)
                    self.done = number + 1
                    if self.done * 10 % self.calls < 10 and self.done < self.calls: self._note()
            except (OSError, AttributeError) as error: self.problem = "call %d: %r" % (self.done + 1, error)
            finally:
                self.done = self.calls
                typist.join()
            end = time.monotonic() + 5
            while self.ended < self.calls and time.monotonic() < end: time.sleep(0.02)
            self._note()
            self.control.shutdown(socket.SHUT_RDWR)
            listener.join()
        return self

    def _note(self): self.memory.append((self.done * 100 // self.calls, self.phone.memory().values[0]))

    def _listen(self):
        for line in self.control.makefile("rb"):
            if json.loads(line).get("method") == "call.ended": self.ended += 1

    def _type(self):
        """As far as the calls are, so far are the keys."""
        while self.pressed < self.keys:
            while self.pressed >= self.keys * (self.done + 1) // self.calls: time.sleep(0.005)
            with self.hands: self.phone.press(KEYS[self.pressed % len(KEYS)])
            self.pressed += 1
            time.sleep(0.002)

    def _call(self, number):
        with Caller(self.phone.port, NAME % number) as caller:
            caller.invite()
            caller.ringing()
            if number % 5: return caller.cancel()
            with self.hands:
                # A key that comes before the name was heard says the caller instead; the next one takes the call.
                time.sleep(0.75)
                for _ in range(4):
                    self.phone.press(ANSWER)
                    if caller.answered(1): break
                else: raise OSError("not answered")
            self.answered += 1
            caller.speak(10)
            if number % 10: return caller.hang_up()
            for _ in range(4):
                self.phone.press(HANG_UP)
                if caller.hung_up(1): return
            raise OSError("not hung up")

    def _rest(self, first, last):
        """The hands rest until each of these calls was told."""
        untold, end = set(range(first, last + 1)), time.monotonic() + PATIENCE
        with self.hands:
            while untold and time.monotonic() < end:
                time.sleep(0.05)
                told = self._told()
                untold -= {int(number) for text in told for number in re.findall(NAME.replace("%d", r"(\d+)"), text)}
                # The end of a call that the agent hangs up names nobody; of a group only the first can be that.
                if first % 10 == 0 and "Call closed" in told: untold.discard(first)
        self.untold += sorted(untold)

    def _told(self):
        """The events that were said whole since this was asked last. What answers a key is none."""
        *lines, self.unread = (self.unread + self.transcript.read()).split("\n")
        told = [json.loads(line) for line in lines]
        return [line["text"] for line in told if line["outcome"] == "finished" and line["priority"] != "text"]

    @property
    def growth(self):
        """Megabytes from a fifth of the way to the end."""
        settled = next(size for share, size in self.memory if share >= 20)
        return self.memory[-1][1] - settled

    @property
    def wrong(self):
        """What is wrong, in words; nil where nothing is."""
        if self.problem: return self.problem
        if self.ended != self.calls: return "%d calls, %d told as ended" % (self.calls, self.ended)
        if self.untold: return "never said whole, neither the caller nor the end: calls %s" % self.untold
        if self.pressed != self.keys: return "%d keys, %d pressed" % (self.keys, self.pressed)
        if self.growth > GROWTH: return "memory grows by %.1f MB: %s" % (self.growth, self.memory)
        return None


def main():
    calls, keys = (int(sys.argv[1]) if len(sys.argv) > 1 else 500), (int(sys.argv[2]) if len(sys.argv) > 2 else 20000)
    began = time.monotonic()
    shift = Shift(os.path.abspath(PROGRAM), calls, keys).run()
    def figure(name, value, unit): print("shift\t%s\t%s\t%s" % (name, value, unit), flush=True)
    for share, size in shift.memory: figure("memory at %d %%" % share, "%.1f" % size, "MB")
    figure("memory: growth after a fifth", "%.2f" % shift.growth, "MB")
    figure("calls", calls, "")
    figure("calls told as ended", shift.ended, "")
    figure("calls said", calls - len(shift.untold), "")
    figure("calls answered", shift.answered, "")
    figure("keys", shift.pressed, "")
    figure("lasted", "%.0f" % (time.monotonic() - began), "s")
    if shift.wrong: print("shift\twrong\t%s" % shift.wrong)
    return 1 if shift.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
