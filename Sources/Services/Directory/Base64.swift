/// Octets as text (RFC 4648 §4).
enum Base64 {
    private static let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".unicodeScalars)

    static func text(_ octets: [UInt8]) -> String {
        var text = String.UnicodeScalarView()
        for start in stride(from: 0, to: octets.count, by: 3) {
            let group = octets[start..<min(start + 3, octets.count)]
            var bits: UInt32 = 0
            for place in 0..<3 { bits = bits << 8 | (start + place < octets.count ? UInt32(octets[start + place]) : 0) }
            for place in 0...3 {
                let sign = signs[Int(bits >> UInt32(18 - 6 * place) & 63)]
                text.append(place <= group.count ? sign : "=")
            }
        }
        return String(text)
    }
}
