"""Drives `clairvoix headless`: JSON-RPC 2.0, one object a line. Standard library only."""
import json, os, queue, subprocess, threading, time

PROGRAM = os.environ.get("CLAIRVOIX", os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../.build/debug/clairvoix"))


class Softphone:
    """One engine without a screen. `config` is TOML text; the folder keeps its files.

        with Softphone(folder, config) as phone:
            phone.wait("account.changed", state="registered")
            call = phone.ask("call.dial", to="bob")["call"]
    """

    def __init__(self, folder, config, *arguments):
        os.makedirs(folder, exist_ok=True)
        self.folder, self.events, self.answers = folder, [], {}
        self.seen, self.number, self.news = 0, 0, threading.Condition()
        path = os.path.join(folder, "config.toml")
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file: file.write(config)
        self.argv = [PROGRAM, "headless", "--config", path, *arguments]

    def __enter__(self):
        self.stderr = open(os.path.join(self.folder, "stderr"), "w")
        self.process = subprocess.Popen(self.argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.stderr,
                                        env=dict(os.environ, XDG_RUNTIME_DIR=self.folder, XDG_STATE_HOME=self.folder, HOME=self.folder))
        threading.Thread(target=self._read, daemon=True).start()
        return self

    def __exit__(self, *_):
        if self.stderr.closed: return
        try: self.ask("engine.shutdown", timeout=4)
        except (TimeoutError, RuntimeError, OSError): pass
        try: self.process.stdin.close()
        except OSError: pass
        try: self.process.wait(6)
        except subprocess.TimeoutExpired: self.process.kill(); self.process.wait()
        self.process.stdout.close()
        self.stderr.close()

    def _read(self):
        while True:
            try: line = self.process.stdout.readline()
            except ValueError: break
            if not line: break
            message = json.loads(line)
            message["_time"] = time.time()
            with self.news:
                if "method" in message: self.events.append(message)
                else: self.answers[message.get("id")] = message
                self.news.notify_all()
        with self.news: self.news.notify_all()

    def _until(self, found, timeout, what):
        end = time.monotonic() + timeout
        with self.news:
            while True:
                result = found()
                if result is not None: return result
                left = end - time.monotonic()
                if left <= 0 or self.process.poll() is not None and left < timeout - 1:
                    tail = [(e["method"], e.get("params")) for e in self.events[-8:]]
                    raise TimeoutError("%s: not within %s s; last events %s; stderr: %s" % (
                        what, timeout, tail, open(self.stderr.name).read()[-600:]))
                self.news.wait(min(left, 1))

    def ask(self, method, timeout=10, **params):
        """The method's result; RuntimeError with the error's sentence."""
        self.number += 1
        number = self.number
        line = json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}) + "\n"
        self.process.stdin.write(line.encode()); self.process.stdin.flush()
        answer = self._until(lambda: self.answers.get(number), timeout, method)
        if "error" in answer: raise RuntimeError(answer["error"].get("message"))
        return answer.get("result", {})

    def wait(self, method, timeout=10, **wanted):
        """The params of the next event (after the last one waited for) of this method whose params hold `wanted`."""
        def found():
            for index in range(self.seen, len(self.events)):
                event = self.events[index]
                params = event.get("params", {})
                if event["method"] == method and all(params.get(k) == v for k, v in wanted.items()):
                    self.seen = index + 1
                    return dict(params, _time=event["_time"])
            return None
        return self._until(found, timeout, "%s %s" % (method, wanted))

    def wait_any(self, method, timeout=10, **wanted):
        """As `wait`, but among all events since the start: for things that may come in either order."""
        def found():
            for event in self.events:
                params = event.get("params", {})
                if event["method"] == method and all(params.get(k) == v for k, v in wanted.items()): return params
            return None
        return self._until(found, timeout, "%s %s" % (method, wanted))

    def dial(self, to, **more): return self.ask("call.dial", to=to, **more)["call"]
    def answer(self, call): return self.ask("call.answer", call=call)
    def hang_up(self, call): return self.ask("call.hangUp", call=call)
    def hold(self, call): return self.ask("call.hold", call=call)
    def resume(self, call): return self.ask("call.resume", call=call)
    def digits(self, call, digits): return self.ask("call.digits", call=call, digits=digits)
    def transfer(self, call, to): return self.ask("call.transfer", call=call, to=to)
    def attended_transfer(self, call, other): return self.ask("call.attendedTransfer", call=call, **{"with": other})
    def answer_transfer(self, call, accept=True): return self.ask("call.answerTransfer", call=call, accept=accept)
    def join(self, *calls): return self.ask("conference.join", calls=list(calls))
    def leave(self, call): return self.ask("conference.leave", call=call)
    def pick_up(self, who, **more): return self.ask("call.pickUp", who=who, **more)["call"]
    def park(self, call): return self.ask("call.park", call=call)
    def move_to_mobile(self, call): return self.ask("call.moveToMobile", call=call)
    def take_back(self, **more): return self.ask("call.takeBack", **more)["call"]
    def message(self, to, text, timeout=40, **more): return self.ask("message.send", timeout=timeout, to=to, text=text, **more)
    def watch(self, who, thing="presence", **more): return self.ask("presence.watch", who=who, thing=thing, **more)
    def unwatch(self, who, thing="presence", **more): return self.ask("presence.unwatch", who=who, thing=thing, **more)
    def publish(self, state, **more): return self.ask("presence.publish", state=state, **more)
    def do_not_disturb(self, on=True): return self.ask("line.doNotDisturb", on=on)
    def forward(self, account=0, **rule): return self.ask("line.forward", account=account, **rule)

    def count(self, method, **wanted):
        return sum(e["method"] == method and all(e.get("params", {}).get(k) == v for k, v in wanted.items()) for e in self.events)


def account(user="alice", port=5160, transport="udp", password=None, registrar=True, host="127.0.0.1"):
    """One [[account]] of the rig as TOML."""
    text = '[[account]]\naddress = "sip:%s@127.0.0.1:5160"\npassword = "%s"\n' % (user, password or user + "-pw")
    where = "sip:%s:%d;transport=%s" % ("[%s]" % host if ":" in host else host, port, transport)
    return text + ('registrar = "%s"\n' if registrar else 'outbound_proxy = "%s"\n') % where


def audio(microphone="burst:440", headset="null:", codecs=None):
    text = '[audio]\nmicrophone = "%s"\nheadset = "%s"\n' % (microphone, headset)
    return text + ("codecs = %s\n" % json.dumps(codecs) if codecs else "")
