/// One m= line with the attributes that belong to it (RFC 8866 §5.14).
public struct MediaDescription: Sendable, Equatable {
    /// "audio", "video", "application", "text", …
    public var kind: String
    /// Zero: refused, or not wanted (RFC 3264 §6).
    public var port: UInt16
    /// "RTP/AVP" and the like, as written.
    public var profile: String
    /// The format list as written; payload types for RTP profiles.
    public var formatNames: [String]
    public var connectionHost: String?
    public var direction: MediaDirection?
    /// RFC 3605: the port of RTCP where it is not the next one.
    public var rtcpPort: UInt16?
    /// a=ptime and a=maxptime, in milliseconds, as written.
    public var packetMilliseconds: Int?
    public var maximumPacketMilliseconds: Int?
    /// The formats of the list that are understood as RTP payload types, in the list's order: with their rtpmap, or with
    /// the static assignment of RFC 3551 §6.
    public var formats: [AudioFormat]
    /// The ways to encrypt it, best first (RFC 4568); those that we do not know are left out.
    public var crypto: [CryptoAttribute]
    /// What its handshake is about (RFC 5763 §5).
    public var dtls = DTLSAttributes()
    /// How its way is found (RFC 8839).
    public var ice = ICEAttributes()
    /// RTCP comes on the port of RTP (`a=rtcp-mux`, RFC 5761 §5.1.1).
    public var isMultiplexed = false
    /// `a=rtt-mixer`: text of several sources is understood (RFC 9071 §2.3).
    public var isMultiparty = false
    /// The extended reports that its writer asks for (RFC 3611 §5.1).
    public var extendedReports: ExtendedReports

    public init(
        kind: String, port: UInt16, profile: String, formatNames: [String], connectionHost: String? = nil,
        direction: MediaDirection? = nil, rtcpPort: UInt16? = nil, packetMilliseconds: Int? = nil,
        maximumPacketMilliseconds: Int? = nil, formats: [AudioFormat] = [], crypto: [CryptoAttribute] = [],
        extendedReports: ExtendedReports = []
    ) {
        self.kind = kind
        self.port = port
        self.profile = profile
        self.formatNames = formatNames
        self.connectionHost = connectionHost
        self.direction = direction
        self.rtcpPort = rtcpPort
        self.packetMilliseconds = packetMilliseconds
        self.maximumPacketMilliseconds = maximumPacketMilliseconds
        self.formats = formats
        self.crypto = crypto
        self.extendedReports = extendedReports
    }

    /// The line that refuses this one in its place (RFC 3264 §6): the same kind, profile and formats, port zero.
    public var refused: MediaDescription {
        MediaDescription(kind: kind, port: 0, profile: profile, formatNames: formatNames)
    }

    /// Whether this is sound that we can speak: plain RTP, with or without early feedback (RFC 4585).
    public var isPlainAudio: Bool { kind == "audio" && isPlain }

    var isPlain: Bool { profile == "RTP/AVP" || profile == "RTP/AVPF" }

    /// Whether this is sound over SRTP (RFC 3711 §12, RFC 5124) with a key that we can take.
    public var isSecureAudio: Bool { kind == "audio" && isSecure }

    /// Whether this is sound over SRTP, wherever its keys come from.
    var isEncryptedAudio: Bool { isSecureAudio || kind == "audio" && isDTLS }

    var isSecure: Bool { (profile == "RTP/SAVP" || profile == "RTP/SAVPF") && !crypto.isEmpty }
}

/// An RTP payload type and what it stands for (RFC 8866 §6.6).
public struct AudioFormat: Sendable, Equatable {
    public var payloadType: UInt8
    public var encodingName: String
    /// The RTP clock in Hz.
    public var clockRate: Int
    public var channels: Int
    /// The fmtp attribute's parameters, as written.
    public var parameters: String?

    public init(
        payloadType: UInt8, encodingName: String, clockRate: Int, channels: Int = 1, parameters: String? = nil
    ) {
        self.payloadType = payloadType
        self.encodingName = encodingName
        self.clockRate = clockRate
        self.channels = channels
        self.parameters = parameters
    }

    /// RFC 4733: digits, not sound.
    public var isTelephoneEvent: Bool { encodingName.isSame(as: "telephone-event") }

    /// Whether both name the same encoding; payload types may differ, names compare without case (RFC 8866 §6.6).
    public func means(_ other: AudioFormat) -> Bool {
        clockRate == other.clockRate && channels == other.channels
            && encodingName.isSame(as: other.encodingName)
    }

    /// The static assignments of RFC 3551 §6 that a telephone meets.
    public static func assigned(to payloadType: UInt8) -> AudioFormat? {
        switch payloadType {
        case 0: AudioFormat(payloadType: 0, encodingName: "PCMU", clockRate: 8_000)
        case 3: AudioFormat(payloadType: 3, encodingName: "GSM", clockRate: 8_000)
        case 4: AudioFormat(payloadType: 4, encodingName: "G723", clockRate: 8_000)
        case 8: AudioFormat(payloadType: 8, encodingName: "PCMA", clockRate: 8_000)
        case 9: AudioFormat(payloadType: 9, encodingName: "G722", clockRate: 8_000)
        case 13: AudioFormat(payloadType: 13, encodingName: "CN", clockRate: 8_000)
        case 15: AudioFormat(payloadType: 15, encodingName: "G728", clockRate: 8_000)
        case 18: AudioFormat(payloadType: 18, encodingName: "G729", clockRate: 8_000)
        default: nil
        }
    }
}
