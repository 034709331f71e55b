import SIP
import Testing

@testable import CallEngine

@Suite struct RecordingTests {
    @Test func aCallIsRecordedAndTheEndIsTold() throws {
        var (bench, _) = try OutgoingCallTests.talking()
        bench.command(.record(CallID(1), path: "/tmp/a.wav"))
        #expect(bench.media.last == .record(MediaID(1), path: "/tmp/a.wav", number: 1))
        #expect(bench.core.calls.first?.isRecorded == true)
        bench.command(.record(CallID(1), path: "/tmp/b.wav"))
        #expect(bench.events.last == .commandRefused(.record(CallID(1), path: "/tmp/b.wav"), .notInThisState))
        bench.command(.record(CallID(1), path: nil))
        #expect(bench.media.last == .record(MediaID(1), path: nil, number: 1))
        #expect(bench.core.calls.first?.isRecorded == false)
        let told = bench.events.count
        bench.command(.record(CallID(1), path: nil))
        #expect(bench.media.last == .record(MediaID(1), path: nil, number: 1) && bench.events.count == told)
    }

    @Test(arguments: ["", "relative.wav", "/a\0b", "/" + String(repeating: "x", count: 5_000)])
    func pathsThatAreNone(path: String) throws {
        var (bench, _) = try OutgoingCallTests.talking()
        let before = bench.media.count
        bench.command(.record(CallID(1), path: path))
        #expect(bench.events.last == .commandRefused(.record(CallID(1), path: path), .notInThisState))
        #expect(bench.media.count == before)
    }

    @Test func aFailureIsToldOnce() throws {
        var (bench, _) = try OutgoingCallTests.talking()
        bench.input(.media(.recordingFailed(MediaID(1), number: 1)))
        #expect(!bench.events.contains(.commandRefused(.record(CallID(1), path: nil), .notRecordable)))
        bench.command(.record(CallID(1), path: "/tmp/a.wav"))
        bench.input(.media(.recordingFailed(MediaID(1), number: 1)))
        bench.input(.media(.recordingFailed(MediaID(1), number: 1)))
        let told = bench.events.filter { $0 == .commandRefused(.record(CallID(1), path: nil), .notRecordable) }
        #expect(told.count == 1)
        // Last of all: who asks on hearing it is told that nothing is recorded.
        #expect(bench.events.last == told.first)
        #expect(bench.core.calls.first?.isRecorded == false)
    }

    /// The thread of one that was ended may fail late.
    @Test func theFailureOfAnEarlierOneIsNone() throws {
        var (bench, _) = try OutgoingCallTests.talking()
        bench.command(.record(CallID(1), path: "/tmp/a.wav"))
        bench.command(.record(CallID(1), path: nil))
        bench.command(.record(CallID(1), path: "/tmp/b.opus"))
        #expect(bench.media.last == .record(MediaID(1), path: "/tmp/b.opus", number: 2))
        bench.input(.media(.recordingFailed(MediaID(1), number: 1)))
        #expect(bench.core.calls.first?.isRecorded == true)
        bench.input(.media(.recordingFailed(MediaID(1), number: 2)))
        #expect(bench.core.calls.first?.isRecorded == false)
    }

    @Test func aTraceKeepsNoPath() throws {
        let line = EngineTrace.commandMembers(.record(CallID(3), path: "/home/agent/case-12.wav"))
        #expect(line["path"] == nil && line["on"] == .truth(true))
        #expect(EngineTrace.command(of: .object(line)) == .record(CallID(3), path: "/recording"))
    }
}
