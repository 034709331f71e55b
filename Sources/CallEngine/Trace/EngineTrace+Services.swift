// The commands of services: transfer, conference, forwarding, messages, watching.
extension EngineTrace {
    static func serviceMembers(_ command: EngineCommand) -> [String: TraceValue] {
        func whole(_ number: Int) -> TraceValue { .whole(Int64(number)) }
        func account(_ id: AccountID?) -> TraceValue { id.map { whole($0.number) } ?? .null }
        switch command {
        case .transfer(let call, let target):
            return ["command": .text("transfer"), "call": whole(call.number), "to": .text(target)]
        case .attendedTransfer(let call, let other):
            return ["command": .text("attendedTransfer"), "call": whole(call.number), "with": whole(other.number)]
        case .answerTransferRequest(let call, let accepts):
            return ["command": .text("answerTransferRequest"), "call": whole(call.number), "on": .truth(accepts)]
        case .join(let calls):
            return ["command": .text("join"), "calls": .list(calls.map { whole($0.number) })]
        case .leave(let call): return ["command": .text("leave"), "call": whole(call.number)]
        case .pickUp(let who, let id, let token):
            return ["command": .text("pickUp"), "to": .text(who), "account": account(id), "token": whole(token)]
        case .park(let call): return ["command": .text("park"), "call": whole(call.number)]
        case .moveToMobile(let call): return ["command": .text("moveToMobile"), "call": whole(call.number)]
        case .takeBack(let id, let token):
            return ["command": .text("takeBack"), "account": account(id), "token": whole(token)]
        case .setDoNotDisturb(let isOn): return ["command": .text("setDoNotDisturb"), "on": .truth(isOn)]
        case .setForwarding(let id, let rule):
            return [
                "command": .text("setForwarding"), "account": account(id), "always": text(rule.always),
                "busy": text(rule.busy), "noAnswer": text(rule.noAnswer), "seconds": whole(rule.noAnswerSeconds),
            ]
        case .sendMessage(let target, let words, let id, let token):
            // What the agent writes is private: only how long it was is kept.
            let masked = String(repeating: "x", count: words.count)
            return [
                "command": .text("sendMessage"), "to": .text(target), "text": .text(masked), "account": account(id),
                "token": whole(token),
            ]
        case .watch(let who, let thing, let id):
            return watching("watch", who, thing, account(id))
        case .unwatch(let who, let thing, let id):
            return watching("unwatch", who, thing, account(id))
        case .publishPresence(let id, let status):
            return ["command": .text("publishPresence"), "account": account(id), "status": .text(status.rawValue)]
        case .register, .unregister, .dial, .answer, .decline, .hangUp, .hold, .resume, .mute, .digits, .statistics,
            .sendText, .record, .ownSound, .shutDown:
            return [:]
        }
    }

    private static func watching(
        _ name: String, _ who: String, _ thing: WatchedThing, _ account: TraceValue
    ) -> [String: TraceValue] {
        ["command": .text(name), "to": .text(who), "thing": .text(thing.rawValue), "account": account]
    }

    private static func text(_ text: String?) -> TraceValue { text.map { .text($0) } ?? .null }

    static func serviceCommand(of value: TraceValue) -> EngineCommand? {
        let account = value["account"]?.int.map { AccountID($0) }
        let token = value["token"]?.int
        let target = value["to"]?.string
        let thing = value["thing"]?.string.flatMap(WatchedThing.init(rawValue:))
        switch value["command"]?.string {
        case "join": return value["calls"]?.list.map { .join($0.compactMap { $0.int.map { CallID($0) } }) }
        case "pickUp": if let target, let token { return .pickUp(target, account: account, token: token) }
        case "takeBack": return token.map { .takeBack(account: account, token: $0) }
        case "setDoNotDisturb": return value["on"]?.bool.map { .setDoNotDisturb($0) }
        case "setForwarding":
            let rule = Forwarding(
                always: value["always"]?.string, busy: value["busy"]?.string, noAnswer: value["noAnswer"]?.string,
                noAnswerSeconds: value["seconds"]?.int ?? 20)
            return account.map { .setForwarding($0, rule) }
        case "sendMessage":
            guard let target, let token, let words = value["text"]?.string else { return nil }
            return .sendMessage(to: target, text: words, account: account, token: token)
        case "watch": if let target, let thing { return .watch(target, thing, account: account) }
        case "unwatch": if let target, let thing { return .unwatch(target, thing, account: account) }
        case "publishPresence":
            guard let account, let status = value["status"]?.string.flatMap(PresenceStatus.init(rawValue:)) else {
                return nil
            }
            return .publishPresence(account, status)
        default: return callServiceCommand(of: value)
        }
        return nil
    }

    private static func callServiceCommand(of value: TraceValue) -> EngineCommand? {
        guard let call = value["call"]?.int.map({ CallID($0) }) else { return nil }
        switch value["command"]?.string {
        case "transfer": return value["to"]?.string.map { .transfer(call, to: $0) }
        case "attendedTransfer": return value["with"]?.int.map { .attendedTransfer(call, with: CallID($0)) }
        case "answerTransferRequest": return value["on"]?.bool.map { .answerTransferRequest(call, accept: $0) }
        case "leave": return .leave(call)
        case "park": return .park(call)
        case "moveToMobile": return .moveToMobile(call)
        default: return nil
        }
    }
}
