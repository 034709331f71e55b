import CallEngine
import Media
import SIP

extension EngineOverview {
    /// An account as an object.
    func json(_ id: AccountID) -> JSON {
        guard accounts.indices.contains(id.number) else { return .null }
        let account = accounts[id.number]
        return .record([
            "account": .integer(id.number), "name": .text(account.name), "address": .text(account.address),
            "state": .text(account.state.controlName), "reason": account.state.reason.map { .text($0) },
        ])
    }

    /// A call as an object; times are milliseconds since the engine's start.
    func json(_ call: CallSnapshot) -> JSON {
        .record([
            "call": .integer(call.id.number), "account": .integer(call.account.number),
            "state": .text(call.state.rawValue), "direction": .text(call.direction.rawValue),
            "remote": .record([
                "name": call.remote.name.map { .text($0) }, "number": call.remote.number.map { .text($0) },
                "address": .text(call.remote.address), "withheld": .boolean(call.remote.isWithheld),
            ]),
            "dialled": .text(call.dialledUser), "muted": .boolean(call.isMuted),
            "earlyMedia": .boolean(call.hasEarlyMedia), "codec": call.codec.map { .text($0.rawValue) },
            "startedMs": milliseconds(call.startedAt), "answeredMs": call.answeredAt.map(milliseconds),
        ])
    }
}

extension AccountState {
    /// The state's name in the control protocol.
    var controlName: String {
        switch self {
        case .registering: "registering"
        case .registered: "registered"
        case .unregistered: "unregistered"
        case .failed: "failed"
        case .direct: "direct"
        }
    }

    /// Why it failed, as a name.
    var reason: String? {
        switch self {
        case .failed(.credentialsRefused): "credentialsRefused"
        case .failed(.serverSilent): "serverSilent"
        case .failed(.unreachable): "unreachable"
        case .failed(.refused(let status, retrySeconds: _)): "refused \(status)"
        case .failed(.authenticationUnsupported): "authenticationUnsupported"
        case .failed(.certificate(let problem, retrySeconds: _)): "certificate " + problem.rawValue
        case .registering, .registered, .unregistered, .direct: nil
        }
    }
}

extension EndReason.Cause {
    /// A sentence for a person.
    var sentence: String {
        switch self {
        case .endedByMe: "This end hung up."
        case .cancelledByMe: "This end gave up dialling."
        case .declinedByMe: "This end declined the call."
        case .endedByPeer: "The far end hung up."
        case .missed: "The caller gave up."
        case .answeredElsewhere: "The call was taken elsewhere."
        case .busy: "The far end is busy."
        case .noAnswer: "Nobody answered."
        case .declinedByPeer: "The far end declined."
        case .unknownNumber: "The number does not exist."
        case .unavailable: "The far end is not available."
        case .noCommonMedia: "The two ends have no codec in common."
        case .credentialsRefused: "The server refuses the password or the user name."
        case .networkFailure: "The network does not answer."
        case .serverFailure: "The server failed."
        case .other: "The call ended for another reason."
        }
    }
}

extension StreamStatistics {
    /// The counters as an object.
    var json: JSON {
        .record([
            "codec": codec.map { .text($0.rawValue) },
            "packetsSent": .integer(Int(clamping: packetsSent)), "octetsSent": .integer(Int(clamping: octetsSent)),
            "packetsReceived": .integer(Int(clamping: packetsReceived)),
            "octetsReceived": .integer(Int(clamping: octetsReceived)), "packetsLost": .integer(Int(packetsLost)),
            "packetsLate": .integer(Int(clamping: packetsLate)),
            "packetsRefused": .integer(Int(clamping: packetsRefused)), "jitterMs": .number(jitterMilliseconds),
            "bufferMs": .number(bufferMilliseconds), "framesPlayed": .integer(Int(clamping: framesPlayed)),
            "framesConcealed": .integer(Int(clamping: framesConcealed)),
            "roundTripMs": roundTripMilliseconds.map { .number($0) },
            "reportedLoss": reportedLoss.map { .number($0) }, "microphoneSent": .boolean(isMicrophoneSent),
        ])
    }
}
