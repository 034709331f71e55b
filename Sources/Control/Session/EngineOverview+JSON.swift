import CallEngine
import JSONText
import Media
import Time

extension EngineOverview {
    /// Every account, and whether the agent takes calls.
    var accountList: JSON {
        let list = accounts.indices.map { json(AccountID($0)) }
        return .record(["accounts": .array(list), "doNotDisturb": .boolean(isUndisturbed)])
    }

    /// Every call that has not ended, the oldest first.
    var callList: JSON { .record(["calls": .array(calls.values.sorted { $0.id < $1.id }.map(json))]) }

    /// The engine's figures.
    func statistics(at now: Instant) -> JSON {
        .record([
            "calls": .integer(calls.count), "accounts": .integer(accounts.count),
            "registered": .integer(accounts.count { $0.state == .registered }),
            "strangersRefused": .integer(strangersRefused), "runningMs": milliseconds(now),
        ])
    }

    /// An account as an object.
    func json(_ id: AccountID) -> JSON {
        guard accounts.indices.contains(id.number) else { return .null }
        let account = accounts[id.number]
        return .record([
            "account": .integer(id.number), "name": .text(account.name), "address": .text(account.address),
            "state": .text(account.state.controlName), "reason": account.state.reason.map { .text($0) },
            "voicemail": account.voicemail.map(\.json),
            "forward": account.forwarding.isOn ? account.forwarding.json : nil,
        ])
    }

    /// A call as an object; times are milliseconds since the engine's start.
    func json(_ call: CallSnapshot) -> JSON {
        .record([
            "call": .integer(call.id.number), "account": .integer(call.account.number),
            "state": .text(call.state.rawValue), "direction": .text(call.direction.rawValue),
            "remote": call.remote.json, "dialled": .text(call.dialledUser), "muted": .boolean(call.isMuted),
            "earlyMedia": .boolean(call.hasEarlyMedia), "codec": call.codec.map { .text($0.rawValue) },
            "encryption": call.encryption.map { .text($0.rawValue) }, "hasText": call.hasText ? .boolean(true) : nil,
            "recorded": call.isRecorded ? .boolean(true) : nil,
            "silent": call.isSilent ? .boolean(true) : nil, "quality": call.quality.map { .text($0.grade.rawValue) },
            "mos": call.quality.map(\.mos),
            "forwardedBy": call.forwardedBy.isEmpty ? nil : .array(call.forwardedBy.map(\.json)),
            "referredBy": call.referredBy.map(\.json), "ring": .text(call.ring.rawValue),
            "answersAfterSeconds": call.answersAfterSeconds.map { .integer($0) },
            "emergency": .boolean(call.isEmergency), "conference": .boolean(call.isInConference),
            "startedMs": milliseconds(call.startedAt), "answeredMs": call.answeredAt.map(milliseconds),
        ])
    }

    /// The calls of a conference as an object.
    static func json(conference calls: [CallID]) -> JSON {
        .record(["calls": .array(calls.map { .integer($0.number) })])
    }

    /// The forwarding of an account as an object.
    static func json(_ rule: Forwarding, of account: AccountID) -> JSON {
        .record(["account": .integer(account.number), "forward": rule.json])
    }
}

extension Party {
    /// A party as an object.
    var json: JSON {
        .record([
            "name": name.map { .text($0) }, "number": number.map { .text($0) }, "address": .text(address),
            "withheld": .boolean(isWithheld), "asserted": .boolean(isAsserted),
        ])
    }
}

extension Forwarding {
    /// Whether any of the three is on.
    var isOn: Bool { always != nil || busy != nil || noAnswer != nil }

    /// What is on, as an object; empty where nothing is.
    var json: JSON {
        .record([
            "always": always.map { .text($0) }, "busy": busy.map { .text($0) }, "noAnswer": noAnswer.map { .text($0) },
            "afterSeconds": noAnswer == nil ? nil : .integer(noAnswerSeconds),
        ])
    }
}

extension Voicemail {
    /// The mailbox as an object.
    var json: JSON {
        .record([
            "waiting": .boolean(isWaiting), "new": newMessages.map { .integer($0) },
            "old": oldMessages.map { .integer($0) }, "address": address.map { .text($0) },
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
        case .failed(.credentialsNoLongerAccepted): "credentialsNoLongerAccepted"
        case .failed(.serverSilent): "serverSilent"
        case .failed(.unreachable): "unreachable"
        case .failed(.refused(let status, retrySeconds: _)): "refused \(status)"
        case .failed(.endedByServer): "endedByServer"
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
        case .noEncryption: "The line demands encryption, and the far end or the way to it has none."
        case .fingerprintMismatch: "The sound comes with another certificate than the call: somebody may be between."
        case .handshakeFailed: "The keys of the sound could not be agreed."
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
            "packetsRepaired": .integer(Int(clamping: packetsRepaired)), "copiesSent": .integer(copiesSent),
            "packetsLate": .integer(Int(clamping: packetsLate)),
            "packetsRefused": .integer(Int(clamping: packetsRefused)),
            "encryption": encryption.map { .text($0.rawValue) },
            "packetsForged": .integer(Int(clamping: packetsForged)),
            "packetsReplayed": .integer(Int(clamping: packetsReplayed)), "jitterMs": .number(jitterMilliseconds),
            "bufferMs": .number(bufferMilliseconds), "jitterTargetMs": .number(targetMilliseconds),
            "framesPlayed": .integer(Int(clamping: framesPlayed)),
            "framesConcealed": .integer(Int(clamping: framesConcealed)),
            "roundTripMs": roundTripMilliseconds.map { .number($0) },
            "reportedLoss": reportedLoss.map { .number($0) }, "microphoneSent": .boolean(isMicrophoneSent),
            "quality": quality?.json, "peer": peerMetrics?.json, "text": text?.json,
        ])
    }
}

extension TextStatistics {
    /// The counters as an object.
    var json: JSON {
        .record([
            "packetsSent": .integer(Int(clamping: packetsSent)), "octetsSent": .integer(Int(clamping: octetsSent)),
            "packetsReceived": .integer(Int(clamping: packetsReceived)), "packetsLost": .integer(Int(packetsLost)),
            "blocksLost": .integer(Int(clamping: blocksLost)),
            "packetsRefused": .integer(Int(clamping: packetsRefused)),
            "encryption": encryption.map { .text($0.rawValue) },
            "roundTripMs": roundTripMilliseconds.map { .number($0) },
            "reportedLoss": reportedLoss.map { .number($0) },
        ])
    }
}

extension TextWriter {
    /// Who writes in a conference of the peer, as an object.
    var json: JSON { .record(["id": .integer(Int(id)), "name": name.map { .text($0) }]) }
}

extension CallQuality {
    /// The mean opinion score as it is told: in tenths.
    var mos: JSON { .number(Double(scoreTenths) / 10) }
}

extension VoiceQuality {
    /// The rating factor and the mean opinion scores as an object.
    var json: JSON {
        .record([
            "ratingFactor": .number(ratingFactor), "mos": .number(conversational), "mosListening": .number(listening),
        ])
    }
}

extension VoiceMetrics {
    /// What the peer reports of our sound as an object; shares are 0 to 1.
    var json: JSON {
        func share(_ octet: UInt8) -> JSON { .number(Double(octet) / 256) }
        func score(_ tenths: UInt8?) -> JSON? { tenths.map { .number(Double($0) / 10) } }
        return .record([
            "loss": share(lossRate), "discarded": share(discardRate), "burstDensity": share(burstDensity),
            "gapDensity": share(gapDensity), "burstMs": .integer(Int(burstDuration)),
            "gapMs": .integer(Int(gapDuration)), "ratingFactor": ratingFactor.map { .integer(Int($0)) },
            "mos": score(conversationalQuality), "mosListening": score(listeningQuality),
            "bufferMs": .integer(Int(bufferNominal)), "bufferMostMs": .integer(Int(bufferMaximum)),
        ])
    }
}
