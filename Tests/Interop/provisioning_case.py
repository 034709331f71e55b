"""A provisioning server on loopback, and softphones that ask it."""
import http.server, json, os, ssl, subprocess, threading, time

from rig_case import RUN, RigCase, folder
from softphone import PROGRAM, Softphone

TOKEN = "jeton-tres-secret-4711"


class Server(http.server.ThreadingHTTPServer):
    """Serves `files` by path with entity tags; `asked` tells what came. `answer` may take a request over."""
    daemon_threads = True

    def __init__(self, certificate="server", files=None):
        self.files, self.asked, self.answer, self.token = dict(files or {}), [], None, None
        super().__init__(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certs = os.path.join(RUN, "certs", certificate)
        context.load_cert_chain(certs + ".pem", certs + ".key")
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def url(self, path): return "https://127.0.0.1:%d%s" % (self.server_address[1], path)
    def handle_error(self, request, client_address): pass
    def stop(self): self.shutdown(); self.server_close()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_): pass

    def do_GET(self):
        server = self.server
        server.asked.append((self.path, dict(self.headers)))
        if server.answer: return server.answer(self)
        if server.token and self.headers.get("Authorization") != "Bearer " + server.token: return self.send(401, b"no such token")
        text = server.files.get(self.path)
        if text is None: return self.send(404, b"")
        tag = '"%08x"' % (hash(text) & 0xffffffff)
        if self.headers.get("If-None-Match") == tag: return self.send(304, None, ETag=tag)
        self.send(200, text.encode(), ETag=tag)

    def send(self, status, body, **fields):
        self.send_response(status)
        for name, value in fields.items(): self.send_header(name, value)
        if body is not None: self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if body: self.wfile.write(body)


def account(user="alice", port=5160, more=""):
    return '[[account]]\naddress = "sip:%s@127.0.0.1:5160"\npassword = "%s-pw"\nregistrar = "sip:127.0.0.1:%d"\n%s' % (
        user, user, port, more)


class ProvisioningCase(RigCase):
    def setUp(self):
        super().setUp()
        self.place = folder(self.id())
        os.makedirs(self.place, exist_ok=True)
        self.server = Server()
        self.addCleanup(lambda: self.server.stop())

    @property
    def record_path(self): return os.path.join(self.place, "clairvoix", "provisioning.json")

    def record(self):
        try: return json.load(open(self.record_path))
        except FileNotFoundError: return {}

    def until(self, wanted, most=15):
        """Until what is kept is so; what it then is."""
        end = time.monotonic() + most
        while True:
            record = self.record()
            if wanted(record): return record
            if time.monotonic() > end: raise TimeoutError({key: value for key, value in record.items() if key not in "good trial"})
            time.sleep(0.05)

    def config(self, url=None, more="", trial=5):
        return 'language = "fr"\n[voice]\nengine = "none"\n[audio]\nmicrophone = "silence:"\nheadset = "null:"\n' \
            '[provisioning]\nurl = "%s"\nauthorities = "%s"\nspread_seconds = 0\ntrial_seconds = %d\n%s' % (
                url or self.server.url("/fleet.toml"), os.path.join(RUN, "certs", "ca.pem"), trial, more)

    def phone(self, config=None):
        phone = Softphone(self.place, config or self.config()).__enter__()
        self.addCleanup(phone.__exit__)
        return phone

    def end(self, phone): phone.__exit__(None, None, None)

    def fetched(self, **options):
        """One start that reads the server; what comes holds from the next one on."""
        phone = self.phone(self.config(**options))
        self.until(lambda record: "candidate" in record)
        self.end(phone)

    def good(self, **options):
        """Settings of the server that have registered a line."""
        self.fetched(**options)
        phone = self.phone(self.config(**options))
        phone.wait("account.changed", state="registered")
        self.until(lambda record: "good" in record and "trial" not in record)
        self.end(phone)

    def run_program(self, *arguments, config=None):
        path = os.path.join(self.place, "config.toml")
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file: file.write(config or self.config())
        return subprocess.run([PROGRAM, *arguments, "--config", path], capture_output=True, text=True, timeout=60,
                              env=dict(os.environ, XDG_RUNTIME_DIR=self.place, XDG_STATE_HOME=self.place, HOME=self.place))
