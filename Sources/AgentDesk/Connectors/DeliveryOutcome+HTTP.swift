import JSONText

/// What an answer that is no success, or none at all, means for the record. Of the statuses (RFC 9110 §15):
///
/// - 429 and 503 say that the server did not process the request: it is tried again.
/// - 500, 502, 504 and others of the server's after a request that creates: it may have been taken. The record is asked for.
/// - 409: something with our key may be there. The record is asked for.
/// - 408 and 425: not processed.
/// - 401, 403, 407: credentials.
/// - Everything else of 3xx and 4xx: refused, with the server's words.
extension DeliveryOutcome {
    static func of(_ response: HTTPResponse, creates: Bool) -> DeliveryOutcome {
        let words = ServerWords.of(response)
        switch response.status {
        case 401, 403, 407: return .denied(words)
        case 408, 425, 429, 503: return .unreached(words, seconds: response.value("Retry-After").flatMap { Int($0) })
        case 409: return creates ? .unknown(words) : .unreached(words, seconds: nil)
        case 300..<500: return .refused(words)
        case 501, 505: return .refused(words)
        default: return creates ? .unknown(words) : .unreached(words, seconds: nil)
        }
    }

    static func of(_ problem: HTTPProblem, creates: Bool) -> DeliveryOutcome {
        switch problem {
        case .unsent(let words): .unreached(ServerWords.cleaned(words), seconds: nil)
        case .unanswered(let words):
            creates ? .unknown(ServerWords.cleaned(words)) : .unreached(ServerWords.cleaned(words), seconds: nil)
        case .tooLarge: creates ? .unknown("the answer is too large") : .refused("the answer is too large")
        case .unsendable(let words): .refused(ServerWords.cleaned(words))
        }
    }

    /// A success without what it must tell: after a request that creates, the record may be there.
    static func unreadable(creates: Bool) -> DeliveryOutcome {
        creates ? .unknown("the answer cannot be read") : .refused("the answer cannot be read")
    }
}

/// What a server says of its refusal, fit to be read aloud.
enum ServerWords {
    /// The sentence in the JSON of the answer where there is one, else the status.
    static func of(_ response: HTTPResponse) -> String {
        let status = "HTTP \(response.status)"
        guard let json = response.json, let words = sentence(in: json, depth: 0) else { return status }
        let clean = cleaned(words)
        return clean.isEmpty ? status : "\(clean) (\(status))"
    }

    private static let names = [
        "err_desc", "error_human", "error_description", "detail", "message", "msg", "error", "err_class", "title",
    ]

    /// Servers name it in their own ways; GLPI answers with a list of a code and its words.
    private static func sentence(in json: JSON, depth: Int) -> String? {
        guard depth < 3 else { return nil }
        switch json {
        case .text(let text): return text
        case .array(let elements): return elements.last.flatMap { sentence(in: $0, depth: depth + 1) }
        case .object:
            return names.lazy.compactMap { json[$0] }.lazy.compactMap { sentence(in: $0, depth: depth + 1) }.first
        case .null, .boolean, .integer, .number: return nil
        }
    }

    /// One line of ordinary characters, not too many.
    static func cleaned(_ words: String, atMost limit: Int = Limits.reasonCharacters) -> String {
        ForeignText.clean(words, atMost: limit) ?? ""
    }
}

extension HTTPResponse {
    /// The body as JSON; nil where it is none.
    var json: JSON? { try? JSONParser.parse(body, most: Limits.answerOctets) }
}

extension JSON {
    /// A record's number: a whole number or a short text. A longer one is none: a part of it would be another's.
    var recordNumber: String? {
        switch self {
        case .integer(let number): String(number)
        case .number(let number): Int(exactly: number).map(String.init)
        case .text(let text):
            text.unicodeScalars.count > Limits.numberScalars
                ? nil : ForeignText.clean(text, atMost: Limits.numberScalars)
        case .null, .boolean, .array, .object: nil
        }
    }

    /// An address that a person may open: `https:` or `http:`, without anything that is no part of an address.
    var address: String? {
        guard case .text(let text) = self, text.utf8.count <= Limits.addressOctets,
            text.hasPrefix("https://") || text.hasPrefix("http://"),
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != 0x22 && $0 != 0x3c && $0 != 0x3e })
        else { return nil }
        return text
    }

    /// The value at a place (RFC 6901): `/data/id`, `/0/number`.
    func at(_ pointer: String) -> JSON? {
        if pointer.isEmpty { return self }
        guard pointer.hasPrefix("/") else { return nil }
        var value = self
        for part in pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            if case .array(let elements) = value {
                guard let index = Int(part), elements.indices.contains(index) else { return nil }
                value = elements[index]
            } else if let member = value[Self.unescaped(part)] {
                value = member
            } else {
                return nil
            }
        }
        return value
    }

    /// Whether the answer says that nothing stands at a place: a list there ends before it, or the value is null, or it is an empty object.
    func lacks(_ pointer: String) -> Bool {
        var place = pointer
        while let slash = place.lastIndex(of: "/") {
            if at(place) == .null { return true }
            place = String(place[..<slash])
            switch at(place) {
            case .array, .object([]), .null: return true
            case .object, .text, .integer, .number, .boolean: return false
            case nil: continue
            }
        }
        return false
    }

    /// §4: `~1` is a slash, `~0` a tilde.
    private static func unescaped(_ part: Substring) -> String {
        var text = ""
        var isEscape = false
        for character in part {
            if isEscape {
                text += character == "1" ? "/" : character == "0" ? "~" : "~\(character)"
                isEscape = false
            } else if character == "~" {
                isEscape = true
            } else {
                text.append(character)
            }
        }
        return text
    }
}
