import CLinux
import Foundation
import Glibc
import Media
import Synchronization
import Testing

@testable import Devices

@Suite(.serialized) struct AudioDevicesTests {
    final class Events: Sendable {
        let all = Mutex<[DeviceEvent]>([])
        func add(_ event: DeviceEvent) { all.withLock { $0.append(event) } }
    }

    /// Waits for a condition, at most so many seconds.
    static func until(seconds: Double = 8, _ condition: () -> Bool) -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            if condition() { return true }
            usleep(2_000)
        }
        return condition()
    }

    @Test func burstOfTheMicrophoneReachesTheFileOfTheHeadset() throws {
        let file = SoundJudge.temporaryPath("heard.wav")
        defer { unlink(file) }
        let port = AudioPort()
        let path = RealtimePath(port: port)
        let wake = clinux_eventfd()
        defer { close(wake) }
        let events = Events()
        let devices = AudioDevices(
            microphone: [.burst(hertz: 440)], headset: [.wave(path: file)], port: port, path: path,
            wakeDescriptor: wake,
            onEvent: events.add)
        let begun = ContinuousClock.now
        devices.start()
        var wakes = 0
        var frame = [Int16](repeating: 0, count: 480)
        // The media loop in small: each wake moves what was captured to the headset.
        while path.renderedPeriods < 100 {
            var waiting = pollfd(fd: wake, events: Int16(POLLIN), revents: 0)
            try #require(clinux_ppoll(&waiting, 1, 2_000_000_000) > 0)
            wakes += Int(clinux_counter_read(wake))
            var span = frame.mutableSpan
            while port.takeCapturedFrame(into: &span) { port.putPlayoutFrame(span.span) }
        }
        let elapsed = ContinuousClock.now - begun
        #expect(port.isCaptureRunning && port.isPlaybackRunning)
        devices.stop()
        #expect(!port.isCaptureRunning && !port.isPlaybackRunning)
        #expect(elapsed > .milliseconds(990) && elapsed < .milliseconds(1_060), "100 periods of 10 ms: \(elapsed)")
        #expect(wakes >= 180 && wakes < 225, "one a period of each: who writes on a disk borrows nothing, not \(wakes)")
        #expect(events.all.withLock { $0.isEmpty })
        let heard = SoundJudge.left(file, header: 44)
        // The first periods went by while the file was opened.
        #expect(heard.count >= 45_600)
        let first = try #require(heard.firstIndex { $0 != 0 })
        try #require(first + 40_000 < heard.count)
        // 100 ms of sound tell its pitch to a few hertz where the busy machine tore a period.
        let pitch = SoundJudge.pitch(Array(heard[(first + 4_800)..<(first + 9_600)]), among: 400...480)
        #expect((435...445).contains(pitch))
        #expect(SoundJudge.peak(heard[(first + 20_000)..<(first + 40_000)]) == 0, "750 ms of silence")
        let header = [UInt8](try #require(FileManager.default.contents(atPath: file)).prefix(44))
        let stated = (0..<4).reduce(0) { $0 | Int(header[40 + $1]) << (8 * $1) }
        #expect(stated == heard.count * 4, "the header tells the truth")
    }

    @Test func absentCardIsToldOnceAndTheClockGoesOn() throws {
        let port = AudioPort()
        let path = RealtimePath(port: port)
        let events = Events()
        let devices = AudioDevices(
            microphone: [.wave(path: "/nonexistent/voice.wav")], headset: [.alsa("no-such-card")], port: port,
            path: path,
            wakeDescriptor: -1, onEvent: events.add)
        devices.start()
        #expect(Self.until { path.renderedPeriods > 130 })
        #expect(port.captured.writePosition + port.captured.overrunSamples > 480 * 100)
        devices.stop()
        let all = events.all.withLock { $0 }
        #expect(all.count == 2, "tried twice, told once: \(all)")
        #expect(all.contains(.absent(.microphone, reason: "No such file or directory")))
        #expect(all.contains { if case .absent(.headset, _) = $0 { true } else { false } })
    }

    @Test func devicesAreChangedWhileTheyRun() throws {
        let file = SoundJudge.temporaryPath("changed.wav")
        defer { unlink(file) }
        let port = AudioPort()
        let path = RealtimePath(port: port)
        let events = Events()
        let devices = AudioDevices(
            microphone: [.silence], headset: [.alsa("no-such-card")], port: port, path: path, wakeDescriptor: -1,
            onEvent: events.add)
        devices.start()
        #expect(Self.until { events.all.withLock { !$0.isEmpty } })
        #expect(devices.select(.wave(path: file), for: .headset))
        #expect(devices.select(.tone(hertz: 440), for: .microphone))
        #expect(!devices.select(.null, for: .voice), "it has no device of its own")
        #expect(devices.chosen.map(\.device) == [.tone(hertz: 440), .wave(path: file)])
        #expect(Self.until { events.all.withLock { $0.contains(.back(.headset)) } }, "the one that works is told")
        // The tone arrives, and what is played is written.
        var frame = [Int16](repeating: 0, count: 480)
        #expect(
            Self.until {
                var span = frame.mutableSpan
                while port.takeCapturedFrame(into: &span) { port.putPlayoutFrame(span.span) }
                return SoundJudge.left(file, header: 44).contains { $0 > 5_000 }
            })
        #expect(devices.select(.alsa("no-such-card"), for: .headset))
        #expect(
            Self.until {
                events.all.withLock { $0.contains { if case .lost(.headset, _) = $0 { true } else { false } } }
            })
        let before = path.renderedPeriods
        #expect(Self.until { path.renderedPeriods > before + 20 }, "the clock goes on")
        devices.stop()
    }

    @Test func theNextOneServesUntilThePreferredOneIsThere() throws {
        let folder = SoundJudge.temporaryPath("plug")
        let spare = SoundJudge.temporaryPath("spare.wav")
        defer {
            unlink(spare)
            try? FileManager.default.removeItem(atPath: folder)
        }
        let preferred = folder + "/heard.wav"
        let port = AudioPort()
        let path = RealtimePath(port: port)
        let events = Events()
        let uses = Mutex<[DeviceUse]>([])
        let devices = AudioDevices(
            microphone: [.silence], headset: [.wave(path: preferred), .wave(path: spare)], port: port, path: path,
            wakeDescriptor: -1, onUse: { role, use in if role == .headset { uses.withLock { $0.append(use) } } },
            onEvent: events.add)
        let tone = EarconTable.samples(of: [.init(440, 4_000)])
        path.ringTone.write(tone.span)
        devices.start()
        defer { devices.stop() }
        #expect(Self.until { SoundJudge.left(spare, header: 44).contains { $0 > 5_000 } })
        #expect(events.all.withLock { $0 } == [.replaced(.headset, by: .wave(path: spare))], "nothing was lost")
        #expect(devices.chosen.map(\.device) == [.silence, .wave(path: spare)])
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        #expect(Self.until { events.all.withLock { $0.last == .back(.headset) } })
        #expect(Self.until { SoundJudge.left(preferred, header: 44).contains { $0 > 5_000 } })
        #expect(
            uses.withLock { $0 }
                == [
                    .preferred(.wave(path: preferred)), .fallback(.wave(path: spare)),
                    .preferred(.wave(path: preferred)),
                ])
    }

    @Test func anotherOutputPlaysAPathOfItsOwnAndItsLossIsItsOwn() throws {
        let file = SoundJudge.temporaryPath("ring.wav")
        defer { unlink(file) }
        let port = AudioPort()
        let ring = RealtimePath(port: AudioPort())
        ring.ringTone.write(EarconTable.samples(of: [.init(440, 500)]).span)
        let events = Events()
        let devices = AudioDevices(
            microphone: [.silence], headset: [.null], port: port, path: RealtimePath(port: port),
            others: [
                AudioOutput(role: .ring, devices: [.wave(path: file)], path: ring),
                AudioOutput(role: .voice, devices: [.alsa("no-such-card")], path: RealtimePath(port: AudioPort())),
            ],
            wakeDescriptor: -1, onEvent: events.add)
        devices.start()
        #expect(Self.until { ring.renderedPeriods > 60 })
        #expect(Self.until { events.all.withLock { !$0.isEmpty } })
        devices.stop()
        #expect(SoundJudge.peak(SoundJudge.left(file, header: 44)) > 5_000)
        #expect(
            events.all.withLock { $0 }.allSatisfy { if case .absent(.voice, _) = $0 { true } else { false } })
    }

    @Test func fileOfTheMicrophoneIsResampled() throws {
        var bytes = Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WAVEfmt ".utf8) + [16, 0, 0, 0, 1, 0, 1, 0]
        bytes += [0x40, 0x1F, 0, 0, 0x80, 0x3E, 0, 0, 2, 0, 16, 0] + Array("data".utf8) + [0x80, 0x3E, 0, 0]
        for index in 0..<8_000 {
            let sample = Int16(8_000 * sin(2 * .pi * 500 * Double(index) / 8_000))
            bytes += [UInt8(truncatingIfNeeded: sample), UInt8(truncatingIfNeeded: sample >> 8)]
        }
        let sound = try #require(MicrophoneSource.parse(bytes))
        #expect(abs(sound.count - 48_000) < 50)
        #expect(SoundJudge.pitch(Array(sound[9_600..<19_200]), among: 480...520) == 500)
        #expect(abs(SoundJudge.peak(sound[9_600..<19_200]) - 8_000) < 100)
        for length in 0..<bytes.count where length < 60 { _ = MicrophoneSource.parse(Array(bytes[..<length])) }
        #expect(MicrophoneSource.parse(Array(bytes[..<43])) == nil)
    }
}
