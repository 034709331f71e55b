import CSRTP
import Testing

@testable import Media

@Suite struct SRTPContextTests {
    static func packet(sequence: UInt16, source: UInt32 = 0x0102_0304) -> [UInt8] {
        var octets: [UInt8] = [0x80, 0]
        for shift in [8, 0] { octets.append(UInt8(truncatingIfNeeded: sequence >> UInt16(shift))) }
        octets += [0, 0, 0, 0]
        for shift in [24, 16, 8, 0] { octets.append(UInt8(truncatingIfNeeded: source >> UInt32(shift))) }
        return octets + [UInt8](repeating: 42, count: 80)
    }

    struct NotSealed: Error {}

    /// The packet as it leaves.
    static func sealed(_ octets: [UInt8], by context: borrowing SRTPContext) throws(NotSealed) -> [UInt8] {
        var storage = octets + [UInt8](repeating: 0, count: 200)
        let count = storage.withUnsafeMutableBufferPointer {
            context.protect($0, count: octets.count, isRTCP: false)
        }
        guard let count else { throw NotSealed() }
        return Array(storage.prefix(count))
    }

    static func opened(
        _ octets: [UInt8], by context: inout SRTPContext
    ) throws(SRTPContext.Refusal) -> [UInt8] {
        var storage = octets
        let outcome = storage.withUnsafeMutableBufferPointer { buffer -> Result<Int, SRTPContext.Refusal> in
            do throws(SRTPContext.Refusal) {
                return .success(try context.unprotect(buffer, count: octets.count, isRTCP: false))
            } catch { return .failure(error) }
        }
        return Array(storage.prefix(try outcome.get()))
    }

    @Test(
        "The sequence number rolls over twice, with packets lost around it and out of order",
        arguments: SRTPSuite.allCases)
    func rollOver(suite: SRTPSuite) throws {
        let key = Loopback.key(3, for: suite)
        let sender = try SRTPContext(suite, [key], .sending)
        var receiver = try SRTPContext(suite, [key], .receiving)
        var kept: [UInt8]?
        var opened = 0
        for index in 0..<140_000 {
            let clear = Self.packet(sequence: UInt16(truncatingIfNeeded: 30_000 + index))
            let packet = try Self.sealed(clear, by: sender)
            let number = (30_000 + index) % 65_536
            // Lost around the wrap; and one in fifty comes after the next.
            if number > 65_530 || number < 4 { continue }
            if index % 50 == 0 {
                kept = packet
                continue
            }
            _ = try Self.opened(packet, by: &receiver)
            opened += 1
            if let late = kept {
                _ = try Self.opened(late, by: &receiver)
                opened += 1
                kept = nil
            }
        }
        #expect(opened > 139_900)
    }

    @Test("Beyond so many sources of one key nobody new is taken; those that are known go on")
    func sources() throws {
        let key = Loopback.key(3, for: .aes128SHA80)
        let sender = try SRTPContext(.aes128SHA80, [key], .sending)
        var receiver = try SRTPContext(.aes128SHA80, [key], .receiving)
        for source in 1...UInt32(SRTPContext.mostSources) {
            let packet = try Self.sealed(Self.packet(sequence: 1, source: source), by: sender)
            _ = try Self.opened(packet, by: &receiver)
        }
        let another = try Self.sealed(Self.packet(sequence: 1, source: 9_999), by: sender)
        #expect(throws: SRTPContext.Refusal.unusable) { try Self.opened(another, by: &receiver) }
        let known = try Self.sealed(Self.packet(sequence: 2, source: 1), by: sender)
        #expect(try Self.opened(known, by: &receiver) == Self.packet(sequence: 2, source: 1))
    }

    @Test("Of several keys the packet's identifier chooses; an unknown one is refused as forged")
    func identifiers() throws {
        let keys = (1...3).map { number in
            SRTPKey(octets: Loopback.key(UInt8(number), for: .aes128SHA80).octets, identifier: [0, UInt8(number)])
        }
        var receiver = try SRTPContext(.aes128SHA80, Array(keys.prefix(2)), .receiving)
        for (index, key) in keys.enumerated() {
            let packet = try #require(Self.sealedWithIdentifier(Self.packet(sequence: UInt16(index + 1)), key))
            if index < 2 {
                #expect(try Self.opened(packet, by: &receiver) == Self.packet(sequence: UInt16(index + 1)))
            } else {
                #expect(throws: SRTPContext.Refusal.forged) { try Self.opened(packet, by: &receiver) }
            }
        }
    }

    @Test("Keys that cannot be told apart, or of another length, make no context")
    func unusable() {
        let key = Loopback.key(3, for: .aes128SHA80)
        #expect(throws: SRTPContext.Refusal.unusable) { _ = try SRTPContext(.aes256GCM, [key], .sending) }
        #expect(throws: SRTPContext.Refusal.unusable) { _ = try SRTPContext(.aes128SHA80, [], .sending) }
        #expect(throws: SRTPContext.Refusal.unusable) { _ = try SRTPContext(.aes128SHA80, [key, key], .receiving) }
    }

    @Test("A packet shorter than its header, or without room for the trailer, is neither opened nor sealed")
    func bounds() throws {
        let key = Loopback.key(3, for: .aes128SHA80)
        let sender = try SRTPContext(.aes128SHA80, [key], .sending)
        var receiver = try SRTPContext(.aes128SHA80, [key], .receiving)
        for count in 0..<12 {
            #expect(throws: SRTPContext.Refusal.unusable) {
                try Self.opened([UInt8](repeating: 0x80, count: count), by: &receiver)
            }
        }
        var full = Self.packet(sequence: 1)
        let sealed = full.withUnsafeMutableBufferPointer { sender.protect($0, count: $0.count, isRTCP: false) }
        #expect(sealed == nil)
    }

    /// A peer that names its key in each packet, as libsrtp2 itself does it.
    private static func sealedWithIdentifier(_ clear: [UInt8], _ key: SRTPKey) -> [UInt8]? {
        var octets = key.octets
        var identifier = key.identifier
        var storage = clear + [UInt8](repeating: 0, count: 200)
        var length = Int32(clear.count)
        let isSealed = octets.withUnsafeMutableBufferPointer { octets in
            identifier.withUnsafeMutableBufferPointer { identifier in
                var master = srtp_master_key_t(
                    key: octets.baseAddress, mki_id: identifier.baseAddress, mki_size: UInt32(identifier.count))
                return withUnsafeMutablePointer(to: &master) { master in
                    var pointer: UnsafeMutablePointer<srtp_master_key_t>? = master
                    return withUnsafeMutablePointer(to: &pointer) { pointers in
                        var policy = srtp_policy_t()
                        srtp_crypto_policy_set_rtp_default(&policy.rtp)
                        srtp_crypto_policy_set_rtcp_default(&policy.rtcp)
                        policy.ssrc.type = ssrc_any_outbound
                        policy.keys = pointers
                        policy.num_master_keys = 1
                        var session: srtp_t?
                        guard srtp_create(&session, &policy) == srtp_err_status_ok else { return false }
                        defer { srtp_dealloc(session) }
                        return storage.withUnsafeMutableBufferPointer {
                            srtp_protect_mki(session, $0.baseAddress, &length, 1, 0) == srtp_err_status_ok
                        }
                    }
                }
            }
        }
        return isSealed ? Array(storage.prefix(Int(length))) : nil
    }
}
