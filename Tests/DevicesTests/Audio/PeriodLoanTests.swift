import CLinux
import Glibc
import Media
import Synchronization
import Testing

@testable import Devices

@Suite struct PeriodLoanTests {
    @Test func whatIsLentIsDoneOnceAPeriodUntilItIsTakenBack() {
        let loan = PeriodLoan()
        let done = Atomic<Int>(0)
        loan.run()
        #expect(done.load(ordering: .relaxed) == 0 && !loan.isLent)
        let woken = Atomic<Int>(0)
        loan.begin()
        loan.lend({ done.wrappingAdd(1, ordering: .relaxed) }, wake: { woken.wrappingAdd(1, ordering: .relaxed) })
        #expect(loan.isLent && loan.isWanted)
        for _ in 0..<3 { loan.run() }
        #expect(done.load(ordering: .relaxed) == 3 && woken.load(ordering: .relaxed) == 0)
        loan.end()
        #expect(woken.load(ordering: .relaxed) == 1 && !loan.isWanted)
        loan.takeBack()
        loan.run()
        #expect(done.load(ordering: .relaxed) == 3 && loan.periods == 5)
    }

    /// Takes the captured frames that are there, from the first that sounds, and counts them and the silent ones among them.
    private struct Listener {
        var captured = 0
        var silent = 0
        var begun: ContinuousClock.Instant?

        mutating func take(_ port: AudioPort) {
            var frame = [Int16](repeating: 0, count: 480)
            var span = frame.mutableSpan
            while port.takeCapturedFrame(into: &span) {
                let isSilent = span.indices.allSatisfy { span[$0] == 0 }
                // Until the microphone is open there is nothing to hear.
                guard captured > 0 || !isSilent else { continue }
                begun = begun ?? .now
                captured += 1
                if isSilent { silent += 1 }
            }
        }

        /// Since the first frame that sounded.
        var seconds: Double { begun.map { (ContinuousClock.now - $0) / .seconds(1) } ?? 0 }
    }

    /// The media loop's part: wakes, for two seconds at most, when the devices signal.
    private static func isWoken(_ descriptor: Int32) -> Bool {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard clinux_ppoll(&waiting, 1, 2_000_000_000) > 0 else { return false }
        return clinux_counter_read(descriptor) > 0
    }

    /// A microphone and a headset that are no cards, started.
    private static func toneIntoNothing(_ port: AudioPort, _ wake: Int32) -> AudioDevices {
        let devices = AudioDevices(
            microphone: [.tone(hertz: 440)], headset: [.null], port: port, path: RealtimePath(port: port),
            wakeDescriptor: wake, onEvent: { _ in })
        devices.start()
        return devices
    }

    /// A borrower that is held up does not hold the microphone.
    @Test func aBorrowerThatDoesNotMoveGivesTheMicrophoneBack() {
        let loan = PeriodLoan()
        loan.begin()
        let port = AudioPort()
        let path = RealtimePath(port: port)
        let wake = clinux_eventfd()
        defer { close(wake) }
        let capture = CaptureLoop(
            devices: [.tone(hertz: 440)], path: path, wakeDescriptor: wake,
            watcher: DeviceWatcher(onUse: { _, _ in }, onEvent: { _ in }), loan: loan)
        let thread = DeviceThread(name: "capture") { capture.run() }
        var listener = Listener()
        while listener.captured < 50, Self.isWoken(wake) { listener.take(port) }
        #expect(listener.captured >= 50 && listener.silent == 0)
        capture.choice.stop()
        capture.heedChoice()
        thread.join()
    }

    /// The media loop does the work of a headset that plays into nothing, and of its microphone, and gives both back: the tone
    /// goes on, in its own time.
    @Test func theMediaLoopTakesTheWorkAndGivesItBack() {
        let (port, wake) = (AudioPort(), clinux_eventfd())
        defer { close(wake) }
        let devices = Self.toneIntoNothing(port, wake)
        defer { devices.stop() }
        var listener = Listener()
        var lent = 0
        var clock = PeriodClock()
        while listener.captured < 200 {
            // As the loop: by its own timer where it has the work, else when it is woken.
            if port.headset.isLent {
                clock.wait()
                port.headset.run()
                lent += 1
            } else {
                guard Self.isWoken(wake) else { break }
                clock.restart()
            }
            listener.take(port)
            if listener.captured >= 50, lent == 0 { port.headset.begin() }
            if lent >= 100, port.headset.isWanted { port.headset.end() }
        }
        #expect(listener.captured >= 200 && listener.silent == 0 && lent >= 100 && !port.headset.isLent)
        let seconds = listener.seconds
        #expect(seconds > 1.8 && seconds < 4, "\(seconds)")
    }

    /// The headset goes over to another that is no card while the microphone's tone goes on: no hole.
    @Test(.serialized, arguments: [DeviceURI.wave(path: ""), .null])
    func theMicrophoneGoesOnWhileTheHeadsetChanges(_ headset: DeviceURI) {
        let (port, wake) = (AudioPort(), clinux_eventfd())
        defer { close(wake) }
        let devices = Self.toneIntoNothing(port, wake)
        defer { devices.stop() }
        var listener = Listener()
        var isChanged = false
        while listener.captured < 100, Self.isWoken(wake) {
            listener.take(port)
            if listener.captured >= 50, !isChanged {
                isChanged = true
                _ = devices.select(headset, for: .headset)
            }
        }
        #expect(listener.captured >= 100 && listener.silent == 0)
        let seconds = listener.seconds
        #expect(seconds > 0.9 && seconds < 2, "\(seconds)")
    }
}
