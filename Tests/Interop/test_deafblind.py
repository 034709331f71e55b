"""A deafblind agent's call: no sound, a braille line of 40 cells, then one of 20, and no key that was not shown on that line before.
Receives a call, knows who, answers, converses by text, misses nothing while typing, hangs up."""
import os, re, time, unittest

from rig_case import RUN, RigCase, folder, setUpModule, tearDownModule
from softphone import PROGRAM, account, audio
from terminal import KEYS, Terminal

#: Keys that a braille display has itself, and those that write.
OWN_KEYS = {"up", "down", "enter", "bs"}


class Braille:
    """The line under the terminal's cursor, as a display of so many cells shows it; nothing else is seen."""

    def __init__(self, terminal, cells): self.terminal, self.cells, self.read = terminal, cells, []

    @property
    def line(self):
        self.terminal.read(0.05)
        # A display shows the part that the cursor is in.
        start = self.terminal.screen.cursor.x // self.cells * self.cells
        line = self.terminal.line[start:start + self.cells].strip()
        if not self.read or self.read[-1] != line: self.read.append(line)
        return line

    def until(self, start, most=10):
        """Waits until the line begins so."""
        end = time.monotonic() + most
        while not self.line.startswith(start):
            if time.monotonic() > end: raise AssertionError("%r is not on the line; it showed %s" % (start, self.read[-12:]))
        return self.line

    def press(self, key):
        """A key that the display has, or one that a line named: "Décrocher, F4 ou d"."""
        if key not in OWN_KEYS:
            shown = any(re.search(r"\b%s\b" % re.escape(key), line, re.IGNORECASE) for line in self.read)
            assert shown, "%s was never shown: %s" % (key, self.read)
        self.terminal.send(key.lower())
        self.terminal.read(0.1)

    def go(self, start, most=16):
        """Down from line to line until one begins so; gives it."""
        for _ in range(most):
            if self.line.startswith(start): return self.line
            self.press("down")
        raise AssertionError("no line %r: %s" % (start, self.read[-most:]))

    def acknowledge(self, start):
        """An event is under the cursor: it is read, and Enter acknowledges it."""
        line = self.until(start)
        time.sleep(0.4)            # nobody reads faster
        self.press("enter")
        return line

    def write(self, text):
        for character in text: self.terminal.send(character)
        self.terminal.read(0.1)


class DeafblindAgent(RigCase):
    def test_a_call_by_braille_and_text_alone(self): self.call(40)

    def test_a_call_by_twenty_cells_alone(self): self.call(20)

    def call(self, cells):
        bob = self.registered(account("bob") + "text = true\n" + audio("silence:", "null:", ["pcma"]), ".bob")
        place = folder("deafblind-%d" % cells)
        os.makedirs(place, exist_ok=True)
        path = os.path.join(place, "config.toml")
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write('language = "fr"\n' + account("alice") + 'text = true\n[interface]\npreset = "braille"\n'
                       + audio("silence:", "null:", ["pcma"]))
        argv = [PROGRAM, "--config", path, "--state", place]
        with Terminal(argv, rows=12, columns=40, environment={"XDG_RUNTIME_DIR": place, "HOME": place}) as terminal:
            line = Braille(terminal, cells)
            line.acknowledge("Prêt")
            self.assertNotIn(b"\a", terminal.bytes)
            call = bob.dial("alice")
            self.assertRegex(line.until("Sonne"), "bob", "who calls, the state first")
            self.assertIn(b"\a", terminal.bytes, "the bell")
            line.go("Décrocher")
            time.sleep(0.8)            # nobody answers faster: a key in the first 0.7 s of a call only names it
            line.press("F4")
            bob.wait("call.changed", call=call, state="active", hasText=True)
            line.acknowledge("Pris")
            line.go("Raccrocher")
            line.go("Écrire")
            line.press("e")
            line.until("Écrire :")
            bob.ask("call.text", call=call, text="Bonjour\u2028")
            line.acknowledge("bob écrit")
            line.acknowledge("bob : Bonjour")
            line.until("Écrire :")
            line.write("Un ar")
            # While a field is edited the cursor stays in it.
            bob.ask("call.text", call=call, text="Allez-y\u2028")
            time.sleep(2.5)
            self.assertEqual(line.line, "Écrire : Un ar")
            line.write("bre")
            line.press("enter")
            read, end = "", time.time() + 10
            while read != "Un arbre\n":
                self.assertTrue("Un arbre\n".startswith(read) and time.time() < end, read)
                read += bob.wait("call.text")["text"]
            line.acknowledge("bob écrit")
            line.acknowledge("bob : Allez-y")
            line.until("Écrire :")
            line.press("F12")
            bob.wait("call.ended", call=call)
            line.acknowledge("Appel clos")


if __name__ == "__main__":
    unittest.main(verbosity=2)
