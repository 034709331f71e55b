"""A far end of one call over UDP on loopback: INVITE, then CANCEL, or ACK, a little sound and BYE by either (RFC 3261 §9.1, §13.2, §15).
Standard library only."""
import os, re, socket, struct, time


class Caller:
    number = 0

    def __init__(self, port, name="Nadia Benali"):
        Caller.number += 1
        self.name = name
        self.port, self.tag = port, "%d-%d" % (os.getpid(), Caller.number)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.settimeout(2)
        self.to = self.target = self.answer = ""

    def __enter__(self): return self

    def __exit__(self, *_): self.socket.close()

    def _send(self, method, number=1, body="", branch=""):
        host = "127.0.0.1:%d" % self.socket.getsockname()[1]
        lines = ["%s %s SIP/2.0" % (method, self.target or "sip:agent@127.0.0.1:%d" % self.port),
                 "Via: SIP/2.0/UDP %s;branch=z9hG4bK%s%s" % (host, self.tag, branch),
                 "Max-Forwards: 70", 'From: "%s" <sip:0612345678@127.0.0.1>;tag=%s' % (self.name, self.tag),
                 "To: <sip:agent@127.0.0.1>%s" % self.to, "Call-ID: %s@latency" % self.tag, "CSeq: %d %s" % (number, method)]
        if method == "INVITE": lines += ["Contact: <sip:caller@%s>" % host]
        if body: lines += ["Content-Type: application/sdp"]
        lines += ["Content-Length: %d" % len(body), "", body]
        message = "\r\n".join(lines).encode()
        now = time.monotonic()
        self.socket.sendto(message, ("127.0.0.1", self.port))
        return now

    def invite(self):
        """When it was sent."""
        return self._send("INVITE", body="v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio %d RTP/AVP 8\r\n"
                          "a=rtpmap:8 PCMA/8000\r\n" % 40000)

    def _wait(self, pattern, most=2):
        """The next message that begins so; TimeoutError where none comes."""
        end = time.monotonic() + most
        while True:
            self.socket.settimeout(max(0.001, end - time.monotonic()))
            text = self.socket.recv(65536).decode(errors="replace")
            if re.match(pattern, text): return text
            if time.monotonic() > end: raise TimeoutError(pattern)

    def _response(self, status, method, most=2):
        return self._wait(r"(?is)SIP/2.0 %d.*\ncseq: *\d+ %s" % (status, method), most)

    def _take_tag(self, final):
        tag = re.search(r"(?im)^to:.*?(;tag=[^;\s]+)", final)
        self.to = tag.group(1) if tag else ""

    def ringing(self): self._response(180, "INVITE")

    def cancel(self):
        self._send("CANCEL")
        self._take_tag(self._response(487, "INVITE"))
        self._send("ACK")

    def answered(self, most):
        """Whether the call is answered within so many seconds; it is then up."""
        try: self.answer = self._response(200, "INVITE", most)
        except TimeoutError: return False
        self._take_tag(self.answer)
        self.target = re.search(r"(?im)^contact:\s*<([^>]+)>", self.answer).group(1)
        self._send("ACK", branch="-ack")
        return True

    def speak(self, packets):
        """So many packets of 20 ms of sound, at once."""
        port = int(re.search(r"(?m)^m=audio (\d+)", self.answer).group(1))
        for number in range(packets):
            self.socket.sendto(struct.pack("!BBHII", 0x80, 8, number, number * 160, 7) + b"\xd5" * 160, ("127.0.0.1", port))

    def hang_up(self):
        self._send("BYE", number=2, branch="-bye")
        self._response(200, "BYE")

    def hung_up(self, most):
        """Whether the other end hangs up within so many seconds."""
        try: bye = self._wait("BYE ", most)
        except TimeoutError: return False
        kept = [line for line in bye.split("\r\n") if re.match(r"(?i)(via|from|to|call-id|cseq):", line)]
        self.socket.sendto("\r\n".join(["SIP/2.0 200 OK", *kept, "Content-Length: 0", "", ""]).encode(), ("127.0.0.1", self.port))
        return True
