import Media
import Testing

@Suite struct LossResponseTests {
    @Test("From 1 % on the line is lossy; one report is enough")
    func onset() {
        var response = LossResponse()
        let below = response.take(reportedLoss: 0.009)
        #expect(!below && response.percent == 0)
        let above = response.take(reportedLoss: 0.0117)
        #expect(above && response.percent == 5)
    }

    @Test("The encoder is told what is reported, within bounds")
    func bounds() {
        var response = LossResponse()
        for (loss, percent) in [(0.02, 5), (0.12, 12), (0.9, 30)] {
            _ = response.take(reportedLoss: loss)
            #expect(response.percent == percent)
        }
        _ = response.take(reportedLoss: .nan)
        _ = response.take(reportedLoss: -1)
        _ = response.take(reportedLoss: 1e9)
        #expect(response.percent == 30)
    }

    @Test("Clean again only after several clean reports")
    func release() {
        var response = LossResponse()
        _ = response.take(reportedLoss: 0.05)
        var reports = 0
        while response.percent > 0, reports < 100 {
            _ = response.take(reportedLoss: 0)
            reports += 1
        }
        #expect((4...12).contains(reports), "\(reports)")
    }
}
