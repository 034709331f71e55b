"""The real program on a pseudo-terminal of our own, seen through a terminal emulator (pyte): lines, cursor, bytes."""
import codecs, fcntl, os, pty, select, signal, struct, sys, termios, time

sys.path.append("/usr/lib/python3/dist-packages")
import pyte

KEYS = {"down": "\033[B", "up": "\033[A", "right": "\033[C", "left": "\033[D", "home": "\033[1~", "end": "\033[4~", "enter": "\r",
        "bs": "\177", "pgup": "\033[5~", "pgdn": "\033[6~", "del": "\033[3~", "tab": "\t", "esc": "\033", "f1": "\033[[A", "f2": "\033[[B", "f3": "\033[[C", "f4": "\033[[D", "f5": "\033[[E",
        "f6": "\033[17~", "f7": "\033[18~", "f8": "\033[19~", "f9": "\033[20~", "f10": "\033[21~", "f11": "\033[23~", "f12": "\033[24~"}


class Terminal:
    """with Terminal(argv) as t: t.press("down"); t.line; t.display"""

    def __init__(self, argv, rows=25, columns=80, environment=None):
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.Stream(self.screen)
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.size, self.argv, self.environment = (rows, columns), argv, environment or {}
        self.bytes = b""

    def __enter__(self):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="linux", LC_ALL="C.UTF-8", **self.environment)
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", *self.size, 0, 0))
            try: os.execv(self.argv[0], self.argv)
            finally: os._exit(127)
        return self

    def resize(self, rows, columns):
        """As a terminal window does: the size, then SIGWINCH from the kernel."""
        self.size = (rows, columns)
        self.screen.resize(rows, columns)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def send(self, key): os.write(self.fd, KEYS.get(key, key).encode())

    def __exit__(self, *_):
        try: os.kill(self.pid, signal.SIGTERM)
        except OSError: pass
        end = time.monotonic() + 5
        while time.monotonic() < end:
            self.read(0.05)
            try: done, _ = os.waitpid(self.pid, os.WNOHANG)
            except ChildProcessError: done = self.pid
            if done: break
        else:
            os.kill(self.pid, signal.SIGKILL); os.waitpid(self.pid, 0)
        os.close(self.fd)

    def read(self, seconds):
        """Feeds what the program writes within so many seconds; the bytes are returned and kept in `bytes`."""
        got, end = b"", time.monotonic() + seconds
        while True:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.fd], [], [], left)[0]: break
            try: chunk = os.read(self.fd, 65536)
            except OSError: break
            if not chunk: break
            got += chunk
            self.stream.feed(self.decoder.decode(chunk))
        self.bytes += got
        return got

    def read_all(self, seconds):
        """Everything that comes within so many seconds, however it is spread."""
        got, end = b"", time.monotonic() + seconds
        while time.monotonic() < end: got += self.read(min(0.5, max(0.0, end - time.monotonic())))
        return got

    def settle(self, quiet=0.15, most=5.0):
        """Reads until nothing has come for `quiet` seconds."""
        end = time.monotonic() + most
        got = b""
        while time.monotonic() < end:
            new = self.read(quiet)
            if not new: break
            got += new
        return got

    def until(self, wanted, most=10.0):
        """Reads until `wanted(self)` holds."""
        end = time.monotonic() + most
        while not wanted(self):
            if time.monotonic() > end: raise TimeoutError("the screen:\n" + "\n".join(self.display) + "\ncursor on: " + self.line)
            self.read(0.05)

    def press(self, *keys, quiet=0.15):
        """Presses keys one by one; the bytes that followed the last one."""
        got = b""
        for key in keys:
            self.send(key)
            got = self.settle(quiet)
        return got

    @property
    def display(self): return [line.rstrip() for line in self.screen.display]

    @property
    def line(self): return self.screen.display[self.screen.cursor.y].strip()
