/// `a=fingerprint` (RFC 8122 §5): the hash of a certificate. It is no secret; who may change it may be the peer.
public struct Fingerprint: Sendable, Hashable {
    /// The hash functions that we take, weakest first; SHA-1 and MD5 prove nothing any more (RFC 8122 §5).
    public enum HashFunction: String, Sendable, Hashable, CaseIterable {
        case sha256 = "sha-256"
        case sha384 = "sha-384"
        case sha512 = "sha-512"

        public var octets: Int {
            switch self {
            case .sha256: 32
            case .sha384: 48
            case .sha512: 64
            }
        }
    }

    public var function: HashFunction
    public var octets: [UInt8]

    public init(_ function: HashFunction, _ octets: [UInt8]) {
        self.function = function
        self.octets = octets
    }

    /// Reads the value of one attribute: the function's name and as many pairs of hexadecimal digits as it has octets,
    /// divided by colons. nil for anything else.
    public init?(parsing value: String) {
        let text = SDPText(octets: Array(value.utf8))
        var rest = 0..<text.octets.count
        guard let name = text.takeWord(&rest), name.count <= 16,
            let function = HashFunction(rawValue: text.lowercased(name))
        else { return nil }
        rest = text.trimmed(rest)
        guard rest.count == function.octets * 3 - 1 else { return nil }
        var octets: [UInt8] = []
        octets.reserveCapacity(function.octets)
        for place in stride(from: rest.lowerBound, to: rest.upperBound, by: 3) {
            guard let high = Self.digit(text.octets[place]), let low = Self.digit(text.octets[place + 1]),
                place + 2 == rest.upperBound || text.octets[place + 2] == 58
            else { return nil }
            octets.append(high << 4 | low)
        }
        self.init(function, octets)
    }

    private static func digit(_ octet: UInt8) -> UInt8? {
        if octet.isDigit { return octet &- 48 }
        let letter = octet.lowercased &- 97
        return letter < 6 ? letter + 10 : nil
    }

    func write(to writer: inout OctetWriter) {
        writer.append(function.rawValue)
        for (place, octet) in octets.enumerated() {
            writer.append(place == 0 ? 32 : 58)
            for digit in [octet >> 4, octet & 15] { writer.append(digit < 10 ? 48 + digit : 55 + digit) }
        }
    }
}

/// `a=setup` (RFC 4145 §4): who begins the handshake.
public enum SetupRole: String, Sendable, Equatable, CaseIterable {
    /// Its writer begins.
    case active
    /// Its writer waits.
    case passive
    /// Either; the answer chooses.
    case actpass
    /// Nobody for now.
    case holdconn
}

/// What of a medium's attributes speaks of DTLS (RFC 5763 §5, RFC 8842 §5).
public struct DTLSAttributes: Sendable, Equatable {
    public var fingerprints: [Fingerprint]
    public var setup: SetupRole?
    /// Names the association (RFC 8842 §4). We read it and write none: our transport's change tells a new one (§4).
    public var tlsID: String?

    public init(fingerprints: [Fingerprint] = [], setup: SetupRole? = nil, tlsID: String? = nil) {
        self.fingerprints = fingerprints
        self.setup = setup
        self.tlsID = tlsID
    }

    /// Fingerprints of one medium that are read.
    public static let mostFingerprints = 8

    /// A medium without its own has the session's (RFC 8122 §5, RFC 4145 §4).
    func inheriting(_ session: DTLSAttributes) -> DTLSAttributes {
        DTLSAttributes(
            fingerprints: fingerprints.isEmpty ? session.fingerprints : fingerprints, setup: setup ?? session.setup,
            tlsID: tlsID)
    }
}
