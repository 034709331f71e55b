import CallEngine
import JSONText
import SIP

// Notifications of transfer, conference, watching, messages and the services of a line.
extension EngineOverview {
    /// The method and the parameters of a service's event; nil for every other.
    func serviceNotification(of event: EngineEvent) -> (method: String, parameters: JSON)? {
        switch event {
        case .transferChanged(let call, let progress):
            return (
                "call.transfer",
                .record([
                    "call": .integer(call.number), "state": .text(progress.controlName),
                    "sipStatus": progress.sipStatus.map { .integer($0) },
                ])
            )
        case .transferRequested(let call, let target, let by):
            return (
                "call.transferRequested",
                .record(["call": .integer(call.number), "to": target.json, "by": by.map(\.json)])
            )
        case .callReplaced(let old, let call):
            return ("call.replaced", .record(["call": .integer(old.number), "by": json(call)]))
        case .conferenceChanged(let calls):
            return ("conference.changed", Self.json(conference: calls))
        case .doNotDisturbChanged(let isOn):
            return ("line.changed", .record(["doNotDisturb": .boolean(isOn)]))
        case .forwardingChanged(let account, let rule):
            return ("line.changed", Self.json(rule, of: account))
        case .voicemailChanged(let account, let voicemail):
            var members = [JSON.Member("account", .integer(account.number))]
            if case .object(let told) = voicemail.json { members += told }
            return ("voicemail.changed", .object(members))
        case .watchedChanged(let watched):
            return ("presence.changed", watched.json)
        case .messageReceived(let message):
            return (
                "message.received",
                .record([
                    "account": .integer(message.account.number), "from": message.from.json,
                    "text": .text(message.text), "receivedMs": milliseconds(message.receivedAt),
                ])
            )
        case .callRefusedInClear(let party, let account):
            return ("call.refusedInClear", .record(["account": .integer(account.number), "remote": party.json]))
        case .strangersRefused(let total):
            return ("engine.strangersRefused", .record(["total": .integer(total)]))
        case .accountChanged, .callDialled, .dialRefused, .callReceived, .callChanged, .callEnded, .digitReceived,
            .textReceived,
            .statistics, .commandRefused, .messageAnswered, .shutDownFinished, .callMeasured, .qualityChanged:
            return nil
        }
    }
}

extension TransferProgress {
    /// The progress's name in the control protocol.
    var controlName: String {
        switch self {
        case .requested: "requested"
        case .ringing: "ringing"
        case .done: "done"
        case .failed: "failed"
        }
    }

    var sipStatus: Int? { if case .failed(let status) = self { status } else { nil } }
}

extension Watched {
    /// What is known of somebody, as an object: `state` for their presence, `line` for their lines.
    var json: JSON {
        .record([
            "account": .integer(account.number), "who": .text(who), "thing": .text(thing.rawValue),
            "state": thing == .presence ? .text(presence?.rawValue ?? "unknown") : nil, "note": note.map { .text($0) },
            "line": thing == .lines ? .text(line.rawValue) : nil, "other": other.map(\.json),
            "problem": problem.map { .text($0) },
        ])
    }
}
