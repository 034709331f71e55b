import Foundation
import Media
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

    @Test func aWaveFileBeginsAnewAndIsKeptInTheSameRun() throws {
        let sound = try path("sound.wav")
        try Data(Array("RIFF of another run, longer than the header of a file of this one".utf8)).write(
            to: URL(fileURLWithPath: sound))
        for count in 1...2 {
            do {
                let recorder = try WaveRecorder(path: sound)
                try recorder.write([Int16](repeating: Int16(count), count: 960), frames: 480)
            }
            let written = [UInt8](try Data(contentsOf: URL(fileURLWithPath: sound)))
            #expect(written.count == 44 + count * 1_920)
            #expect(try WaveFile.parse(written.span).sound == 44..<written.count, "the header tells the truth")
            #expect(written[44] == 1 && written.suffix(2) == [UInt8(count), 0])
        }
        try FileManager.default.removeItem(at: folder)
    }

    /// A day of calls, each with a file of its own, and the first file again.
    @Test func whatWasBegunLongAgoBeginsAnew() throws {
        func record(_ number: Int) throws -> Int {
            let name = try path("\(number).wav")
            do { try WaveRecorder(path: name).write([Int16](repeating: 1, count: 960), frames: 480) }
            return try Data(contentsOf: URL(fileURLWithPath: name)).count
        }
        let day = try path("day.wav")
        do {
            let recorder = try WaveRecorder(path: day)
            try recorder.write([Int16](repeating: 1, count: 960), frames: 480)
            for number in 0...Devices.Limits.writtenFiles { #expect(try record(number) == 44 + 1_920) }
        }
        #expect(try record(2) == 44 + 2 * 1_920 && record(0) == 44 + 1_920)
        do { try WaveRecorder(path: day).write([Int16](repeating: 1, count: 960), frames: 480) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: day)).count == 44 + 2 * 1_920, "it was written all day")
        try FileManager.default.removeItem(at: folder)
    }

    /// A file of another kind in the place of ours is not written on.
    @Test func anotherSoundInItsPlaceBeginsAnew() throws {
        let sound = try path("replaced.wav")
        do { try WaveRecorder(path: sound).write([Int16](repeating: 1, count: 960), frames: 480) }
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: sound))
        // 8,000 samples a second.
        try file.seek(toOffset: 24)
        try file.write(contentsOf: Data([0x40, 0x1F]))
        try file.close()
        do { try WaveRecorder(path: sound).write([Int16](repeating: 2, count: 960), frames: 480) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: sound)).count == 44 + 1_920)
        try FileManager.default.removeItem(at: folder)
    }

    /// Two headsets do not write over each other, whatever they call the file.
    @Test func aFileThatIsBeingWrittenIsNobodyElses() throws {
        let sound = try path("one.wav")
        let other = try path("other.wav")
        do {
            let recorder = try WaveRecorder(path: sound)
            try FileManager.default.linkItem(atPath: sound, toPath: other)
            for name in [sound, other] {
                #expect(throws: ALSAError(code: -EBUSY)) { try WaveRecorder(path: name) }
            }
            try recorder.write([Int16](repeating: 1, count: 960), frames: 480)
        }
        do { try WaveRecorder(path: other).write([Int16](repeating: 2, count: 960), frames: 480) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: sound)).count == 44 + 2 * 1_920)
        try FileManager.default.removeItem(at: folder)
    }

    /// A full disk takes half a frame.
    @Test func halfAFrameIsWrittenOver() throws {
        let sound = try path("half.wav")
        do { try WaveRecorder(path: sound).write([Int16](repeating: 1, count: 960), frames: 480) }
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: sound))
        try file.seekToEnd()
        try file.write(contentsOf: Data([9, 9]))
        try file.close()
        do { try WaveRecorder(path: sound).write([Int16](repeating: 2, count: 960), frames: 480) }
        let written = [UInt8](try Data(contentsOf: URL(fileURLWithPath: sound)))
        #expect(written.count == 44 + 2 * 1_920 && !written.dropFirst(44).contains(9))
        try FileManager.default.removeItem(at: folder)
    }

    /// Stuck tries do not take away what cannot be stuck.
    @Test func openingsAreBounded() {
        let card = DeviceConnection(.alsa("null"), isInput: false)
        card.open(limit: 0)
        guard case .failed = card.answer() else {
            Issue.record("one more than there may be")
            return
        }
        let tone = DeviceConnection(.tone(hertz: 440), isInput: true)
        tone.open(limit: 0)
        guard case .ready(.sound) = tone.answer() else {
            Issue.record("a tone is there at once")
            return
        }
    }

    /// The disk is not waited for where the sound's clock runs.
    @Test func filesAreOpenedBesideTheDevicesThread() throws {
        let sound = try path("beside.wav")
        for (device, isInput) in [(DeviceURI.wave(path: sound), false), (.wave(path: sound), true), (.silence, true)] {
            var search = DeviceSearch([device], isInput: isInput)
            let first = search.look()
            #expect(first == nil, "asked for, not waited for")
            var found: DeviceSearch.Finding?
            #expect(
                AudioDevicesTests.until {
                    found = search.look()
                    return found != nil
                })
            guard case .found(let opened) = found else { throw ALSAError.stuck }
            #expect(opened.device == device)
        }
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
