"""A server that keeps the contract of a product's interface: it refuses what the product refuses, keeps what it takes, and fails where a
test asks for it."""
import json, socket, ssl, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit


class Refused(Exception):
    def __init__(self, status, body): self.status, self.body = status, body


class Server(ThreadingHTTPServer):
    daemon_threads, allow_reuse_address = True, True
    request_queue_size = 64

    def handle_error(self, request, address): pass     # the cuts are on purpose


class Contract:
    """What the servers share. A subclass answers `answer(method, path, query, fields, body)`, takes a record by `take(key, record)` and
    names the key of a request that creates one by `creates(method, path, body)`."""

    def __init__(self, tls=None, authority=None, port=0):
        """`tls`: a certificate and its key; `authority`: whose certificates must be shown to the server; `port`: 0 for any."""
        self.lock = threading.Lock()
        self.records, self.taken, self.order, self.seen = {}, {}, [], []
        self.changed = threading.Condition(self.lock)
        # For a record's key: what goes wrong with the next requests that create it, and with the next that ask for it.
        self.faults, self.ask_faults = {}, {}
        contract = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_): pass

            def handle_any(self): contract.handle(self)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any

        self.server = Server(("127.0.0.1", port), Handler)
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*tls)
            if authority:
                context.load_verify_locations(authority)
                context.verify_mode = ssl.CERT_REQUIRED
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        self.root = "%s://%s:%d" % ("https" if tls else "http", "localhost" if tls else "127.0.0.1", self.port)
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.thread.start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    # What a product does; subclasses have it.
    def creates(self, method, path, body): return None

    def asks(self, method, path, query): return None

    def answer(self, method, path, query, fields, body): raise NotImplementedError

    def take(self, key, record):
        with self.lock:
            number = len(self.records) + 1
            self.records[number] = dict(record, key=key)
            self.taken[key] = self.taken.get(key, 0) + 1
            self.order.append(key)
            return number

    def found(self, key):
        with self.lock: return [(number, record) for number, record in self.records.items() if record["key"] == key]

    def wait_for(self, condition, seconds=20):
        """Until what came fulfils it; false where it does not in time."""
        with self.changed: return self.changed.wait_for(condition, seconds)

    def next_fault(self, faults, key):
        with self.lock:
            waiting = faults.get(key)
            return waiting.pop(0) if waiting else None

    def handle(self, request):
        length = int(request.headers.get("Content-Length") or 0)
        octets = request.rfile.read(length) if length else b""
        parts = urlsplit(request.path)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        fields = {name.lower(): value for name, value in request.headers.items()}
        try: body = json.loads(octets) if octets and "json" in fields.get("content-type", "") else octets
        except ValueError: return self.reply(request, 400, {"error": "not JSON"})
        self.seen.append((request.command, parts.path, parts.query, fields, body))
        key = self.creates(request.command, parts.path, body)
        fault = self.next_fault(self.faults, key) if key else None
        if not key:
            key = self.asks(request.command, parts.path, query)
            fault = self.next_fault(self.ask_faults, key) if key else None
        if fault == "cut_before": return self.cut(request)
        if fault == "slow": time.sleep(1.5)
        if isinstance(fault, int):
            return self.reply(request, fault, {"error": "asked for"}, {"Retry-After": "0"} if fault in (429, 503) else {})
        try: status, answer = self.answer(request.command, parts.path, query, fields, body)
        except Refused as refusal: return self.reply(request, refusal.status, refusal.body)
        if fault == "cut_after": return self.cut(request)
        if fault == "error_after": return self.reply(request, 500, {"error": "after it was taken"})
        self.reply(request, status, answer, half=fault == "half")

    @staticmethod
    def cut(request):
        request.close_connection = True
        try: request.connection.shutdown(socket.SHUT_RDWR)
        except OSError: pass

    def reply(self, request, status, answer, fields={}, half=False):
        octets = json.dumps(answer, ensure_ascii=False).encode()
        request.send_response(status)
        request.send_header("Content-Type", "application/json; charset=utf-8")
        request.send_header("Content-Length", str(len(octets)))
        for name, value in fields.items(): request.send_header(name, value)
        request.end_headers()
        request.wfile.write(octets[:len(octets) // 2] if half else octets)
        if half: self.cut(request)


class Tunnel:
    """A proxy that opens tunnels (RFC 9110 §9.3.6), and notes where to."""

    def __init__(self):
        self.asked, self.listener = [], socket.create_server(("127.0.0.1", 0))
        self.root = "http://127.0.0.1:%d" % self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def stop(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def serve(self):
        while True:
            try: client, _ = self.listener.accept()
            except OSError: return
            threading.Thread(target=self.tunnel, args=(client,), daemon=True).start()

    def tunnel(self, client):
        with client:
            head = b""
            while b"\r\n\r\n" not in head:
                octets = client.recv(4096)
                if not octets: return
                head += octets
            method, place = head.split()[:2]
            if method != b"CONNECT": return
            self.asked.append(place.decode())
            with socket.create_connection(("127.0.0.1", int(place.rpartition(b":")[2]))) as server:
                client.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
                back = threading.Thread(target=self.carry, args=(server, client), daemon=True)
                back.start()
                self.carry(client, server)
                back.join()

    @staticmethod
    def carry(source, sink):
        try:
            while octets := source.recv(65536): sink.sendall(octets)
        except OSError: pass
        try: sink.shutdown(socket.SHUT_WR)
        except OSError: pass


def need_json(fields, status=400, body=None):
    if not fields.get("content-type", "").startswith("application/json"):
        raise Refused(status, body or {"error": "no JSON"})
