import Media
import Testing
import Time

@Suite struct SilenceTests {
    @Test("A peer that gives no sign for twenty seconds is told once, and once when it is back")
    func vanishing() {
        let loopback = Loopback()
        loopback.connect(.pcma)
        var sound = TestSignal.tone(hertz: 440).generator
        _ = loopback.run(milliseconds: 1_000, &sound)
        let now = loopback.now
        #expect(loopback.right.silenceChange(at: now + .milliseconds(19_900)) == nil)
        #expect(loopback.right.silenceChange(at: now + .milliseconds(20_100)) == true)
        #expect(loopback.right.silenceChange(at: now + .seconds(60)) == nil)
        _ = loopback.run(milliseconds: 100, &sound)
        #expect(loopback.right.silenceChange(at: loopback.now) == false)
    }

    @Test("Reports alone are a sign: a peer may say nothing for minutes")
    func reports() throws {
        let loopback = Loopback()
        loopback.connect(.pcma)
        var sound = TestSignal.tone(hertz: 440).generator
        _ = loopback.run(milliseconds: 8_000, &sound)
        let report = try #require(loopback.controlOfLeft.last)
        let later = loopback.now + .seconds(15)
        _ = loopback.right.receiveRTCP(report.span, from: Loopback.leftAddress.with(port: 4_001), at: later)
        #expect(loopback.right.silenceChange(at: later + .seconds(15)) == nil)
        #expect(loopback.right.silenceChange(at: later + .seconds(20)) == true)
    }

    @Test("A hold owes no sound, and what is not agreed yet neither", arguments: StreamPlan.Direction.allCases)
    func holds(direction: StreamPlan.Direction) {
        let loopback = Loopback()
        #expect(loopback.right.silenceChange(at: loopback.now + .seconds(90)) == nil)
        loopback.right.apply(Loopback.plan(.pcma, toPort: 4_000, direction: direction), at: loopback.now)
        let change = loopback.right.silenceChange(at: loopback.now + .seconds(90))
        #expect(change == (direction == .sendReceive ? true : nil))
    }

    @Test("A stranger's packets are no sign")
    func strangers() {
        let loopback = Loopback()
        loopback.connect(.pcma)
        var sound = TestSignal.tone(hertz: 440).generator
        _ = loopback.run(milliseconds: 1_000, &sound)
        let later = loopback.now + .seconds(10)
        for packet in loopback.sentByLeft {
            _ = loopback.right.receive(packet.span, from: MediaAddress(ipv4: 1, port: 1), at: later)
        }
        #expect(loopback.right.silenceChange(at: loopback.now + .seconds(21)) == true)
    }
}
