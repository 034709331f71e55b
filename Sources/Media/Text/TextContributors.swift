import Time

/// Whose text goes to one peer besides our own (RFC 9071 §3): each source with its number, its name and its repetitions.
struct TextContributors: Sendable, Equatable {
    struct Contributor: Sendable, Equatable {
        /// The party that it came through, and its number there.
        var party: Int
        var source: UInt32
        /// Its number here: the same, unless somebody else has it.
        var id: UInt32
        var label: String
        var sender: TextSender
        var heardAt: Instant
        /// Some of it found no room.
        var isCut = false
    }

    private(set) var all: [Contributor] = []
    private let epoch: Instant

    /// - Parameter epoch: of the times that the packets tell.
    init(since epoch: Instant) { self.epoch = epoch }

    mutating func removeAll() { all = [] }

    /// Those of whom nothing waits.
    mutating func removeIdle() { all.removeAll { $0.sender.isIdle } }

    /// The place of a source; a new one is added, in the place of the one that was silent longest where there are too many.
    mutating func place(
        of source: TextOrigin, besides own: UInt32, _ charactersPerSecond: Int,
        using random: inout some RandomNumberGenerator, at now: Instant
    ) -> Int {
        if let known = all.firstIndex(where: { $0.party == source.party && $0.source == source.ssrc }) {
            all[known].label = source.label
            return known
        }
        // One party that takes ever new numbers leaves the others their places: its own are shared.
        let siblings = all.indices.filter { all[$0].party == source.party }
        if siblings.count >= TextLimits.sourcesOfParty,
            let oldest = siblings.min(by: { all[$0].heardAt < all[$1].heardAt })
        {
            all[oldest].source = source.ssrc
            all[oldest].label = source.label
            return oldest
        }
        if all.count >= TextLimits.sources,
            let oldest = all.indices.min(by: { all[$0].heardAt < all[$1].heardAt })
        {
            all.remove(at: oldest)
        }
        // Who takes the number of another does not take its name: RFC 3550 §8.2's collision.
        var id = source.ssrc
        while id == own || all.contains(where: { $0.id == id }) { id = random.next() }
        all.append(
            Contributor(
                party: source.party, source: source.ssrc, id: id, label: source.label,
                sender: TextSender(charactersPerSecond: charactersPerSecond, pace: .mixed, at: epoch), heardAt: now))
        return all.count - 1
    }

    /// Takes what one of them wrote; what finds no room is missing behind a mark.
    mutating func write(_ text: String, at place: Int, at now: Instant) {
        guard all.indices.contains(place) else { return }
        all[place].heardAt = now
        all[place].isCut = !all[place].sender.enqueue((all[place].isCut ? "\u{FFFD}" : "") + text)
    }

    /// All write from one allowance.
    mutating func share(_ budget: CharacterBudget) {
        for place in all.indices { all[place].sender.budget = budget }
    }

    mutating func next(_ place: Int, at now: Instant) -> TextSender.Packet? {
        all[place].sender.next(at: now)
    }

    mutating func forgetSent() { for place in all.indices { all[place].sender.forgetSent() } }

    mutating func hurry() { for place in all.indices { all[place].sender.hurry() } }

    /// Who they are (§3.15). The names are what the parties are shown as; their own canonical names, which may tell more, stay
    /// here.
    var descriptions: [RTCPPart.Description] {
        all.map {
            RTCPPart.Description(
                ssrc: $0.id, canonicalName: Array(String($0.id, radix: 16).utf8), name: Array($0.label.utf8))
        }
    }
}

/// Who wrote text that goes on to others.
public struct TextOrigin: Sendable, Equatable {
    /// Tells the parties of a conference apart.
    public var party: Int
    /// Its number in the party's stream.
    public var ssrc: UInt32
    public private(set) var label: String

    /// - Parameters:
    ///   - label: what the writer is called, `TextLimits.nameOctets` of it, without brackets, which would end it early where it
    ///     is shown in some (RFC 9071 §4.2.2), or name a focus.
    ///   - focus: whose word is all there is for it; stays whole where both do not fit.
    public init(party: Int, ssrc: UInt32, label: String, via focus: String? = nil) {
        self.party = party
        self.ssrc = ssrc
        let voucher = focus.map { " (via " + Self.plain($0).prefix(octets: TextLimits.nameOctets / 2) + ")" } ?? ""
        self.label = Self.plain(label).prefix(octets: TextLimits.nameOctets - voucher.utf8.count) + voucher
    }

    // By scalars: a mark that combines with a bracket would hide it.
    private static func plain(_ name: String) -> String {
        var plain = String.UnicodeScalarView()
        for scalar in name.unicodeScalars where !"[]()".unicodeScalars.contains(scalar) { plain.append(scalar) }
        return String(plain)
    }
}

extension String {
    /// As many whole scalars as so many octets hold.
    func prefix(octets most: Int) -> String {
        var result = ""
        var count = 0
        for scalar in unicodeScalars {
            count += UTF8.width(scalar)
            guard count <= most else { break }
            result.unicodeScalars.append(scalar)
        }
        return result
    }
}

/// Who wrote within a stream that has several (RFC 9071 §3.16.1).
public struct TextSource: Sendable, Equatable, Hashable {
    public var id: UInt32
    /// As its mixer names it (RFC 3550 §6.5.2); nil: not yet.
    public var name: String?

    public init(id: UInt32, name: String? = nil) {
        self.id = id
        self.name = name
    }
}

/// What can be read now, and whose it is; nil: the peer's own.
public struct ReadText: Sendable, Equatable {
    public var source: TextSource?
    public var text: String

    public init(source: TextSource? = nil, text: String) {
        self.source = source
        self.text = text
    }
}
