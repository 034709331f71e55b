import Foundation
import Media
import Testing

@testable import Audit

@Suite struct HeadsetRecordingTests {
    /// What is asked for as it was recorded is each ear's own, and never more than there is.
    @Test func aStretchIsWhatEachEarHeard() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "heard-\(UUID().uuidString).wav")
        defer { try? FileManager.default.removeItem(at: file) }
        let samples: [Int16] = [1, -1, 2, -2, 3, -3, 4, -4]
        let octets =
            WaveFile.header(sampleRate: 48_000, channels: 2, soundOctets: samples.count * 2)
            + samples.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        try Data(octets).write(to: file)
        let recording = HeadsetRecording(path: file.path)
        #expect(recording.frames == 4)
        let last = recording.stretch(from: 2)
        #expect(last.left == [3, 4] && last.right == [-3, -4])
        #expect(recording.stretch(from: 0).left == [1, 2, 3, 4])
        #expect(recording.stretch(from: 9).left.isEmpty)
        #expect(HeadsetRecording(path: file.path + ".none").stretch(from: 0).right.isEmpty)
    }
}
