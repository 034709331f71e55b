/// A socket of a slot. A number that says which, and of which place, marks it on the loop's clock.
enum SlotSocket: Int, CaseIterable {
    case rtp, rtcp
    /// The TCP connection to the relay of ICE.
    case relay

    func mark(of place: Int) -> Int { place * Self.allCases.count + rawValue }

    init?(mark: Int) { self.init(rawValue: mark % Self.allCases.count) }

    static func place(of mark: Int) -> Int { mark / allCases.count }

    /// Packets taken before the others have their turn; of the connection, what one read brought.
    var packetsPerTurn: Int { self == .relay ? Limits.relayFramesPerTurn : Limits.packetsPerTurn }
}
