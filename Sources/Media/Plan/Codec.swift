/// The audio codecs that this engine speaks, best first.
public enum Codec: String, Sendable, Hashable, CaseIterable {
    /// RFC 7587: 48 kHz RTP clock; sent as mono, accepted as mono or stereo.
    case opus
    /// RFC 3551 §4.5.2: 16 kHz sound on an RTP clock of 8 kHz.
    case g722
    /// RFC 3551 §4.5.14, A-law.
    case pcma
    /// RFC 3551 §4.5.14, µ-law.
    case pcmu
    /// ITU-T G.729 annex A (RFC 3551 §4.5.6); silence is not sent differently (no annex B).
    case g729

    /// What is offered where nothing else is asked for.
    public static let standard: [Codec] = [.opus, .g722, .pcma, .pcmu]

    /// The encoding name of the SDP rtpmap.
    public var encodingName: String {
        switch self {
        case .opus: "opus"
        case .g722: "G722"
        case .pcma: "PCMA"
        case .pcmu: "PCMU"
        case .g729: "G729"
        }
    }

    /// The RTP clock rate in Hz, as the SDP rtpmap says it.
    public var clockRate: Int {
        switch self {
        case .opus: 48_000
        case .g722, .pcma, .pcmu, .g729: 8_000
        }
    }

    /// The rate in Hz of the samples that the coder takes and gives.
    public var sampleRate: Int {
        switch self {
        case .opus: 48_000
        case .g722: 16_000
        case .pcma, .pcmu, .g729: 8_000
        }
    }

    /// Bits of payload a second that we send.
    public var bitsPerSecond: Int {
        switch self {
        case .opus: 32_000
        case .g722, .pcma, .pcmu: 64_000
        case .g729: 8_000
        }
    }

    /// Pauses have to be told beside it (RFC 3389 §1): it has no word for them.
    public var needsComfortNoise: Bool {
        switch self {
        case .g722, .pcma, .pcmu: true
        case .opus, .g729: false
        }
    }

    /// The number of channels that the SDP rtpmap says (RFC 7587 §7: always 2 for Opus).
    public var rtpmapChannels: Int { self == .opus ? 2 : 1 }

    /// The static payload type of RFC 3551 §6, or the dynamic one that we offer.
    public var defaultPayloadType: UInt8 {
        switch self {
        case .opus: 96
        case .g722: 9
        case .pcma: 8
        case .pcmu: 0
        case .g729: 18
        }
    }
}
