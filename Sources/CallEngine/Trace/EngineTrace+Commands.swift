extension EngineTrace {
    static func commandMembers(_ command: EngineCommand) -> [String: TraceValue] {
        var result: [String: TraceValue] = ["in": .text("command")]
        func set(_ name: String, _ call: CallID? = nil, _ account: AccountID? = nil) {
            result["command"] = .text(name)
            result["call"] = call.map { .whole(Int64($0.number)) }
            result["account"] = account.map { .whole(Int64($0.number)) }
        }
        switch command {
        case .register(let account): set("register", nil, account)
        case .unregister(let account): set("unregister", nil, account)
        case .dial(let target, let account, let token):
            set("dial", nil, account)
            result["to"] = .text(target)
            result["token"] = .whole(Int64(token))
        case .answer(let call): set("answer", call)
        case .decline(let call, let reason):
            set("decline", call)
            result["reason"] = .text(reason.rawValue)
        case .hangUp(let call): set("hangUp", call)
        case .hold(let call): set("hold", call)
        case .resume(let call): set("resume", call)
        case .mute(let call, let isOn):
            set("mute", call)
            result["on"] = .truth(isOn)
        case .record(let call, let path):
            set("record", call)
            // Where an agent's recordings lie is nobody's business: only that there is one.
            result["on"] = .truth(path != nil)
        case .ownSound(let call, let isOn):
            set("ownSound", call)
            result["on"] = .truth(isOn)
        case .digits(let call, let digits):
            set("digits", call)
            // A code typed during a call is a secret: only how long it was is kept.
            result["digits"] = .text(String(repeating: "0", count: digits.count))
        case .sendText(let call, let text):
            set("sendText", call)
            result["text"] = .text(String(repeating: "x", count: text.count))
        case .statistics(let call, let token):
            set("statistics", call)
            result["token"] = .whole(Int64(token))
        case .shutDown: set("shutDown")
        case .transfer, .attendedTransfer, .answerTransferRequest, .join, .leave, .pickUp, .park, .moveToMobile,
            .takeBack, .setDoNotDisturb, .setForwarding, .sendMessage, .watch, .unwatch, .publishPresence:
            for (name, value) in serviceMembers(command) { result[name] = value }
        }
        return result
    }

    static func command(of value: TraceValue) -> EngineCommand? {
        let call = value["call"]?.int.map { CallID($0) }
        let account = value["account"]?.int.map { AccountID($0) }
        switch value["command"]?.string {
        case "register": return account.map { .register($0) }
        case "unregister": return account.map { .unregister($0) }
        case "dial":
            guard let target = value["to"]?.string, let token = value["token"]?.int else { return nil }
            return .dial(to: target, account: account, token: token)
        case "answer": return call.map { .answer($0) }
        case "decline":
            guard let call, let reason = value["reason"]?.string.flatMap(DeclineReason.init(rawValue:)) else {
                return nil
            }
            return .decline(call, reason)
        case "hangUp": return call.map { .hangUp($0) }
        case "hold": return call.map { .hold($0) }
        case "resume": return call.map { .resume($0) }
        case "mute":
            guard let call, let isOn = value["on"]?.bool else { return nil }
            return .mute(call, isOn)
        case "record":
            guard let call, let isOn = value["on"]?.bool else { return nil }
            return .record(call, path: isOn ? "/recording" : nil)
        case "ownSound":
            guard let call, let isOn = value["on"]?.bool else { return nil }
            return .ownSound(call, isOn)
        case "digits":
            guard let call, let digits = value["digits"]?.string else { return nil }
            return .digits(call, digits)
        case "sendText":
            guard let call, let text = value["text"]?.string else { return nil }
            return .sendText(call, text)
        case "statistics":
            guard let call, let token = value["token"]?.int else { return nil }
            return .statistics(call, token: token)
        case "shutDown": return .shutDown
        default: return serviceCommand(of: value)
        }
    }
}
