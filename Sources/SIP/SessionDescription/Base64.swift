import COpenSSL

/// Octets ↔ base64 (RFC 4648 §4), by OpenSSL.
enum Base64 {
    static func text(of octets: [UInt8]) -> String {
        var text = [UInt8](repeating: 0, count: (octets.count + 2) / 3 * 4 + 1)
        let count = EVP_EncodeBlock(&text, octets, Int32(clamping: octets.count))
        return String(decoding: text.prefix(Int(max(0, count))), as: UTF8.self)
    }

    /// nil where a character is none of the alphabet. The padding may be missing (RFC 4568 §6.1).
    static func octets(of text: [UInt8]) -> [UInt8]? {
        let letters = text.count - text.reversed().prefix(2).prefix { $0 == 61 }.count
        let missing = (4 - letters % 4) % 4
        guard missing < 3, letters > 0, text.prefix(letters).allSatisfy(isLetter) else { return nil }
        let padded = text.prefix(letters) + [UInt8](repeating: 61, count: missing)
        var octets = [UInt8](repeating: 0, count: padded.count / 4 * 3)
        let count = EVP_DecodeBlock(&octets, Array(padded), Int32(clamping: padded.count))
        // The block's length counts what the padding stands for.
        guard Int(count) == octets.count else { return nil }
        return Array(octets.dropLast(missing))
    }

    private static func isLetter(_ octet: UInt8) -> Bool {
        octet.isDigit || octet.lowercased &- 97 < 26 || octet == 43 || octet == 47
    }
}
