import CallEngine

/// One person, as far as what is kept names them: by every writing of the number, and by the address.
public struct DeskPerson: Sendable, Equatable {
    /// A number or a SIP address.
    public var address: String

    public init(address: String) { self.address = address }

    /// The user part of a SIP address, or what was given.
    public var number: String {
        let parts = address.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, ["sip", "sips", "tel"].contains(PlainLetters.of(String(parts[0]))) else {
            return address.contains("@") ? String(address.prefix { $0 != "@" }) : address
        }
        return String(parts[1].prefix { $0 != "@" && $0 != ";" })
    }

    /// Two writings of one number, or one address.
    public func isNamed(number other: String?, address otherAddress: String) -> Bool {
        if !otherAddress.isEmpty, PlainLetters.of(otherAddress) == PlainLetters.of(address) { return true }
        guard let other, !other.isEmpty, !number.isEmpty else { return false }
        if let mine = SearchWords.nationalDigits(number) { return SearchWords.nationalDigits(other) == mine }
        // Names are somebody only with their domain.
        return !address.contains("@") && PlainLetters.of(other) == PlainLetters.of(number)
    }

    public func isNamed(by party: Party) -> Bool { isNamed(number: party.number, address: party.address) }
}

/// What was taken out of all that is kept, when a person asked for it.
public struct DeskErasure: Sendable, Equatable {
    public var calls: Int
    public var notes: Int
    /// Drafts, links and whatever else named the person.
    public var others: Int
    /// Records about the person that a server does not have yet, or refused: they are the service's own case, and stay until they are sent
    /// or the agent lets them go.
    public var waiting: Int

    public init(calls: Int = 0, notes: Int = 0, others: Int = 0, waiting: Int = 0) {
        self.calls = calls
        self.notes = notes
        self.others = others
        self.waiting = waiting
    }
}
