import Testing
import Time

@testable import Media

/// How a call sounds now, by the losses of the last seconds alone.
@Suite struct QualityWatchTests {
    @Test func itFallsWithTheLossAndRisesAfterIt() throws {
        let loopback = Loopback()
        loopback.connect(.pcma)
        var sound = TestSignal.tone(hertz: 440).generator
        var told: [(second: Int, tenths: Int)] = []
        func run(seconds: Int, losing share: Double) {
            loopback.wire = { _, generator in
                Double.random(in: 0..<1, using: &generator) < share ? [] : [.milliseconds(20)]
            }
            for _ in 0..<(seconds * 10) {
                _ = loopback.run(milliseconds: 100, &sound)
                if let quality = loopback.right.qualityChange(at: loopback.now) {
                    told.append(
                        (Int(loopback.now.duration(to: start).components.seconds), quality.conversationalTenths))
                }
            }
        }
        let start = loopback.now
        run(seconds: 60, losing: 0)
        #expect(told.count == 1 && told.first?.tenths == 44)
        run(seconds: 20, losing: 0.2)
        let worst = try #require(told.map(\.tenths).min())
        #expect(worst < 31)
        let fallen = told.count
        #expect(fallen <= 5)
        run(seconds: 30, losing: 0)
        #expect(told.last?.tenths == 44)
        // Of the whole call the losses still show.
        #expect(try #require(loopback.right.statistics.quality).conversationalTenths < 44)
    }

    @Test func whatIsNotHeardIsNotJudged() {
        let loopback = Loopback()
        #expect(loopback.right.qualityChange(at: loopback.now + .seconds(60)) == nil)
        loopback.connect(.opus)
        for second in 0..<60 { #expect(loopback.right.qualityChange(at: loopback.now + .seconds(second)) == nil) }
    }

    @Test func aWindowIsFiveSecondsAndATenthIsNews() {
        var watch = QualityWatch()
        let start = Instant.now
        func take(_ played: UInt64, _ concealed: UInt64, after seconds: Int) -> VoiceQuality? {
            watch.take(played: played, concealed: concealed, at: start + .seconds(seconds)) {
                VoiceQuality(codec: .pcma, lossPercent: $0 * 100, delayMilliseconds: 50)
            }
        }
        #expect(take(0, 0, after: 0) == nil && take(400, 0, after: 4) == nil)
        #expect(take(500, 0, after: 5)?.conversationalTenths == 44)
        #expect(take(999, 0, after: 9) == nil && take(1_000, 1, after: 10) == nil)
        #expect(take(1_500, 101, after: 15).map { $0.conversationalTenths < 32 } == true)
        // A hold plays nothing.
        #expect(take(1_500, 101, after: 20) == nil)
        // Losses that turned out to be pauses.
        #expect(take(2_000, 60, after: 25)?.conversationalTenths == 44)
    }
}
