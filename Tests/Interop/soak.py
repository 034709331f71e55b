"""The whole fleet's return: thousands of accounts in one headless process, one Kamailio that is stopped and started again.

    Tests/Interop/soak.py [ACCOUNTS] [SILENCE]      (4,700 accounts; 100 s of silence)

One TSV line a figure; exit 1 where fewer than 95 % are registered 60 s after the start, or after the registrar's return. Not a unittest: minutes long.
"""
import os, re, subprocess, sys, tempfile, time
from softphone import Softphone

HERE = os.path.dirname(os.path.abspath(__file__))
COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 4700
SILENCE = int(sys.argv[2]) if len(sys.argv) > 2 else 100


def figure(name, value, unit): print("soak\t%s\t%d\t%s\t%s" % (name, COUNT, value, unit), flush=True)


class Registrar:
    """Kamailio, and what it says itself of who is registered: a phone that never noticed the silence tells nothing, and is not there."""

    def __init__(self, folder): self.folder = folder

    def contacts(self):
        answer = subprocess.run(["kamcmd", "-s", "unixs:" + os.path.join(self.folder, "kamailio_ctl"), "stats.get_statistics", "usrloc:"],
                                capture_output=True, text=True)
        found = re.search(r"location_contacts = (\d+)", answer.stdout)
        return int(found.group(1)) if found else 0

    def start(self):
        self.process = subprocess.Popen(
            ["kamailio", "-DD", "-E", "-m", "256", "-M", "16", "-Y", self.folder, "-f", os.path.join(HERE, "Peers/fleet.cfg")],
            stdout=open(os.path.join(self.folder, "kamailio.log"), "a"), stderr=subprocess.STDOUT, cwd=self.folder)

    def stop(self):
        self.process.terminate()
        self.process.wait(10)


def lost(phone):
    """How many accounts are not registered now, by the last that each told."""
    states = {}
    for event in list(phone.events):
        if event["method"] == "account.changed": states[event["params"]["account"]] = event["params"]["state"]
    return sum(state != "registered" for state in states.values())


def watch(registrar, phone, since, longest):
    """How many are registered at each half second from a moment on, until all are or the time is up."""
    curve = []
    while time.time() < since + longest and phone.process.poll() is None:
        curve.append((time.time() - since, registrar.contacts()))
        if curve[-1][1] >= COUNT: break
        time.sleep(0.5)
    return curve


def report(name, curve):
    in_time = max((count for at, count in curve if at <= 60), default=0)
    figure(name + ": registered in 60 s", "%.1f" % (100 * in_time / COUNT), "%")
    for share in (50, 95, 100):
        after = next((at for at, count in curve if count * 100 >= COUNT * share), None)
        if after is not None: figure("%s: %d %% after" % (name, share), "%.1f" % after, "s")
    rates = [(count - before) / (at - earlier) for (earlier, before), (at, count) in zip(curve, curve[1:])]
    figure(name + ": peak rate", "%.0f" % max(rates, default=0), "registrations/s")
    return in_time * 100 >= COUNT * 95


def processor_seconds(pid):
    words = open("/proc/%d/stat" % pid).read().rsplit(") ", 1)[1].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def main():
    folder = tempfile.mkdtemp(prefix="clairvoix-soak.")
    account = '[[account]]\naddress = "sip:user%d@fleet.test"\npassword = "fleet-pw"\nregistrar = "sip:127.0.0.1:5170;transport=udp"\n'
    config = "".join(account % number for number in range(COUNT))
    registrar = Registrar(folder)
    registrar.start()
    time.sleep(1)
    try:
        began = time.time()
        with Softphone(os.path.join(folder, "phone"), config) as phone:
            good = report("start", watch(registrar, phone, began, 120))
            figure("start: processor time", "%.1f" % processor_seconds(phone.process.pid), "s")
            registrar.stop()
            time.sleep(SILENCE)
            figure("silence: told as lost", lost(phone), "accounts")
            registrar.start()
            good = report("return", watch(registrar, phone, time.time(), 120)) and good
            figure("return: processor time in all", "%.1f" % processor_seconds(phone.process.pid), "s")
            for line in open("/proc/%d/status" % phone.process.pid):
                if line.startswith("VmHWM"): figure("largest memory", line.split()[1], "kB")
            return 0 if good else 1
    finally:
        registrar.stop()


sys.exit(main())
