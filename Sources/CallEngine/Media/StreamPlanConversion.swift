import Media
import SIP

extension AudioFormat {
    /// The SDP's word for one of our codecs.
    init(_ codec: Codec) {
        self.init(
            payloadType: codec.defaultPayloadType, encodingName: codec.encodingName, clockRate: codec.clockRate,
            channels: codec.rtpmapChannels, parameters: codec.parameters)
    }

    /// The codec that an SDP format means; nil for one that we do not speak.
    var codec: Codec? { Codec.allCases.first { AudioFormat($0).means(self) } }

    /// The sixteen keys of a telephone: what no parameters mean too (RFC 4733 §2.4.1). They are named at 8,000 Hz only,
    /// for old gateways; the offer stays short.
    static func telephoneEvents(payloadType: UInt8, clockRate: Int) -> AudioFormat {
        AudioFormat(
            payloadType: payloadType, encodingName: "telephone-event", clockRate: clockRate,
            parameters: clockRate == 8_000 ? "0-15" : nil)
    }
}

extension Codec {
    /// The fmtp parameters of our descriptions. G.729 without annex B has to be said (RFC 7261 §3).
    fileprivate var parameters: String? {
        switch self {
        case .opus: "useinbandfec=1"
        case .g729: "annexb=no"
        case .g722, .pcma, .pcmu: nil
        }
    }
}

extension AudioFormat {
    /// RFC 2198 on the clock of Opus, and on that of the other codecs.
    static let redundancy48 = AudioFormat(payloadType: 99, encodingName: "red", clockRate: 48_000, channels: 2)
    static let redundancy8 = AudioFormat(payloadType: 102, encodingName: "red", clockRate: 8_000)
    /// RFC 3389, under the payload type of RFC 3551 §6.
    static let comfortNoise = AudioFormat(payloadType: 13, encodingName: "CN", clockRate: 8_000)
}

extension AudioCapability {
    /// What the settings' codecs allow at one address. Events come on each clock that the codecs have.
    /// - Parameters:
    ///   - isRedundant: sound may be repeated (RFC 2198): offered last, on each clock.
    ///   - isDiscontinuous: pauses may be told by the level of their noise (RFC 3389), where a codec does not tell them itself.
    init(
        codecs: [Codec], host: String, rtpPort: UInt16, rtcpPort: UInt16, isRedundant: Bool = false,
        isDiscontinuous: Bool = false
    ) {
        var formats = codecs.map { AudioFormat($0) }
        if codecs.contains(where: { $0.clockRate == 48_000 }) {
            formats.append(.telephoneEvents(payloadType: 97, clockRate: 48_000))
        }
        formats.append(.telephoneEvents(payloadType: 101, clockRate: 8_000))
        if isDiscontinuous, codecs.contains(where: \.needsComfortNoise) { formats.append(.comfortNoise) }
        if isRedundant {
            let encodings = codecs.map { AudioFormat($0) }
            formats += [AudioFormat.redundancy48, .redundancy8].compactMap { $0.repeating(encodings) }
        }
        self.init(host: host, rtpPort: rtpPort, rtcpPort: rtcpPort, formats: formats)
    }
}

extension StreamPlan {
    /// What the SDP agreed, in the media loop's own types; nil where the agreed codec is not one of ours.
    init?(_ stream: AgreedStream) {
        guard let codec = stream.sending.codec else { return nil }
        self.init(
            remoteHost: stream.remoteHost, remotePort: stream.remotePort, remoteRTCPPort: stream.remoteRTCPPort,
            direction: Direction(stream.direction),
            sending: Format(codec: codec, payloadType: stream.sending.payloadType),
            receiving: stream.receiving.compactMap { format in
                format.codec.map { Format(codec: $0, payloadType: format.payloadType) }
            },
            sendingEvents: stream.sendingEvents.map(TelephoneEventFormat.init),
            receivingEvents: stream.receivingEvents.map(TelephoneEventFormat.init),
            packetMilliseconds: stream.packetMilliseconds, keys: stream.keys.map(SRTPKeys.init))
        handshake = stream.dtls.map(HandshakePlan.init)
        ice = stream.ice.map(ICEPlan.init)
        isMultiplexed = stream.isMultiplexed
        sendingRedundancy = stream.sendingRedundancy?.payloadType
        takesComfortNoise = stream.takesComfortNoise
        receivingRedundancy = stream.receivingRedundancy.map(\.payloadType)
        reportsLossRunLengths = stream.extendedReports.contains(.lossRunLengths)
        reportsVoiceMetrics = stream.extendedReports.contains(.voiceMetrics)
    }
}

extension HandshakePlan {
    init(_ agreed: AgreedDTLS) {
        self.init(
            isClient: agreed.isClient,
            fingerprints: agreed.fingerprints.map { HandshakePlan.Fingerprint(.init($0.function), $0.octets) },
            association: agreed.association,
            transport: agreed.place)
    }
}

extension HandshakePlan.Fingerprint.HashFunction {
    init(_ function: Fingerprint.HashFunction) {
        switch function {
        case .sha256: self = .sha256
        case .sha384: self = .sha384
        case .sha512: self = .sha512
        }
    }
}

extension SRTPKeys {
    init(_ keys: AgreedKeys) {
        self.init(
            suite: SRTPSuite(keys.suite), sending: SRTPKey(octets: keys.sending.octets),
            receiving: keys.receiving.map { SRTPKey(octets: $0.octets, identifier: $0.identifier) })
    }
}

extension SRTPSuite {
    init(_ suite: CryptoSuite) {
        switch suite {
        case .aes256GCM: self = .aes256GCM
        case .aes128GCM: self = .aes128GCM
        case .aes256SHA80: self = .aes256SHA80
        case .aes128SHA80: self = .aes128SHA80
        case .aes256SHA32: self = .aes256SHA32
        case .aes128SHA32: self = .aes128SHA32
        }
    }
}

extension StreamPlan.Direction {
    init(_ direction: MediaDirection) {
        switch direction {
        case .sendReceive: self = .sendReceive
        case .sendOnly: self = .sendOnly
        case .receiveOnly: self = .receiveOnly
        case .inactive: self = .inactive
        }
    }
}

extension StreamPlan.TelephoneEventFormat {
    init(_ format: AudioFormat) {
        self.init(payloadType: format.payloadType, clockRate: format.clockRate)
    }
}
