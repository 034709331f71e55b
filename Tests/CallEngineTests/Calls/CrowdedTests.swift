import CallEngine
import SIP
import Testing

/// As many calls at one moment as the settings allow: each has its INVITE, and none is left ringing for nothing.
@Suite struct CrowdedTests {
    @Test func aThousandCallsAreDialledAtOneMoment() {
        var settings = Bench.settings(maximumCalls: 1_000)
        settings.accounts[0].sessionSeconds = 0
        var bench = Bench(settings)
        bench.start()
        for number in 0..<1_000 { bench.command(.dial(to: "user\(number)", account: nil, token: number)) }
        let invited = Set(bench.sent.filter { $0.isRequest && $0.method == .invite }.map(\.callID)).count
        bench.advance(by: .seconds(1))
        #expect(bench.core.calls.count == 1_000 && invited == 1_000 && bench.ends.isEmpty)
        bench.advance(by: .seconds(300))
        #expect(bench.core.calls.isEmpty)
    }
}
