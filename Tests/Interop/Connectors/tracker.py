"""Roundup itself, run by the Python of its own environment: `tracker.py HOME PASSWORD`. Makes the classic tracker on SQLite, says its port in
a line, and serves until it is ended. Its interface for programs trusts its own address alone, so the port is bound before the tracker is made."""
import os, socket, subprocess, sys
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer


class Quiet(WSGIRequestHandler):
    def log_message(self, *_): pass


class Server(WSGIServer):
    def server_bind(self):
        super().server_bind()
        self.server_name = "127.0.0.1"


home, password = sys.argv[1:3]
server = Server(("127.0.0.1", 0), Quiet)
# Few rounds for the password: each request proves it anew.
settings = ("tracker_web=http://127.0.0.1:%d/,mail_domain=mairie.example,mailhost=127.0.0.1,admin_email=admin,"
            "password_pbkdf2_default_rounds=10000" % server.server_port)
for command in (["install", "classic", "sqlite", settings], ["initialise", password]):
    subprocess.run([os.path.join(os.path.dirname(sys.executable), "roundup-admin"), "-i", home] + command, check=True,
                   stdout=sys.stderr, stdin=subprocess.DEVNULL)
# Nothing leaves by mail.
for name in os.listdir(os.path.join(home, "detectors")):
    if name.endswith(".py") and name != "userauditor.py": os.remove(os.path.join(home, "detectors", name))
from roundup.cgi.wsgi_handler import RequestDispatcher
server.set_app(RequestDispatcher(home))
print(server.server_port, flush=True)
server.serve_forever()
