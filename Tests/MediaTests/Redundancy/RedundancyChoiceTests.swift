import Media
import Testing

@Suite struct RedundancyChoiceTests {
    private static func choice(_ codec: Codec = .opus, _ milliseconds: Int = 20) -> RedundancyChoice {
        var choice = RedundancyChoice()
        choice.begin(codec: codec, packetMilliseconds: milliseconds, isAgreed: true)
        return choice
    }

    @Test(
        "The fewest copies that leave 1 % missing",
        arguments: [
            (Codec.opus, 0.02, nil as Double?, 0), (.opus, 0.05, nil, 1), (.opus, 0.099, nil, 1), (.opus, 0.12, nil, 2),
            (.opus, 0.20, nil, 2), (.opus, 0.30, nil, 3), (.opus, 0.04, 3, 3), (.opus, 0.10, 3, 3), (.opus, 0.9, 50, 3),
            (.pcma, 0.005, nil, 0), (.pcma, 0.02, nil, 1), (.pcma, 0.3, 3, 2), (.g722, 0.3, 3, 2),
        ])
    func copies(codec: Codec, loss: Double, burst: Double?, expected: Int) {
        var choice = Self.choice(codec)
        _ = choice.take(reportedLoss: loss, meanBurst: burst)
        #expect(choice.copies == expected)
    }

    @Test("No more than fits a packet, and none where none was agreed")
    func room() {
        var long = Self.choice(.pcma, 60)
        #expect(long.take(reportedLoss: 0.2, meanBurst: 3) && long.copies == 1)
        long.begin(codec: .opus, packetMilliseconds: 20, isAgreed: false)
        #expect(long.copies == 0 && !long.take(reportedLoss: 0.2, meanBurst: 3) && long.copies == 0)
        long.begin(codec: .opus, packetMilliseconds: 20, isAgreed: true)
        #expect(long.copies == 3, "what is known of the line stays known")
    }

    @Test("At once where loss comes, over several reports where it goes; nonsense is no report")
    func hysteresis() {
        var choice = Self.choice()
        #expect(choice.take(reportedLoss: 0.2, meanBurst: 1.2) && choice.copies == 2)
        #expect(!choice.take(reportedLoss: 0.1, meanBurst: 1.2) && choice.copies == 2)
        #expect(!choice.take(reportedLoss: .nan, meanBurst: nil) && !choice.take(reportedLoss: 2, meanBurst: nil))
        var reports = 0
        while choice.copies > 0, reports < 100 {
            reports += 1
            _ = choice.take(reportedLoss: 0, meanBurst: 1)
        }
        #expect((8...14).contains(reports), "\(reports)")
        // A loss about the onset does not switch it with each report.
        _ = choice.take(reportedLoss: 0.035, meanBurst: 1)
        for loss in [0.02, 0.035, 0.025, 0.02, 0.03, 0.02] {
            #expect(!choice.take(reportedLoss: loss, meanBurst: 1) && choice.copies == 1)
        }
    }
}
