import SIP

extension AccountSettings {
    /// Whether an address is one of the account's emergency numbers, or a service URN of RFC 5031. Separators do not count,
    /// and a `+` before a short number is somebody's habit.
    func isEmergency(_ target: URI) -> Bool {
        if case .other("urn") = target.scheme { return target.host.lowercased().hasPrefix("service:sos") }
        guard let user = target.user else { return false }
        let digits = user.utf8.prefix { $0 != UInt8(ascii: ";") }.filter { !Self.separators.contains($0) }
        return !digits.isEmpty && emergencyNumbers.contains { $0.utf8.elementsEqual(digits) }
    }

    private static let separators = Array(" .-()/+".utf8)
}

extension UserAgentCore {
    /// Whether one more call may be dialled. An emergency call is never refused for the number of calls; it has places of its
    /// own beside the table's bound.
    mutating func hasRoom(forEmergency isEmergency: Bool) -> Bool {
        let places = max(Limits.calls, settings.mostCalls * Limits.placesForEachCall)
        return isEmergency ? table.count < places + Limits.emergencyCalls : hasRoomForCall
    }
}
