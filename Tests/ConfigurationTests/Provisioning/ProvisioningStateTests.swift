import Testing

@testable import Configuration

private func set(_ text: String, tag: String? = nil) -> ProvisionedSet {
    ProvisionedSet(parts: [.init(kind: .organisation, address: "https://x.example.org/", tag: tag, text: text)])
}

@Suite("Which settings of a server hold")
struct ProvisioningStateTests {
    @Test func aSetIsTriedAtTheNextStartAndGoodOnceALineRegisters() {
        var state = ProvisioningState()
        #expect(state.receive(set("a"), at: 1) == .received)
        #expect(state.held == nil, "until the next start")
        state.start()
        #expect(state.held == set("a") && state.good == nil)
        state.registered()
        #expect(state.good == set("a") && state.trial == nil)
        state.rollBack()
        #expect(state.held == set("a"), "what is good is not rolled back")
    }

    @Test func whatFailsIsRolledBackAndNotTakenAgain() {
        var state = ProvisioningState()
        state.good = set("a")
        _ = state.receive(set("b"), at: 1)
        state.start()
        #expect(state.held == set("b"))
        state.rollBack()
        #expect(state.held == set("a") && state.owed == .rolledBack)
        #expect(state.receive(set("b", tag: "2"), at: 2) == nil)
        state.start()
        #expect(state.held == set("a"))
        #expect(state.receive(set("c"), at: 3) == .received, "another is another")
    }

    @Test func aNewerSetDuringATrialWaitsForItsOwn() {
        var state = ProvisioningState()
        state.good = set("a")
        _ = state.receive(set("b"), at: 1)
        state.start()
        _ = state.receive(set("c"), at: 2)
        #expect(state.held == set("b"))
        state.registered()
        #expect(state.good == set("b") && state.candidate == set("c"))
        state.start()
        state.rollBack()
        #expect(state.held == set("b"))
    }

    @Test func theSameTextWithAnotherTagIsNoNews() {
        var state = ProvisioningState()
        state.good = set("a", tag: "1")
        #expect(state.receive(set("a", tag: "2"), at: 1) == nil)
        #expect(state.good == set("a", tag: "2") && state.candidate == nil)
    }

    /// The server went back to what holds: what waited is dropped.
    @Test func aSetThatIsTakenBackIsNotTried() {
        var state = ProvisioningState()
        state.good = set("a")
        _ = state.receive(set("b"), at: 1)
        #expect(state.receive(set("a"), at: 2) == nil)
        state.start()
        #expect(state.held == set("a") && state.trial == nil)
    }

    @Test func aFailureIsToldOnceUntilAReadingSucceeds() {
        var state = ProvisioningState()
        #expect(state.fail(.unreachable, problem: "x") == .unreachable, "nothing is here yet")
        #expect(state.fail(.unreachable, problem: "x") == nil)
        #expect(state.fail(.faulty, problem: "y") == .faulty)
        state.good = set("a")
        state.heard(at: 5)
        #expect(state.problem.isEmpty && state.heardAt == 5)
        #expect(state.fail(.unreachable, problem: "x") == nil, "what is here holds: nobody need hear of it")
        #expect(state.problem == "x", "doctor says it")
        #expect(state.fail(.faulty, problem: "y") == .faulty)
    }

    /// Whatever happens in whatever order, what holds is a set that came, and a good one is never lost but to a better.
    @Test(arguments: 0..<200)
    func noOrderOfEventsLosesTheGoodSet(seed: UInt64) {
        var random = Seeded(state: seed)
        var state = ProvisioningState()
        state.good = set("0")
        for step in 1...60 {
            switch UInt8.random(in: 0..<6, using: &random) {
            case 0: _ = state.receive(set("\(UInt8.random(in: 0..<4, using: &random))"), at: step)
            case 1: state.start()
            case 2: state.registered()
            case 3: state.rollBack()
            case 4: _ = state.fail(.unreachable, problem: "x")
            default: state.heard(at: step)
            }
            #expect(state.good != nil && state.held != nil)
            if let candidate = state.candidate { #expect(!candidate.says(theSameAs: state.rejected)) }
        }
    }

    private struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var word = state
            word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            return word ^ (word >> 31)
        }
    }
}
