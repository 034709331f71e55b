import CLinux
import Glibc
import Media
import Testing

@testable import Devices

@Suite struct HeadsetTickTests {
    @Test func whatIsLentGoesOnWhereItStoodAndComesBackAsItIs() throws {
        let tick = HeadsetTick()
        var own = try MicrophoneSource(.tone(hertz: 1_000))
        var expected = try MicrophoneSource(.tone(hertz: 1_000))
        var sound = [Int16](repeating: 0, count: 480)
        var wanted = sound
        let port = AudioPort()
        let path = RealtimePath(port: port)
        func next() {
            expected.fill(&wanted, count: 480)
        }
        func captured() -> Bool {
            tick.capture(&sound, count: 480, by: path)
            var span = sound.mutableSpan
            return port.takeCapturedFrame(into: &span)
        }
        #expect(!captured(), "nothing is lent")
        own.fill(&sound, count: 480)
        next()
        tick.lend(own)
        for _ in 0..<3 {
            #expect(captured())
            next()
            #expect(sound == wanted)
        }
        var back = try #require(tick.takeBack())
        #expect(!captured())
        back.fill(&sound, count: 480)
        next()
        #expect(sound == wanted)
    }

    /// A disk that holds the headset's thread does not hold the microphone.
    @Test func aHeadsetThatDoesNotMoveGivesTheMicrophoneBack() {
        let tick = HeadsetTick()
        tick.begin()
        let port = AudioPort()
        let path = RealtimePath(port: port)
        let wake = clinux_eventfd()
        defer { close(wake) }
        let capture = CaptureLoop(
            devices: [.tone(hertz: 440)], path: path, wakeDescriptor: wake,
            watcher: DeviceWatcher(onUse: { _, _ in }, onEvent: { _ in }), tick: tick)
        let thread = DeviceThread(name: "capture") { capture.run() }
        var frame = [Int16](repeating: 0, count: 480)
        var sounding = 0
        while sounding < 50 {
            var waiting = pollfd(fd: wake, events: Int16(POLLIN), revents: 0)
            guard clinux_ppoll(&waiting, 1, 2_000_000_000) > 0 else { break }
            _ = clinux_counter_read(wake)
            var span = frame.mutableSpan
            while port.takeCapturedFrame(into: &span) {
                if span.indices.contains(where: { span[$0] != 0 }) { sounding += 1 }
            }
        }
        #expect(sounding >= 50)
        capture.choice.stop()
        tick.wake()
        thread.join()
    }

    /// The end of the headset's time is heard at once, also where it came before the wait.
    @Test func theEndOfTheTickWakesWhoWaits() {
        let tick = HeadsetTick()
        tick.begin()
        #expect(tick.isKept)
        tick.end()
        #expect(!tick.isKept)
        let begun = ContinuousClock.now
        tick.wait()
        #expect(ContinuousClock.now - begun < .milliseconds(90))
    }

    /// The headset goes over to another that is no card while the microphone's tone goes on: no hole.
    @Test(.serialized, arguments: [DeviceURI.wave(path: ""), .null])
    func theMicrophoneGoesOnWhileTheHeadsetChanges(_ headset: DeviceURI) {
        let port = AudioPort()
        let path = RealtimePath(port: port)
        let wake = clinux_eventfd()
        defer { close(wake) }
        let devices = AudioDevices(
            microphone: [.tone(hertz: 440)], headset: [.null], port: port, path: path, wakeDescriptor: wake,
            onEvent: { _ in })
        devices.start()
        defer { devices.stop() }
        var frame = [Int16](repeating: 0, count: 480)
        var captured = 0
        var silent = 0
        let begun = ContinuousClock.now
        var isChanged = false
        while captured < 100 {
            var waiting = pollfd(fd: wake, events: Int16(POLLIN), revents: 0)
            guard clinux_ppoll(&waiting, 1, 2_000_000_000) > 0 else { break }
            _ = clinux_counter_read(wake)
            var span = frame.mutableSpan
            while port.takeCapturedFrame(into: &span) {
                let isSilent = span.indices.allSatisfy { span[$0] == 0 }
                // Until the microphone is open there is nothing to hear.
                if captured > 0 || !isSilent { captured += 1 }
                if captured > 0, isSilent { silent += 1 }
            }
            if captured >= 50, !isChanged {
                isChanged = true
                _ = devices.select(headset, for: .headset)
            }
        }
        let elapsed = ContinuousClock.now - begun
        #expect(captured >= 100 && silent == 0)
        #expect(elapsed > .milliseconds(900) && elapsed < .milliseconds(1_200), "\(elapsed)")
    }
}
