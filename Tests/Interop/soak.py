"""The whole fleet's return: thousands of accounts in one headless process, one Kamailio that is stopped and started again.

    Tests/Interop/soak.py [ACCOUNTS] [SILENCE]      (4,700 accounts; 100 s of silence)

One TSV line a figure; exit 1 where fewer than 95 % are registered 60 s after the registrar's return. Not a unittest: minutes long.
"""
import collections, os, subprocess, sys, tempfile, time
from softphone import Softphone

HERE = os.path.dirname(os.path.abspath(__file__))
COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 4700
SILENCE = int(sys.argv[2]) if len(sys.argv) > 2 else 100


def figure(name, value, unit): print("soak\t%s\t%d\t%s\t%s" % (name, COUNT, value, unit), flush=True)


class Registrar:
    def __init__(self, folder): self.folder = folder

    def start(self):
        self.process = subprocess.Popen(
            ["kamailio", "-DD", "-E", "-m", "256", "-M", "16", "-Y", self.folder, "-f", os.path.join(HERE, "Peers/fleet.cfg")],
            stdout=open(os.path.join(self.folder, "kamailio.log"), "a"), stderr=subprocess.STDOUT, cwd=self.folder)

    def stop(self):
        self.process.terminate()
        self.process.wait(10)


def registered_at(phone, since):
    """By account: when it was registered, the first time after a moment."""
    times = {}
    for event in list(phone.events):
        params = event.get("params", {})
        if event["method"] == "account.changed" and params.get("state") == "registered" and event["_time"] >= since:
            times.setdefault(params["account"], event["_time"] - since)
    return sorted(times.values())


def lost(phone, since):
    """How many accounts are not registered now, by the last that each told."""
    states = {}
    for event in list(phone.events):
        if event["method"] == "account.changed": states[event["params"]["account"]] = event["params"]["state"]
    return sum(state != "registered" for state in states.values())


def report(name, times):
    rates = collections.Counter(int(time) for time in times)
    figure(name + ": registered in 60 s", "%.1f" % (100 * sum(time <= 60 for time in times) / COUNT), "%")
    for share in (50, 95):
        if len(times) * 100 >= COUNT * share: figure("%s: %d %% after" % (name, share), "%.1f" % times[COUNT * share // 100 - 1], "s")
    figure(name + ": peak rate", max(rates.values(), default=0), "registrations/s")
    figure(name + ": the last one", "%.1f" % times[-1] if times else "-", "s")


def wait_for_all(phone, since, longest):
    end = time.time() + longest
    while time.time() < end and phone.process.poll() is None:
        times = registered_at(phone, since)
        if len(times) >= COUNT: break
        time.sleep(1)
    return registered_at(phone, since)


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
            times = wait_for_all(phone, began, 180)
            report("start", times)
            figure("start: processor time", "%.1f" % processor_seconds(phone.process.pid), "s")
            registrar.stop()
            time.sleep(SILENCE)
            figure("silence: not registered", lost(phone, began), "accounts")
            registrar.start()
            back = time.time()
            already = COUNT - lost(phone, began)
            times = wait_for_all(phone, back, 120 if not already else 75)
            # Who never noticed the silence never had to come back.
            missing = lost(phone, began)
            times = sorted(times + [0.0] * max(0, COUNT - missing - len(times)))
            report("return", times)
            figure("return: processor time in all", "%.1f" % processor_seconds(phone.process.pid), "s")
            for line in open("/proc/%d/status" % phone.process.pid):
                if line.startswith("VmHWM"): figure("largest memory", line.split()[1], "kB")
            return 0 if sum(time <= 60 for time in times) * 100 >= COUNT * 95 else 1
    finally:
        registrar.stop()


sys.exit(main())
