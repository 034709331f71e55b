import CallEngine
import SIP
import Testing

/// What the call flows of RFC 3665 and RFC 5359 are told with.
extension Bench {
    /// What was sent since the last look, in order: methods and statuses.
    mutating func takeFlow() -> [String] {
        takeSent().map { message in
            message.statusCode.map { "\($0) \(message.methodName)" } ?? message.methodName
        }
    }

    /// The direction of the sound in a message's description; nil: it has none, which is both ways.
    static func direction(_ message: Message?) throws -> MediaDirection? {
        try SessionDescription(parsing: #require(message).body).media.first?.direction
    }

    /// Alice calls Bob, who has answered.
    static func callingBob() throws -> (Bench, invite: Message) {
        var (bench, invite) = try OutgoingCallTests.talking()
        _ = bench.takeSent()
        return (bench, invite)
    }

    /// Alice has called us and speaks with us; her tag is `caller`.
    static func calledByAlice() throws -> (Bench, accepted: Message) {
        var (bench, accepted) = try IncomingCallTests.talking()
        _ = bench.takeSent()
        return (bench, accepted)
    }

    /// The peer's re-INVITE in the dialog of our INVITE, acknowledged; our answer to it.
    mutating func reinvited(in invite: Message, cSeq: Int, body: String) throws -> Message {
        receive(Peer.within(invite, "INVITE", branch: "z9hG4bKflow\(cSeq)", cSeq: cSeq, body: body))
        let answer = try #require(lastAnswer(.invite))
        receive(Peer.within(invite, "ACK", branch: "z9hG4bKflowa\(cSeq)", cSeq: cSeq))
        return answer
    }
}
