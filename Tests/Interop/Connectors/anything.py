"""A server of nobody: JSON in, JSON out, for the generic connector."""
from contract import Contract, Refused, need_json


class Anything(Contract):
    token = "jeton"

    def creates(self, method, path, body): return body.get("ref") if isinstance(body, dict) else None

    def asks(self, method, path, query): return query.get("ref")

    def answer(self, method, path, query, fields, body):
        if fields.get("x-api-key") != self.token: raise Refused(401, {"message": "clé inconnue"})
        if method == "POST" and path == "/incidents":
            need_json(fields, 415)
            if not body.get("ref"): raise Refused(422, {"message": "ref manque"})
            return 201, {"data": {"id": "INC-%d" % self.take(body["ref"], body)}}
        if path == "/incidents":
            return 200, {"items": [{"id": "INC-%d" % number} for number, _ in self.found(query.get("ref"))]}
        raise Refused(404, {"message": "nothing here"})
