import COpenSSL

/// The UUIDs of records: a hash of this run of the program and a number in it (RFC 9562 §5.8), so that pure code makes them.
public enum RecordID {
    /// - Parameters:
    ///   - run: the UUID of this run.
    ///   - number: of the record in it.
    public static func of(run: String, number: Int) -> String {
        let name = Array("\(run)/\(number)".utf8)
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        guard EVP_Digest(name, name.count, &digest, &length, EVP_sha256(), nil) == 1, length >= 16 else {
            return "\(run)-\(number)"
        }
        // RFC 9562 §5.8: what is made by a hash other than §5.5's SHA-1 is of version 8.
        digest[6] = digest[6] & 0x0f | 0x80
        digest[8] = digest[8] & 0x3f | 0x80
        var text = ""
        for (place, octet) in digest.prefix(16).enumerated() {
            if [4, 6, 8, 10].contains(place) { text += "-" }
            text += (octet < 16 ? "0" : "") + String(octet, radix: 16)
        }
        return text
    }
}
