"""What the real BRLTTY puts on a braille display of 40 and of 20 cells, on every page, move by move and event by event.
BRLTTY reads an image of the screen in shared memory, and a virtual terminal of the kernel's where there is one (Readers/braille.py).
The judge is calibrated first: it must pass a good list and fail a bad one."""
import os, sys, threading, unittest
from unittest import mock

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "Readers")]
import braille, test_readers
from braille import Braille, missing

DRIVERS = ("sc", "lx")
PRESET = '[interface]\npreset = "braille"\n'
#: Rows and columns of the screen, and cells of the display.
SIZES = ((25, 80, 40), (12, 40, 40), (25, 80, 20))


def each_driver(judge):
    """Runs a test by each screen driver; by the kernel's only where there is a virtual terminal, else it says why not."""
    def test(self):
        for driver in DRIVERS:
            with self.subTest(driver):
                if reason := missing(driver): self.skipTest(reason)
                judge(self, driver)
    test.__doc__ = judge.__doc__
    return test


def side_by_side(tours):
    """Tours at the same time: a display waits more than it works."""
    problems = []

    def go(tour, *arguments):
        try: tour(*arguments)
        except BaseException as problem: problems.append(problem)
    threads = [threading.Thread(target=go, args=tour) for tour in tours]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    if problems: raise problems[0]


class Missing(unittest.TestCase):
    """A machine without a virtual terminal skips; one without BRLTTY, or without a driver of its, fails."""

    def test_a_missing_peer_is_a_failure(self):
        for driver in DRIVERS:
            with mock.patch.object(braille, "BRLTTY", None): self.assertRaises(AssertionError, missing, driver)
            with mock.patch.object(braille, "DRIVERS", "/nowhere/%s"): self.assertRaises(AssertionError, missing, driver)

    def test_no_virtual_terminal_is_a_reason(self):
        refused = mock.patch.object(braille, "free_console", side_effect=PermissionError("not root"))
        with refused: self.assertEqual((missing("sc"), missing("lx")), (None, "no virtual terminal: not root"))


class Calibration(unittest.TestCase):
    """A verdict of the judge is void where it cannot tell a good list from a bad one."""

    def shown(self, driver, mode, cells, first):
        """What two moves show, and the cursor's cells, once the first line stands there."""
        argv = ["/usr/bin/python3", os.path.join(HERE, "Readers", "demo_list.py"), mode]
        with Braille(driver, argv, cells=cells) as judge:
            started = lambda b: b.terminal.display[2] == "Répondre à l'appel" and b.dots and b.text == first
            self.assertTrue(judge.until(started, 10), (driver, judge.terminal.display, judge.log))
            judge.settle(0.3)
            since, under = len(judge.log), []
            for move in range(2):
                judge.send("down")
                judge.until(lambda b: len(b.log) > since + move, 2 if mode == "cursor" else 0.5)
                judge.settle(0.3)
                under.append(judge.solid)
            return judge.log[since:], under

    @each_driver
    def test_the_judge_tells_a_good_list_from_a_bad_one(self, driver):
        for cells in (40, 20):
            good = self.shown(driver, "cursor", cells, "Répondre à l'appel")
            self.assertEqual(good, (["Mettre en attente", "Transférer"], [[0], [0]]))
        self.assertEqual(self.shown(driver, "hidden", 40, "")[0], [])


class EveryMove:
    """A tour of the program under BRLTTY: what is wrong is noted."""

    def __init__(self, test, driver, rows, columns, cells, takes_messages=False):
        self.test, self.name = test, "%s, %d×%d, %d cells" % (driver, columns, rows, cells)
        self.moves, self.wrong = 0, []
        self.judge = Braille(driver, test_readers.program(test.addCleanup, more=PRESET), rows, columns, cells, takes_messages)

    @property
    def title(self): return self.judge.terminal.display[0]

    def press(self, *keys):
        for key in keys:
            self.judge.send(key)
            self.judge.settle()

    def opens(self, title, *keys):
        """Keys that lead to a page."""
        self.press(*keys)
        if not self.judge.until(lambda _: self.title == title): raise AssertionError((self.name, keys, title, self.title))
        self.judge.settle()

    def shows_line(self):
        """The line under the cursor is on the cells from its beginning, and the cursor's cell is the right one."""
        judge = self.judge
        return judge.text == judge.on_cells(judge.line) and judge.solid == [judge.terminal.cursor[0]]

    def move(self, *keys):
        """Each key on this page moves the cursor, and the line that it comes to is shown, alone and at once."""
        judge = self.judge
        judge.until(lambda _: self.shows_line(), 2)
        for key in keys:
            row, display, since = judge.terminal.cursor[1], judge.terminal.display, len(judge.log)
            self.press(key)
            if judge.terminal.cursor[1] == row: continue
            self.moves += 1
            right = judge.until(lambda _: self.shows_line(), 2)
            shown = judge.log[since:]
            # A page that turns is drawn in several steps.
            alone = judge.terminal.display != display or shown in ([], [judge.on_cells(judge.line)])
            if not right or not alone: self.wrong.append((self.title, key, judge.line, shown, judge.solid))

    def happens(self, phrase):
        """An event comes to the cells by itself, from its beginning, and stays until Enter."""
        judge = self.judge
        wanted = judge.on_cells(phrase)
        if not judge.until(lambda _: judge.text == wanted and self.shows_line(), 15):
            raise AssertionError("%s: %r is not on the cells; they showed %s" % (self.name, phrase, judge.log[-8:]))
        judge.settle(0.5)
        if judge.text != wanted: self.wrong.append((phrase, judge.log[-3:]))

    def acknowledge(self, phrase):
        self.happens(phrase)
        self.press("enter")

    def end(self, least):
        self.test.assertEqual(self.wrong, [], "%s: %d moves" % (self.name, self.moves))
        self.test.assertGreaterEqual(self.moves, least, self.name)

    def pages(self):
        """Every page that needs no call."""
        with self.judge:
            self.acknowledge("Prêt, ligne Entraînement")
            for keys, title in test_readers.EveryMove.PAGES:
                self.opens(title, *keys)
                self.move("down", "down", "up", "end", "up")
                for _ in range(4):
                    if self.title == "Accueil": break
                    self.press("²", "bs")
                self.test.assertEqual(self.title, "Accueil", (self.name, title))
        self.end(45)

    def call(self):
        """The pages of a call, and its events."""
        with self.judge:
            self.acknowledge("Prêt, ligne Entraînement")
            self.press("c", "down", "enter")
            self.acknowledge("Appelle Écho")
            self.acknowledge("Sonne chez Écho")
            self.acknowledge("Pris")
            self.move("down", "down", "up", "down")
            for keys, title in [(("t",), "Transférer"), (("f11", "f", "enter"), "Conférence"), (("n",), "Notes")]:
                self.opens(title, *keys)
                self.move("down", "down", "up")
                self.press("²", "bs")
            self.press("f")
            self.acknowledge("Appel clos")
        self.end(10)


    def messages(self):
        """With BrlAPI: no message hides an event that the cursor is at, nor where a key leads; one comes over a field that is edited."""
        judge, name = self.judge, test_readers.RING_BACK
        with judge:
            self.acknowledge("Prêt, ligne Entraînement")
            self.move("down", "down", "up")
            self.press("c", "down", "r", "enter")
            for phrase in ("Appelle " + name, "Sonne chez " + name, "Pris"): self.acknowledge(phrase)
            # The call ends by itself, and it rings three seconds later: the message is of the one or of the other.
            self.opens("Composer", "c")
            self.press("home", "1")
            if not judge.until(lambda _: judge.text.startswith(name[:12]), 10): raise AssertionError((self.name, judge.log))
            self.press("2")
            self.test.assertEqual(judge.line, "Numéro : 12", self.name)
            self.test.assertTrue(judge.text.startswith(name[:12]), (self.name, judge.log))
            self.press("home")
            self.test.assertTrue(judge.until(lambda _: self.shows_line(), 2), (self.name, judge.log))
        self.end(3)


class Pages(unittest.TestCase):
    @each_driver
    def test_every_page(self, driver):
        side_by_side([(EveryMove(self, driver, *size).pages,) for size in SIZES])

    @each_driver
    def test_pages_and_events_of_a_call(self, driver):
        side_by_side([(EveryMove(self, driver, *size).call,) for size in SIZES])

    @each_driver
    def test_messages_hide_nothing(self, driver):
        side_by_side([(EveryMove(self, driver, *size, takes_messages=True).messages,) for size in SIZES])


if __name__ == "__main__":
    unittest.main(verbosity=2)
