import SIP
import Testing

@testable import CallEngine

/// Who knows our Contact's token may call from anywhere, and takes no place that the server's calls need.
@Suite struct OutsideCallTests {
    static func invite(_ number: Int, to user: String) -> String {
        Peer.invite(branch: "z9hG4bKo\(number)", callID: "outside-\(number)").replacing(
            "sip:alice@192.0.2.10:5062", with: "sip:\(user)@192.0.2.10:5062")
    }

    @Test func twoCallsFromOutsideRingAndTheServersCallsStill() throws {
        var bench = try StrangerTests.registered()
        let token = try #require(bench.core.lines[0].contactUser)
        for number in 1...8 {
            let source = Bench.place("198.51.100.\(number)")
            bench.receive(Self.invite(number, to: token), from: source)
            #expect(bench.lastAnswer(.invite)?.statusCode == (number <= Limits.outsideCalls ? 180 : 486))
        }
        #expect(bench.core.calls.count == Limits.outsideCalls)
        for number in 11...16 {
            bench.receive(Self.invite(number, to: token))
            #expect(bench.lastAnswer(.invite)?.statusCode == 180)
        }
        #expect(bench.core.calls.count == 8)
    }

    @Test func anAnsweredCallFromOutsideGivesItsPlaceBack() throws {
        var bench = try StrangerTests.registered()
        let token = try #require(bench.core.lines[0].contactUser)
        for number in 1...2 { bench.receive(Self.invite(number, to: token), from: StrangerTests.stranger) }
        bench.command(.answer(CallID(1)))
        bench.receive(Self.invite(3, to: token), from: StrangerTests.stranger)
        #expect(bench.lastAnswer(.invite)?.statusCode == 180)
    }

    /// A direct line is called by anybody.
    @Test func aDirectLineTakesCallsFromEverywhere() {
        var bench = Bench()
        bench.start()
        for number in 1...4 {
            bench.receive(Self.invite(number, to: "alice"), from: Bench.place("198.51.100.\(number)"))
        }
        #expect(bench.core.calls.count == 4)
    }
}
