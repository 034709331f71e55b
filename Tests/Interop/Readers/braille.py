"""A terminal program read by the real BRLTTY: what stands on the cells of its "virtual" display, and where its cursor is.

BRLTTY reads a screen in one of two ways, each with its own screen driver:
  "lx"  a virtual terminal of the kernel's, which the program runs on: what a user of the text console has. It needs root and
        /dev/tty0; a terminal that nobody uses is taken, and nothing is switched to it.
  "sc"  the image that GNU Screen leaves in shared memory. Debian's Screen leaves none, so the image is written here, from the
        pseudo-terminal that the program runs on. It is there on every machine. The image has a byte a cell: Latin-1."""
import contextlib, ctypes, fcntl, os, select, shutil, signal, socket, struct, subprocess, sys, tempfile, termios, time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]
from terminal import KEYS, Terminal

BRLTTY = shutil.which("brltty", path="/usr/bin:/bin:/usr/sbin:/sbin")
DRIVERS = "/lib/brltty/libbrlttyx%s.so"
VT_OPENQRY, IPC_CREATE, IPC_REMOVE = 0x5600, 0o3000, 0


def missing(driver):
    """Why this machine has no screen that BRLTTY reads that way: no virtual terminal, or not root; None where it has.
    A peer that is missing is a failure: AssertionError."""
    if not BRLTTY: raise AssertionError("brltty is not installed")
    if not os.path.exists(DRIVERS % driver): raise AssertionError("this brltty has no screen driver " + driver)
    if driver == "sc": return None
    try: number, descriptor = free_console()
    except OSError as problem: return "no virtual terminal: %s" % problem
    readable = os.access("/dev/vcsu%d" % number, os.R_OK)
    os.close(descriptor)
    return None if readable else "the cells of a virtual terminal cannot be read"


def free_console():
    """A virtual terminal that nobody has open, its number, and a descriptor by which it is taken."""
    control = os.open("/dev/tty0", os.O_RDWR | os.O_NOCTTY)
    try:
        while True:
            number = struct.unpack("i", fcntl.ioctl(control, VT_OPENQRY, struct.pack("i", 0)))[0]
            if number < 1: raise OSError("all are in use")
            descriptor = os.open("/dev/tty%d" % number, os.O_RDWR | os.O_NOCTTY)
            # Another judge may have been told the same one in between.
            try: fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError: os.close(descriptor)
            else: return number, descriptor
    finally: os.close(control)


class Image(Terminal):
    """The program on a pseudo-terminal; after each reading the image stands in shared memory as GNU Screen would leave it."""
    SIZE = 18000
    alphabet = "latin-1"

    def prepare(self):
        self.library = ctypes.CDLL(None, use_errno=True)
        self.library.shmat.restype = ctypes.c_void_p
        while True:
            self.folder = tempfile.mkdtemp(prefix="clairvoix-brltty.")
            self.key = self.library.ftok(self.folder.encode(), ord("b"))
            self.memory = self.library.shmget(self.key, ctypes.c_size_t(self.SIZE), IPC_CREATE | 0o700)
            if self.memory >= 0: break
            # Another folder has that key: a new one is tried, and this one is not needed.
            os.rmdir(self.folder)
        self.address = ctypes.c_void_p(self.library.shmat(self.memory, None, 0))
        self.image = (ctypes.c_ubyte * self.SIZE).from_address(self.address.value)
        self.write()

    def release(self):
        self.image = None
        self.library.shmdt(self.address)
        self.library.shmctl(self.memory, IPC_REMOVE, None)
        os.close(self.typed)
        shutil.rmtree(self.folder, True)

    @property
    def cursor(self): return min(self.screen.cursor.x, self.size[1] - 1), self.screen.cursor.y

    def watched(self): return (self.fd, select.POLLIN), (self.typed, select.POLLIN)

    def read(self, seconds):
        got = super().read(seconds)
        if got: self.write()
        return got

    def write(self):
        rows, columns = self.size
        text = "".join(line.ljust(columns)[:columns] for line in self.screen.display).encode(self.alphabet, "replace")
        cells = text + bytes([7]) * len(text) + bytes([0, 0])
        self.image[4:4 + len(cells)] = cells
        self.image[0:4] = bytes([columns, rows, *self.cursor])

    def commands(self):
        """What BRLTTY runs to press a key: `screen -p 0 -X stuff KEYS`. Here the keys go to the pseudo-terminal. Gives its options
        and its environment."""
        path = os.path.join(self.folder, "screen")
        self.keys = os.path.join(self.folder, "keys")
        os.mkfifo(self.keys)
        self.typed = os.open(self.keys, os.O_RDWR | os.O_NONBLOCK)
        with open(path, "w") as file: file.write('#!/bin/sh\nprintf %%s "$5" >%s\n' % self.keys)
        os.chmod(path, 0o755)
        return ("-x", "sc", "-z", "path=" + self.folder + ":/usr/bin:/bin"), {"HOME": self.folder}

    def pass_keys(self):
        try: os.write(self.fd, os.read(self.typed, 64))
        except BlockingIOError: pass


class Console:
    """The program on a virtual terminal of the kernel's, which has this size for as long and is not switched to."""
    alphabet = "utf-8"

    def __init__(self, argv, rows=25, columns=80, environment=None):
        self.argv, self.size, self.environment = argv, (rows, columns), environment or {}

    def prepare(self):
        self.folder = tempfile.mkdtemp(prefix="clairvoix-brltty.")
        self.number, self.fd = free_console()
        self.before = fcntl.ioctl(self.fd, termios.TIOCGWINSZ, b"\0" * 8)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", *self.size, 0, 0))
        self.screen, self.text = (os.open("/dev/vcs%s%d" % (kind, self.number), os.O_RDONLY) for kind in "au")

    def __enter__(self):
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.setsid()
                terminal = os.open("/dev/tty%d" % self.number, os.O_RDWR)
                fcntl.ioctl(terminal, termios.TIOCSCTTY, 1)
                for stream in range(3): os.dup2(terminal, stream)
                os.write(1, b"\033%G\033c")           # UTF-8, and a clean screen
                os.environ.update(TERM="linux", LC_ALL="C.UTF-8", **self.environment)
                os.execv(self.argv[0], self.argv)
            finally: os._exit(127)
        return self

    def __exit__(self, *_):
        try: os.kill(self.pid, signal.SIGTERM)
        except OSError: pass
        end = time.monotonic() + 5
        while os.waitpid(self.pid, os.WNOHANG)[0] == 0:
            if time.monotonic() > end: os.kill(self.pid, signal.SIGKILL)
            time.sleep(0.02)

    def release(self):
        for descriptor in (self.fd, self.screen, self.text): os.close(descriptor)
        # The program's end has hung up what was open: the terminal is given back through a new descriptor.
        descriptor = os.open("/dev/tty%d" % self.number, os.O_RDWR | os.O_NOCTTY)
        os.write(descriptor, b"\033c")
        fcntl.ioctl(descriptor, termios.TIOCSWINSZ, self.before)
        os.close(descriptor)
        shutil.rmtree(self.folder, True)

    def send(self, key):
        for byte in KEYS.get(key, key).encode(): fcntl.ioctl(self.fd, termios.TIOCSTI, bytes([byte]))

    def watched(self): return ((self.screen, select.POLLPRI),)

    def read(self, seconds):
        """Waits so long for a change of the cells; whether there was one."""
        poll = select.poll()
        for descriptor in self.watched(): poll.register(*descriptor)
        changed = bool(poll.poll(seconds * 1000))
        os.pread(self.screen, 4, 0)
        return changed

    @property
    def cursor(self):
        _, _, column, row = os.pread(self.screen, 4, 0)
        return column, row

    @property
    def display(self):
        rows, columns = self.size
        text = os.pread(self.text, rows * columns * 4, 0).decode("utf-32-le", "replace")
        return [text[start:start + columns].rstrip() for start in range(0, rows * columns, columns)]

    @property
    def line(self): return self.display[self.cursor[1]].strip()

    def commands(self): return ("-x", "lx", "-X", "vt=%d" % self.number), {"HOME": self.folder}

    def pass_keys(self): pass


class Braille:
    """with Braille("lx", argv, cells=40) as braille: braille.send("down"); braille.until(lambda b: b.text == "Composer, c")

    With `takes_messages` BRLTTY serves BrlAPI, and the program finds it."""

    def __init__(self, driver, argv, rows=25, columns=80, cells=40, takes_messages=False):
        self.terminal = {"lx": Console, "sc": Image}[driver](argv, rows, columns)
        self.driver, self.count, self.takes_messages = driver, cells, takes_messages
        #: What the cells showed, each text once, and their dots now.
        self.log, self.dots = [], []

    def __enter__(self):
        # BRLTTY first: it is there when the program looks for it.
        self.terminal.prepare()
        with contextlib.ExitStack() as stack:
            stack.callback(self.terminal.release)
            self.start()
            stack.callback(self.stop)
            stack.enter_context(self.terminal)
            self.ending = stack.pop_all()
        return self

    def __exit__(self, *_): self.ending.close()

    def start(self):
        folder = self.terminal.folder
        options, environment = self.terminal.commands()
        path = os.path.join(folder, "display")
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(path)
            server.listen()
            server.settimeout(10)
            # In the C locale BRLTTY takes a byte of an image for Latin-1. The dots are those of French computer braille.
            self.process = subprocess.Popen(
                [BRLTTY, "-n", "-q", "-e", "-l", "info", "-f", "/dev/null", "-P", folder + "/pid", "-p", folder + "/preferences",
                 "-U", folder, "-W", folder, "-b", "vr", "-d", "client:" + path, "-s", "no", "-t", "fr-2007", "-o", "screen-cursor-style=block", *options,
                 *self.serve()],
                env={"LC_ALL": "C", "PATH": "/usr/bin:/bin", **environment}, stdout=subprocess.DEVNULL, stderr=open(folder + "/log", "w"))
            try: self.display = server.accept()[0]
            except BaseException:
                self.process.kill()
                self.process.wait()
                raise
        self.display.setblocking(False)
        self.pending = b""
        self.command("cells %d" % self.count)
        if self.takes_messages: self.await_server()

    def stop(self):
        self.process.terminate()
        try: self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.display.close()

    def serve(self):
        """The options of a server of messages; the program is told where it is."""
        if not self.takes_messages: return ("-N",)
        while True:
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                self.port = free.getsockname()[1]
            # BrlAPI's "host:n" is port 4101 + n.
            if self.port > 4101: break
        host = self.terminal.environment["BRLAPI_HOST"] = "127.0.0.1:%d" % (self.port - 4101)
        return ("-A", "Auth=none,Host=" + host)

    def await_server(self):
        end = time.monotonic() + 10
        while True:
            try: return socket.create_connection(("127.0.0.1", self.port)).close()
            except ConnectionRefusedError:
                if time.monotonic() > end: raise
                time.sleep(0.05)

    def command(self, text):
        """A command of the display's own keys, by BRLTTY's name: "lndn", "route 1", "home"."""
        self.display.sendall(text.encode() + b"\n")

    def send(self, key): self.terminal.send(key)

    def read(self, seconds):
        """Waits so long for a change of the screen or of the cells; whether there was one."""
        poll = select.poll()
        poll.register(self.display, select.POLLIN)
        for descriptor in self.terminal.watched(): poll.register(*descriptor)
        happened = bool(poll.poll(seconds * 1000))
        self.terminal.read(0.002)
        self.terminal.pass_keys()
        try: new = self.display.recv(65536)
        except BlockingIOError: return happened
        if not new: raise EOFError("BRLTTY has ended")
        *lines, self.pending = (self.pending + new).split(b"\n")
        for line in lines: self.take(line.decode("utf-8", "replace").rstrip("\r"))
        return True

    def take(self, line):
        if line.startswith('Visual "'): self.log.append(line[8:-1].replace('\\"', '"').replace("\\\\", "\\").rstrip())
        elif line.startswith('Braille "'): self.dots = [set(cell.strip()) for cell in line[9:-1].split("|")]

    def until(self, wanted, most=5.0):
        """Reads until `wanted(self)` holds; whether it does."""
        end = time.monotonic() + most
        while not wanted(self):
            left = end - time.monotonic()
            if left <= 0: return False
            self.read(min(left, 0.25))
        return True

    def settle(self, quiet=0.1, most=3.0):
        """Reads until nothing has changed for `quiet` seconds."""
        end = time.monotonic() + most
        while time.monotonic() < end and self.read(quiet): pass

    @property
    def text(self): return self.log[-1] if self.log else ""

    @property
    def solid(self):
        """The cells with all eight dots, the cursor's shape here: in the table no character of ours has it."""
        return [index for index, cell in enumerate(self.dots) if len(cell) == 8]

    def on_cells(self, line):
        """A line of the screen from its beginning, as the cells can show it."""
        return line[:self.count].encode(self.terminal.alphabet, "replace").decode(self.terminal.alphabet).rstrip()

    @property
    def line(self): return self.terminal.display[self.terminal.cursor[1]]
