/// Numbers that differ from phone to phone; nothing secret depends on them (SplitMix64).
struct Jitter: Sendable {
    var state: UInt64

    mutating func part(of whole: Duration) -> Duration {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return whole * Double(mixed >> 11) / Double(1 << 53)
    }
}
