"""Edge proxies of RFC 5626: Kamailio with its outbound, path and stun modules between a phone and the rig's registrar."""
import os, signal, subprocess, time
from peerlib import Peer

HERE = os.path.dirname(os.path.abspath(__file__))


class Edge(Peer):
    """One proxy on 127.0.0.1:`port`, udp and tcp. Its log tells each request."""

    def __init__(self, port, is_plain=False):
        super().__init__("edge-%d" % port, "edge")
        self.port, self.is_plain = port, is_plain

    @property
    def target(self): return "sip:127.0.0.1:%d" % self.port

    def start(self):
        text = open(os.path.join(HERE, "kamailio", "edge.cfg")).read().replace("EDGE_PORT", str(self.port)).replace("EDGE_FOLDER", self.dir)
        open(self.path("edge.cfg"), "w").write(text)
        argv = ["kamailio", "-f", self.path("edge.cfg"), "-Y", self.dir, "-w", self.dir, "-m", "64", "-M", "8", "-DD", "-E"]
        with open(self.log, "a") as log:
            self.p = subprocess.Popen(argv + (["-A", "PLAIN_EDGE"] if self.is_plain else []), stdin=subprocess.DEVNULL,
                                      stdout=log, stderr=log, cwd=self.dir, start_new_session=True)
        end = time.time() + 15
        while subprocess.run(["sipsak", "-s", self.target], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 3:
            if time.time() > end or self.p.poll() is not None: raise TimeoutError("%s does not start:\n%s" % (self.name, self.text()[-800:]))
            time.sleep(0.05)
        self.here()
        return self

    def kill(self):
        """It is gone at once, without a word."""
        os.killpg(self.p.pid, signal.SIGKILL)
        self.p.wait()
        self.p = None

    def freeze(self): os.killpg(self.p.pid, signal.SIGSTOP)
    def thaw(self): os.killpg(self.p.pid, signal.SIGCONT)

    def stop(self):
        if self.p and self.p.poll() is None: self.thaw()
        super().stop()
