import CallEngine
import SIP

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
        case .callEnded(let call, let reason):
            let answered = call.answeredAt ?? call.endedAt ?? now
            return line(
                "call.ended",
                .record([
                    "call": .integer(call.id.number), "account": .integer(call.account.number),
                    "state": .text(CallState.ended.rawValue), "reason": .text(reason.cause.sentence),
                    "sipStatus": reason.status.map { .integer($0) }, "cause": .text(reason.cause.rawValue),
                    "durationMs": JSON.milliseconds(from: answered, to: call.endedAt ?? now),
                ]), at: now)
        case .digitReceived(let call, let digit):
            return line("call.digit", .record(["call": .integer(call.number), "digit": .text(String(digit))]), at: now)
        case .commandRefused(let command, let problem):
            return line(
                "command.refused",
                .record(["call": command.call.map { .integer($0.number) }, "problem": .text(problem.rawValue)]), at: now
            )
        case .dialRefused, .statistics, .shutDownFinished,
            .transferChanged, .transferRequested, .callReplaced, .conferenceChanged, .doNotDisturbChanged,
            .forwardingChanged, .voicemailChanged, .watchedChanged, .messageReceived, .messageAnswered,
            .strangersRefused:
            return nil
        }
    }

    private func line(_ method: String, _ parameters: JSON, at now: Instant) -> String {
        var members: [JSON.Member] = []
        if case .object(let given) = parameters { members = given }
        members.append(JSON.Member("atMs", milliseconds(now)))
        return JSON.record(["jsonrpc": .text("2.0"), "method": .text(method), "params": .object(members)]).description
    }
}

extension EngineCommand {
    /// The call that the command is about.
    var call: CallID? {
        switch self {
        case .answer(let call), .decline(let call, _), .hangUp(let call), .hold(let call), .resume(let call),
            .mute(let call, _), .digits(let call, _), .statistics(let call, token: _), .transfer(let call, to: _),
            .attendedTransfer(let call, with: _), .answerTransferRequest(let call, accept: _), .leave(let call),
            .park(let call), .moveToMobile(let call):
            call
        case .register, .unregister, .dial, .join, .pickUp, .takeBack, .setDoNotDisturb, .setForwarding, .sendMessage,
            .watch, .unwatch, .publishPresence, .shutDown:
            nil
        }
    }
}
