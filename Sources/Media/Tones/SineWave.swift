/// A sine of a whole number of Hz at 48 kHz, by phase accumulation: exact for ever, no library function.
public struct SineWave: Sendable, Equatable {
    private var phase: UInt32 = 0
    private let increment: UInt32

    /// - Parameter hertz: 1 to 23,999; others are brought into that range.
    public init(hertz: Int) {
        let bounded = UInt64(min(max(hertz, 1), 23_999))
        increment = UInt32(((bounded << 32) + 24_000) / 48_000)
    }

    /// The next value, −1 to 1.
    public mutating func next() -> Double {
        defer { phase &+= increment }
        return Self.sine(turns: Double(Int32(bitPattern: phase)) / 4_294_967_296)
    }

    /// The sine of an angle in turns, −0.5 to 0.5.
    static func sine(turns: Double) -> Double {
        // Folded into the quarter where the series converges fast.
        var turns = turns
        if turns > 0.25 { turns = 0.5 - turns } else if turns < -0.25 { turns = -0.5 - turns }
        let angle = turns * 2 * Double.pi
        let square = angle * angle
        let tail = 1 - square / 72 * (1 - square / 110)
        return angle * (1 - square / 6 * (1 - square / 20 * (1 - square / 42 * tail)))
    }
}

/// Decibels without a library.
enum Decibel {
    /// The factor for a level below full scale: 0 is 1, 6 is 0.501; at most 120 dB.
    static func factor(below decibels: Int) -> Double {
        var factor = 1.0
        for _ in 0..<min(max(decibels, 0), 120) { factor *= 0.891_250_938_133_745_6 }
        return factor
    }
}
