"""A call that lasts: two real programs talk in real time while the network loses 2 % of their sound.

    Tests/Interop/soak_call.py [SECONDS]      (an hour)

In a network namespace of its own, as `soak` makes one: the kernel's filter loses the packets. One TSV line a minute and end. Exit 1
where the call ends, or where, between the first half and the second, memory grows by more than 2 MB, sound waits more than 20 ms longer,
or the share of made-up sound by more than a percent. Not a unittest.
"""
import subprocess, sys, time
from rig_case import folder, setUpModule, tearDownModule
from peerlib import rss_mb
from softphone import Softphone, account, audio

SECONDS = int(sys.argv[1]) if len(sys.argv) > 1 else 3600
LOSS = 0.02
PORTS = 40000, 40199


def lose():
    rule = "-A INPUT -p udp --dport %d:%d -m statistic --mode random --probability %s -j DROP" % (*PORTS, LOSS)
    subprocess.run(["iptables", *rule.split()], check=True)


def figures(phone, call):
    found = phone.ask("call.statistics", call=call)
    return {"mb": rss_mb(phone.process.pid), "buffer": found["bufferMs"], "concealed": found["framesConcealed"],
            "played": found["framesPlayed"], "lost": found["packetsLost"]}


def half(rows):
    """Means over rows, and what was made up between the first and the last of them."""
    played = rows[-1]["played"] - rows[0]["played"]
    return (max(row["mb"] for row in rows), sum(row["buffer"] for row in rows) / len(rows),
            (rows[-1]["concealed"] - rows[0]["concealed"]) / max(played, 1))


def soak(phones):
    call = phones[0].dial("dave")
    other = phones[1].wait("call.incoming")["call"]
    phones[1].answer(other)
    phones[0].wait("call.changed", state="active")
    lose()
    time.sleep(10)
    rows = {0: [], 1: []}
    every = max(1, min(60, SECONDS // 20))
    for minute in range(SECONDS // every):
        for end, one in enumerate((call, other)):
            row = figures(phones[end], one)
            rows[end].append(row)
            print("soak-call", minute * every, end, *("%s=%s" % pair for pair in row.items()), sep="\t", flush=True)
        time.sleep(every)
    if any(phone.count("call.ended") for phone in phones): return "the call ended"
    for found in rows.values():
        middle = len(found) // 2
        first, second = half(found[:middle]), half(found[middle:])
        print("soak-call", "halves", first, second, sep="\t", flush=True)
        if second[0] > first[0] + 2: return "memory grows"
        if second[1] > first[1] + 20: return "sound waits longer"
        if second[2] > first[2] + 0.01: return "more is made up"
        if not found[-1]["lost"]: return "nothing was lost: the network was not as it was to be"
    return None


setUpModule()
try:
    sound = audio(codecs=["opus"]) + "rtp_ports = \"%d-%d\"\n" % PORTS
    phones = [Softphone(folder(user), sound + account(user)).__enter__() for user in ("alice", "dave")]
    try:
        for phone in phones: phone.wait("account.changed", state="registered")
        wrong = soak(phones)
    finally:
        for phone in phones: phone.__exit__()
finally:
    tearDownModule()
sys.exit(wrong)
