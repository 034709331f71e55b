import JSONText
import Testing

@testable import AgentDesk

private let moment = ConnectorMoment(seconds: 1_796_000_000, nonce: "00112233445566778899aabbccddeeff")

private func record(customer: String = "") -> IncidentRecord {
    IncidentRecord(
        id: "0b6f", form: "arbre-tombe", title: "Arbre tombé", connector: "srm", call: "c1",
        fields: [.init(key: "customer", label: "Usager", value: .text(customer))], createdAt: 1_796_000_000)
}

private func answer(_ status: Int, _ body: String) -> Result<HTTPResponse, HTTPProblem> {
    .success(HTTPResponse(status: status, body: Array(body.utf8)))
}

/// What the sources of the products say of their interfaces.
@Suite("Servers as their own sources describe them")
struct ConnectorFactsTests {
    private let publik = PublikConnector(
        base: "https://d.example", client: "c", key: "k", agent: "a@b.example", keyField: "ref")
    private let zammad = ZammadConnector(base: "https://z.example", token: "t", group: "g", customer: "x@y.example")
    private let forbidden = #"{"err":1,"err_class":"Access denied","err_code":"access-denied","err_desc":"Fermé."}"#

    private func query(_ request: HTTPRequest?) throws -> [Substring] {
        try #require(request?.url.split(separator: "?").last).split(separator: "&")
    }

    @Test(arguments: [true, false])
    func whatPublikForbidsIsTheRecordWhereWeAreLetIn(asking: Bool) throws {
        let step = asking ? publik.ask(record(), at: moment) : publik.send(record(), at: moment)
        var conversation = Conversation(step)
        let first = try query(conversation.request)
        conversation.take(answer(403, forbidden))
        #expect(conversation.outcome == nil)
        #expect(conversation.request?.method == "GET")
        #expect(conversation.request?.url.hasPrefix("https://d.example/api/formdefs/?") == true)
        let second = try query(conversation.request)
        let nonces = (first + second).filter { $0.hasPrefix("nonce=") }
        #expect(nonces.count == 2 && Set(nonces).count == 2, "the server takes no nonce twice")
        conversation.take(answer(200, #"{"err":0,"data":[]}"#))
        guard case .refused(let words)? = conversation.outcome else {
            Issue.record("a refusal of the form is the agent's to decide")
            return
        }
        #expect(words.contains("Fermé."))
    }

    @Test func whereNothingIsLetInPublikDeniesUs() {
        var conversation = Conversation(publik.send(record(), at: moment))
        conversation.take(answer(403, forbidden))
        conversation.take(answer(403, forbidden))
        guard case .denied? = conversation.outcome else {
            Issue.record("a fault of the credentials lets the record wait")
            return
        }
    }

    @Test func whereTheProofOfItDoesNotComeTheRecordIsTriedAgain() {
        var conversation = Conversation(publik.send(record(), at: moment))
        conversation.take(answer(403, forbidden))
        conversation.take(.failure(.unanswered("cut")))
        guard case .unreached? = conversation.outcome else {
            Issue.record("the record was refused, so it is not there")
            return
        }
    }

    @Test func publikIsAskedForAllRecordsAndNotForThoseOfTheAgent() throws {
        let asked = try query(Conversation(publik.ask(record(), at: moment)).request)
        #expect(asked.contains("filter-ref=0b6f"))
        #expect(!asked.contains { $0.hasPrefix("email=") })
        let sent = try query(Conversation(publik.send(record(), at: moment)).request)
        #expect(sent.contains("email=a%40b.example"))
    }

    @Test func whoRefusesOurLoginWithoutTheRecordDoesNotLetUsIn() {
        let sessions = GLPISessionConnector(base: "https://g.example/apirest.php", userToken: "u", appToken: "a")
        let tokens = GLPIConnector(
            base: "https://g.example/api.php", client: "c", clientSecret: "s", user: "u", password: "p")
        let cases: [(any Connector, String)] = [
            (sessions, #"["ERROR_WRONG_APP_TOKEN_PARAMETER", "le jeton est erroné"]"#),
            (tokens, #"{"error": "invalid_grant", "error_description": "le jeton est erroné"}"#),
        ]
        for (connector, body) in cases {
            var conversation = Conversation(connector.send(record(), at: moment))
            conversation.take(answer(400, body))
            guard case .denied(let words)? = conversation.outcome else {
                Issue.record("the record waits until the credentials are mended")
                continue
            }
            #expect(words.contains("le jeton est erroné"))
        }
    }

    @Test(arguments: [302, 404, 405]) func whoAnswersALoginInTheServersPlaceEndsNothing(status: Int) {
        let sessions = GLPISessionConnector(base: "https://g.example/apirest.php", userToken: "u", appToken: "a")
        var conversation = Conversation(sessions.send(record(), at: moment))
        conversation.take(answer(status, "entretien"))
        guard case .unreached? = conversation.outcome else {
            Issue.record("nothing of the record has left: it waits")
            return
        }
    }

    @Test func theWordsOfAPlaceReachAServerWhoseMapTakesNone() throws {
        var named = record()
        named.fields.append(
            .init(key: "map", label: "Lieu", value: .place("rue de l'Été", latitude: nil, longitude: nil)))
        let request = Conversation(publik.send(named, at: moment)).request
        let json = try JSONParser.parse(request?.body ?? [])
        #expect(json.at("/context/comments") == .text("Lieu : rue de l'Été"))
        #expect(json.at("/context/channel") == .text("phone"))
    }

    @Test func aListThatPublikDoesNotDescribeCannotBeFilled() throws {
        let text = """
            {"name": "Arbre", "fields": [
            {"type": "item", "label": "Rue", "varname": "rue", "required": "required", "data_source": {"type": "rues"}},
            {"type": "item", "label": "Avis", "varname": "avis", "required": "optional", "data_source": {"type": "a"}}]}
            """
        let schema = try #require(PublikSchema(Array(text.utf8), form: "arbre", connector: "srm"))
        #expect(schema.form.fields.isEmpty && schema.missing == ["Rue"])
    }

    @Test func zammadIsAskedByTheDatabaseAndNotByItsIndex() throws {
        let asked = try query(Conversation(zammad.ask(record(), at: moment)).request)
        #expect(asked.contains("condition%5Barticle.body%5D%5Boperator%5D=contains"))
        #expect(asked.contains("condition%5Barticle.body%5D%5Bvalue%5D=0b6f"))
        #expect(!asked.contains { $0.hasPrefix("query=") })
    }

    @Test func moreTicketsThanOneAreNoAnswerAboutOurs() {
        let cases: [(String, DeliveryOutcome)] = [
            ("[]", .absent),
            (
                #"[{"id": 7, "number": "50007"}, {"id": 8, "number": "50008"}]"#,
                .refused("the server does not search by our key")
            ),
        ]
        for (body, outcome) in cases {
            var conversation = Conversation(zammad.ask(record(), at: moment))
            conversation.take(answer(200, body))
            #expect(conversation.outcome == outcome)
        }
    }

    @Test(arguments: [
        (#"[{"body": "bonjour"}, {"body": "Lieu : là\nClairvoix 0b6f"}]"#, true), (#"[{"body": "d'un autre"}]"#, false),
    ])
    func theOneTicketIsOursWhereAnArticleHasOurKey(articles: String, isOurs: Bool) {
        var conversation = Conversation(zammad.ask(record(), at: moment))
        conversation.take(answer(200, #"[{"id": 7, "number": "50007"}]"#))
        #expect(conversation.request?.url == "https://z.example/api/v1/ticket_articles/by_ticket/7")
        conversation.take(answer(200, articles))
        let there = Receipt(number: "50007", url: "https://z.example/#ticket/zoom/7")
        #expect(conversation.outcome == (isOurs ? .there(there) : .refused("the server does not search by our key")))
    }

    @Test(arguments: [("0476001122", "guess:x@y.example"), ("m@n.example", "guess:m@n.example")])
    func zammadGuessesByAddressesOfMailAlone(given: String, guessed: String) throws {
        let request = Conversation(zammad.send(record(customer: given), at: moment)).request
        let json = try JSONParser.parse(request?.body ?? [])
        #expect(json["customer_id"] == .text(guessed))
    }
}
