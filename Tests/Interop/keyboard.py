"""A keyboard and a screen of our own: a program on a pseudo-terminal, alone or inside tmux, and the time until what a key changes
is on the screen. Standard library only."""
import fcntl, os, pty, select, shlex, signal, struct, subprocess, sys, termios, threading, time

#: Writes one byte back for each key: what the terminal, tmux and this machine take of a figure, measured in the same run.
ECHO = [sys.executable, "-c", "import os, tty\ntty.setraw(0)\nwhile True: os.write(1, b'.' if os.read(0, 64) else b'')"]


class Keyboard:
    """A program on a pseudo-terminal, or in a tmux whose client has the pseudo-terminal and whose server is our own.

        with Keyboard(argv, folder, tmux=True) as keyboard: keyboard.painted(b"\\033[B")
    """

    def __init__(self, argv, folder, tmux=False, environment=None):
        self.socket = os.path.join(folder, "tmux") if tmux else None
        if tmux:
            # its clock and its bar would paint without a key
            argv = ["tmux", "-S", self.socket, "-f", "/dev/null", "new-session", shlex.join(argv), ";", "set", "-g", "status", "off"]
        self.argv, self.environment = argv, dict(environment or {}, TERM="linux", LC_ALL="C.UTF-8", TMUX="")
        self.output, self.reader = b"", None

    def __enter__(self):
        self.started = time.monotonic()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.environ.update(self.environment)
            try: os.execvp(self.argv[0], self.argv)
            finally: os._exit(127)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 25, 80, 0, 0))
        self.drain()
        return self

    def drain(self):
        """Reads the screen on a thread of its own, until `painted` wants it."""
        self.isEnding = False
        self.reader = threading.Thread(target=self._drain, daemon=True)
        self.reader.start()

    def _drain(self):
        while not self.isEnding:
            if not self.take(0.05): continue

    def take(self, most):
        """What is painted within so many seconds, as soon as something is."""
        if not select.select([self.terminal], [], [], most)[0]: return b""
        try: data = os.read(self.terminal, 65536)
        except OSError: data = b""
        if not data: self.isEnding = True
        self.output = (self.output + data)[-4000:]
        return data

    def stop_draining(self):
        self.isEnding = True
        self.reader.join()

    def press(self, key):
        """The time just before the key is written."""
        now = time.monotonic()
        os.write(self.terminal, key)
        return now

    def painted(self, key, quiet=0.03, most=3):
        """Seconds from the key to the first bytes for the screen, which has been still for a while. `stop_draining` first."""
        while self.take(quiet): pass
        pressed = self.press(key)
        if not self.take(most): raise TimeoutError("nothing was painted")
        return time.monotonic() - pressed

    def program(self):
        """The process of the program: inside tmux a child of its server."""
        if not self.socket: return self.pid
        answer = subprocess.run(["tmux", "-S", self.socket, "list-panes", "-F", "#{pane_pid}"], capture_output=True, text=True)
        return int(answer.stdout)

    def __exit__(self, *_):
        if self.socket:
            subprocess.run(["tmux", "-S", self.socket, "kill-server"], capture_output=True)
        try: os.kill(self.pid, signal.SIGTERM)
        except OSError: pass
        end = time.monotonic() + 6
        while time.monotonic() < end:
            if os.waitpid(self.pid, os.WNOHANG)[0]: break
            time.sleep(0.02)
        else:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        self.stop_draining()
        os.close(self.terminal)
