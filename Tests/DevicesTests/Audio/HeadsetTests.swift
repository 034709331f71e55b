import CHeadsetPlace
import CLinux
import Foundation
import Glibc
import Media
import Synchronization
import Testing

@testable import Devices

extension AudioDevicesTests {
    /// A headset without hardware: a private PulseAudio whose null sinks ALSA sees as `headset` and `mic`.
    /// ALSA and PulseAudio find it by the environment of this process, so the parent suite runs in series.
    @Suite struct HeadsetTests {}
}

extension AudioDevicesTests.HeadsetTests {
    static let isInstalled =
        FileManager.default.isExecutableFile(atPath: "/usr/bin/pulseaudio")
        && FileManager.default.isExecutableFile(atPath: "/usr/bin/parec")

    /// The script of the interop tests, beside them.
    static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Interop/Sound/headset").path

    static func run(_ arguments: [String], output: String = "/dev/null") throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        if !FileManager.default.fileExists(atPath: output) {
            _ = FileManager.default.createFile(atPath: output, contents: nil)
        }
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    static func headset(_ verb: String, _ folder: String, output: String = "/dev/null") throws -> Int32 {
        let process = try run(["timeout", "20", script, verb, folder], output: output)
        process.waitUntilExit()
        return process.terminationStatus
    }

    @Test(.enabled(if: isInstalled, "pulseaudio is not installed")) func cardPlaysCapturesIsLostAndComesBack() throws {
        let folder = String(cString: headset_place())
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try #require(try Self.headset("start", folder) == 0)
        defer { _ = try? Self.headset("stop", folder) }

        let heard = SoundJudge.temporaryPath("heard.raw")
        defer { unlink(heard) }
        let port = AudioPort()
        let path = RealtimePath(port: port)
        let wake = clinux_eventfd()
        defer { close(wake) }
        let events = AudioDevicesTests.Events()
        let devices = AudioDevices(
            microphone: [.alsa("mic")], headset: [.alsa("headset")], port: port, path: path, wakeDescriptor: wake,
            onEvent: events.add)
        devices.start()
        defer { devices.stop() }
        let tone = EarconTable.samples(of: [.init(440, 4_000)])
        path.ringTone.write(tone.span)

        let recorder = try Self.run(
            [
                "timeout", "60", "parec", "-d", "headset.monitor", "--format=s16le", "--rate=48000", "--channels=2",
                "--latency-msec=20",
            ],
            output: heard)
        defer { recorder.terminate() }
        #expect(AudioDevicesTests.until { SoundJudge.left(heard, header: 0).contains { $0.magnitude > 5_000 } })
        #expect(AudioDevicesTests.until { path.ringTone.readableCount < 48_000 })
        let sound = SoundJudge.left(heard, header: 0)
        let first = try #require(sound.firstIndex { $0.magnitude > 5_000 })
        // The sound server of a busy machine drops or repeats a few samples now and then, and the pitch of that piece is
        // then a few hertz off: most pieces must be near the right one. Another sample rate would be 35 away.
        let pitches = stride(from: first + 4_800, to: sound.count - 9_600, by: 9_600).map {
            SoundJudge.pitch(Array(sound[$0..<($0 + 9_600)]), among: 400...480)
        }.sorted()
        try #require(pitches.count >= 3)
        #expect((430...450).contains(pitches[pitches.count / 2]), "\(pitches)")
        #expect(port.captured.writePosition > 4_800)

        try #require(try Self.headset("unplug", folder) == 0)
        #expect(AudioDevicesTests.until { losses(events) == 1 })
        let atLoss = path.renderedPeriods
        #expect(AudioDevicesTests.until { path.renderedPeriods > atLoss + 50 }, "the clock goes on")
        try #require(try Self.headset("plug", folder) == 0)
        #expect(AudioDevicesTests.until { events.all.withLock { $0.contains(.back(.headset)) } })
        #expect(losses(events) == 1, "told once")
        let end = ContinuousClock.now
        devices.stop()
        #expect(ContinuousClock.now - end < .seconds(2), "the threads end")
    }

    private func losses(_ events: AudioDevicesTests.Events) -> Int {
        events.all.withLock { all in
            all.count { event in
                if case .lost(.headset, _) = event { true } else { false }
            }
        }
    }
}
