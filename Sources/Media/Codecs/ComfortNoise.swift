/// The noise of a pause at the level that the peer tells (RFC 3389 §3): white within 4 kHz; the spectrum that may follow the
/// level is not taken.
struct ComfortNoise: Sendable, Equatable {
    /// RFC 3551 §6.
    static let payloadType: UInt8 = 13

    /// In decibels below the overload point (dBov); nil: none was told.
    private(set) var level: Int?
    private var amplitude = 0.0
    private var state: UInt32 = 0x9E37_79B9
    private var last = 0.0
    private var next = 0.0
    private var phase = 0

    /// Takes a packet. False where it is none.
    mutating func take(_ payload: Span<UInt8>) -> Bool {
        guard payload.count > 0, payload[0] & 0x80 == 0 else { return false }
        let told = Int(payload[0])
        level = told
        // Between two samples at 8 kHz lies a line: of a uniform noise it leaves 2/3 of the power, and that is 1/3 of the
        // square of its peak.
        var peak = 32_767 * 2.121_320
        for _ in 0..<told { peak *= 0.891_250_938 }
        amplitude = min(peak, 32_767)
        return true
    }

    mutating func stop() { level = nil }

    /// Fills 48 kHz samples.
    mutating func fill(_ output: UnsafeMutableBufferPointer<Int16>) {
        for index in output.indices {
            if phase == 0 {
                last = next
                state ^= state << 13
                state ^= state >> 17
                state ^= state << 5
                next = (Double(state) / 2_147_483_648 - 1) * amplitude
            }
            output[index] = Int16(min(max(last + (next - last) * Double(phase) / 6, -32_768), 32_767))
            phase = phase == 5 ? 0 : phase + 1
        }
    }
}
