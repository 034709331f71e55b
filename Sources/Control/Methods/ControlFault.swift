import CallEngine
import JSONText

/// Why a request was not carried out: a code of JSON-RPC 2.0 §5.1 or of ours, its name, and a sentence.
public enum ControlFault: Error, Sendable, Equatable {
    case notJSON(offset: Int)
    case invalidRequest(String)
    case unknownMethod
    case invalidParameter(String)
    case unknownCall, unknownAccount, notInThisState, invalidDigits
    case invalidAddress, notConfigured, tooMany, notRecordable
    case sharesHeadset, deviceInUse
    case dialRefused(DialProblem)
    case tooManyRequests
    case tooManyLinks, nobodyToAsk
    /// The SIP status that the MESSAGE was answered with; nil: no answer came.
    case messageRefused(status: Int?)

    /// The number: the four of JSON-RPC 2.0 §5.1, and ours from -32001 down.
    public var code: Int {
        switch self {
        case .notJSON: -32700
        case .invalidRequest: -32600
        case .unknownMethod: -32601
        case .invalidParameter: -32602
        case .unknownCall: -32002
        case .unknownAccount: -32003
        case .notInThisState: -32004
        case .invalidDigits: -32005
        case .dialRefused: -32006
        case .tooManyRequests: -32007
        case .invalidAddress: -32008
        case .notConfigured: -32009
        case .tooMany: -32010
        case .messageRefused: -32011
        case .notRecordable: -32012
        case .sharesHeadset: -32013
        case .deviceInUse: -32014
        case .tooManyLinks: -32015
        case .nobodyToAsk: -32016
        }
    }

    /// The name, for scripts that prefer words.
    public var name: String {
        switch self {
        case .notJSON: "notJSON"
        case .invalidRequest: "invalidRequest"
        case .unknownMethod: "unknownMethod"
        case .invalidParameter: "invalidParameter"
        case .unknownCall: "unknownCall"
        case .unknownAccount: "unknownAccount"
        case .notInThisState: "notInThisState"
        case .invalidDigits: "invalidDigits"
        case .dialRefused(let problem): problem.rawValue
        case .tooManyRequests: "tooManyRequests"
        case .invalidAddress: "invalidAddress"
        case .notConfigured: "notConfigured"
        case .tooMany: "tooMany"
        case .notRecordable: "notRecordable"
        case .sharesHeadset: "sharesHeadset"
        case .deviceInUse: "deviceInUse"
        case .tooManyLinks: "tooManyLinks"
        case .nobodyToAsk: "nobodyToAsk"
        case .messageRefused(let status): status == nil ? "messageUnanswered" : "messageRefused"
        }
    }

    /// One sentence for a person.
    public var sentence: String {
        switch self {
        case .notJSON(let offset): "This line is not JSON at octet \(offset)."
        case .invalidRequest(let why): "This is no JSON-RPC 2.0 request: \(why)."
        case .unknownMethod: "There is no such method."
        case .invalidParameter(let why): "A parameter is wrong: \(why)."
        case .unknownCall: "There is no such call."
        case .unknownAccount: "There is no such account."
        case .notInThisState: "The call's state does not allow this."
        case .invalidDigits: "Digits are 0 to 9, *, # and A to D, \(CallEngine.Limits.digits) at most."
        case .dialRefused(let problem): Self.sentence(problem)
        case .tooManyRequests: "Too many requests wait for an answer."
        case .invalidAddress: "This is no address that can be called."
        case .notConfigured: "The account has no code for this service."
        case .tooMany: "The engine holds as much of this as it may."
        case .notRecordable: "The recording cannot be written."
        case .sharesHeadset:
            "This role has no device of its own: audio.voice_device and audio.ring_devices give it one."
        case .deviceInUse: "Another role uses this device."
        case .tooManyLinks: "Too many links to call came within a minute."
        case .nobodyToAsk: "No agent is here to be asked: call.dial calls."
        case .messageRefused(nil): "The message was not answered."
        case .messageRefused(let status?): "The message was refused with status \(status)."
        }
    }

    init(_ problem: CommandProblem) {
        switch problem {
        case .unknownCall: self = .unknownCall
        case .unknownAccount: self = .unknownAccount
        case .notInThisState: self = .notInThisState
        case .invalidDigits: self = .invalidDigits
        case .invalidAddress: self = .invalidAddress
        case .notConfigured: self = .notConfigured
        case .tooMany: self = .tooMany
        case .notRecordable: self = .notRecordable
        }
    }

    private static func sentence(_ problem: DialProblem) -> String {
        switch problem {
        case .invalidAddress: "This is no address that can be called."
        case .noAccount: "There is no account to call from."
        case .lineUnavailable: "The line is not available."
        case .tooManyCalls: "There are too many calls."
        case .mediaUnavailable: "The sound ports could not be opened."
        case .noSuchService: "The account has no code for this service."
        }
    }

    /// The `error` member of a response.
    var json: JSON {
        .record([
            "code": .integer(code), "message": .text(sentence),
            "data": .record(["name": .text(name), "sipStatus": sipStatus.map { .integer($0) }]),
        ])
    }

    private var sipStatus: Int? { if case .messageRefused(let status) = self { status } else { nil } }
}
