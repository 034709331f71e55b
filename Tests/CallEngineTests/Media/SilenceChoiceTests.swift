import CallEngine
import SIP
import Testing

/// A peer that gives no sign any more: told, or the call's end, by the account's choice.
@Suite struct SilenceChoiceTests {
    private func talking(_ choice: SilenceChoice) throws -> Bench {
        var settings = Bench.settings()
        settings.accounts[0].silence = choice
        return try OutgoingCallTests.talking(settings).0
    }

    @Test func itIsToldAndThatItIsBack() throws {
        var bench = try talking(.tell)
        bench.input(.media(.silence(MediaID(1), true)))
        #expect(bench.core.calls.first?.isSilent == true && bench.core.calls.first?.state == .active)
        bench.input(.media(.silence(MediaID(1), false)))
        #expect(bench.core.calls.first?.isSilent == false && bench.ends.isEmpty)
    }

    @Test func orItEndsTheCall() throws {
        var bench = try talking(.end)
        bench.input(.media(.silence(MediaID(1), true)))
        #expect(bench.last(.bye) != nil && bench.ends == [EndReason(.networkFailure)])
    }

    @Test func orNothingHappens() throws {
        var bench = try talking(.off)
        let events = bench.events.count
        bench.input(.media(.silence(MediaID(1), true)))
        #expect(bench.events.count == events && bench.ends.isEmpty)
    }
}
