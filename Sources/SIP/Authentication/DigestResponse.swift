/// The request-digest of RFC 7616 §3.4.1 for one request.
struct DigestResponse: Equatable {
    /// `qop=auth` with its counter and client nonce (RFC 7616 §3.4); without it the form of RFC 2069 is made.
    struct Protection: Equatable {
        /// The nonce count: 1 for the first request with this nonce.
        var count: UInt32
        var cnonce: String

        /// Eight hexadecimal digits.
        var countText: String {
            let digits = String(count, radix: 16)
            return String(repeating: "0", count: max(0, 8 - digits.count)) + digits
        }
    }

    var algorithm: DigestAlgorithm
    var ha1: String
    var nonce: String
    var protection: Protection?
    var methodName: String
    var uri: String

    /// KD(H(A1), nonce:nc:cnonce:qop:H(A2)), or KD(H(A1), nonce:H(A2)) without qop; nil where the hash is not there.
    var value: String? {
        guard let ha2 = algorithm.hash("\(methodName):\(uri)") else { return nil }
        guard let protection else { return algorithm.hash("\(ha1):\(nonce):\(ha2)") }
        return algorithm.hash("\(ha1):\(nonce):\(protection.countText):\(protection.cnonce):auth:\(ha2)")
    }
}
