import FoundationEssentials
import JSONText

/// Lines of JSON-RPC 2.0 as `ctl` writes and reads them.
enum ControlLine {
    enum Kind: Equatable { case result, error, notification }

    /// Parameters that are text whatever they look like: what is dialled, typed or said.
    private static let textual: Set<String> = ["to", "who", "digits", "text", "always", "busy", "noAnswer"]

    /// A request from `k=v` words: a value that is a number, true, false or a JSON array is that, any other is text.
    static func request(method: String, parameters: [String]) throws(ProgramProblem) -> String {
        var members: [String: Value] = [:]
        for parameter in parameters {
            guard let equals = parameter.firstIndex(of: "="), equals > parameter.startIndex else {
                throw ProgramProblem("\"\(parameter)\" is not of the form name=value.")
            }
            let text = String(parameter[parameter.index(after: equals)...])
            let name = String(parameter[..<equals])
            members[name] = textual.contains(name) ? .text(text) : Value(text)
        }
        guard let data = try? JSONEncoder().encode(Request(method: method, params: members)) else {
            throw ProgramProblem("The parameters cannot be written.")
        }
        return String(decoding: data, as: UTF8.self)
    }

    static func kind(of line: [UInt8]) -> Kind {
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(line)) else { return .error }
        if answer.method != nil { return .notification }
        return answer.error == nil ? .result : .error
    }

    private struct Request: Encodable {
        var jsonrpc = "2.0"
        var id = 1
        var method: String
        var params: [String: Value]
    }

    private struct Answer: Decodable {
        struct Fault: Decodable {}
        var method: String?
        var error: Fault?
    }

    private enum Value: Encodable {
        case whole(Int)
        case flag(Bool)
        case wholes([Int])
        case text(String)

        init(_ text: String) {
            if let number = Int(text), String(number) == text {
                self = .whole(number)
            } else if let flag = Bool(text) {
                self = .flag(flag)
            } else if let numbers = try? JSONDecoder().decode([Int].self, from: Data(text.utf8)) {
                self = .wholes(numbers)
            } else {
                self = .text(text)
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .whole(let number): try container.encode(number)
            case .flag(let flag): try container.encode(flag)
            case .wholes(let numbers): try container.encode(numbers)
            case .text(let text): try container.encode(text)
            }
        }
    }
}
