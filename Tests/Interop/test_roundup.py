"""The generic connector against a real server that was made for nobody here: Roundup and its REST interface. Fetched from PyPI by `run`
before the network is closed. Run by `make test`."""
import base64, json, os, subprocess, sys, tempfile, unittest, urllib.parse, urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
CLAIRVOIX = os.environ.get("CLAIRVOIX", ".build/debug/clairvoix")
DRIVER = os.environ.get("OUTBOX_DRIVER", os.path.join(os.path.dirname(CLAIRVOIX), "OutboxDriver"))
PYTHON = os.path.join(os.environ.get("ROUNDUP", "/nonexistent"), "bin", "python")
PASSWORD = "été à l'ombre"
TITLE = "Un chêne est tombé rue de l'Été, \"au 12\""


class Roundup(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if subprocess.run([PYTHON, "-c", "import roundup"], capture_output=True).returncode if os.path.exists(PYTHON) else True:
            raise AssertionError("Roundup is not there: Tests/Interop/run could not fetch it from PyPI (Connectors/roundup.txt)")
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = folder.name
        cls.log = open(os.path.join(cls.folder, "tracker.log"), "w+")
        cls.addClassCleanup(cls.log.close)
        cls.server = subprocess.Popen([PYTHON, os.path.join(HERE, "Connectors", "tracker.py"),
                                       os.path.join(cls.folder, "tracker"), PASSWORD], stdout=subprocess.PIPE,
                                      stderr=cls.log, text=True)
        cls.addClassCleanup(cls.end)
        port = cls.server.stdout.readline().strip()
        if not port:
            cls.log.seek(0)
            raise AssertionError("the tracker did not start: " + cls.log.read()[-2000:])
        cls.root = "http://127.0.0.1:" + port

    @classmethod
    def end(cls):
        cls.server.kill()
        cls.server.wait()
        cls.server.stdout.close()

    def headers(self, user="admin"):
        return {"Authorization": "Basic " + base64.b64encode((user + ":" + PASSWORD).encode()).decode(),
                "X-Requested-With": "clairvoix", "Origin": self.root, "Referer": self.root + "/"}

    def issues(self, key):
        """What the server holds with this key, read without the softphone."""
        request = urllib.request.Request(
            self.root + "/rest/data/issue?@fields=title&title=" + urllib.parse.quote(key), headers=self.headers())
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=20) as answer: return json.load(answer)["data"]["collection"]

    def live(self, name, key, kill_at=0, seconds=30, **changed):
        """One life of the outbox: how many steps it took (nothing where it was killed), and what the agent heard."""
        connector = dict(kind="http", url=self.root + "/rest/data/issue", headers=self.headers(), number="/data/id",
                         template=json.dumps({"title": "{{titre}} [{{id}}]", "priority": "{{urgence}}"}),
                         ask_url=self.root + "/rest/data/issue?title={{id}}", ask_number="/data/collection/0/id")
        record = dict(id=key, call="call", fields={"titre": TITLE, "urgence": changed.pop("urgence", "urgent")})
        plan = os.path.join(self.folder, name + ".json")
        with open(plan, "w") as file:
            json.dump(dict(connector=dict(connector, **changed), kill_at=kill_at, settle_ms=8, timeout=20,
                           seconds=seconds, submit=[record]), file)
        done = subprocess.run([DRIVER, os.path.join(self.folder, name + ".sqlite"), plan], capture_output=True, text=True,
                              timeout=90)
        self.assertIn(done.returncode, (0, -9), done.stderr)
        lines = [json.loads(line) for line in done.stdout.splitlines() if line.endswith("}")]
        steps = [line["steps"] for line in lines if line["is"] == "end"]
        return (steps[0] if steps else None), [line.get("news", line["is"]) for line in lines if line["is"] != "end"]

    def test_a_record_arrives_with_its_accents_and_its_number_is_told(self):
        _, heard = self.live("whole", "cle-whole")
        found = self.issues("cle-whole")
        self.assertEqual([issue["title"] for issue in found], [TITLE + " [cle-whole]"])
        self.assertEqual(heard, ["kept", "sent " + found[0]["id"]])

    def test_killed_before_any_step_it_is_there_once(self):
        steps, _ = self.live("steps", "cle-steps")
        self.assertGreater(steps, 6)
        kills, sent = 0, []
        for step in range(1, steps + 1):
            name = "killed-%d-" % step
            first, _ = self.live(name, name, kill_at=step)
            kills += first is None
            _, heard = self.live(name, name)
            found = self.issues(name)
            self.assertEqual(len(found), 1, "killed before step %d: %s" % (step, heard))
            sent += [words for words in heard if words.startswith("sent ") and words != "sent " + found[0]["id"]]
        self.assertGreater(kills, steps // 2)
        self.assertEqual(sent, [], "each number that was told is the server's")

    def test_what_it_refuses_is_told_in_its_words(self):
        _, heard = self.live("refused", "cle-refused", urgence="extrême")
        self.assertEqual(heard[0], "kept")
        self.assertRegex(heard[1], r"^refused .*'extrême' is not a priority.*HTTP 400")
        self.assertEqual(self.issues("cle-refused"), [])

    def test_one_who_is_not_let_in_waits_and_the_agent_is_told(self):
        # A login of its own: the server shuts out a name after some failures.
        _, heard = self.live("denied", "cle-denied", seconds=3, headers=self.headers("inconnu"))
        self.assertIn("denied", heard)
        self.assertFalse([words for words in heard if words.startswith(("sent", "refused"))], heard)
        self.assertEqual(self.issues("cle-denied"), [])


if __name__ == "__main__": unittest.main()
