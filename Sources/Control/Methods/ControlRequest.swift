import JSONText

/// One request of JSON-RPC 2.0 §4, checked in its form.
struct ControlRequest: Equatable {
    /// The caller's own name of the request; nil for a notification, which gets no answer.
    var id: JSON?
    var method: String
    var parameters: JSON

    /// - Throws: `notJSON` or `invalidRequest`, with the id where it could be read.
    static func parse(_ line: [UInt8]) throws(ControlRequestFault) -> ControlRequest {
        let value: JSON
        do {
            value = try JSONParser.parse(line)
        } catch {
            throw ControlRequestFault(id: .null, fault: .notJSON(offset: error.offset))
        }
        guard case .object = value else {
            throw ControlRequestFault(id: .null, fault: .invalidRequest("one object a line is expected"))
        }
        let id = value["id"]
        switch id {
        case nil, .null, .integer, .text, .number: break
        case .boolean, .array, .object:
            throw ControlRequestFault(id: .null, fault: .invalidRequest("the id is a text or a number"))
        }
        let known = id ?? .null
        guard value["jsonrpc"] == .text("2.0") else {
            throw ControlRequestFault(id: known, fault: .invalidRequest("\"jsonrpc\" must be \"2.0\""))
        }
        guard let method = value["method"]?.text else {
            throw ControlRequestFault(id: known, fault: .invalidRequest("\"method\" is missing"))
        }
        let parameters = value["params"] ?? .object([])
        guard case .object = parameters else {
            throw ControlRequestFault(id: known, fault: .invalidParameter("parameters are given by name, in an object"))
        }
        return ControlRequest(id: id, method: method, parameters: parameters)
    }
}

/// A fault with the id that its answer carries.
struct ControlRequestFault: Error, Equatable {
    var id: JSON
    var fault: ControlFault
}
