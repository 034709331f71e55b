import Testing

@testable import Media

@Suite struct SoundActivityTests {
    private static let hiss: [Int16] = (0..<480).map { Int16($0 % 7 * 10 - 30) }
    private static let speech: [Int16] = (0..<480).map { Int16($0 % 96 * 60 - 2_850) }

    /// What is told in so many periods, with the period's number.
    private func told(
        _ activity: inout SoundActivity, periods: Int, _ sound: (Int) -> [Int16]
    ) -> [(period: Int, isHeard: Bool)] {
        var told: [(Int, Bool)] = []
        for period in 0..<periods {
            activity.hear(sound(period).span)
            if let change = activity.endPeriod() { told.append((period, change)) }
        }
        return told
    }

    @Test func speechIsToldWithin200MillisecondsAndItsEndAfterAPause() {
        var activity = SoundActivity()
        #expect(told(&activity, periods: 200) { _ in Self.hiss }.isEmpty, "a line's noise is no speech")
        let begun = told(&activity, periods: 20) { _ in Self.speech }
        #expect(begun.map(\.isHeard) == [true])
        let ended = told(&activity, periods: 100) { _ in Self.hiss }
        #expect(ended.map(\.period) == [29] && ended.map(\.isHeard) == [false])
    }

    @Test func aClickIsNoSpeech() {
        var activity = SoundActivity()
        #expect(told(&activity, periods: 100) { $0 % 10 < 2 ? Self.speech : Self.hiss }.isEmpty)
    }

    @Test func thePausesBetweenWordsAreSpeech() {
        var activity = SoundActivity()
        let changes = told(&activity, periods: 500) { $0 % 50 < 25 ? Self.speech : Self.hiss }
        #expect(changes.map(\.isHeard) == [true])
    }

    @Test func whateverIsHeardItChangesAtMostSixTimesASecond() {
        var most = 0
        for loud in 1...60 {
            for pause in [1, 3, 29, 30, 31, 50, 70] {
                var activity = SoundActivity()
                let changes = told(&activity, periods: 1_000) {
                    $0 % (loud + pause) < loud ? Self.speech : Self.hiss
                }
                most = max(most, changes.count)
            }
        }
        #expect(most <= 61, "in ten seconds")
    }

    @Test func oneOfSeveralIsEnough() {
        var activity = SoundActivity()
        var last: Bool?
        for _ in 0..<3 {
            activity.hear(Self.speech.span)
            activity.hear(Self.hiss.span)
            last = activity.endPeriod()
        }
        #expect(last == true)
        let rested = activity.rest()
        let again = activity.rest()
        #expect(rested == false && again == nil)
    }
}
