import Time

/// SRTP of one session, both ways: what leaves is sealed, what comes is opened in a storage of its own.
/// Without keys it does nothing; with keys that are awaited or could not be used nothing leaves and nothing comes in.
struct StreamSecurity: ~Copyable {
    private(set) var keys: SRTPKeys?
    /// A handshake is to give the keys.
    private(set) var awaitsKeys = false
    private(set) var packetsForged: UInt64 = 0
    private(set) var packetsReplayed: UInt64 = 0
    private var sender: SRTPContext?
    private var receiver: SRTPContext?
    private var former: SRTPContext?
    private var formerUntil: Instant?
    private let work: UnsafeMutableBufferPointer<UInt8>

    init() {
        work = .allocate(capacity: RTPLimits.datagramOctets)
        work.initialize(repeating: 0)
    }

    deinit { work.deallocate() }

    /// Nothing goes in clear.
    var isDemanded: Bool { keys != nil || awaitsKeys }
    /// What is sent is sealed, or need not be.
    var isReady: Bool { keys != nil || !awaitsKeys }

    /// Takes what a plan says of keys: its own, or that a handshake gives them; those that one gave stay until
    /// `forgetKeys`. Returns as `apply(_:at:)` does.
    mutating func apply(
        _ new: SRTPKeys?, _ handshake: HandshakePlan?, at now: Instant
    ) -> Bool {
        let hadHandshake = awaitsKeys
        awaitsKeys = handshake != nil
        guard awaitsKeys else { return apply(new, at: now) }
        return hadHandshake ? false : apply(nil, at: now)
    }

    /// Another association begins: the keys of the last one open and seal nothing any more.
    mutating func forgetKeys(at now: Instant) {
        _ = apply(nil, at: now)
        former = nil
    }

    /// Takes the keys of a plan. Returns whether the sender's state was made anew. A stream that sent before must then go on
    /// under another SSRC: the same key, source and index would make the same key stream (RFC 3711 §9.1), and a number near
    /// its wrap could lead the peer to another roll-over count (§3.3.1).
    mutating func apply(_ new: SRTPKeys?, at now: Instant) -> Bool {
        guard new != keys else { return false }
        let old = keys
        keys = new
        let isReceivingChanged = old?.receiving != new?.receiving || old?.suite != new?.suite
        let isSendingChanged = old?.sending != new?.sending || old?.suite != new?.suite
        if isReceivingChanged {
            let known = receiver.take()
            former = new == nil ? nil : known
            formerUntil = now + SRTPLimits.formerKeys
            if let new { receiver = try? SRTPContext(new.suite, new.receiving, .receiving) }
        }
        guard isSendingChanged else { return false }
        sender = nil
        guard let new else { return false }
        sender = try? SRTPContext(new.suite, [new.sending], .sending)
        return true
    }

    /// Opens a packet. Returns it as it was before its encryption, valid until the next call; nil where it is refused.
    mutating func open(
        _ octets: Span<UInt8>, isRTCP: Bool, at now: Instant
    ) -> UnsafeBufferPointer<UInt8>? {
        guard octets.count <= work.count else { return nil }
        if let until = formerUntil, until < now {
            former = nil
            formerUntil = nil
        }
        do throws(SRTPContext.Refusal) {
            let count = try take(octets, isRTCP: isRTCP)
            return UnsafeBufferPointer(rebasing: work[..<count])
        } catch {
            switch error {
            case .forged: packetsForged &+= 1
            case .replayed: packetsReplayed &+= 1
            case .unusable: break
            }
            return nil
        }
    }

    /// The new keys first, then for a moment the former ones.
    private mutating func take(_ octets: Span<UInt8>, isRTCP: Bool) throws(SRTPContext.Refusal) -> Int {
        copy(octets)
        if former != nil {
            if let count = try? receiver?.unprotect(work, count: octets.count, isRTCP: isRTCP) { return count }
            copy(octets)
            return try former?.unprotect(work, count: octets.count, isRTCP: isRTCP) ?? 0
        }
        guard let count = try receiver?.unprotect(work, count: octets.count, isRTCP: isRTCP) else { throw .unusable }
        return count
    }

    private func copy(_ octets: Span<UInt8>) {
        for index in 0..<octets.count { work[index] = octets[index] }
    }

    /// Seals the packets from `first` on. One that could not be sealed is not sent, nor what came after it.
    func seal(from first: Int, in packets: PacketBuffer) {
        guard isDemanded else { return }
        for index in first..<packets.count {
            let isSealed = packets.rewrite(index) { storage, count, port in
                sender?.protect(storage, count: count, isRTCP: port == .rtcp)
            }
            guard isSealed else { return packets.drop(from: index) }
        }
    }
}
