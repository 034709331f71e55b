import CallEngine
import JSONText

// Transfer, conference, watching and the services of a PBX.
extension ControlParameters {
    /// The engine's command for a service on one call, where the call's state allows it.
    func serviceCommand(_ method: ControlMethod, _ call: CallSnapshot) throws(ControlFault) -> EngineCommand {
        switch method {
        case .callTransfer:
            let target = try text("to")
            try Self.checkAnswered(call)
            return .transfer(call.id, to: target)
        case .callAttendedTransfer:
            let other = try self.call("with")
            guard other.id != call.id else { throw .invalidParameter("\"with\" is another call than \"call\"") }
            try Self.checkAnswered(call)
            return .attendedTransfer(call.id, with: other.id)
        case .callAnswerTransfer:
            return .answerTransferRequest(call.id, accept: try flag("accept"))
        case .callPark:
            try Self.checkAnswered(call)
            return .park(call.id)
        case .callMoveToMobile:
            try Self.checkAnswered(call)
            return .moveToMobile(call.id)
        case .conferenceLeave:
            guard call.isInConference else { throw .notInThisState }
            return .leave(call.id)
        case .accountList, .accountRegister, .accountUnregister, .callList, .callDial, .callPropose, .callAnswer,
            .callDecline,
            .callHangUp, .callHold, .callResume, .callMute, .callPickUp, .callTakeBack, .callDigits, .callText,
            .callRecord, .callAudio, .callStatistics, .audioList, .audioSelect, .audioLevel, .conferenceJoin,
            .messageSend, .presenceWatch, .presenceUnwatch, .presencePublish, .lineDoNotDisturb, .lineForward,
            .engineStatistics, .engineShutdown:
            throw .unknownMethod
        }
    }

    /// Only a call that was answered can be given away.
    private static func checkAnswered(_ call: CallSnapshot) throws(ControlFault) {
        switch call.state {
        case .active, .held, .heldByPeer: return
        case .dialing, .ringing, .incoming, .ended: throw .notInThisState
        }
    }

    /// `conference.join`: the calls that `calls` names, each once.
    func joining() throws(ControlFault) -> [CallID] {
        guard case .array(let elements)? = values["calls"], !elements.isEmpty else {
            throw .invalidParameter("\"calls\" is an array of call numbers")
        }
        guard elements.count <= Limits.conferenceCalls else { throw .tooMany }
        var calls: [CallID] = []
        for element in elements {
            guard let number = element.integer else { throw .invalidParameter("\"calls\" holds numbers") }
            guard let call = overview.calls[CallID(number)] else { throw .unknownCall }
            try Self.checkAnswered(call)
            if !calls.contains(call.id) { calls.append(call.id) }
        }
        return calls
    }

    /// The command of a method of presence, and its answer.
    func presenceCommand(_ method: ControlMethod) throws(ControlFault) -> (EngineCommand, JSON) {
        if method == .presencePublish {
            let (account, status) = (try accountOrFirst(), try presenceStatus())
            let answer = JSON.record(["account": .integer(account.number), "state": .text(status.rawValue)])
            return (.publishPresence(account, status), answer)
        }
        let (who, thing, account) = (try text("who"), try watchedThing(), try account())
        let answer = JSON.record([
            "who": .text(who), "thing": .text(thing.rawValue), "account": account.map { .integer($0.number) },
        ])
        let isBegun = method == .presenceWatch
        return (isBegun ? .watch(who, thing, account: account) : .unwatch(who, thing, account: account), answer)
    }

    /// What of somebody is watched; their presence where nothing is said.
    func watchedThing() throws(ControlFault) -> WatchedThing {
        guard let value = values["thing"], value != .null else { return .presence }
        guard let thing = value.text.flatMap(WatchedThing.init(rawValue:)) else {
            throw .invalidParameter("\"thing\" is one of \(Self.names(WatchedThing.allCases.map(\.rawValue)))")
        }
        return thing
    }

    func presenceStatus() throws(ControlFault) -> PresenceStatus {
        guard let status = values["state"]?.text.flatMap(PresenceStatus.init(rawValue:)) else {
            throw .invalidParameter("\"state\" is one of \(Self.names(PresenceStatus.allCases.map(\.rawValue)))")
        }
        return status
    }

    /// The account that `account` names; the first one where nothing is said.
    func accountOrFirst() throws(ControlFault) -> AccountID {
        if let id = try account() { return id }
        guard !overview.accounts.isEmpty else { throw .unknownAccount }
        return AccountID(0)
    }

    /// `line.forward`: what is not given is off.
    func forwarding() throws(ControlFault) -> Forwarding {
        var rule = Forwarding(
            always: try optionalText("always"), busy: try optionalText("busy"), noAnswer: try optionalText("noAnswer"))
        if let value = values["afterSeconds"], value != .null {
            guard let seconds = value.integer, Limits.forwardSeconds.contains(seconds) else {
                let range = Limits.forwardSeconds
                throw .invalidParameter("\"afterSeconds\" is \(range.lowerBound) to \(range.upperBound)")
            }
            rule.noAnswerSeconds = seconds
        }
        return rule
    }

    private static func names(_ names: [String]) -> String { names.joined(separator: ", ") }
}
