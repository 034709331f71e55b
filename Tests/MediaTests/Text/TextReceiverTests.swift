import Testing
import Time

@testable import Media

/// What no loss, no late packet and no stranger may make of text: nothing silent, nothing doubled.
@Suite final class TextReceiverTests {
    private let start = Instant.now
    private var receiver = TextReceiver()

    private func at(_ milliseconds: Int) -> Instant { start + .milliseconds(milliseconds) }

    /// A packet; its older blocks, where it has any, by RFC 2198.
    private func read(
        _ sequence: UInt16, after older: [String]? = nil, _ text: String, marker: Bool = false, ssrc: UInt32 = 1,
        at milliseconds: Int = 0
    ) -> String {
        var octets: [UInt8] = []
        for block in older ?? [] { octets += [0x80 | 98, 0, 0, UInt8(block.utf8.count)] }
        if older != nil { octets.append(98) }
        octets += (older ?? []).flatMap { Array($0.utf8) } + Array(text.utf8)
        let header = RTPHeader(
            hasMarker: marker, payloadType: older == nil ? 98 : 100, sequenceNumber: sequence, timestamp: 0, ssrc: ssrc)
        guard let packet = TextPacket(header, octets.span, isRedundant: older != nil, textType: 98) else { return "" }
        return receiver.receive(header, packet, at: at(milliseconds))
    }

    @Test("RFC 4103 §5.3: without repetition every lost block is marked, before the first after a pause too")
    func plainLoss() {
        #expect(read(1, "one ", marker: true) == "one ")
        #expect(read(4, "four", marker: true, at: 3_000) == "")
        let rest = receiver.handleTimeout(at: at(4_000))
        #expect(rest == "\u{FFFD}\u{FFFD}four" && receiver.blocksLost == 2)
    }

    @Test("Of another source every packet from the first one on is read or marked, though one was lost between")
    func anotherSource() {
        #expect(read(1, after: [], "old ") == "old ")
        #expect(read(100, after: [], "a", ssrc: 2) == "")
        let text = read(102, after: ["b"], "c", ssrc: 2) + receiver.handleTimeout(at: at(5_000))
        #expect(text == "\u{FFFD}bc" && receiver.blocksLost == 1)
    }

    @Test("RFC 4103 §5.3: generations that are left out after a long pause were empty blocks")
    func excludedLevels() {
        #expect(read(1, after: ["", ""], "a") == "a")
        #expect(read(2, after: ["", "a"], "b") == "b")
        #expect(read(5, after: [], "c", marker: true, at: 90_000) == "c")
        #expect(receiver.blocksLost == 0)
    }

    @Test("RFC 3550 §A.1: a late packet of the source before, or one far number, doubles nothing")
    func strays() {
        #expect(read(10, after: ["a", "b"], "c") == "abc")
        #expect(read(500, after: ["", ""], "x", ssrc: 2, at: 300) == "")
        #expect(read(501, after: ["", "x"], "y", ssrc: 2, at: 600) == "xy")
        #expect(read(9, after: ["", "a"], "b", at: 610) == "")
        #expect(read(40_000, after: ["", ""], "?", ssrc: 2, at: 700) == "")
        #expect(read(502, after: ["x", "y"], "z", ssrc: 2, at: 900) == "z")
    }

    @Test("The first packet of a new source without repetition is marked, as it was not read")
    func plainRestart() {
        #expect(read(10, "a") == "a")
        #expect(read(500, "x", ssrc: 2) == "")
        #expect(read(501, "y", ssrc: 2) == "")
        let rest = receiver.handleTimeout(at: at(1_000))
        #expect(rest == "\u{FFFD}y")
    }

    @Test("RFC 4103 §5.4: a gap is waited for a second, whatever comes behind it meanwhile")
    func wait() {
        #expect(read(1, "a") == "a")
        for (step, sequence) in (3...9).reversed().enumerated() {
            #expect(read(UInt16(sequence), "x", at: 100 * step) == "")
        }
        #expect(receiver.nextDeadline == at(1_000))
    }

    @Test("A loss within a control sequence does not swallow what follows")
    func sequenceCut() {
        #expect(read(1, "a\u{1B}[") == "a")
        #expect(read(3, "12 h", at: 100) == "")
        let rest = receiver.handleTimeout(at: at(1_100))
        #expect(rest == "\u{FFFD}12 h")
    }
}
