"""Directories as real servers in folders of their own: OpenLDAP's slapd, radicale, and a shared file by HTTP(S) with an ETag."""
import http.server, os, signal, socket, ssl, subprocess, threading, time

PEOPLE = 10_000


def authority(folder):
    """A test authority and a certificate of 127.0.0.1 by it; another authority that signed nothing."""
    os.makedirs(folder, exist_ok=True)
    def run(*argv): subprocess.run(argv, check=True, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for name in ("ca", "other"):
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=%s" % name,
            "-keyout", name + ".key", "-out", name + ".pem")
    run("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-keyout", "server.key", "-out", "server.csr")
    with open(os.path.join(folder, "san"), "w") as file: file.write("subjectAltName=IP:127.0.0.1,DNS:localhost")
    run("openssl", "x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2",
        "-extfile", "san", "-out", "server.pem")
    return folder


def free_port():
    with socket.socket() as own:
        own.bind(("127.0.0.1", 0))
        return own.getsockname()[1]


def reachable(port, process, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None: raise RuntimeError("the server ended")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError: time.sleep(0.05)
    raise TimeoutError("the server is not reachable")


class Slapd:
    """dc=example,dc=org with ten thousand people; uid=reader may read them, 500 at a time."""

    def __init__(self, folder, certificates):
        self.folder, self.port, self.tls_port = folder, free_port(), free_port()
        os.makedirs(os.path.join(folder, "db"), exist_ok=True)
        self.conf = os.path.join(folder, "slapd.conf")
        with open(self.conf, "w") as file:
            file.write("".join("include /etc/ldap/schema/%s.schema\n" % name for name in ("core", "cosine", "inetorgperson")))
            file.write("""modulepath /usr/lib/ldap
moduleload back_mdb
pidfile {0}/pid
argsfile {0}/args
TLSCACertificateFile {1}/ca.pem
TLSCertificateFile {1}/server.pem
TLSCertificateKeyFile {1}/server.key
sizelimit size.soft=500 size.hard=500 size.prtotal=unlimited
database mdb
maxsize 268435456
suffix "dc=example,dc=org"
rootdn "cn=root,dc=example,dc=org"
directory {0}/db
access to attrs=userPassword by anonymous auth by * none
access to * by dn="uid=reader,dc=example,dc=org" read by * none
""".format(folder, certificates))
        with open(os.path.join(folder, "people.ldif"), "w") as file:
            file.write("dn: dc=example,dc=org\nobjectClass: dcObject\nobjectClass: organization\no: Mairie\ndc: example\n\n")
            file.write("dn: uid=reader,dc=example,dc=org\nobjectClass: account\nobjectClass: simpleSecurityObject\nuid: reader\nuserPassword: s3cret\n\n")
            for n in range(PEOPLE):
                name = "Personne %d" % n if n else "Zoe (Chef) Quilly"
                file.write("dn: uid=p%d,dc=example,dc=org\nobjectClass: inetOrgPerson\nuid: p%d\ncn: %s\nsn: x\nou: Voirie\n"
                           "telephoneNumber: +33 4 77 %02d %02d %02d\nmobile: 06 11 %02d %02d 00\nmail: p%d@example.org\n\n"
                           % (n, n, name, n // 10000, n // 100 % 100, n % 100, n // 100 % 100, n % 100, n))
        subprocess.run(["slapadd", "-q", "-f", self.conf, "-l", os.path.join(folder, "people.ldif")], check=True)

    def start(self):
        self.process = subprocess.Popen(
            ["slapd", "-d", "0", "-f", self.conf, "-h", "ldap://127.0.0.1:%d ldaps://127.0.0.1:%d" % (self.port, self.tls_port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        reachable(self.port, self.process)
        return self

    def freeze(self): self.process.send_signal(signal.SIGSTOP)
    def thaw(self): self.process.send_signal(signal.SIGCONT)

    def stop(self):
        self.thaw()
        self.process.kill()
        self.process.wait()


class Radicale:
    """An address book of the user "agent"."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.book = os.path.join(folder, "collections", "collection-root", "agent", "book")
        os.makedirs(self.book)
        with open(os.path.join(self.book, ".Radicale.props"), "w") as file: file.write('{"tag": "VADDRESSBOOK"}')
        with open(os.path.join(folder, "users"), "w") as file: file.write("agent:s3cret\n")
        with open(os.path.join(folder, "config"), "w") as file:
            file.write("[server]\nhosts = 127.0.0.1:%d\n[auth]\ntype = htpasswd\nhtpasswd_filename = %s/users\n"
                       "htpasswd_encryption = plain\ndelay = 0\n[storage]\nfilesystem_folder = %s/collections\n"
                       % (self.port, folder, folder))
        self.url = "http://127.0.0.1:%d/agent/book/" % self.port

    def put(self, name, *lines):
        text = "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", "UID:" + name) + lines + ("END:VCARD", ""))
        with open(os.path.join(self.book, name + ".vcf"), "w", newline="") as file: file.write(text)

    def start(self):
        self.process = subprocess.Popen(["radicale", "--config", os.path.join(self.folder, "config")],
                                        stdout=subprocess.DEVNULL, stderr=open(os.path.join(self.folder, "log"), "w"))
        reachable(self.port, self.process)
        return self

    def stop(self):
        self.process.terminate()
        self.process.wait()


class SharedFile:
    """A file of vCards by HTTPS, with an ETag; what was asked is kept."""

    def __init__(self, certificates):
        self.text, self.etag, self.asked, self.status = b"", '"1"', [], 200
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                outer.asked.append(self.headers.get("If-None-Match"))
                if outer.status == 200 and self.headers.get("If-None-Match") == outer.etag:
                    self.send_response(304)
                    self.end_headers()
                    return
                self.send_response(outer.status)
                self.send_header("ETag", outer.etag)
                self.send_header("Content-Length", str(len(outer.text)))
                self.end_headers()
                self.wfile.write(outer.text)

            def log_message(self, *_): pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(os.path.join(certificates, "server.pem"), os.path.join(certificates, "server.key"))
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.url = "https://127.0.0.1:%d/people.vcf" % self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
