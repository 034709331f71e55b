import CallEngine
import JSONText
import Media
import Time

extension EngineOverview {
    /// The notification of an event as a line; nil for events that only answer a request.
    func notification(of event: EngineEvent, at now: Instant) -> String? {
        switch event {
        case .accountChanged(let id, _):
            return line("account.changed", json(id), at: now)
        case .callReceived(let call):
            return line("call.incoming", json(call), at: now)
        case .callDialled(let call, token: _), .callChanged(let call):
            return line("call.changed", json(call), at: now)
        case .callEnded(let call, let reason): return ended(call, reason, nil, at: now)
        case .qualityChanged(let call, let quality, let old):
            guard quality.grade != old else { return nil }
            return line(
                "call.quality",
                .record([
                    "call": .integer(call.number), "quality": .text(quality.grade.rawValue), "mos": quality.mos,
                    "before": old.map { .text($0.rawValue) },
                ]), at: now)
        case .digitReceived(let call, let digit):
            return line("call.digit", .record(["call": .integer(call.number), "digit": .text(String(digit))]), at: now)
        case .textReceived(let call, let text, let source):
            return line(
                "call.text",
                .record(["call": .integer(call.number), "text": .text(text), "source": source.map(\.json)]), at: now)
        case .commandRefused(let command, let problem):
            return line(
                "command.refused",
                .record([
                    "call": command.call.map { .integer($0.number) }, "method": .text(command.method.rawValue),
                    "problem": .text(problem.rawValue), "reason": .text(ControlFault(problem).sentence),
                ]), at: now)
        case .transferChanged, .transferRequested, .callReplaced, .conferenceChanged, .doNotDisturbChanged,
            .forwardingChanged, .voicemailChanged, .watchedChanged, .messageReceived, .strangersRefused,
            .callRefusedInClear:
            return serviceNotification(of: event).flatMap { line($0.method, $0.parameters, at: now) }
        case .dialRefused, .statistics, .messageAnswered, .shutDownFinished, .callMeasured:
            return nil
        }
    }

    /// `call.ended`, with the call's last figures where they are known.
    func ended(_ call: CallSnapshot, _ reason: EndReason, _ figures: StreamStatistics?, at now: Instant) -> String {
        let answered = call.answeredAt ?? call.endedAt ?? now
        return line(
            "call.ended",
            .record([
                "call": .integer(call.id.number), "account": .integer(call.account.number),
                "state": .text(CallState.ended.rawValue), "reason": .text(reason.cause.sentence),
                "sipStatus": reason.status.map { .integer($0) }, "cause": .text(reason.cause.rawValue),
                "durationMs": JSON.milliseconds(from: answered, to: call.endedAt ?? now),
                "statistics": figures?.json,
            ]), at: now)
    }

    private func line(_ method: String, _ parameters: JSON, at now: Instant) -> String {
        var members: [JSON.Member] = []
        if case .object(let given) = parameters { members = given }
        members.append(JSON.Member("atMs", milliseconds(now)))
        return JSON.record(["jsonrpc": .text("2.0"), "method": .text(method), "params": .object(members)]).description
    }
}
