import Foundation
import Testing

@testable import Devices

/// What a device that is a file does to what is there.
@Suite struct SoundFileTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

    private func path(_ name: String) throws -> String {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.appendingPathComponent(name).path
    }

    @Test func whatIsNoWaveFileIsNeverWrittenOver() throws {
        let letter = try path("letter.txt")
        try Data("Dear all".utf8).write(to: URL(fileURLWithPath: letter))
        #expect(throws: ALSAError(code: -EEXIST)) { try WaveRecorder(path: letter) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: letter)) == Data("Dear all".utf8))
        try FileManager.default.removeItem(at: folder)
    }

    @Test func aWaveFileBeginsAnew() throws {
        let sound = try path("sound.wav")
        do {
            let recorder = try WaveRecorder(path: sound)
            try recorder.write([Int16](repeating: 1, count: 960), frames: 480)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: sound)).count == 44 + 1_920)
        do { _ = try WaveRecorder(path: sound) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: sound)).count == 44)
        try FileManager.default.removeItem(at: folder)
    }

    /// Whoever opens a pipe waits for its other end.
    @Test func aPipeIsNeitherReadNorWritten() throws {
        let pipe = try path("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(throws: ALSAError(code: -EINVAL)) { try MicrophoneSource(.wave(path: pipe)) }
        #expect(throws: ALSAError(code: -EEXIST)) { try WaveRecorder(path: pipe) }
        try FileManager.default.removeItem(at: folder)
    }
}
