"""A terminal program under a real screen reader (Fenrir or yasr, from Debian): its screen, and what the reader would say.
Nothing is played: the speech goes to ssip_log, in this process."""
import os, shlex, shutil, signal, socket, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]
import ssip_log
from terminal import Terminal

YASR_CONFIGURATION = """%s
[options]
cursor tracking=full
synthesizer=speech dispatcher
synthesizer port=127.0.0.1:%d
key echo=off
special=off
up and down arrows=speak line
"""


def yasr_keys():
    """Debian's own key bindings of yasr, so that the keys it takes from the program are taken here too."""
    keep, lines = False, []
    for line in open("/etc/yasr/yasr.conf", encoding="latin-1").read().splitlines():
        if line.startswith("["): keep = line.strip().lower() in ("[normalkeys]", "[reviewkeys]")
        if keep: lines.append(line)
    return "\n".join(lines)


class Reader(Terminal):
    """with Reader("fenrir", argv) as reader: reader.hear("down") gives the utterances; reader.line the focused line.

    Both readers hand the program's output on as it is, so the screen seen here is the program's own."""

    def __init__(self, reader, argv, rows=25, columns=80, focus="cursor"):
        super().__init__(argv, rows, columns)
        self.reader, self.focus, self.log = reader, focus, []

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="clairvoix-reader.")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        unix = os.path.join(self.folder, "speechd.sock")
        ssip_log.listen(port, unix, self)
        self.environment = dict(HOME=self.folder, LANG="C.UTF-8", SPEECHD_ADDRESS="unix_socket:" + unix, SPEECHD_CMD="/bin/true")
        self.argv = getattr(self, self.reader)(port)
        super().__enter__()
        return self

    def __exit__(self, *_):
        super().__exit__()
        self.end_program()
        shutil.rmtree(self.folder, True)

    def end_program(self):
        """Fenrir hands its end of the terminal down to the program, which so never sees its terminal close: it is ended by its pid."""
        try:
            with open(os.path.join(self.folder, "pid")) as file: pid = int(file.read())
            os.kill(pid, signal.SIGTERM)
            end = time.monotonic() + 5
            while time.monotonic() < end:
                os.kill(pid, 0)
                time.sleep(0.02)
            os.kill(pid, signal.SIGKILL)
        except (OSError, ValueError): pass

    def put(self, **event):
        """What ssip_log tells, from its own thread."""
        self.log.append(dict(event, at=time.monotonic()))

    def yasr(self, port):
        path = os.path.join(self.folder, "yasr.conf")
        with open(path, "w") as file: file.write(YASR_CONFIGURATION % (yasr_keys(), port))
        return [shutil.which("yasr"), "-C", path, self.script()]

    def script(self):
        """One word that starts the program: both readers would take its options for their own."""
        path = os.path.join(self.folder, "program.sh")
        with open(path, "w") as file: file.write("#!/bin/sh\necho $$ >%s\nexec %s\n" % (shlex.quote(os.path.join(self.folder, "pid")), shlex.join(self.argv)))
        os.chmod(path, 0o755)
        return path

    def fenrir(self, _port):
        shell = self.environment["SHELL"] = self.script()
        options = {"screen#driver": "ptyDriver", "keyboard#driver": "ptyDriver", "keyboard#keyboardLayout": "pty", "sound#enabled": "False",
                   "speech#enabled": "True", "speech#driver": "speechdDriver", "remote#enable": "False", "general#shell": shell,
                   "general#autoSpellCheck": "False", "keyboard#interruptOnKeyPress": "True",
                   "focus#cursor": str(self.focus == "cursor"), "focus#highlight": str(self.focus == "highlight"),
                   "general#debugFile": os.path.join(self.folder, "fenrir.log")}
        return [shutil.which("fenrir"), "-e", "-o", ";".join("%s=%s" % option for option in options.items())]

    def said(self, since=0):
        """What was said since then, each utterance with its spaces reduced to one; blanks alone are nothing."""
        texts = (" ".join(event["text"].split()) for event in self.log[since:] if event["ev"] in ("say", "char", "key"))
        return [text for text in texts if text]

    def listen(self, since, quiet=0.35, patience=1.5, most=8.0):
        """The utterances since that length of the log, once something came and then nothing for `quiet` seconds."""
        start = last = time.monotonic()
        length = since
        while True:
            got = self.read(0.03)
            now = time.monotonic()
            if got or len(self.log) != length: last, length = now, len(self.log)
            if now - last > (quiet if self.said(since) else patience) or now - start > most: return self.said(since)

    def hear(self, *keys, quiet=0.35, patience=1.5):
        """Presses keys one by one; what was said after the last one."""
        said = []
        for key in keys:
            since = len(self.log)
            self.send(key)
            said = self.listen(since, quiet, patience)
        return said

    def ready(self, shown=lambda t: t.display[0] != "", most=20):
        """Waits until the program shows something and the reader is silent again."""
        self.until(shown, most)
        self.listen(0, 0.6)
        return self
