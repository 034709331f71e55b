/// What this end can do with real-time text (RFC 4103), beside the sound at the same address.
public struct TextCapability: Sendable, Equatable {
    public var rtpPort: UInt16
    public var rtcpPort: UInt16
    /// Our suites with keys of their own, where the sound has keys (RFC 4568 §6.1: no key for two media).
    public var crypto: [CryptoAttribute]
    /// nil: no ICE.
    public var ice: ICECapability?

    public init(rtpPort: UInt16, rtcpPort: UInt16, crypto: [CryptoAttribute] = []) {
        self.rtpPort = rtpPort
        self.rtcpPort = rtcpPort
        self.crypto = crypto
    }
}

/// The text stream that an offer and its answer agree on, as this end sees it.
public struct AgreedText: Sendable, Equatable {
    public var remoteHost: String
    public var remotePort: UInt16
    public var remoteRTCPPort: UInt16
    public var direction: MediaDirection
    /// RTCP goes and comes on the ports of RTP (RFC 5761).
    public var isMultiplexed: Bool
    /// Both ends know text of several sources in one stream (RFC 9071 §2.3).
    public var isMultiparty: Bool
    /// What we send, with the peer's payload types.
    public var sending: TextFormats
    /// What may come, with our own payload types.
    public var receiving: TextFormats
    /// Characters a second that the peer takes, over ten seconds (RFC 4103 §6).
    public var charactersPerSecond: Int
    /// nil: plain RTP, or keys of a handshake.
    public var keys: AgreedKeys?
    /// The keys come of this handshake, the text's own.
    public var dtls: AgreedDTLS?
    /// How it finds its way, its own one; nil: to the address that the peer describes.
    public var ice: AgreedICE?
}

/// The payload types of T.140 text, and of its repetition where that is agreed (RFC 4103 §7.1, §7.2).
public struct TextFormats: Sendable, Equatable {
    public var text: UInt8
    /// nil: text alone, without repetition.
    public var redundant: UInt8?

    public init(text: UInt8, redundant: UInt8?) {
        self.text = text
        self.redundant = redundant
    }

    /// What we offer: text, repeated twice.
    static let ours = TextFormats(text: 98, redundant: 100)
    /// RFC 4103 §6: without a word of the peer.
    static let usualCharactersPerSecond = 30

    /// nil where a medium has no text.
    init?(in medium: MediaDescription) {
        guard let text = medium.formats.first(where: \.isText) else { return nil }
        let redundant = medium.formats.first { $0.isRedundant && $0.repeats(text.payloadType) }
        self.init(text: text.payloadType, redundant: redundant?.payloadType)
    }

    /// The formats of a description, best first.
    var formats: [AudioFormat] {
        // RFC 9071 §3.21.
        let plain = AudioFormat(payloadType: text, encodingName: "t140", clockRate: 1_000, parameters: "cps=90")
        guard let redundant else { return [plain] }
        let list = "\(text)/\(text)/\(text)"
        return [AudioFormat(payloadType: redundant, encodingName: "red", clockRate: 1_000, parameters: list), plain]
    }
}

extension MediaDescription {
    /// RFC 4103 §6: `cps` of the text format.
    var charactersPerSecond: Int {
        let usual = TextFormats.usualCharactersPerSecond
        guard let parameters = formats.first(where: \.isText)?.parameters else { return usual }
        for parameter in parameters.split(separator: ";") {
            let parts = parameter.split(separator: "=", maxSplits: 1).map { $0.drop { $0 == " " } }
            guard parts.count == 2, String(parts[0]).isSame(as: "cps"), let rate = Int(parts[1].prefix { $0 != " " })
            else { continue }
            return min(max(rate, 1), 1_000)
        }
        return usual
    }
}

extension AudioFormat {
    /// RFC 4103 §9: T.140 text.
    var isText: Bool { clockRate == 1_000 && encodingName.isSame(as: "t140") }
    /// RFC 2198, on the clock of text.
    var isRedundant: Bool { clockRate == 1_000 && encodingName.isSame(as: "red") }

    /// Whether a redundant format is of this payload type in all its generations.
    func repeats(_ payloadType: UInt8) -> Bool {
        guard let parameters else { return false }
        let types = parameters.split(separator: "/", maxSplits: 16, omittingEmptySubsequences: false)
        return types.count >= 2 && types.allSatisfy { UInt8($0) == payloadType }
    }
}
