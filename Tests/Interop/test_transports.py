"""Registration over TLS and through DNS, with a real Kamailio and a real dnsmasq, in a network namespace of their own."""
import json, os, shutil, subprocess, sys, tempfile, time, unittest

HERE = os.path.dirname(os.path.abspath(__file__))
RUN = os.environ.setdefault("RIG_RUN", tempfile.mkdtemp(prefix="clairvoix-rig."))
sys.path[:0] = [HERE, os.path.join(HERE, "Peers")]
from softphone import Softphone, audio

RIG = os.path.join(HERE, "Peers", "rig")
OWN_NETWORK = os.environ.get("CLAIRVOIX_NETWORK") == "own"


def setUpModule():
    subprocess.run([RIG, "up"], check=True, stdout=subprocess.DEVNULL)


def tearDownModule():
    subprocess.run([RIG, "down"], check=False, stdout=subprocess.DEVNULL)
    shutil.rmtree(RUN, ignore_errors=True)


def folder(name): return os.path.join(RUN, name)
def certificate(name): return os.path.join(RUN, "certs", name)


def pin(name):
    """SHA-256 of the SubjectPublicKeyInfo, as an administrator computes it."""
    command = "openssl x509 -in %s -noout -pubkey | openssl pkey -pubin -outform der | sha256sum" % certificate(name)
    return subprocess.run(["sh", "-c", command], check=True, capture_output=True, text=True).stdout[:64]


def config(registrar, address="sip:alice@127.0.0.1:5160", authorities="ca.pem", **keys):
    text = '[[account]]\naddress = "%s"\npassword = "alice-pw"\nregistrar = "%s"\n' % (address, registrar)
    if authorities: keys["tls_authorities"] = certificate(authorities)
    for key, value in keys.items(): text += "%s = %s\n" % (key, json.dumps(value))
    return text + audio()


class TLS(unittest.TestCase):
    def registers(self, registrar="sip:127.0.0.1:5161;transport=tls", **keys):
        with Softphone(folder(self.id()), config(registrar, **keys)) as phone:
            phone.wait("account.changed", state="registered")

    def refused(self, reason, registrar, **keys):
        """The line fails, and the reason is the certificate's."""
        with Softphone(folder(self.id()), config(registrar, **keys)) as phone:
            told = phone.wait("account.changed", state="failed")
            self.assertEqual(told["reason"], "certificate " + reason)
            self.assertEqual(phone.count("account.changed", state="registered"), 0)

    def test_good(self): self.registers()

    def test_unknown_authority(self):
        self.refused("unknownAuthority", "sip:127.0.0.1:5163;transport=tls")

    def test_the_systems_authorities_do_not_know_the_rig(self):
        self.refused("unknownAuthority", "sip:127.0.0.1:5161;transport=tls", authorities=None)

    def test_expired(self): self.refused("expired", "sip:127.0.0.1:5164;transport=tls")

    def test_wrong_name(self):
        self.refused("wrongName", "sip:localhost:5161;transport=tls", address="sip:alice@other.invalid")

    def test_authorities_that_cannot_be_read(self):
        open(certificate("empty.pem"), "w").close()
        self.refused("unreadableFile", "sip:127.0.0.1:5161;transport=tls", authorities="empty.pem")

    def test_pinned_key(self):
        # The authority of this one is unknown; its key is not.
        self.registers("sip:127.0.0.1:5163;transport=tls", authorities=None, tls_trust="pin", tls_pin=[pin("rogue.pem")])

    def test_wrong_pin(self):
        self.refused("wrongKey", "sip:127.0.0.1:5161;transport=tls", tls_pin=[pin("rogue.pem")])


@unittest.skipUnless(OWN_NETWORK, "needs a network namespace of its own")
class DNS(unittest.TestCase):
    """A domain whose first server is dead: the second one is found by its SRV records."""
    @classmethod
    def setUpClass(cls):
        cls.resolver = os.path.join(RUN, "resolv.conf")
        with open(cls.resolver, "w") as file: file.write("nameserver 127.0.0.53\n")
        cls.log = open(os.path.join(RUN, "dnsmasq.log"), "w")
        cls.server = subprocess.Popen([
            "dnsmasq", "--keep-in-foreground", "--no-resolv", "--no-hosts", "--conf-file=/dev/null", "--pid-file=",
            "--user=root", "--listen-address=127.0.0.53", "--bind-interfaces", "--log-queries", "--log-facility=-",
            "--srv-host=_sip._tcp.pbx.test,dead.pbx.test,5999,1", "--srv-host=_sip._tcp.pbx.test,alive.pbx.test,5160,2",
            "--srv-host=_sips._tcp.pbx.test,alive.pbx.test,5161,1", "--naptr-record=pbx.test,10,10,s,SIP+D2T,,_sip._tcp.pbx.test",
            "--host-record=dead.pbx.test,127.0.0.1", "--host-record=alive.pbx.test,127.0.0.1"],
            stdout=cls.log, stderr=subprocess.STDOUT)

    @classmethod
    def tearDownClass(cls):
        cls.server.terminate(); cls.server.wait(5); cls.log.close()

    def phone(self, registrar, **keys):
        phone = Softphone(folder(self.id()), config(registrar, **keys))
        # In a mount namespace of its own, the softphone finds this resolver as the system's.
        mount = 'mount --bind "$0" /etc/resolv.conf && exec "$@"'
        phone.argv = ["unshare", "-m", "sh", "-c", mount, self.resolver] + phone.argv
        return phone

    def asked(self): return open(self.log.name).read()

    def test_the_dead_server_is_passed_over(self):
        with self.phone("sip:pbx.test;transport=tcp", authorities=None) as phone:
            phone.wait("account.changed", timeout=20, state="registered")
        self.assertIn("_sip._tcp.pbx.test", self.asked())

    def test_the_domain_chooses_the_transport(self):
        with self.phone("sip:pbx.test", authorities=None) as phone:
            phone.wait("account.changed", timeout=20, state="registered")
        self.assertIn("query[NAPTR] pbx.test", self.asked())

    def test_tls_goes_to_its_own_servers(self):
        # The certificate is for the address's domain, whatever the records say.
        with self.phone("sip:pbx.test;transport=tls") as phone:
            phone.wait("account.changed", timeout=20, state="registered")
        self.assertIn("_sips._tcp.pbx.test", self.asked())

    def test_a_domain_that_does_not_exist_is_told(self):
        with self.phone("sip:absent.test", authorities=None) as phone:
            phone.wait("account.changed", timeout=20, state="failed")


@unittest.skipUnless(OWN_NETWORK, "needs a network namespace of its own")
class Link(unittest.TestCase):
    """The computer's address changes under a registered line."""
    def test_another_address(self):
        def ip(*words, check=True): subprocess.run(["ip", *words], check=check, stderr=subprocess.DEVNULL)
        try:
            ip("addr", "add", "198.51.100.10/32", "dev", "lo")
            # The registrar is reached from this address.
            ip("route", "replace", "local", "127.0.0.1", "dev", "lo", "table", "local", "src", "198.51.100.10")
            with Softphone(folder(self.id()), config("sip:127.0.0.1:5160;transport=udp", authorities=None)) as phone:
                phone.wait("account.changed", state="registered")
                self.assertIn("198.51.100.10", self.contacts())
                ip("addr", "add", "198.51.100.20/32", "dev", "lo")
                ip("route", "replace", "local", "127.0.0.1", "dev", "lo", "table", "local", "src", "198.51.100.20")
                ip("addr", "del", "198.51.100.10/32", "dev", "lo")
                end = time.time() + 15
                while "198.51.100.20" not in self.contacts() and time.time() < end: time.sleep(0.2)
                self.assertIn("198.51.100.20", self.contacts())
        finally:
            ip("route", "replace", "local", "127.0.0.1", "dev", "lo", "table", "local", "src", "127.0.0.1", check=False)
            for host in ("198.51.100.10", "198.51.100.20"): ip("addr", "del", host + "/32", "dev", "lo", check=False)

    def contacts(self): return subprocess.run([RIG, "rpc", "ul.dump"], capture_output=True, text=True).stdout


if __name__ == "__main__": unittest.main()
