import JSONText

/// A record that the server took.
struct ReceivedRecord: Equatable {
    /// From "1" on.
    var number: String
    /// The program's own key, by which it asks.
    var reference: String
    /// The fields in the order in which they came.
    var fields: [WrittenAnswer]
}

/// What the record server has and answers; a pure value. It keeps every record that it is sent, so that one which is sent twice is seen
/// twice.
struct RecordBook {
    struct Answer: Equatable {
        var status: Int
        var body: JSON

        var text: String { body.description }
    }

    private(set) var records: [ReceivedRecord] = []
    /// Why the next record is not taken; nil: it is.
    var refusal: String?

    mutating func answer(to request: RecordRequest) -> Answer {
        switch request.method {
        case "POST" where request.target == RecordServer.path: take(request.body)
        case "GET" where request.target.hasPrefix(RecordServer.question):
            find(String(request.target.dropFirst(RecordServer.question.count)))
        default: Answer(status: 404, body: .record(["message": .text("no such place")]))
        }
    }

    private mutating func take(_ octets: [UInt8]) -> Answer {
        guard let json = try? JSONParser.parse(octets, most: Limits.recordOctets), let reference = json["ref"]?.text,
            case .object(let fields)? = json["fields"]
        else { return Answer(status: 400, body: .record(["message": .text("no record")])) }
        if let refusal {
            self.refusal = nil
            return Answer(status: 422, body: .record(["message": .text(refusal)]))
        }
        guard records.count < Limits.records else {
            return Answer(status: 507, body: .record(["message": .text("too many records")]))
        }
        let answers = fields.map { WrittenAnswer(field: $0.name, text: $0.value.text ?? "\($0.value)") }
        let number = String(records.count + 1)
        records.append(ReceivedRecord(number: number, reference: reference, fields: answers))
        return Answer(status: 201, body: .record(["number": .text(number)]))
    }

    private func find(_ reference: String) -> Answer {
        let found = records.first { $0.reference == reference }
        return Answer(status: 200, body: .record(["number": found.map { .text($0.number) }]))
    }
}
