extension SessionDescription {
    /// Reads a description (RFC 8866 §9). Tolerant of bare LF, of blank lines, of order and of what it does not know;
    /// strict where a wrong reading would send sound to a wrong place.
    public init(parsing octets: some Collection<UInt8>) throws(SDPError) {
        guard octets.count <= SessionDescriptionLimits.octets else { throw .limit }
        var reader = SessionDescriptionReader()
        var lines = 0
        for line in octets.split(whereSeparator: { $0 == 10 || $0 == 13 }) {
            lines += 1
            guard lines <= SessionDescriptionLimits.lines else { throw .limit }
            try reader.read(Substring(decoding: line, as: UTF8.self))
        }
        self = try reader.finish()
    }
}

/// The state of reading, line by line.
private struct SessionDescriptionReader {
    private var hasVersion = false
    private var origin: SessionDescription.Origin?
    private var connectionHost: String?
    private var direction: MediaDirection?
    private var media: [OpenMedium] = []

    /// A medium whose attributes are still coming.
    private struct OpenMedium {
        var description: MediaDescription
        var maps: [UInt8: AudioFormat] = [:]
        var parameters: [UInt8: String] = [:]

        var finished: MediaDescription {
            var result = description
            result.formats = description.formatNames.compactMap { name in
                guard let payloadType = UInt8(name), payloadType < 128 else { return nil }
                var format = maps[payloadType] ?? AudioFormat.assigned(to: payloadType)
                format?.parameters = parameters[payloadType]
                return format
            }
            return result
        }
    }

    mutating func read(_ line: Substring) throws(SDPError) {
        guard let letter = line.first else { return }
        let rest = line.dropFirst()
        guard rest.first == "=" else { throw .malformed(line: letter.isASCII ? letter : "?") }
        let value = rest.dropFirst()
        if !hasVersion {
            guard letter == "v" else { throw .missing(line: "v") }
            guard value.trimmed == "0" else { throw .malformed(line: "v") }
            hasVersion = true
            return
        }
        switch letter {
        case "o": origin = try Self.origin(value)
        case "c":
            let host = try Self.connection(value)
            if media.isEmpty { connectionHost = host } else { media[media.count - 1].description.connectionHost = host }
        case "m":
            guard media.count < SessionDescriptionLimits.media else { throw .limit }
            media.append(OpenMedium(description: try Self.medium(value)))
        case "a": readAttribute(value)
        default: break
        }
    }

    func finish() throws(SDPError) -> SessionDescription {
        guard hasVersion else { throw .missing(line: "v") }
        guard let origin else { throw .missing(line: "o") }
        let description = SessionDescription(
            origin: origin, connectionHost: connectionHost, direction: direction, media: media.map(\.finished))
        for medium in description.media where medium.port != 0 && description.host(of: medium) == nil {
            throw .missing(line: "c")
        }
        return description
    }

    private static func origin(_ value: Substring) throws(SDPError) -> SessionDescription.Origin {
        let words = value.split(separator: " ")
        guard words.count >= 6, let sessionID = wideNumber(words[1]), let version = wideNumber(words[2]) else {
            throw .malformed(line: "o")
        }
        return .init(user: String(words[0]), sessionID: sessionID, version: version, host: String(words[5]))
    }

    /// Some peers write numbers longer than 64 bits; only equality matters, so these are kept at the top value.
    private static func wideNumber(_ word: Substring) -> UInt64? {
        if let number = UInt64(word) { return number }
        return !word.isEmpty && word.allSatisfy { $0.isASCII && $0.isNumber } ? .max : nil
    }

    private static func connection(_ value: Substring) throws(SDPError) -> String {
        let words = value.split(separator: " ")
        guard words.count >= 3, words[0] == "IN", words[1] == "IP4" || words[1] == "IP6" else {
            throw .malformed(line: "c")
        }
        // A multicast address carries a time to live and a count (RFC 8866 §5.7): no telephone speaks to a group.
        guard !words[2].contains("/"), words[2].utf8.count <= 255, words[2].isVisible else {
            throw .malformed(line: "c")
        }
        return String(words[2])
    }

    private static func medium(_ value: Substring) throws(SDPError) -> MediaDescription {
        let words = value.split(separator: " ")
        // What is refused is written again in our answer: only what stands for itself there.
        guard words.count >= 4, words.allSatisfy(\.isVisible) else { throw .malformed(line: "m") }
        guard words.count - 3 <= SessionDescriptionLimits.formats else { throw .limit }
        let portWord = words[1].split(separator: "/", maxSplits: 1).first ?? words[1]
        guard let port = UInt16(portWord) else { throw .malformed(line: "m") }
        return MediaDescription(
            kind: String(words[0]).lowercased(), port: port, profile: String(words[2]),
            formatNames: words.dropFirst(3).map(String.init))
    }

    private mutating func readAttribute(_ value: Substring) {
        let halves = value.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let name = (halves.first ?? "").trimmed.lowercased()
        let rest = halves.count == 2 ? halves[1].trimmed : ""
        if let direction = MediaDirection(rawValue: name) {
            if media.isEmpty {
                self.direction = direction
            } else {
                media[media.count - 1].description.direction = direction
            }
            return
        }
        guard !media.isEmpty else { return }
        let last = media.count - 1
        switch name {
        case "rtpmap": readMap(rest, into: last)
        case "fmtp":
            let words = rest.split(separator: " ", maxSplits: 1)
            if words.count == 2, let payloadType = UInt8(words[0]), payloadType < 128 {
                media[last].parameters[payloadType] = words[1].trimmed
            }
        case "rtcp":
            media[last].description.rtcpPort = rest.split(separator: " ").first.flatMap { UInt16($0) }
        case "ptime": media[last].description.packetMilliseconds = Self.milliseconds(rest)
        case "maxptime": media[last].description.maximumPacketMilliseconds = Self.milliseconds(rest)
        default: break
        }
    }

    private mutating func readMap(_ rest: String, into index: Int) {
        let words = rest.split(separator: " ", maxSplits: 1)
        guard words.count == 2, let payloadType = UInt8(words[0]), payloadType < 128 else { return }
        let parts = words[1].trimmed.split(separator: "/")
        guard parts.count >= 2, let clockRate = Int(parts[1]), (1...1_000_000).contains(clockRate) else { return }
        let channels = parts.count >= 3 ? Int(parts[2]) ?? 1 : 1
        guard (1...255).contains(channels) else { return }
        media[index].maps[payloadType] = AudioFormat(
            payloadType: payloadType, encodingName: String(parts[0]), clockRate: clockRate, channels: channels)
    }

    /// Some peers write fractions such as 2.5; the whole part is kept. Absurd values are as if absent.
    private static func milliseconds(_ text: String) -> Int? {
        guard let whole = text.split(separator: ".").first.flatMap({ Int($0) }) else { return nil }
        return (1...1_000).contains(whole) ? whole : nil
    }
}

extension StringProtocol {
    /// Visible ASCII alone (RFC 8866 §9, token and address).
    fileprivate var isVisible: Bool { utf8.allSatisfy { (33...126).contains($0) } }

    /// Without the blanks at both ends.
    fileprivate var trimmed: String {
        var view = self[...]
        while let first = view.first, first == " " || first == "\t" { view = view.dropFirst() }
        while let last = view.last, last == " " || last == "\t" { view = view.dropLast() }
        return String(view)
    }
}
