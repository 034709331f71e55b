import Media
import Testing

@Suite struct TelephoneEventTests {
    @Test("One digit: start with marker, each 20 ms, three ends, 200 ms in all")
    func sender() {
        var sender = TelephoneEventSender()
        let isQueued = sender.enqueue("5")
        #expect(isQueued)
        var sent: [String] = []
        for tick in 0..<40 {
            guard let packet = sender.advance(clockRate: 8_000) else { continue }
            let kind = packet.isFirst ? "first" : packet.event.isEnd ? "end" : "update"
            sent.append("\(tick * 10) \(kind) \(packet.event.duration)")
            #expect(packet.hasMarker == packet.isFirst && packet.event.event == 5)
        }
        #expect(
            sent == [
                "0 first 160", "20 update 320", "40 update 480", "60 update 640", "80 update 800", "100 end 800",
                "120 end 800", "140 end 800",
            ])
    }

    @Test("Two digits are 200 ms apart; a comma is a second")
    func cadence() {
        var sender = TelephoneEventSender()
        let isQueued = sender.enqueue("12,3")
        #expect(isQueued)
        var starts: [Int] = []
        for tick in 0..<200 where sender.advance(clockRate: 48_000)?.isFirst == true { starts.append(tick * 10) }
        #expect(starts.count == 3 && starts[0] == 0 && starts[1] == 200)
        #expect(starts.count == 3 && (1_400...1_420).contains(starts[2]))
    }

    @Test("The queue's limit")
    func limit() {
        var sender = TelephoneEventSender()
        let fits = sender.enqueue(String(repeating: "1", count: RTPLimits.digits))
        let overflows = sender.enqueue("1")
        #expect(fits && !overflows && sender.waitingCount == RTPLimits.digits)
    }

    private func receive(_ events: [(UInt8, Bool, UInt32, Bool)]) -> String {
        var receiver = TelephoneEventReceiver()
        return String(
            events.compactMap { event, isEnd, timestamp, marker in
                let value = TelephoneEvent(event: event, isEnd: isEnd, volume: 10, duration: 160)
                return receiver.receive(value, timestamp: timestamp, hasMarker: marker)
            })
    }

    @Test("Each digit once: ends lost, starts lost, late repeats, the same digit twice")
    func receiver() {
        #expect(receive([(1, false, 0, true), (1, false, 0, false), (1, true, 0, false), (1, true, 0, false)]) == "1")
        #expect(receive([(1, false, 0, true), (2, false, 1_600, true), (2, true, 1_600, false)]) == "12")
        #expect(receive([(3, true, 0, false), (3, true, 0, false)]) == "3")
        #expect(receive([(1, true, 0, true), (1, true, 1_600, true), (1, true, 0, false)]) == "11")
        #expect(receive([(16, true, 0, true)]) == "")
    }

    @Test("A long event's segments are one digit; the timestamp may wrap")
    func longEvent() {
        let first = UInt32.max - 100
        #expect(
            receive([
                (9, false, first, true), (9, false, first &+ 0xFFFF, false),
                (9, true, first &+ 0xFFFF &+ 0xFFFF, false),
            ]) == "9")
        #expect(receive([(9, true, first, true), (9, true, first &+ 0xFFFF, false)]) == "99")
    }

    @Test("Short payloads are none")
    func short() {
        let octets: [UInt8] = [1, 2, 3]
        let event = TelephoneEvent(parsing: octets.span)
        #expect(event == nil)
    }
}
