import COpenSSL

/// Random octets as a value: SHA-256 in counter mode over a 32-octet seed.
/// The same seed gives the same tags, branches and jitter, so a run can be replayed; without the seed nothing is predictable.
public struct Randomness: Sendable, Equatable, RandomNumberGenerator {
    private let seed: [UInt8]
    private var counter: UInt64 = 0
    private var block: [UInt8] = []
    private var used = 0

    /// - Parameter seed: at least 16 octets from the system's generator, or any octets in a test.
    public init(seed: [UInt8]) {
        self.seed = seed
    }

    /// The next octet of the stream.
    private mutating func nextOctet() -> UInt8 {
        if used == block.count {
            var input = seed
            withUnsafeBytes(of: counter.bigEndian) { input.append(contentsOf: $0) }
            counter &+= 1
            block = Self.sha256(input)
            used = 0
        }
        defer { used += 1 }
        return block[used]
    }

    public mutating func next() -> UInt64 {
        var value: UInt64 = 0
        for _ in 0..<8 { value = value << 8 | UInt64(nextOctet()) }
        return value
    }

    /// A token of lower-case hexadecimal digits, two an octet: for tags, branches, Call-IDs and nonces.
    public mutating func token(octets: Int) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(2 * octets)
        for _ in 0..<octets {
            let octet = nextOctet()
            text.append(Self.digit(octet >> 4))
            text.append(Self.digit(octet & 15))
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }

    private static func sha256(_ input: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        var length: UInt32 = 0
        let done = EVP_Digest(input, input.count, &digest, &length, EVP_sha256(), nil)
        precondition(done == 1 && length == 32, "libcrypto has no SHA-256")
        return digest
    }
}
