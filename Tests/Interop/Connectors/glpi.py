"""GLPI: its first interface with sessions (`apirest.php`), and its second with tokens (`api.php/v2`)."""
import re, uuid
from urllib.parse import parse_qs

from contract import Contract, Refused, need_json

KEY = re.compile(r"Clairvoix ([0-9a-zA-Z-]+)")


class GLPISessions(Contract):
    token, app = "jeton-agent", "jeton-application"

    def __init__(self, **options):
        super().__init__(**options)
        self.sessions = set()

    def creates(self, method, path, body):
        found = KEY.search(str(body)) if method == "POST" else None
        return found[1] if found else None

    def asks(self, method, path, query): return query.get("criteria[0][value]")

    def answer(self, method, path, query, fields, body):
        if fields.get("app-token") != self.app:
            raise Refused(400, ["ERROR_WRONG_APP_TOKEN_PARAMETER", "le paramètre app_token est erroné"])
        if path == "/apirest.php/initSession":
            if fields.get("authorization") != "user_token " + self.token:
                raise Refused(401, ["ERROR_GLPI_LOGIN_USER_TOKEN", "le jeton est invalide"])
            session = uuid.uuid4().hex
            self.sessions.add(session)
            return 200, {"session_token": session}
        if fields.get("session-token") not in self.sessions:
            raise Refused(401, ["ERROR_SESSION_TOKEN_INVALID", "session_token semble invalide"])
        if path == "/apirest.php/killSession":
            self.sessions.discard(fields["session-token"])
            return 200, True
        if path.rstrip("/") == "/apirest.php/Ticket" and method == "POST":
            need_json(fields, body=["ERROR_JSON_PAYLOAD_INVALID", "le contenu JSON est invalide"])
            ticket = body.get("input")
            if not isinstance(ticket, dict) or not ticket.get("name"):
                raise Refused(400, ["ERROR_GLPI_ADD", "champ obligatoire manquant : name"])
            number = self.take(self.creates(method, path, body), ticket)
            return 201, {"id": number, "message": ""}
        if path == "/apirest.php/search/Ticket":
            if query.get("criteria[0][field]") != "21" or query.get("criteria[0][searchtype]") != "contains":
                raise Refused(400, ["ERROR", "critère inconnu"])
            found = self.found(query["criteria[0][value]"])
            answer = {"totalcount": len(found), "count": len(found)}
            if found: answer["data"] = [{"2": number} for number, _ in found]
            return 200, answer
        raise Refused(400, ["ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM", "ressource inconnue"])


class GLPITokens(Contract):
    client, client_secret, user, password = "clairvoix", "secret-client", "agent", "mot de passe & accentué"

    def __init__(self, **options):
        super().__init__(**options)
        self.tokens = set()

    def creates(self, method, path, body): return body.get("external_id") if isinstance(body, dict) else None

    def asks(self, method, path, query): return query.get("filter", "").partition("external_id==")[2] or None

    def answer(self, method, path, query, fields, body):
        if path == "/api.php/token":
            if fields.get("content-type") != "application/x-www-form-urlencoded":
                raise Refused(400, {"error": "unsupported_grant_type"})
            form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
            wanted = {"grant_type": "password", "client_id": self.client, "client_secret": self.client_secret,
                      "username": self.user, "password": self.password}
            wrong = {name for name, value in wanted.items() if form.get(name) != value}
            if wrong & {"client_id", "client_secret"}:
                raise Refused(401, {"error": "invalid_client", "error_description": "Client authentication failed"})
            if wrong: raise Refused(400, {"error": "invalid_grant", "error_description": "The credentials were incorrect"})
            token = uuid.uuid4().hex
            self.tokens.add(token)
            return 200, {"token_type": "Bearer", "expires_in": 3600, "access_token": token}
        if fields.get("authorization", "").removeprefix("Bearer ") not in self.tokens:
            raise Refused(401, {"status": "ERROR_UNAUTHENTICATED", "title": "You are not authenticated"})
        if path != "/api.php/v2/Assistance/Ticket": raise Refused(404, {"title": "unknown path"})
        if method == "POST":
            need_json(fields)
            if not body.get("name"): raise Refused(400, {"status": "ERROR_INVALID_PARAMETER", "title": "name manque"})
            number = self.take(body.get("external_id"), body)
            return 201, {"id": number, "href": "/Assistance/Ticket/%d" % number}
        return 200, [{"id": number, "external_id": record["key"]} for number, record in
                     self.found(query.get("filter", "").partition("external_id==")[2])]
