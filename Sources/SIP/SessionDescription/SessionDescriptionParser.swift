extension SessionDescription {
    /// Reads a description (RFC 8866 §9). Tolerant of bare LF, of blank lines, of order and of what it does not know;
    /// strict where a wrong reading would send sound to a wrong place.
    public init(parsing octets: some Collection<UInt8>) throws(SDPError) {
        guard octets.count <= SessionDescriptionLimits.octets else { throw .limit }
        var reader = SessionDescriptionReader(text: SDPText(octets: Array(octets)))
        try reader.readLines()
        self = try reader.finish()
    }
}

/// The state of reading, line by line. Text is made of what is kept alone.
private struct SessionDescriptionReader {
    let text: SDPText
    private var hasVersion = false
    private var origin: SessionDescription.Origin?
    private var connectionHost: String?
    private var direction: MediaDirection?
    /// Of the session, for the media that have none.
    private var dtls = DTLSAttributes()
    private var ice = ICEAttributes()
    /// RFC 3611 §5.1: of the session, for media that say nothing else.
    private var extendedReports: ExtendedReports = []
    private var media: [MediaDescription] = []
    /// Of the last medium: the place in `formats` of each payload type; 255: it is not in the m= line.
    private var places: [UInt8] = []

    init(text: SDPText) { self.text = text }

    mutating func readLines() throws(SDPError) {
        var lines = 0
        var start = 0
        while start < text.octets.count {
            var end = start
            while end < text.octets.count, text.octets[end] != 10, text.octets[end] != 13 { end += 1 }
            if end > start {
                lines += 1
                guard lines <= SessionDescriptionLimits.lines else { throw .limit }
                try read(start..<end)
            }
            start = end + 1
        }
    }

    private mutating func read(_ line: Range<Int>) throws(SDPError) {
        let letter = text.octets[line.lowerBound]
        guard line.count >= 2, text.octets[line.lowerBound + 1] == 61 else {
            throw .malformed(line: letter < 128 ? Character(Unicode.Scalar(letter)) : "?")
        }
        let value = line.lowerBound + 2..<line.upperBound
        if !hasVersion {
            guard letter == 118 else { throw .missing(line: "v") }
            guard text.equals(text.trimmed(value), "0") else { throw .malformed(line: "v") }
            hasVersion = true
            return
        }
        switch letter {
        case 97: readAttribute(value)  // a
        case 99:  // c
            let host = try connection(value)
            if media.isEmpty { connectionHost = host } else { media[media.count - 1].connectionHost = host }
        case 109: try readMedium(value)  // m
        case 111: origin = try self.origin(value)  // o
        default: break
        }
    }

    mutating func finish() throws(SDPError) -> SessionDescription {
        guard hasVersion else { throw .missing(line: "v") }
        guard let origin else { throw .missing(line: "o") }
        closeMedium()
        for place in media.indices {
            media[place].dtls = media[place].dtls.inheriting(dtls)
            media[place].ice = media[place].ice.inheriting(ice)
        }
        let description = SessionDescription(
            origin: origin, connectionHost: connectionHost, direction: direction, media: media)
        for medium in media where medium.port != 0 && description.host(of: medium) == nil {
            throw .missing(line: "c")
        }
        return description
    }

    // MARK: o=, c=, m=

    private func origin(_ value: Range<Int>) throws(SDPError) -> SessionDescription.Origin {
        var rest = value
        guard let user = text.takeWord(&rest), let id = text.takeWord(&rest), let version = text.takeWord(&rest),
            text.takeWord(&rest) != nil, text.takeWord(&rest) != nil, let host = text.takeWord(&rest),
            let sessionID = text.wideNumber(id), let versionNumber = text.wideNumber(version)
        else { throw .malformed(line: "o") }
        return .init(
            user: text.string(user), sessionID: sessionID, version: versionNumber, host: text.string(host))
    }

    private func connection(_ value: Range<Int>) throws(SDPError) -> String {
        var rest = value
        guard let network = text.takeWord(&rest), text.equals(network, "IN"), let family = text.takeWord(&rest),
            text.equals(family, "IP4") || text.equals(family, "IP6"), let host = text.takeWord(&rest)
        else { throw .malformed(line: "c") }
        // A multicast address carries a time to live and a count (RFC 8866 §5.7): no telephone speaks to a group.
        guard host.count <= 255, text.isVisible(host), !text.octets[host].contains(47) else {
            throw .malformed(line: "c")
        }
        return text.string(host)
    }

    private mutating func readMedium(_ value: Range<Int>) throws(SDPError) {
        guard media.count < SessionDescriptionLimits.media else { throw .limit }
        var rest = value
        guard let kind = text.takeWord(&rest), let portWord = text.takeWord(&rest), let profile = text.takeWord(&rest)
        else { throw .malformed(line: "m") }
        // What is refused is written again in our answer: only what stands for itself there.
        guard text.isVisible(kind), text.isVisible(profile) else { throw .malformed(line: "m") }
        var ports = portWord
        guard let first = text.takePart(&ports, endedBy: 47), let port = text.number(first, most: 65_535) else {
            throw .malformed(line: "m")
        }
        closeMedium()
        var medium = MediaDescription(
            kind: text.lowercased(kind), port: UInt16(truncatingIfNeeded: port), profile: text.string(profile),
            formatNames: [], extendedReports: extendedReports)
        places = [UInt8](repeating: 255, count: 128)
        while let word = text.takeWord(&rest) {
            guard text.isVisible(word) else { throw .malformed(line: "m") }
            guard medium.formatNames.count < SessionDescriptionLimits.formats else { throw .limit }
            medium.formatNames.append(text.string(word))
            guard let number = text.number(word, most: 127), places[number] == 255 else { continue }
            let payloadType = UInt8(truncatingIfNeeded: number)
            places[number] = UInt8(truncatingIfNeeded: medium.formats.count)
            medium.formats.append(
                AudioFormat.assigned(to: payloadType)
                    ?? AudioFormat(payloadType: payloadType, encodingName: "", clockRate: 0))
        }
        guard !medium.formatNames.isEmpty else { throw .malformed(line: "m") }
        media.append(medium)
    }

    /// Takes out the formats of the last medium that nothing explained.
    private mutating func closeMedium() {
        guard !media.isEmpty else { return }
        media[media.count - 1].formats.removeAll { $0.clockRate == 0 }
    }

    // MARK: a=

    private mutating func readAttribute(_ value: Range<Int>) {
        var rest = value
        let name = text.trimmed(text.takeAll(&rest, before: 58))
        if let direction = direction(name) {
            if media.isEmpty { self.direction = direction } else { media[media.count - 1].direction = direction }
            return
        }
        if media.isEmpty, text.equals(name, "rtcp-xr") { extendedReports = ExtendedReports(parsing: text.string(rest)) }
        rest = text.trimmed(rest)
        guard !media.isEmpty else {
            if !ice.read(name, rest, of: text) { readHandshake(name, rest, into: &dtls) }
            return
        }
        let last = media.count - 1
        switch name.count {
        case 4 where text.equals(name, "fmtp"):
            guard let place = takeFormat(&rest) else { return }
            rest = text.trimmed(rest)
            if !rest.isEmpty { media[last].formats[place].parameters = text.string(rest) }
        case 4 where text.equals(name, "rtcp"):
            let port = text.takeWord(&rest).flatMap { text.number($0, most: 65_535) }
            media[last].rtcpPort = port.map { UInt16(truncatingIfNeeded: $0) }
        case 5 where text.equals(name, "ptime"): media[last].packetMilliseconds = text.milliseconds(rest)
        case 6 where text.equals(name, "rtpmap"): readMap(rest, of: last)
        case 6 where text.equals(name, "crypto"):
            guard media[last].crypto.count < CryptoLimits.attributes else { return }
            if let crypto = CryptoAttribute(parsing: text.string(rest)) { media[last].crypto.append(crypto) }
        case 7 where text.equals(name, "rtcp-xr"):
            media[last].extendedReports = ExtendedReports(parsing: text.string(rest))
        case 8 where text.equals(name, "maxptime"): media[last].maximumPacketMilliseconds = text.milliseconds(rest)
        case 8 where text.equals(name, "rtcp-mux"): media[last].isMultiplexed = true
        case 9 where text.equals(name, "rtt-mixer"): media[last].isMultiparty = true
        default:
            if !media[last].ice.read(name, rest, of: text) { readHandshake(name, rest, into: &media[last].dtls) }
        }
    }

    private func readHandshake(_ name: Range<Int>, _ value: Range<Int>, into dtls: inout DTLSAttributes) {
        switch name.count {
        case 5 where text.equals(name, "setup"):
            dtls.setup = value.count <= 8 ? SetupRole(rawValue: text.lowercased(value)) : nil
        case 6 where text.equals(name, "tls-id"):
            if (1...255).contains(value.count), text.isVisible(value) { dtls.tlsID = text.string(value) }
        case 11 where text.equals(name, "fingerprint"):
            guard value.count <= 256, dtls.fingerprints.count < DTLSAttributes.mostFingerprints,
                let fingerprint = Fingerprint(parsing: text.string(value))
            else { return }
            dtls.fingerprints.append(fingerprint)
        default: break
        }
    }

    private func direction(_ name: Range<Int>) -> MediaDirection? {
        guard name.count == 8 else { return nil }
        if text.equals(name, "sendrecv") { return .sendReceive }
        if text.equals(name, "sendonly") { return .sendOnly }
        if text.equals(name, "recvonly") { return .receiveOnly }
        return text.equals(name, "inactive") ? .inactive : nil
    }

    /// The payload type that begins a value, as the place of its format.
    private func takeFormat(_ rest: inout Range<Int>) -> Int? {
        guard let word = text.takeWord(&rest), let number = text.number(word, most: 127), places[number] != 255 else {
            return nil
        }
        return Int(places[number])
    }

    private mutating func readMap(_ value: Range<Int>, of index: Int) {
        var rest = value
        guard let place = takeFormat(&rest) else { return }
        rest = text.trimmed(rest)
        guard let name = text.takePart(&rest, endedBy: 47), let rate = text.takePart(&rest, endedBy: 47),
            let clockRate = text.number(rate, most: 1_000_000), clockRate >= 1
        else { return }
        let channels = text.takePart(&rest, endedBy: 47).flatMap { text.number($0, most: 255) } ?? 1
        guard channels >= 1 else { return }
        media[index].formats[place].encodingName = text.string(name)
        media[index].formats[place].clockRate = clockRate
        media[index].formats[place].channels = channels
    }
}
