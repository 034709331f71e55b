import CallEngine
import JSONText

/// The parameters of one request, read by name and checked.
struct ControlParameters {
    let values: JSON
    let overview: EngineOverview

    init(_ values: JSON, overview: EngineOverview) {
        self.values = values
        self.overview = overview
    }

    /// A parameter that the method does not know is a fault: it is most likely misspelt.
    func check(_ method: ControlMethod) throws(ControlFault) {
        guard case .object(let members) = values else { return }
        for member in members where !method.parameters.contains(member.name) {
            let known = method.parameters.isEmpty ? "none" : method.parameters.joined(separator: ", ")
            throw .invalidParameter("\(method.rawValue) takes \(known)")
        }
    }

    func text(_ name: String) throws(ControlFault) -> String {
        guard let value = values[name] else { throw .invalidParameter("\"\(name)\" is missing") }
        guard let text = value.text else { throw .invalidParameter("\"\(name)\" is a text") }
        return text
    }

    /// A text that may be left out; one that is empty counts as left out.
    func optionalText(_ name: String) throws(ControlFault) -> String? {
        guard let value = values[name], value != .null else { return nil }
        let text = try text(name)
        return text.isEmpty ? nil : text
    }

    func flag(_ name: String) throws(ControlFault) -> Bool {
        guard let value = values[name]?.boolean else { throw .invalidParameter("\"\(name)\" is true or false") }
        return value
    }

    /// The call that `call`, or another parameter, names, as it is known now.
    func call(_ name: String = "call") throws(ControlFault) -> CallSnapshot {
        guard let value = values[name] else { throw .invalidParameter("\"\(name)\" is missing") }
        guard let number = value.integer else { throw .invalidParameter("\"\(name)\" is a number") }
        guard let call = overview.calls[CallID(number)] else { throw .unknownCall }
        return call
    }

    /// The account that `account` names by number, name or address; nil where it is not given.
    func account() throws(ControlFault) -> AccountID? {
        guard let value = values["account"], value != .null else { return nil }
        guard let id = overview.account(value) else { throw .unknownAccount }
        return id
    }

    /// The engine's command for a method on a call, where the call's state allows it.
    func command(_ method: ControlMethod, _ call: CallSnapshot) throws(ControlFault) -> EngineCommand {
        switch method {
        case .callAnswer:
            guard call.state == .incoming else { throw .notInThisState }
            return .answer(call.id)
        case .callDecline:
            guard call.state == .incoming else { throw .notInThisState }
            return .decline(call.id, try declineReason())
        case .callHold:
            guard call.state == .active else { throw .notInThisState }
            return .hold(call.id)
        case .callResume:
            guard call.state == .held else { throw .notInThisState }
            return .resume(call.id)
        case .callMute:
            return .mute(call.id, try flag("on"))
        case .callRecord:
            guard try flag("on") else { return .record(call.id, path: nil) }
            guard call.answeredAt != nil, !call.isRecorded else { throw .notInThisState }
            let path = try text("path")
            guard path.hasPrefix("/"), path.utf8.count <= CallEngine.Limits.pathOctets, !path.utf8.contains(0) else {
                throw .invalidParameter("\"path\" is a whole path, from \"/\" on")
            }
            return .record(call.id, path: path)
        case .callDigits:
            let digits = try text("digits")
            let isValid =
                !digits.isEmpty && digits.count <= CallEngine.Limits.digits
                && digits.allSatisfy { "0123456789*#ABCDabcd".contains($0) }
            guard isValid else { throw .invalidDigits }
            return .digits(call.id, digits.uppercased())
        case .callText:
            let typed = try text("text")
            guard !typed.isEmpty, typed.utf8.count <= CallEngine.Limits.textOctets else {
                throw .invalidParameter("\"text\" has 1 to \(CallEngine.Limits.textOctets) octets")
            }
            guard call.hasText else { throw .notInThisState }
            return .sendText(call.id, typed)
        case .callHangUp:
            return .hangUp(call.id)
        case .callTransfer, .callAttendedTransfer, .callAnswerTransfer, .callPark, .callMoveToMobile,
            .conferenceLeave:
            return try serviceCommand(method, call)
        case .accountList, .accountRegister, .accountUnregister, .callList, .callDial, .callPropose, .callPickUp,
            .callTakeBack,
            .callAudio, .callStatistics, .audioList, .audioSelect, .audioLevel,
            .conferenceJoin, .messageSend, .presenceWatch, .presenceUnwatch, .presencePublish, .lineDoNotDisturb,
            .lineForward, .engineStatistics, .engineShutdown:
            throw .unknownMethod
        }
    }

    private func declineReason() throws(ControlFault) -> DeclineReason {
        guard let value = values["reason"] else { return .declined }
        guard let reason = value.text.flatMap(DeclineReason.init) else {
            let known = DeclineReason.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalidParameter("\"reason\" is one of \(known)")
        }
        return reason
    }
}
