/// Tells each digit of the peer once (RFC 4733 §2.5.2): at its first packet that comes, whichever that is.
public struct TelephoneEventReceiver: Sendable, Equatable {
    private struct Current: Equatable {
        var event: UInt8
        var timestamp: UInt32
        var isEnded: Bool
    }

    private var current: Current?

    public init() {}

    /// A packet of the event's payload type. Returns the digit where a new one began.
    public mutating func receive(_ event: TelephoneEvent, timestamp: UInt32, hasMarker: Bool) -> Character? {
        if let known = current {
            let ahead = Int32(bitPattern: timestamp &- known.timestamp)
            if ahead == 0 {
                if event.isEnd { current?.isEnded = true }
                // §2.5.1.4 lets one timestamp stand for one event only.
                return nil
            }
            // Reordered or repeated packet of an event that is past.
            if ahead < 0, ahead > -480_000 { return nil }
            // §2.5.1.3: an event longer than 65,535 units goes on in a new segment, without a marker.
            if event.event == known.event, !known.isEnded, !hasMarker, ahead == 0xFFFF {
                current = Current(event: event.event, timestamp: timestamp, isEnded: event.isEnd)
                return nil
            }
        }
        current = Current(event: event.event, timestamp: timestamp, isEnded: event.isEnd)
        return event.digit
    }

    /// Another source: its events are new.
    public mutating func restart() { current = nil }
}
