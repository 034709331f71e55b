import JSONText
import Testing

@testable import AgentDesk

private let record = IncidentRecord(
    id: "0b6f", form: "arbre-tombe", title: "Arbre tombé", connector: "srm", call: "c1",
    fields: [
        .init(key: "what", label: "Quoi", value: .text("\", \"admin\": true, \"x\": \"{{secret}}\n<b>")),
        .init(key: "danger", label: "Danger", value: .flag(true)),
        .init(key: "photo", label: "Photo", value: .file(name: "a.jpg", octets: [0xff, 0xd8, 0])),
        .init(key: "place", label: "Lieu", value: .place("rue de l'Été", latitude: 45.1, longitude: 5.7)),
    ], createdAt: 1_796_000_000)
private let moment = ConnectorMoment(seconds: 1_796_000_000, nonce: "00112233445566778899aabbccddeeff")

private func answer(_ status: Int, _ body: String, _ fields: [HTTPRequest.Field] = []) -> Result<
    HTTPResponse, HTTPProblem
> {
    .success(HTTPResponse(status: status, fields: fields, body: Array(body.utf8)))
}

private func body(_ request: HTTPRequest?) throws -> JSON { try JSONParser.parse(request?.body ?? []) }

@Suite("What is said to servers, and what their answers mean")
struct ConnectorTests {
    private let generic = GenericConnector(
        method: "POST", url: "https://a.example/in?what={{what}}",
        fields: [HTTPRequest.Field("X-Api-Key", "{{secret}}")],
        template: JSONTemplate(#"{"text": "{{what}}", "danger": "{{danger}}", "list": ["{{ id }}/{{none}}"]}"#)!,
        condition: GenericConnector.Condition("/err=0"), number: "/data/id", address: "/data/url",
        secret: "s3")

    @Test func nothingThatIsTypedLeavesItsPlaceInATemplate() throws {
        let request = Conversation(generic.send(record, at: moment)).request
        let json = try body(request)
        #expect(json["text"]?.text == record.fields[0].value.plain, "taken as it is, names in it too")
        #expect(json["admin"] == nil && json["danger"] == .boolean(true))
        #expect(json["list"] == .array([.text("0b6f/")]))
        #expect(request?.url.hasPrefix("https://a.example/in?what=%22%2C%20%22admin%22") == true)
        #expect(request?.url.contains("s3") == false && request?.fields.first?.value == "s3")
    }

    @Test func whatStatusesMean() {
        let cases: [(Int, DeliveryOutcome)] = [
            (401, .denied("HTTP 401")), (403, .denied("HTTP 403")), (409, .unknown("HTTP 409")),
            (422, .refused("HTTP 422")), (302, .refused("HTTP 302")), (500, .unknown("HTTP 500")),
            (504, .unknown("HTTP 504")), (503, .unreached("HTTP 503", seconds: 7)),
            (429, .unreached("HTTP 429", seconds: 7)),
        ]
        for (status, outcome) in cases {
            var conversation = Conversation(generic.send(record, at: moment))
            conversation.take(answer(status, "", [HTTPRequest.Field("retry-after", "7")]))
            #expect(conversation.outcome == outcome)
        }
    }

    @Test func whatNoAnswerMeans() {
        let cases: [(HTTPProblem, DeliveryOutcome)] = [
            (.unsent("no route"), .unreached("no route", seconds: nil)), (.unanswered("cut"), .unknown("cut")),
            (.tooLarge, .unknown("the answer is too large")), (.unsendable("the address"), .refused("the address")),
        ]
        for (problem, outcome) in cases {
            var conversation = Conversation(generic.send(record, at: moment))
            conversation.take(.failure(problem))
            #expect(conversation.outcome == outcome)
        }
    }

    @Test func conditionNumberAndAddressAreRead() {
        let cases: [(String, DeliveryOutcome)] = [
            (
                #"{"err":0,"data":{"id":7,"url":"https://a.example/7"}}"#,
                .there(Receipt(number: "7", url: "https://a.example/7"))
            ),
            (#"{"err":0,"data":{"id":"7","url":"javascript:alert(1)"}}"#, .there(Receipt(number: "7"))),
            (#"{"err":1,"err_desc":"date \u001b[31m manque"}"#, .refused("date [31m manque (HTTP 200)")),
            (#"{"err":0}"#, .unknown("the answer cannot be read")), ("<html>", .unknown("the answer cannot be read")),
        ]
        for (text, outcome) in cases {
            var conversation = Conversation(generic.send(record, at: moment))
            conversation.take(answer(200, text))
            #expect(conversation.outcome == outcome)
        }
    }

    @Test func publikSignsTheWholeQuery() throws {
        let publik = PublikConnector(
            base: "https://d.example/", client: "c", key: "k", agent: "a@b.example", keyField: "ref")
        let request = try #require(Conversation(publik.send(record, at: moment)).request)
        let query = try #require(request.url.split(separator: "?").last)
        let signed = "email=a%40b.example&algo=sha256&orig=c&timestamp=2026-11-30T00%3A53%3A20Z&nonce=\(moment.nonce)"
        let proof = URLText.encoded(Base64.text(of: MessageCode.sha256(key: Array("k".utf8), Array(signed.utf8))))
        #expect(String(query) == signed + "&signature=" + proof)
        let data = try body(request)["data"]
        #expect(data?["ref"] == .text("0b6f") && data?["photo"]?["content"] == .text("/9gA"))
        #expect(data?["place"]?["lat"] == .number(45.1))
    }

    /// RFC 4231 §4.3.
    @Test func theMessageCodeIsThatOfItsStandard() {
        let code = MessageCode.sha256(key: Array("Jefe".utf8), Array("what do ya want for nothing?".utf8))
        #expect(code.prefix(4) == [0x5b, 0xdc, 0xc1, 0x46] && code.count == 32)
    }

    @Test func aSessionEndsHoweverTheTicketWent() {
        let glpi = GLPISessionConnector(base: "https://g.example/apirest.php", userToken: "u", appToken: nil)
        for (status, outcome) in [
            (201, DeliveryOutcome.there(Receipt(number: "5", url: "https://g.example/front/ticket.form.php?id=5"))),
            (500, .unknown("HTTP 500")),
        ] {
            var conversation = Conversation(glpi.send(record, at: moment))
            conversation.take(answer(200, #"{"session_token":"t"}"#))
            #expect(conversation.request?.url.hasSuffix("/Ticket/") == true)
            conversation.take(answer(status, status == 201 ? #"{"id":5}"# : ""))
            #expect(conversation.request?.url.hasSuffix("/killSession") == true && conversation.outcome == nil)
            conversation.take(.failure(.unsent("gone")))
            #expect(conversation.outcome == outcome)
        }
    }

    @Test func whatPeopleSaidIsNoMarkup() throws {
        let glpi = GLPISessionConnector(base: "https://g.example/apirest.php", userToken: "u", appToken: nil)
        var conversation = Conversation(glpi.send(record, at: moment))
        conversation.take(answer(200, #"{"session_token":"t"}"#))
        let content = try #require(try body(conversation.request).at("/input/content")?.text)
        #expect(content.contains("&lt;b&gt;") && !content.contains("<b>") && content.contains("Clairvoix 0b6f"))
    }

    @Test func aCallIsToldToZammadWhileItMatters() throws {
        let zammad = ZammadConnector(
            base: "https://z.example", token: "t", group: "g", customer: nil, eventPath: "api/v1/cti/x")
        var event = CallEvent(
            kind: .answered, call: "c1", isIncoming: true, from: .init(e164: "+33476001122"), to: .init(raw: "2210"),
            account: "Accueil", agent: "martin", at: moment.seconds * 1_000)
        let json = try body(Conversation(zammad.send(event, at: moment)).request)
        #expect(json["event"] == .text("answer") && json["from"] == .text("33476001122"))
        #expect(json["answeringNumber"] == .text("martin"))
        event.at -= 61_000
        #expect(Conversation(zammad.send(event, at: moment)).outcome == .stale)
    }

    @Test func publikDescribesItsForms() throws {
        let text = """
            {"name": "Arbre", "fields": [{"type": "title", "label": "T"},
            {"type": "string", "label": "Adresse", "varname": "adresse", "required": true},
            {"type": "item", "label": "Danger", "varname": "danger", "items": ["Oui", "Non"]},
            {"type": "ranked-items", "label": "Rang", "varname": "rang", "required": true},
            {"type": "string", "label": "Réf", "varname": "ref"}]}
            """
        let schema = try #require(PublikSchema(Array(text.utf8), form: "arbre", connector: "srm", keyField: "ref"))
        #expect(schema.form.fields.map(\.key) == ["adresse", "danger"] && schema.form.fields[0].isRequired)
        #expect(schema.missing == ["Rang"])
    }

    @Test(arguments: [[], [1], [1, 2], [1, 2, 3], [0xff, 0xfe, 0xfd, 0xfc]] as [[UInt8]])
    func base64ComesBack(octets: [UInt8]) { #expect(Base64.octets(of: Base64.text(of: octets)) == octets) }

    @Test func octetsBecomeText() {
        for (text, written) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            #expect(Base64.text(of: Array(text.utf8)) == written)
        }
    }
}
