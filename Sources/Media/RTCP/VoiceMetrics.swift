/// How a call sounds at one end: the VoIP Metrics report block of RTCP XR (RFC 3611 §4.7).
public struct VoiceMetrics: Sendable, Equatable {
    /// What a figure says that is not known.
    static let unavailable: UInt8 = 127
    /// The words of the block after its header.
    static let words = 8

    /// The source that is reported on.
    public var ssrc: UInt32
    /// In 1/256, since the beginning: lost after all repair, and come too late.
    public var lossRate: UInt8 = 0
    public var discardRate: UInt8 = 0
    /// In 1/256: the loss within bursts and between them.
    public var burstDensity: UInt8 = 0
    public var gapDensity: UInt8 = 0
    /// In milliseconds.
    public var burstDuration: UInt16 = 0
    public var gapDuration: UInt16 = 0
    public var roundTripDelay: UInt16 = 0
    public var endSystemDelay: UInt16 = 0
    /// In dBm0; nil: not measured.
    public var signalLevel: Int8?
    public var noiseLevel: Int8?
    /// In dB; nil: not measured.
    public var residualEchoReturnLoss: UInt8?
    /// Packets received in a row that end a burst.
    public var gapThreshold: UInt8 = 16
    /// 0 to 100; nil: not known.
    public var ratingFactor: UInt8?
    public var externalRatingFactor: UInt8?
    /// Mean opinion scores times 10, 10 to 50: of listening alone, and with the delay; nil: not known.
    public var listeningQuality: UInt8?
    public var conversationalQuality: UInt8?
    /// Concealment, kind and rate of the jitter buffer, as §4.7.6 packs them.
    public var receiverConfiguration: UInt8 = 0
    /// The jitter buffer in milliseconds: nominal, most now, most ever.
    public var bufferNominal: UInt16 = 0
    public var bufferMaximum: UInt16 = 0
    public var bufferAbsoluteMaximum: UInt16 = 0

    public init(ssrc: UInt32) { self.ssrc = ssrc }

    /// Reads the contents after the block's header. What is out of its range counts as unknown (§4.7.5).
    init?(_ octets: Span<UInt8>, contents: Range<Int>) {
        guard contents.count == 4 * Self.words else { return nil }
        let at = contents.lowerBound
        ssrc = octets.bigEndian32(at: at)
        lossRate = octets[at + 4]
        discardRate = octets[at + 5]
        burstDensity = octets[at + 6]
        gapDensity = octets[at + 7]
        burstDuration = octets.bigEndian16(at: at + 8)
        gapDuration = octets.bigEndian16(at: at + 10)
        roundTripDelay = octets.bigEndian16(at: at + 12)
        endSystemDelay = octets.bigEndian16(at: at + 14)
        signalLevel = Self.known(octets[at + 16]).map { Int8(bitPattern: $0) }
        noiseLevel = Self.known(octets[at + 17]).map { Int8(bitPattern: $0) }
        residualEchoReturnLoss = Self.known(octets[at + 18])
        gapThreshold = octets[at + 19]
        ratingFactor = Self.known(octets[at + 20], within: 0...100)
        externalRatingFactor = Self.known(octets[at + 21], within: 0...100)
        listeningQuality = Self.known(octets[at + 22], within: 10...50)
        conversationalQuality = Self.known(octets[at + 23], within: 10...50)
        receiverConfiguration = octets[at + 24]
        bufferNominal = octets.bigEndian16(at: at + 26)
        bufferMaximum = octets.bigEndian16(at: at + 28)
        bufferAbsoluteMaximum = octets.bigEndian16(at: at + 30)
    }

    private static func known(_ octet: UInt8, within range: ClosedRange<UInt8> = 0...255) -> UInt8? {
        octet != unavailable && range.contains(octet) ? octet : nil
    }

    func write(to writer: inout OctetWriter) {
        writer.append8(7)
        writer.append8(0)
        writer.append16(UInt16(Self.words))
        writer.append32(ssrc)
        for rate in [lossRate, discardRate, burstDensity, gapDensity] { writer.append8(rate) }
        for time in [burstDuration, gapDuration, roundTripDelay, endSystemDelay] { writer.append16(time) }
        let levels = [signalLevel, noiseLevel].map { $0.map { UInt8(bitPattern: $0) } }
        for figure in levels + [residualEchoReturnLoss, gapThreshold] { writer.append8(figure ?? Self.unavailable) }
        for figure in [ratingFactor, externalRatingFactor, listeningQuality, conversationalQuality] {
            writer.append8(figure ?? Self.unavailable)
        }
        writer.append8(receiverConfiguration)
        writer.append8(0)
        for time in [bufferNominal, bufferMaximum, bufferAbsoluteMaximum] { writer.append16(time) }
    }

    /// The block as it is written, in hexadecimal digits: for traces.
    public var hexadecimal: String {
        let octets = [UInt8](unsafeUninitializedCapacity: 4 + 4 * Self.words) { buffer, count in
            buffer.initialize(repeating: 0)
            var writer = OctetWriter(buffer)
            write(to: &writer)
            count = writer.count
        }
        return octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Reads what `hexadecimal` wrote.
    public init?(hexadecimal: String) {
        let digits = Array(hexadecimal.utf8)
        guard digits.count == 8 + 8 * Self.words else { return nil }
        var octets: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let octet = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16) else {
                return nil
            }
            octets.append(octet)
        }
        self.init(octets.span, contents: 4..<octets.count)
    }
}
