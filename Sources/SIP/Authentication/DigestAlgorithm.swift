import COpenSSL

/// The hashes of digest authentication (RFC 7616 §3.2, RFC 8760 §2.1), weakest first.
/// The session variants (`-sess`) are known by name to no one here: a challenge that asks for them is unsupported.
public enum DigestAlgorithm: String, Sendable, Hashable, CaseIterable, Comparable {
    case md5 = "MD5"
    case sha256 = "SHA-256"
    case sha512256 = "SHA-512-256"

    /// RFC 7616 §3.3: the token is compared without case; an absent parameter means MD5.
    public init?(token: String?) {
        guard let token else {
            self = .md5
            return
        }
        guard let known = Self.allCases.first(where: { $0.rawValue == token.uppercased() }) else { return nil }
        self = known
    }

    public static func < (left: DigestAlgorithm, right: DigestAlgorithm) -> Bool { left.strength < right.strength }

    private var strength: Int {
        switch self {
        case .md5: 0
        case .sha256: 1
        case .sha512256: 2
        }
    }

    /// The number of hexadecimal digits of a hash.
    public var digits: Int {
        switch self {
        case .md5: 32
        case .sha256, .sha512256: 64
        }
    }

    /// H(data) of RFC 7616 §3.3 in lower-case hexadecimal; nil where libcrypto refuses the hash (MD5 under FIPS).
    public func hash(_ text: String) -> String? {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        let octets = Array(text.utf8)
        let kind: OpaquePointer? =
            switch self {
            case .md5: EVP_md5()
            case .sha256: EVP_sha256()
            case .sha512256: EVP_sha512_256()
            }
        guard EVP_Digest(octets, octets.count, &digest, &length, kind, nil) == 1 else { return nil }
        var text = ""
        for octet in digest.prefix(Int(length)) {
            text.append(Self.hexadecimal[Int(octet >> 4)])
            text.append(Self.hexadecimal[Int(octet & 15)])
        }
        return text
    }

    private static let hexadecimal: [Character] = Array("0123456789abcdef")
}
