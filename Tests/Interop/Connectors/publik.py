"""Publik's w.c.s.: the signed interface of `/api/formdefs/<slug>/submit`, the form's description, and the list of what was taken."""
import base64, calendar, hashlib, hmac, re, time

from contract import Contract, Refused, need_json

SCHEMA = {"name": "Arbre tombé", "fields": [
    {"type": "title", "label": "Le lieu", "varname": None},
    {"type": "string", "label": "Adresse", "varname": "adresse", "required": True},
    {"type": "item", "label": "Danger", "varname": "danger", "required": True, "items": ["Oui", "Non"]},
    {"type": "date", "label": "Vu le", "varname": "date", "required": False},
    {"type": "ranked-items", "label": "Rang", "varname": "rang", "required": False},
    {"type": "string", "label": "Référence", "varname": "reference", "required": False}]}


class Publik(Contract):
    client, key, slug = "clairvoix", "clé très secrète", "arbre-tombe"

    def __init__(self, **options):
        super().__init__(**options)
        self.nonces, self.schemas = set(), {self.slug: SCHEMA}
        # Forms that are closed: they are refused with the same code as a wrong signature.
        self.disabled = set()

    def creates(self, method, path, body):
        return body.get("data", {}).get("reference") if path.endswith("/submit") and isinstance(body, dict) else None

    def asks(self, method, path, query): return query.get("filter-reference")

    @staticmethod
    def forbid(words):
        raise Refused(403, {"err": 1, "err_class": "Access denied", "err_code": "access-denied", "err_desc": words})

    def check(self, query, raw):
        def refuse(words): self.forbid(words)
        if "&signature=" not in raw: refuse("no signature")
        signed, _, signature = raw.partition("&signature=")
        if "&" in signature: refuse("signature is not the last")
        if query.get("orig") != self.client: refuse("unknown orig")
        if query.get("algo") != "sha256": refuse("unknown algo")
        wanted = hmac.new(self.key.encode(), signed.encode(), hashlib.sha256).digest()
        if query.get("signature") != base64.b64encode(wanted).decode(): refuse("bad signature")
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", query.get("timestamp", "")): refuse("bad timestamp")
        age = time.time() - calendar.timegm(time.strptime(query["timestamp"], "%Y-%m-%dT%H:%M:%SZ"))
        if abs(age) > 30: refuse("timestamp delta is more than 30 seconds")
        nonce = query.get("nonce", "")
        if len(nonce) < 16 or nonce in self.nonces: refuse("nonce was used")
        self.nonces.add(nonce)

    def answer(self, method, path, query, fields, body):
        self.check(query, self.seen[-1][2] if self.seen[-1][1] == path else "")
        form = re.fullmatch(r"/api/formdefs/([^/]+)/(submit|schema)", path)
        if path == "/api/formdefs/" and query.get("backoffice-submission"):
            # Those that the agent may fill for somebody else; nobody may who is not named.
            forms = [{"title": schema["name"], "slug": slug} for slug, schema in self.schemas.items()]
            return 200, {"err": 0, "data": forms if query.get("email") else []}
        if form and form[1] in self.schemas and form[2] == "schema": return 200, self.schemas[form[1]]
        if form and form[1] == self.slug and method == "POST":
            need_json(fields, body={"err": 1, "err_class": "Invalid request", "err_desc": "Content-Type is not JSON"})
            if self.slug in self.disabled: self.forbid("Disabled form.")
            data = body.get("data")
            if not isinstance(data, dict): raise Refused(400, {"err": 1, "err_desc": "missing data"})
            if body.get("meta", {}).get("backoffice-submission") and not query.get("email"):
                self.forbid("User not authenticated.")
            number = self.take(data.get("reference"), data)
            url = "%s/backoffice/management/%s/%d/" % (self.root, self.slug, number)
            return 200, {"err": 0, "data": {"id": str(number), "url": url, "backoffice_url": url}}
        if path == "/api/forms/%s/list" % self.slug:
            # An agent enters records that their roles do not let them read.
            if query.get("email"): self.forbid("Unsufficient roles.")
            unknown = [name for name in query if name.startswith("filter-") and name != "filter-reference"]
            if unknown: raise Refused(400, {"err": 1, "err_class": "Invalid request", "err_desc": "Invalid filter"})
            return 200, [{"id": str(number), "url": "%s/%d/" % (self.root, number), "fields": {"reference": record["key"]}}
                         for number, record in self.found(query.get("filter-reference"))]
        raise Refused(404, {"err": 1, "err_desc": "no such form"})
