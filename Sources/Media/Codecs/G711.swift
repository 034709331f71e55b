/// The two laws of ITU-T G.711, by arithmetic. Samples are 16 bits: A-law's 13 and µ-law's 14 bits left justified.
public enum G711 {
    /// A-law (G.711 table 1): even bits inverted as the standard sends them.
    public static func aLaw(_ sample: Int16) -> UInt8 {
        let isPositive = sample >= 0
        // One's complement of negative values, so that −1 and 0 are the two innermost steps.
        let magnitude = Int(isPositive ? sample : ~sample) >> 3
        var code: Int
        if magnitude < 32 {
            code = magnitude >> 1
        } else {
            let segment = Int.bitWidth - magnitude.leadingZeroBitCount - 5
            code = segment << 4 | (magnitude >> segment) & 0x0F
        }
        if isPositive { code |= 0x80 }
        return UInt8(truncatingIfNeeded: code) ^ 0x55
    }

    public static func sample(aLaw octet: UInt8) -> Int16 {
        let code = octet ^ 0x55
        let segment = Int(code >> 4 & 7)
        let step = Int(code & 0x0F) << 4
        let magnitude = segment == 0 ? step + 8 : (step + 0x108) << (segment - 1)
        return Int16(truncatingIfNeeded: code & 0x80 != 0 ? magnitude : -magnitude)
    }

    /// µ-law (G.711 table 2): all bits inverted as the standard sends them.
    public static func muLaw(_ sample: Int16) -> UInt8 {
        let isPositive = sample >= 0
        let magnitude = min(Int(isPositive ? sample : ~sample) >> 2, 8_158) + 33
        let segment = Int.bitWidth - magnitude.leadingZeroBitCount - 6
        let code = segment << 4 | (magnitude >> (segment + 1)) & 0x0F
        return ~UInt8(truncatingIfNeeded: isPositive ? code : code | 0x80)
    }

    public static func sample(muLaw octet: UInt8) -> Int16 {
        let code = ~octet
        let segment = Int(code >> 4 & 7)
        let magnitude = ((((Int(code & 0x0F) << 1) + 33) << segment) - 33) << 2
        return Int16(truncatingIfNeeded: code & 0x80 == 0 ? magnitude : -magnitude)
    }
}
