"""Contacts and directories against real servers: files of vCards, slapd, radicale, a shared file by HTTPS."""
import os, shutil, subprocess, tempfile, threading, time, unittest

from directory_servers import PEOPLE, Radicale, SharedFile, Slapd, authority
from softphone import PROGRAM


class DirectoryCase(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="clairvoix-directory.")
        self.addCleanup(shutil.rmtree, self.folder, True)

    def path(self, name): return os.path.join(self.folder, name)

    def run_program(self, *arguments, config=""):
        path = self.path("config.toml")
        if config or not os.path.exists(path):
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file: file.write('language = "en"\n' + config)
        begun = time.monotonic()
        done = subprocess.run([PROGRAM, "contacts", *arguments, "--config", path], capture_output=True, text=True, timeout=60,
                              env=dict(os.environ, HOME=self.folder, XDG_STATE_HOME=self.folder, no_proxy="*"))
        self.seconds = time.monotonic() - begun
        return done


class Contacts(DirectoryCase):
    def write(self, name, *lines):
        with open(self.path(name), "w", newline="") as file: file.write("\r\n".join(lines) + "\r\n")
        return self.path(name)

    def test_import_twice_and_export(self):
        cards = self.write("in.vcf", "BEGIN:VCARD", "VERSION:3.0", "FN:Élodie Dupont", "TEL;TYPE=WORK:04 76 00 11 22",
                           "TEL;TYPE=CELL:06 12 34 56 78", "CATEGORIES:Voirie", "PHOTO;ENCODING=b:AAAA", "END:VCARD",
                           "BEGIN:VCARD", "VERSION:3.0", "FN:Sans numéro", "END:VCARD")
        config = '[[contact]]\nname = "Elodie"\naddress = "+33476001122"\nfavourite = true # mine\n'
        done = self.run_program("import", cards, config=config)
        self.assertEqual(done.returncode, 1, done)
        for line in ("0 added", "1 updated", "not taken, no number: Sans numéro", "PHOTO is not kept, 1 times"):
            self.assertIn(line, done.stdout)
        text = open(self.path("config.toml")).read()
        self.assertIn("# mine", text)
        self.assertEqual(text.count("[[contact]]"), 1)
        self.assertIn("mobile:06 12 34 56 78", text)
        self.assertIn("1 known already", self.run_program("import", cards).stdout)
        done = self.run_program("export", self.path("out.vcf"))
        self.assertEqual(done.returncode, 0, done)
        out = open(self.path("out.vcf"), newline="").read()
        self.assertIn("FN:Élodie Dupont\r\n", out)
        self.assertIn("TEL;TYPE=cell:06 12 34 56 78\r\n", out)
        self.assertEqual(os.stat(self.path("out.vcf")).st_mode & 0o777, 0o600)

    def test_a_missing_file_is_told(self):
        done = self.run_program("import", self.path("none.vcf"))
        self.assertEqual(done.returncode, 2)
        self.assertIn("none.vcf", done.stderr)


class LDAP(DirectoryCase):
    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.mkdtemp(prefix="clairvoix-slapd.")
        cls.certificates = authority(os.path.join(cls.place, "tls"))
        cls.server = Slapd(os.path.join(cls.place, "ldap"), cls.certificates).start()

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()
        shutil.rmtree(cls.place, True)

    def directory(self, url=None, password="s3cret", authorities="ca", more=""):
        return ('[[directory]]\nname = "Mairie"\nurl = "%s"\nbase = "dc=example,dc=org"\nuser = "uid=reader,dc=example,dc=org"\n'
                'password_command = ["echo", "%s"]\nauthorities = "%s/%s.pem"\n%s\n'
                % (url or "ldaps://127.0.0.1:%d" % self.server.tls_port, password, self.certificates, authorities, more))

    def plain(self): return "ldap://127.0.0.1:%d" % self.server.port

    def found(self, words, **options):
        done = self.run_program("search", words, config=self.directory(**options))
        return [line.split("\t") for line in done.stdout.splitlines()], done

    def test_all_are_read_by_pages(self):
        for options in ({}, {"url": self.plain(), "more": "start_tls = true"}, {"url": self.plain()}):
            done = self.run_program("check", "Mairie", config=self.directory(**options))
            self.assertEqual(done.stdout.strip(), "Mairie: %d people" % PEOPLE, done)
        print("10,000 people read in %.1f s" % self.seconds)

    def test_a_search_finds_within_a_second(self):
        lines, done = self.found("Personne 4321")
        self.assertEqual(lines, [["Personne 4321", "0477004321", "0611432100", "Mairie"]], done)
        print("a search, program and all: %.2f s" % self.seconds)

    def test_nothing_typed_is_a_filter(self):
        lines, _ = self.found("(Chef)")
        self.assertEqual([line[0] for line in lines], ["Zoe (Chef) Quilly"])
        for words in ("*", "zzz)(uid=*", "zzz*)(|(uid=*", "\\2a", "a\x01b"):
            lines, done = self.found(words)
            self.assertEqual((lines, done.returncode), ([], 0), words)

    def test_what_is_not_to_be_trusted_is_not(self):
        for options in ({"authorities": "other"}, {"authorities": "other", "url": self.plain(), "more": "start_tls = true"}):
            lines, done = self.found("Personne 1", **options)
            self.assertEqual(lines, [])
            self.assertIn("not to be trusted", done.stderr)

    def test_a_wrong_password_is_told_and_never_shown(self):
        lines, done = self.found("Personne 1", password="wr0ng")
        self.assertEqual(lines, [])
        self.assertIn("refuses the user or the password", done.stderr)
        self.assertNotIn("wr0ng", done.stderr + done.stdout)

    def test_a_password_does_not_go_in_clear(self):
        lines, done = self.found("Personne 1", url="ldap://ldap.example.org")
        self.assertEqual(lines, [])
        self.assertIn("wants a password in clear", done.stderr)

    def test_a_silent_server_costs_a_second(self):
        self.server.freeze()
        try:
            for options in ({}, {"url": self.plain()}, {"url": self.plain(), "more": "start_tls = true"}):
                lines, done = self.found("Personne 1", **options)
                self.assertEqual(lines, [])
                self.assertIn("Mairie does not answer", done.stderr, options)
                self.assertLess(self.seconds, 4)
        finally: self.server.thaw()
        self.assertEqual(len(self.found("Personne 4321")[0]), 1)

    def test_a_server_that_ends_in_the_middle(self):
        own = Slapd(self.path("ldap"), self.certificates).start()
        self.addCleanup(own.stop)
        url = "ldap://127.0.0.1:%d" % own.port
        threading.Timer(0.25, own.process.kill).start()
        done = self.run_program("check", "Mairie", config=self.directory(url=url, more=""))
        if done.returncode: self.assertIn("Mairie does not answer", done.stderr)
        else: self.assertIn("%d people" % PEOPLE, done.stdout)
        own.process.wait()
        done = self.run_program("check", "Mairie")
        self.assertIn("Mairie does not answer", done.stderr)


class CardDAV(DirectoryCase):
    def setUp(self):
        super().setUp()
        self.server = Radicale(self.path("radicale"))
        for n in range(150):
            self.server.put("p%d" % n, "FN:Élu %d" % n, "N:%d;Élu;;;" % n, "TEL;TYPE=WORK:04 77 01 %02d %02d" % (n // 100, n % 100),
                            "NOTE:a & b <c>")
        self.server.start()
        self.addCleanup(self.server.stop)

    def directory(self, password="s3cret"):
        return '[[directory]]\nname = "Élus"\nkind = "carddav"\nurl = "%s"\nuser = "agent"\npassword = "%s"\n' % (self.server.url, password)

    def test_the_book_is_read(self):
        done = self.run_program("check", "Élus", config=self.directory())
        self.assertEqual(done.stdout.strip(), "Élus: 150 people", done)
        done = self.run_program("search", "elu 149")
        self.assertEqual(done.stdout, "Élu 149\t0477010149\tÉlus\n")

    def test_a_wrong_password_is_told(self):
        done = self.run_program("check", "Élus", config=self.directory("wr0ng"))
        self.assertIn("refuses the user or the password", done.stderr)
        self.assertNotIn("wr0ng", done.stderr)


class Shared(DirectoryCase):
    def setUp(self):
        super().setUp()
        self.certificates = authority(self.path("tls"))
        self.server = SharedFile(self.certificates)
        self.addCleanup(self.server.stop)
        self.server.text = "BEGIN:VCARD\nVERSION:4.0\nFN:Léa\nTEL:3939\nEND:VCARD\n".encode()

    def directory(self, authorities="ca"):
        return ('[[directory]]\nname = "Partage"\nkind = "vcard_url"\nurl = "%s"\nauthorities = "%s/%s.pem"\n'
                % (self.server.url, self.certificates, authorities))

    def test_the_file_is_read(self):
        done = self.run_program("search", "lea", config=self.directory())
        self.assertEqual(done.stdout, "Léa\t3939\tPartage\n", done)

    def test_what_is_wrong_is_told(self):
        self.assertIn("not to be trusted", self.run_program("check", "Partage", config=self.directory("other")).stderr)
        self.server.status = 500
        self.assertIn("refuses (500)", self.run_program("check", "Partage", config=self.directory()).stderr)
        self.server.status, self.server.text = 200, b"<html>not here</html>"
        self.assertIn("unreadably", self.run_program("check", "Partage").stderr)


if __name__ == "__main__": unittest.main()
