"""Settings from a server as the agent meets them: keys in a real terminal, and the transcript's words. Linphone's own settings, as it
writes them and as its servers send them. Run by `make test`."""
import json, os, shutil, subprocess, tempfile, time, unittest
from xml.sax.saxutils import escape

from rig_case import RUN, setUpModule, tearDownModule
from peerlib import Linphone
from provisioning_case import ProvisioningCase, account
from softphone import PROGRAM
from terminal import Terminal


def shows(text): return lambda terminal: any(text in line for line in terminal.display)


class Desk(ProvisioningCase):
    def terminal(self, config=None):
        path = os.path.join(self.place, "config.toml")
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file: file.write(config or self.config())
        self.transcript = os.path.join(self.place, "transcript")
        # the name of a socket has 107 octets at most
        runtime = tempfile.mkdtemp(prefix="cvx.")
        self.addCleanup(shutil.rmtree, runtime, True)
        self.runtime = runtime
        argv = [PROGRAM, "--config", path, "--speech", "espeak", "--transcript", self.transcript]
        return Terminal(argv, environment=dict(XDG_RUNTIME_DIR=runtime, XDG_STATE_HOME=self.place, HOME=self.place))

    def said(self):
        try:
            with open(self.transcript) as file: return file.read().splitlines()
        except FileNotFoundError: return []

    def hears(self, words, terminal, most=20):
        end = time.monotonic() + most
        while not any(words in line for line in self.said()):
            if time.monotonic() > end: raise AssertionError((words, self.said()[-12:]))
            terminal.read(0.05)

    def test_a_locked_setting_is_said_to_be_so_and_refused_with_its_reason(self):
        self.server.files["/fleet.toml"] = 'locked = ["voice.rate"]\n' + account() + "[voice]\nrate = 400\n"
        self.good()
        with self.terminal() as terminal:
            terminal.until(shows("Prêt"))
            self.hears("Prêt", terminal)
            terminal.press("u")
            self.hears("Débit de la voix : verrouillé par l'organisation", terminal)
            for key in ("f11", "r", "enter"): terminal.press(key)
            terminal.until(shows("Réglages"))
            terminal.press("v", "enter")
            for _ in range(20):
                if "Débit de la voix" in terminal.line: break
                terminal.press("down")
            self.assertIn("Débit de la voix : 400, verrouillé par l'organisation", terminal.line)
            self.hears("Débit de la voix : 400, verrouillé par l'organisation", terminal)
            terminal.press("enter")
            terminal.until(lambda t: "Réglage" in t.display[0])
            self.assertTrue(shows("verrouillé par l'organisation")(terminal))
            self.assertFalse(shows("Valeur :")(terminal), "there is nothing to type")
        self.assertNotIn("rate", open(os.path.join(self.place, "config.toml")).read())

    def test_a_second_start_puts_nothing_on_trial(self):
        self.server.files["/fleet.toml"] = account()
        self.good()
        self.server.files["/fleet.toml"] = account(more="expires = 120\n")
        with self.terminal() as terminal:
            terminal.until(shows("Prêt"))
            self.until(lambda record: "candidate" in record)
            second = subprocess.run(
                [PROGRAM, "--config", os.path.join(self.place, "config.toml"), "--speech", "none"], capture_output=True, text=True,
                timeout=30, stdin=subprocess.DEVNULL,
                env=dict(os.environ, XDG_RUNTIME_DIR=self.runtime, XDG_STATE_HOME=self.place, HOME=self.place))
            self.assertIn("Un autre Clairvoix tourne déjà", second.stderr)
            self.assertIn("candidate", self.record())
            self.assertNotIn("trial", self.record())

    def test_what_is_not_locked_is_the_agents(self):
        self.server.files["/fleet.toml"] = account() + "[voice]\nrate = 400\n"
        self.good()
        with self.terminal() as terminal:
            terminal.until(shows("Prêt"))
            self.hears("Prêt", terminal)
            terminal.press("u")
            path = os.path.join(self.place, "config.toml")
            end = time.monotonic() + 10
            while "rate = 425" not in open(path).read():
                self.assertLess(time.monotonic(), end, open(path).read())
                terminal.read(0.05)

    def test_new_settings_are_told_once_and_faulty_ones_too(self):
        self.server.files["/fleet.toml"] = account()
        self.good()
        self.server.files["/fleet.toml"] = account(more="expires = 120\n")
        with self.terminal() as terminal: self.hears("Nouveaux réglages", terminal)
        self.server.files["/fleet.toml"] = "[[\n"
        with self.terminal() as terminal: self.hears("Réglages reçus fautifs", terminal)
        with self.terminal() as terminal:
            terminal.until(shows("Prêt"))
            self.hears("Prêt", terminal)
            terminal.read_all(2)
            self.assertFalse([line for line in self.said() if "fautifs" in line], "told once")

    def test_the_phone_goes_back_by_itself_and_says_so(self):
        self.server.files["/fleet.toml"] = account()
        self.good()
        self.server.files["/fleet.toml"] = account().replace("alice-pw", "wrong")
        self.fetched()
        with self.terminal() as terminal:
            self.hears("Anciens réglages repris", terminal, 40)
            terminal.until(shows("Prêt"))
        self.assertEqual(json.load(open(self.record_path)).get("owed"), None)


class FromLinphone(ProvisioningCase):
    def document(self, rc):
        """The same entries as a provisioning document of Linphone's."""
        text, section = '<?xml version="1.0" encoding="UTF-8"?>\n<config xmlns="http://www.linphone.org/xsds/lpconfig.xsd">\n', None
        for line in rc.splitlines():
            if line.startswith("["):
                if section: text += "</section>\n"
                section = line.strip("[]")
                text += '<section name="%s">\n' % section
            elif "=" in line:
                key, value = line.split("=", 1)
                text += '<entry name="%s" overwrite="true">%s</entry>\n' % (key, escape(value))
        return text + "</section>\n</config>\n"

    def linphone(self):
        """The file of a real linphonec that has registered as alice, as it has written it again."""
        with Linphone("alice", self.ports()) as peer:
            peer.registered()
            peer.cmd("quit")
            peer.p.wait(10)
            return open(peer.path("rc")).read(), peer.path("rc")

    def test_its_file_is_imported(self):
        rc, path = self.linphone()
        done = self.run_program("config", "import-linphone", path)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn('address = "sip:alice@127.0.0.1:5160"', done.stdout)
        told = done.stderr.splitlines()
        entries = [line for line in rc.splitlines() if "=" in line and not line.startswith(("#", ";"))]
        self.assertEqual(len(told), len(entries), "a line for each entry")
        for line in told: self.assertRegex(line, " : (pris|pas pris) : ")
        self.assertNotIn("alice-pw", done.stderr)
        phone = self.phone(done.stdout + '[voice]\nengine = "none"\n')
        phone.wait("account.changed", state="registered")

    def test_its_servers_document_is_a_layer(self):
        rc, _ = self.linphone()
        self.server.files["/fleet.toml"] = self.document(rc)
        self.good()
        self.assertIn("sip:alice@127.0.0.1:5160", self.record()["good"]["parts"][0]["text"])

    def test_its_directories_are_ours(self):
        """An entry's names as liblinphone reads them, in a document of a server."""
        rc = """[misc]
contacts-vcard-list=https://cards.example.org/all.vcf
[remote_contact_directory_0]
enabled=1
type=ldap
uri=ldap://ldap.example.org
ldap_base_object=dc=example,dc=org
ldap_bind_dn=uid=reader,dc=example,dc=org
ldap_password=s3cret-9
ldap_filter=(&(objectClass=person)(cn=*%s*))
"""
        path = os.path.join(self.place, "theirs.xml")
        with open(path, "w") as file: file.write(self.document(rc))
        done = self.run_program("config", "import-linphone", path)
        self.assertEqual(done.returncode, 0, done.stderr)
        for line in ('url = "https://cards.example.org/all.vcf"', 'url = "ldap://ldap.example.org"', "start_tls = true",
                     'search = "(&(objectClass=person)(cn=*{words}*))"', 'filter = "(&(objectClass=person)(cn=*))"'):
            self.assertIn(line, done.stdout)
        for line in done.stderr.splitlines(): self.assertRegex(line, " : pris : ")
        self.assertNotIn("s3cret-9", done.stderr)
        self.server.files["/fleet.toml"] = account() + done.stdout
        self.good()

    def test_hostile_documents_are_none(self):
        entity = '<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]><config><section name="sip"><entry name="a">&x;</entry></section></config>'
        for text in (entity, "<config>" + "<section>" * 10_000, "<html/>", "<config"):
            self.server.files["/fleet.toml"] = text
            done = self.run_program("config", "check", "--provisioning", self.server.url("/fleet.toml"))
            self.assertEqual(done.returncode, 2, text[:40])
            self.assertNotIn("root:", done.stdout + done.stderr)


if __name__ == "__main__": unittest.main()
