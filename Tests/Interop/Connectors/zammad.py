"""Zammad: tickets with their first article, the search, and the telephone events of the generic interface."""
import re

from contract import Contract, Refused, need_json
from glpi import KEY


class Zammad(Contract):
    token, group, cti = "jeton", "Voirie", "secret-de-l-instance"

    def __init__(self, **options):
        super().__init__(**options)
        # Of calls: where they are; what came, and what was answered to each event that came.
        self.calls, self.events, self.answers, self.event_faults = {}, [], [], []

    def creates(self, method, path, body):
        found = KEY.search(body.get("article", {}).get("body", "")) if isinstance(body, dict) else None
        return found[1] if found else None

    def asks(self, method, path, query): return query.get("condition[article.body][value]")

    def answer(self, method, path, query, fields, body):
        if path.startswith("/api/v1/cti/"): return self.event(path, fields, body)
        if fields.get("authorization") != "Token token=" + self.token:
            raise Refused(401, {"error": "Invalid BasicAuth credentials"})
        if path == "/api/v1/tickets" and method == "POST":
            need_json(fields)
            if not body.get("title"): raise Refused(422, {"error": "Missing required value for field 'title'!"})
            if body.get("group") != self.group: raise Refused(422, {"error": "No lookup value found for 'group'"})
            if not str(body.get("customer_id") or body.get("customer") or ""):
                raise Refused(422, {"error": "Missing required value for field 'customer_id'!"})
            guess = str(body.get("customer_id")).removeprefix("guess:")
            if guess != str(body.get("customer_id")) and "@" not in guess:
                raise Refused(422, {"error": "Invalid email '%s' of customer" % guess})
            article = body.get("article", {})
            if not article.get("body"): raise Refused(422, {"error": "Need at least an 'article body' field."})
            number = self.take(self.creates(method, path, body), body)
            return 201, {"id": number, "number": str(50000 + number), "title": body["title"]}
        if path == "/api/v1/tickets/search":
            # Words are looked for in the index, which is empty here: a condition is looked for in the database.
            if query.get("condition[article.body][operator]") != "contains" or "query" in query: return 200, []
            return 200, [{"id": number, "number": str(50000 + number)} for number, _ in
                         self.found(self.asks(method, path, query))]
        articles = re.fullmatch(r"/api/v1/ticket_articles/by_ticket/(\d+)", path)
        if articles:
            with self.lock: record = self.records.get(int(articles[1]))
            if not record: raise Refused(404, {"error": "Couldn't find Ticket"})
            return 200, [dict(record["article"], id=1, ticket_id=int(articles[1]))]
        raise Refused(404, {"error": "No route matches"})

    def event(self, path, fields, body):
        with self.lock: fault = self.event_faults.pop(0) if self.event_faults else None
        try:
            if fault: raise Refused(fault, {"error": "asked for"})
            status, answer = self.take_event(path, fields, body)
        except Refused as refusal:
            with self.changed:
                self.answers.append((body.get("event"), refusal.status))
                self.changed.notify_all()
            raise
        with self.changed:
            self.answers.append((body["event"], status))
            self.changed.notify_all()
        return status, answer

    def take_event(self, path, fields, body):
        if path.rpartition("/")[2] != self.cti: raise Refused(401, {"error": "Invalid token, please contact your admin!"})
        need_json(fields)
        if body.get("direction") not in ("in", "out"): raise Refused(422, {"error": "Invalid direction!"})
        if "+" in body.get("from", "") + body.get("to", ""): raise Refused(422, {"error": "plus sign"})
        if body["event"] == "newCall": self.calls[body["callId"]] = "newCall"
        elif body.get("callId") not in self.calls: raise Refused(500, {"error": "No such call_id"})
        self.events.append(body)
        return 200, {}
