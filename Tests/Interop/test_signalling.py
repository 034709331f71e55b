"""Extensions of the call, against sipp: reliable provisional answers, session timers, glare, forks, redirection, changed media."""
import os, shutil, subprocess, sys, tempfile, unittest

HERE = os.path.dirname(os.path.abspath(__file__))
RUN = os.environ.setdefault("RIG_RUN", tempfile.mkdtemp(prefix="clairvoix-rig."))
sys.path.insert(0, HERE)
from softphone import Softphone, audio
from test_pbx import CONFIG, HOST, Registrar, free_port, wait_until_bound

def tearDownModule(): shutil.rmtree(RUN, ignore_errors=True)


class Sipp:
    """One scenario of Peers/sipp on a port."""

    def __init__(self, test, folder, name, port, *more):
        self.test, self.folder, self.name = test, folder, name
        command = ["sipp", "-sf", os.path.join(HERE, "Peers", "sipp", name + ".xml"), "-i", HOST, "-p", str(port), "-s", "alice",
                   *([] if "-m" in more else ["-m", "1"]), "-t", "u1", "-nostdin", "-timeout", "40", "-timeout_error", "-trace_err", "-trace_msg", "-max_retrans", "5", *more]
        self.process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        test.addCleanup(lambda: self.process.poll() is None and (self.process.kill(), self.process.wait()))

    def finish(self):
        status = self.process.wait(45)
        if status == 0: return
        logs = [open(os.path.join(self.folder, f), errors="replace").read()[-4000:] for f in sorted(os.listdir(self.folder))
                if f.startswith(self.name) and f.endswith(("_errors.log", "_messages.log"))]
        self.test.fail("sipp %s ended with %d\n%s" % (self.name, status, "\n".join(logs)))


class Line(unittest.TestCase):
    """A line that is registered with a server whose port sipp then takes over for one scenario."""

    def setUp(self):
        self.folder, self.port = os.path.join(RUN, self.id()), free_port()
        registrar = Registrar(self.port)
        config = CONFIG % {"host": HOST, "port": self.port, "auto": "false"}
        self.phone = Softphone(self.folder, config + audio("silence:", "null:")).__enter__()
        self.addCleanup(self.phone.__exit__)
        try: self.phone.wait("account.changed", state="registered")
        finally: registrar.stop()
        self.contact = registrar.contact


class Called(Line):
    """sipp is called."""

    def call(self, name, *more):
        self.sipp = Sipp(self, self.folder, name, self.port, *more)
        wait_until_bound(self.port, self.sipp.process)
        return self.phone.dial("bob")

    def end(self, call):
        self.phone.hang_up(call)
        self.phone.wait("call.ended", call=call, cause="endedByMe")
        self.sipp.finish()

    def test_reliable_answers_are_acknowledged(self):
        call = self.call("called_prack")
        self.phone.wait("call.changed", call=call, state="active")
        self.end(call)

    def test_an_update_in_the_early_dialog_is_answered_and_names_who_rings(self):
        call = self.call("called_update")
        active = self.phone.wait("call.changed", call=call, state="active")
        self.assertEqual(active["remote"]["name"], "Martin")
        self.end(call)

    def test_session_timer_with_422_and_a_refresh(self):
        call = self.call("called_timer")
        self.phone.wait("call.changed", call=call, state="active")
        with self.assertRaises(TimeoutError): self.phone.wait("call.ended", timeout=18, call=call)
        self.end(call)

    def test_the_second_branch_that_answers_is_ended(self):
        call = self.call("called_forks")
        self.phone.wait("call.changed", call=call, state="active")
        with self.assertRaises(TimeoutError): self.phone.wait("call.ended", timeout=1.5, call=call)
        self.end(call)

    def test_an_answer_that_crosses_the_cancel_is_ended(self):
        call = self.call("called_late_cancel")
        self.phone.wait("call.changed", call=call, state="ringing")
        self.phone.hang_up(call)
        self.phone.wait("call.ended", call=call, cause="cancelledByMe")
        self.sipp.finish()

    def test_stray_copies_are_acknowledged(self):
        call = self.call("called_strays")
        self.phone.wait("call.changed", call=call, state="active")
        with self.assertRaises(TimeoutError): self.phone.wait("call.ended", timeout=1.5, call=call)
        self.end(call)
        log = [f for f in os.listdir(self.folder) if f.startswith("called_strays") and f.endswith("_messages.log")]
        acks = [l for l in open(os.path.join(self.folder, log[0]), errors="replace") if l.startswith("ACK sip:")]
        self.assertGreaterEqual(len(acks), 2)

    def test_a_hold_that_meets_491_is_tried_again(self):
        call = self.call("called_glare")
        self.phone.wait("call.changed", call=call, state="active")
        self.phone.hold(call)
        self.phone.wait("call.changed", call=call, state="held")
        with self.assertRaises(TimeoutError): self.phone.wait("call.ended", timeout=5, call=call)
        self.end(call)

    def test_a_redirection_goes_to_the_preferred_place(self):
        call = self.call("called_moved", "-m", "2")
        self.phone.wait("call.changed", call=call, state="active")
        self.end(call)


class Caller(Line):
    """sipp calls."""

    def play(self, name):
        self.sipp = Sipp(self, self.folder, name, self.port, "%s:%d" % self.contact)
        return self.phone.wait("call.incoming")["call"]

    def answer(self, name, *states):
        call = self.play(name)
        self.phone.answer(call)
        for state in ("active",) + states: self.phone.wait("call.changed", call=call, state=state)
        self.phone.wait("call.ended", call=call, cause="endedByPeer")
        self.sipp.finish()

    def test_reliability_is_given_where_it_is_demanded(self): self.answer("caller_prack")
    def test_an_offer_goes_with_the_reliable_180(self): self.answer("caller_prack_offerless")
    def test_too_short_a_session_is_refused_and_the_longer_one_refreshed(self): self.answer("caller_timer")
    def test_fax_and_video_are_refused_without_losing_the_call(self): self.answer("caller_changes", "heldByPeer", "active")


if __name__ == "__main__": unittest.main()
