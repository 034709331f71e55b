"""Two network namespaces that do not reach each other, and one between them that both reach: signalling is passed on there, and
coturn relays. Nothing leaves the computer."""
import os, shutil, socket, subprocess, threading, time, unittest

from rig_case import RUN, HearingCase, folder
from softphone import Softphone, audio

TURN_PORT, SIP_PORT = 3478, 5080


def run(*command): subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


class Side:
    """A namespace of its own, joined to ours by a cable: `10.77.N.2` there, `10.77.N.1` here."""

    def __init__(self, number):
        self.number, self.here, self.host = number, "10.77.%d.1" % number, "10.77.%d.2" % number
        self.holder = subprocess.Popen(["unshare", "-n", "sleep", "600"])
        own = os.readlink("/proc/self/ns/net")
        end = time.monotonic() + 5
        while os.readlink("/proc/%d/ns/net" % self.holder.pid) == own:
            if time.monotonic() > end: raise RuntimeError("no network namespace")
            time.sleep(0.01)
        cable, far = "nat%da" % number, "nat%db" % number
        run("ip", "link", "add", cable, "type", "veth", "peer", "name", far)
        run("ip", "link", "set", far, "netns", str(self.holder.pid))
        run("ip", "addr", "add", self.here + "/24", "dev", cable)
        run("ip", "link", "set", cable, "up")
        for command in (("addr", "add", self.host + "/24", "dev", far), ("link", "set", far, "up"), ("link", "set", "lo", "up"),
                        ("route", "add", "default", "via", self.here)):
            run(*self.inside("ip", *command))

    def inside(self, *command): return ["nsenter", "-t", str(self.holder.pid), "-n", "--", *command]

    def stop(self):
        self.holder.terminate()
        self.holder.wait()
        subprocess.run(["ip", "link", "del", "nat%da" % self.number], stderr=subprocess.DEVNULL)


class Passing(threading.Thread):
    """Passes SIP datagrams on between the two sides; the phones name it as their proxy."""

    def __init__(self, sides):
        super().__init__(daemon=True)
        self.sockets, self.sides = [], sides
        for side in sides:
            sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            sock.bind((side.here, SIP_PORT))
            sock.settimeout(0.1)
            self.sockets.append(sock)
        self.isOver = False
        self.threads = [threading.Thread(target=self.passOn, args=(place,), daemon=True) for place in range(2)]
        for thread in self.threads: thread.start()

    def passOn(self, place):
        while not self.isOver:
            try: octets, source = self.sockets[place].recvfrom(65535)
            except (TimeoutError, OSError): continue
            target = 0 if source[0] == self.sides[1].host else 1
            if octets.startswith(b"INVITE "):
                # What follows in the dialog takes the same way (RFC 3261 §16.6, step 4).
                line, rest = octets.split(b"\r\n", 1)
                octets = line + b"\r\nRecord-Route: <sip:%s:%d;lr>\r\n" % (self.sides[target].here.encode(), SIP_PORT) + rest
            self.sockets[target].sendto(octets, (self.sides[target].host, 5060))

    def stop(self):
        self.isOver = True
        for thread in self.threads: thread.join()
        for sock in self.sockets: sock.close()


class Relay:
    """coturn, for both sides, with one user; `by_tcp`: it hears no datagrams of clients."""

    def __init__(self, hosts, by_tcp=False):
        self.folder = folder("coturn")
        os.makedirs(self.folder, exist_ok=True)
        self.log = open(os.path.join(self.folder, "out"), "w")
        arguments = ["turnserver", "-n", "--no-tls", "--no-dtls", "--lt-cred-mech", "--user", "alice:relay-secret", "--realm", "example.org",
                     "--allow-loopback-peers", "--cli-password", "unused-%d" % os.getpid(), "--no-cli", "--listening-port", str(TURN_PORT),
                     "--min-port", "49200", "--max-port", "49400", "--pidfile", os.path.join(self.folder, "pid"), "--db", os.path.join(self.folder, "db"),
                     "--log-file", os.path.join(self.folder, "log"), "--simple-log", "--verbose", "--relay-threads", "1"]
        if by_tcp: arguments.append("--no-udp")
        for host in hosts: arguments += ["--listening-ip", host, "--relay-ip", host]
        self.process = subprocess.Popen(arguments, stdout=self.log, stderr=self.log, cwd=self.folder)
        end = time.monotonic() + 10
        while time.monotonic() < end and self.process.poll() is None:
            probe = socket.socket(socket.AF_INET, socket.SOCK_STREAM if by_tcp else socket.SOCK_DGRAM)
            probe.settimeout(0.2)
            try:
                probe.connect((hosts[0], TURN_PORT))
                probe.send(bytes.fromhex("000100002112a442000102030405060708090a0b"))
                if probe.recv(512)[:2] == b"\x01\x01": return
            except (TimeoutError, OSError): pass
            finally: probe.close()
        raise RuntimeError("coturn does not answer: " + open(os.path.join(self.folder, "out")).read()[-600:])

    def text(self):
        return "".join(open(os.path.join(self.folder, name), errors="replace").read() for name in os.listdir(self.folder) if name.startswith("log") or name == "out")

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.log.close()


class NATCase(HearingCase):
    #: The relay is spoken to by TCP, and no datagram gets to the addresses that it relays either.
    by_tcp = False

    @classmethod
    def setUpClass(cls):
        if os.environ.get("CLAIRVOIX_NETWORK") != "own":
            raise unittest.SkipTest("network namespaces cannot be made here")
        cls.sides = [Side(1), Side(2)]
        with open("/proc/sys/net/ipv4/ip_forward", "w") as file: file.write("0")
        cls.passing = Passing(cls.sides)
        cls.relay = Relay([side.here for side in cls.sides], cls.by_tcp)
        if cls.by_tcp:
            for side in cls.sides: run(*side.inside("ip", "rule", "add", "ipproto", "udp", "dport", "49200-49400", "blackhole"))

    @classmethod
    def tearDownClass(cls):
        cls.relay.stop()
        cls.passing.stop()
        for side in cls.sides: side.stop()
        shutil.rmtree(RUN, ignore_errors=True)

    def phone(self, place, user, heard=None, **keys):
        """A softphone of ours on one side, without a registrar."""
        side = self.sides[place]
        keys = dict(dict(ice=True, turn_server="turn:%s:%d" % (side.here, TURN_PORT) + "?transport=tcp" * self.by_tcp, turn_user="alice", turn_password="relay-secret"), **keys)
        keys.setdefault("outbound_proxy", "sip:%s:%d" % (side.here, SIP_PORT))
        text = '[[account]]\naddress = "sip:%s@10.77.0.1"\nregistrar = "none"\n' % user
        for key, value in keys.items():
            text += "%s = %s\n" % (key, str(value).lower() if isinstance(value, bool) else '"%s"' % value)
        text += audio(headset="wav:" + heard if heard else "null:", codecs=["pcma"]) + "[sip]\nport = 5060\n"
        phone = Softphone(folder("%s%d" % (user, len(os.listdir(RUN)))), text)
        phone.argv = side.inside(*phone.argv)
        phone.__enter__()
        self.addCleanup(phone.__exit__)
        phone.wait_any("account.changed", state="direct")
        return phone
