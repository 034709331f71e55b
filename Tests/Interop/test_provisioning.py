"""Settings from a server over HTTPS, registered at the rig's Kamailio: read, kept, tried, rolled back. Run by `make test`."""
import json, os, signal, socket, subprocess, time, unittest

from rig_case import RUN, setUpModule, tearDownModule
from provisioning_case import TOKEN, ProvisioningCase, Server, account
from softphone import PROGRAM


class Reading(ProvisioningCase):
    def test_what_comes_holds_from_the_next_start_on(self):
        self.server.files["/fleet.toml"] = '[layers]\norganisation = "org.toml"\nagent = "agents/{user}.toml"\n'
        self.server.files["/org.toml"] = 'locked = ["account.registrar"]\n[[account]]\nregistrar = "sip:127.0.0.1:5160"\n'
        self.server.files["/agents/alice.toml"] = '[[account]]\naddress = "sip:alice@127.0.0.1:5160"\npassword = "alice-pw"\n'
        self.good(more='user = "alice"\n')
        self.assertEqual([part["kind"] for part in self.record()["good"]["parts"]], ["organisation", "agent"])
        self.assertEqual(os.stat(self.record_path).st_mode & 0o777, 0o600)

    def test_what_is_the_same_is_not_sent_again(self):
        self.server.files["/fleet.toml"] = account()
        self.good()
        before = self.record()["heard_at"]
        self.server.asked.clear()
        time.sleep(1.1)  # heard_at counts seconds
        phone = self.phone()
        phone.wait("account.changed", state="registered")
        record = self.until(lambda record: record["heard_at"] > before)
        self.assertIn("If-None-Match", self.server.asked[0][1])
        self.assertNotIn("candidate", record)

    def test_a_server_that_is_down_delays_nothing(self):
        self.server.files["/fleet.toml"] = account()
        config = self.config()
        self.good()
        self.server.stop()
        started = time.monotonic()
        phone = self.phone(config)
        phone.wait("account.changed", state="registered")
        self.assertLess(time.monotonic() - started, 4)
        self.until(lambda record: record.get("problem"))
        self.server = Server()

    def test_a_token_from_a_file_goes_to_the_server_and_nowhere_else(self):
        self.server.files["/fleet.toml"] = account()
        self.server.token = TOKEN
        path = os.path.join(self.place, "token")
        with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file: file.write(TOKEN + "\n")
        self.good(more='token_file = "%s"\n' % path)
        self.assertEqual(self.server.asked[0][1]["Authorization"], "Bearer " + TOKEN)
        words = open(self.record_path).read() + open(os.path.join(self.place, "stderr")).read()
        self.assertNotIn(TOKEN, words)
        # any bad token has the same words, and a file that others can read is none
        self.server.token = "another"
        bad = self.run_program("config", "check", "--provisioning", self.server.url("/fleet.toml"),
                               config=self.config(more='token_file = "%s"\n' % path))
        none = self.run_program("config", "check", "--provisioning", self.server.url("/fleet.toml"))
        self.assertEqual((bad.returncode, bad.stderr), (2, none.stderr))
        os.chmod(path, 0o644)
        open_to_all = self.run_program("config", "check", "--provisioning", self.server.url("/fleet.toml"),
                                       config=self.config(more='token_file = "%s"\n' % path))
        self.assertIn("chmod 600", open_to_all.stderr)
        for done in (bad, none, open_to_all): self.assertNotIn(TOKEN, done.stdout + done.stderr)

    def test_ends_at_any_moment_leave_settings_that_work(self):
        self.server.files["/fleet.toml"] = account()
        self.good()
        for number in range(12):
            self.server.files["/fleet.toml"] = account(more="expires = %d\n" % (100 + number))
            phone = self.phone()
            time.sleep(0.06 * number)  # anywhere between the start, the reading, the writing and the registration
            phone.process.send_signal(signal.SIGKILL)
            phone.process.wait()
            self.end(phone)
            self.assertTrue(self.record().get("good"), number)
        phone = self.phone()
        phone.wait("account.changed", state="registered")


class Refusing(ProvisioningCase):
    def setUp(self):
        super().setUp()
        self.server.files["/fleet.toml"] = account()
        self.good()
        self.before = self.record()["good"]

    def keeps(self, words, config=None):
        """The phone registers with what it has; what was wrong is kept in words for doctor, and said on the error output."""
        phone = self.phone(config)
        phone.wait("account.changed", state="registered")
        record = self.until(lambda record: record.get("problem"))
        self.assertIn(words, record["problem"])
        self.assertEqual(record["good"], self.before)
        self.assertNotIn("candidate", record)
        self.end(phone)
        done = self.run_program("doctor", config=config)
        self.assertIn("Réglages reçus : à corriger : " + record["problem"].splitlines()[0], done.stdout)

    def test_no_toml(self):
        self.server.files["/fleet.toml"] = "[[account\n"
        self.keeps("ligne 1 : ce n'est pas du TOML")

    def test_an_unknown_key(self):
        self.server.files["/fleet.toml"] = account() + "[voice]\nspeed = 300\n"
        self.keeps("clé inconnue « voice.speed »")

    def test_a_wrong_value(self):
        self.server.files["/fleet.toml"] = account() + "[voice]\nrate = 5\n"
        self.keeps("voice.rate")

    def test_a_program_to_run(self):
        mark = os.path.join(self.place, "ran")
        self.server.files["/fleet.toml"] = '[[account]]\naddress = "sip:alice@127.0.0.1"\npassword_command = ["touch", "%s"]\n' % mark
        self.keeps("account.password_command")
        self.assertFalse(os.path.exists(mark))

    def test_an_account_without_address(self):
        self.server.files["/fleet.toml"] = "[[account]]\nexpires = 300\n"
        self.keeps("account.address")

    def test_another_authority(self):
        rogue = Server("rogue", self.server.files)
        self.addCleanup(rogue.stop)
        self.keeps("ne répond pas", self.config(rogue.url("/fleet.toml")))
        self.assertEqual(rogue.asked, [])

    def test_a_way_elsewhere(self):
        other = Server(files=self.server.files)
        self.addCleanup(other.stop)
        self.server.answer = lambda request: request.send(302, b"", Location=other.url("/fleet.toml"))
        self.keeps("renvoie ailleurs")
        self.assertEqual(other.asked, [])

    def test_a_layer_of_another_server(self):
        other = Server(files=self.server.files)
        self.addCleanup(other.stop)
        self.server.files["/fleet.toml"] = '[layers]\nsite = "%s"\n' % other.url("/fleet.toml")
        self.keeps("n'est pas du même serveur")
        self.assertEqual(other.asked, [])

    def test_a_huge_file(self):
        self.server.files["/fleet.toml"] = "# " + "x" * 400_000 + "\n"
        self.keeps("octets")

    def test_half_an_answer(self):
        def half(request):
            request.send_response(200)
            request.send_header("Content-Length", "1000")
            request.end_headers()
            request.wfile.write(b"language")
            request.close_connection = True
        self.server.answer = half
        self.keeps("ne répond pas")

    def test_no_https(self):
        self.keeps("provisioning.url", self.config("http://192.0.2.1/fleet.toml"))


class RollingBack(ProvisioningCase):
    def setUp(self):
        super().setUp()
        self.server.files["/fleet.toml"] = account()
        self.good()

    def refused(self, text):
        """New settings that register nothing: the engine asks to be started anew, and what was good registers."""
        self.server.files["/fleet.toml"] = text
        self.fetched()
        phone = self.phone()
        self.assertEqual(phone.process.wait(40), 75)
        self.end(phone)
        record = self.record()
        self.assertEqual(record["owed"], "rolledBack")
        self.assertNotIn("trial", record)
        phone = self.phone()
        phone.wait("account.changed", state="registered")
        # the same is not taken again
        self.until(lambda record: "owed" not in record)
        self.assertNotIn("candidate", self.record())

    def test_a_wrong_password(self): self.refused(account().replace("alice-pw", "wrong"))
    def test_a_server_that_is_not_there(self): self.refused(account(port=5999))
    def test_no_account_at_all(self): self.refused('language = "fr"\n')

    def test_not_after_an_outage_that_both_had(self):
        """The running engine waits to ask again; the old settings register, and so do the new ones."""
        self.server.files["/fleet.toml"] = account(more="expires = 120\n")
        self.fetched(trial=14)
        subprocess.run([os.path.join(os.path.dirname(os.path.abspath(__file__)), "Peers/rig"), "down"], check=True, stdout=subprocess.DEVNULL)
        try: phone = self.phone(self.config(trial=14)); time.sleep(4)  # its first requests fail
        finally: setUpModule()
        end = time.monotonic() + 26
        while time.monotonic() < end and "trial" in self.record() and phone.process.poll() is None: time.sleep(0.2)
        self.assertIsNone(phone.process.poll(), "not rolled back")
        self.assertNotIn("rejected", self.record())

    def test_a_call_ends_before_the_engine_does(self):
        """Rolled back while a call is being made: the engine goes on until it has ended."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
            silent.bind(("127.0.0.1", 0))
            self.server.files["/fleet.toml"] = account(port=silent.getsockname()[1])
            self.fetched()
            phone = self.phone()
            call = phone.dial("0476001122")
            self.until(lambda record: "rejected" in record, 28)
            time.sleep(2)
            self.assertIsNone(phone.process.poll(), "the call is still up")
            phone.hang_up(call)
            self.assertEqual(phone.process.wait(45), 75)

    def test_not_where_the_old_ones_fail_too(self):
        self.server.files["/fleet.toml"] = account(port=5999)
        self.fetched(trial=5)
        subprocess.run([os.path.join(os.path.dirname(os.path.abspath(__file__)), "Peers/rig"), "down"], check=True, stdout=subprocess.DEVNULL)
        try:
            phone = self.phone(self.config(trial=5))
            time.sleep(17)  # the trial, and the ten seconds that the old ones have
            self.assertIsNone(phone.process.poll())
            self.assertIn("trial", self.record())
        finally:
            setUpModule()


class DryRun(ProvisioningCase):
    def test_check_says_all_and_takes_nothing(self):
        self.server.files["/fleet.toml"] = account() + "[voice]\nrate = 300\n"
        good = self.run_program("config", "check", "--provisioning", self.server.url("/fleet.toml"))
        self.assertEqual(good.returncode, 0, good.stderr)
        self.assertIn("organisation, " + self.server.url("/fleet.toml") + " : bon", good.stdout)
        self.server.files["/fleet.toml"] = account() + "[voice]\nrate = 5\nspeed = 1\n"
        bad = self.run_program("config", "check", "--provisioning", self.server.url("/fleet.toml"))
        self.assertEqual(bad.returncode, 2)
        self.assertEqual(len(bad.stderr.splitlines()), 2, bad.stderr)
        self.assertFalse(os.path.exists(self.record_path))

    def test_check_of_layers_tells_what_is_locked(self):
        site = os.path.join(self.place, "site.toml")
        open(site, "w").write('locked = ["voice.engine"]\n[voice]\nengine = "espeak"\n')
        done = self.run_program("config", "check", "--layer", "site=" + site)
        self.assertIn("« voice.engine » de votre fichier ne vaut pas : verrouillé par le site", done.stdout)

    def test_the_schema_is_one_and_our_examples_fit_it(self):
        import jsonschema
        try: import tomllib
        except ImportError: self.skipTest("this Python has no tomllib")
        schema = json.loads(self.run_program("config", "schema", "--json").stdout)
        jsonschema.Draft202012Validator.check_schema(schema)
        judge = jsonschema.Draft202012Validator(schema)
        text = self.run_program("config", "show").stdout
        self.assertEqual([error.message for error in judge.iter_errors(tomllib.loads(text))], [])
        for wrong in ({"voice": {"rate": 5}}, {"voice": {"speed": 1}}, {"locked": ["voice.speed"]}, {"account": {}}):
            self.assertTrue(list(judge.iter_errors(wrong)), wrong)


class Bundle(ProvisioningCase):
    def test_a_bundle_holds_no_secret(self):
        secrets = ["alice-pw", "turn-secret-1", "0123456789abcdef0123456789abcdef", "jeton-dans-une-question", "pass-argument-9"]
        self.server.files["/fleet.toml?key=" + secrets[3]] = account(more='turn_server = "turn:127.0.0.1"\nturn_user = "u"\nturn_password = "%s"\n' % secrets[1])
        url = self.server.url("/fleet.toml?key=" + secrets[3])
        self.good(url=url)
        config = self.config(url, more='token_command = ["echo", "%s"]\n' % secrets[4]) \
            + '[[account]]\n[[account]]\naddress = "sip:bob@127.0.0.1:5999"\nha1 = "%s"\n' % secrets[2] \
            + '[[contact]]\nname = "Camille Martin"\naddress = "0476001122"\n'
        path = os.path.join(self.place, "bundle.tar")
        done = self.run_program("doctor", "--bundle", path, config=config)
        self.assertIn(path, done.stdout, done.stderr)
        self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)
        names = subprocess.run(["tar", "-tf", path], capture_output=True, text=True, check=True).stdout.split()
        self.assertEqual(names, ["clairvoix/" + name for name in ("doctor.txt", "versions.txt", "config.toml", "provisioning.txt")])
        text = subprocess.run(["tar", "-xOf", path], capture_output=True, text=True, check=True).stdout
        for secret in secrets + ["Camille", "0476001122", "sip:alice"]: self.assertNotIn(secret, text)
        self.assertIn('password = "(secret)"', text)
        self.assertIn("good organisation https://", text)
        again = self.run_program("doctor", "--bundle", path, config=config)
        self.assertEqual(again.returncode, 2, "not over a file that is there")

    def test_the_last_call_is_in_it_with_the_agents_consent(self):
        trace = os.path.join(self.place, "trace")
        message = "OPTIONS sip:a@b SIP/2.0\r\nCall-ID: other\r\nCSeq: 1 OPTIONS\r\n\r\n", \
            "INVITE sip:alice@127.0.0.1 SIP/2.0\r\nFrom: <sip:0476001122@127.0.0.1>\r\nCall-ID: last\r\nCSeq: 1 INVITE\r\n\r\n" \
            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:c2VjcmV0\r\n"
        with open(trace, "w") as file:
            file.write('{"seed":"00","trace":1}\n')
            for text in message: file.write(json.dumps({"us": 1, "in": "received", "flow": 1, "from": ["udp", "127.0.0.1", 5060], "text": text}) + "\n")
        path = os.path.join(self.place, "bundle.tar")
        self.run_program("doctor", "--bundle", path, "--with-trace", trace)
        text = subprocess.run(["tar", "-xOf", path, "clairvoix/last-call.txt"], capture_output=True, text=True).stdout
        self.assertIn("Call-ID: last", text)
        for hidden in ("other", "0476001122", "c2VjcmV0", "sip:alice@"): self.assertNotIn(hidden, text)


if __name__ == "__main__": unittest.main()
