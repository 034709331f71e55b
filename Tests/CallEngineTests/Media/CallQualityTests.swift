import Media
import SIP
import Testing

@testable import CallEngine

/// How a call sounds is told as it changes, and in figures after its end.
@Suite struct CallQualityTests {
    private static func heard(_ factor: Double) -> VoiceQuality {
        VoiceQuality(ratingFactor: factor, listeningFactor: factor)
    }

    @Test(
        "A grade falls at its border and rises three points above it",
        arguments: [
            (90.0, nil as QualityGrade?, QualityGrade.good), (79.9, nil, .fair), (69.9, nil, .poor), (0, nil, .poor),
            (80, .good, .good), (79.9, .good, .fair), (82.9, .fair, .fair), (83, .fair, .good), (70, .fair, .fair),
            (69.9, .fair, .poor), (72.9, .poor, .poor), (73, .poor, .fair), (82.9, .poor, .fair), (83, .poor, .good),
            (60, .good, .poor),
        ]) func grades(factor: Double, last: QualityGrade?, grade: QualityGrade)
    {
        let before = last.map { CallQuality($0, scoreTenths: 40) }
        #expect(CallQuality(Self.heard(factor), after: before).grade == grade)
    }

    @Test func aChangeIsToldOnceAndOfAnEstablishedCallAlone() throws {
        var (bench, _) = try OutgoingCallTests.dialling()
        bench.input(.media(.quality(MediaID(1), Self.heard(90))))
        #expect(bench.core.calls.first?.quality == nil)
        (bench, _) = try OutgoingCallTests.talking()
        _ = bench.takeEvents()
        for factor in [90.0, 90, 60, 71, 90] { bench.input(.media(.quality(MediaID(1), Self.heard(factor)))) }
        #expect(
            bench.takeEvents() == [
                .qualityChanged(CallID(1), CallQuality(.good, scoreTenths: 43), from: nil),
                .qualityChanged(CallID(1), CallQuality(.poor, scoreTenths: 31), from: .good),
                .qualityChanged(CallID(1), CallQuality(.poor, scoreTenths: 36), from: .poor),
                .qualityChanged(CallID(1), CallQuality(.good, scoreTenths: 43), from: .poor),
            ])
        bench.command(.mute(CallID(1), true))
        bench.command(.hangUp(CallID(1)))
        bench.input(.media(.quality(MediaID(1), Self.heard(10))))
        #expect(!bench.events.contains { if case .qualityChanged = $0 { true } else { false } })
    }

    @Test func theLastFiguresOfAnAnsweredCallFollowItsEnd() throws {
        var (bench, _) = try OutgoingCallTests.talking()
        bench.command(.hangUp(CallID(1)))
        #expect(bench.media.last == .close(MediaID(1)) && bench.ends.count == 1)
        let figures = EngineTraceTests.figures
        for _ in 0..<2 { bench.input(.media(.closed(MediaID(1), figures))) }
        #expect(bench.events.filter { $0 == .callMeasured(CallID(1), figures) }.count == 1)
        #expect(bench.core.closing.isEmpty)

        (bench, _) = try OutgoingCallTests.dialling()
        bench.command(.hangUp(CallID(1)))
        bench.input(.media(.closed(MediaID(1), figures)))
        #expect(!bench.events.contains(.callMeasured(CallID(1), figures)))
    }
}
