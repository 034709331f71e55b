/// The payload of a telephone-event packet (RFC 4733 §2.3).
public struct TelephoneEvent: Sendable, Equatable {
    /// 0–9 the digits, 10 *, 11 #, 12–15 A–D (§3.2).
    public var event: UInt8
    public var isEnd: Bool
    /// dBm0 without its sign, 0 to 63.
    public var volume: UInt8
    /// In timestamp units.
    public var duration: UInt16

    public init(event: UInt8, isEnd: Bool, volume: UInt8, duration: UInt16) {
        self.event = event
        self.isEnd = isEnd
        self.volume = volume
        self.duration = duration
    }

    /// Reads the first four octets; nil where there are fewer.
    public init?(parsing payload: Span<UInt8>) {
        guard payload.count >= 4 else { return nil }
        event = payload[0]
        isEnd = payload[1] & 0x80 != 0
        volume = payload[1] & 0x3F
        duration = payload.bigEndian16(at: 2)
    }

    func write(to writer: inout OctetWriter) {
        writer.append8(event)
        writer.append8((isEnd ? 0x80 : 0) | volume & 0x3F)
        writer.append16(duration)
    }

    private static let characters: [Character] = Array("0123456789*#ABCD")

    /// The digit, nil for other events.
    public var digit: Character? {
        Int(event) < Self.characters.count ? Self.characters[Int(event)] : nil
    }

    /// The event of a digit (A–D also in lower case); nil for other characters.
    public static func event(of digit: Character) -> UInt8? {
        guard let ascii = digit.asciiValue else { return nil }
        switch ascii {
        case 48...57: return ascii - 48
        case 42: return 10
        case 35: return 11
        case 65...68: return ascii - 53
        case 97...100: return ascii - 85
        default: return nil
        }
    }
}
