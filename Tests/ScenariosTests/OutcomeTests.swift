import Testing

@testable import Scenarios

@Suite struct OutcomeTests {
    @Test func theWorstDecides() {
        #expect(Outcome.together([.passed, .failed, .untested]) == .failed)
        #expect(Outcome.together([.passed, .untested]) == .untested)
        #expect(Outcome.together([.passed, .cantTell, .untested]) == .cantTell)
        #expect(Outcome.together([.passed, .passed]) == .passed)
    }

    @Test func nothingIsNoPass() {
        #expect(Outcome.together([]) == .untested)
    }
}
