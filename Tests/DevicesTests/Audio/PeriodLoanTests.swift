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

    /// A disk that holds the headset's thread does not hold the microphone.
    @Test func aHeadsetThatDoesNotMoveGivesTheMicrophoneBack() {
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
        capture.heedChoice()
        thread.join()
    }

    /// The media loop does the work of a headset that plays into nothing, and of its microphone, and gives both back: the tone
    /// goes on, in its own time.
    @Test func theMediaLoopTakesTheWorkAndGivesItBack() {
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
        var (captured, silent, lent) = (0, 0, 0)
        let begun = ContinuousClock.now
        var clock = PeriodClock()
        while captured < 200, ContinuousClock.now - begun < .seconds(5) {
            // As the loop: by its own timer where it has the work, else when it is woken.
            if port.headset.isLent {
                clock.wait()
                port.headset.run()
                lent += 1
            } else {
                var waiting = pollfd(fd: wake, events: Int16(POLLIN), revents: 0)
                guard clinux_ppoll(&waiting, 1, 2_000_000_000) > 0 else { break }
                _ = clinux_counter_read(wake)
                clock.restart()
            }
            var span = frame.mutableSpan
            while port.takeCapturedFrame(into: &span) {
                let isSilent = span.indices.allSatisfy { span[$0] == 0 }
                if captured > 0 || !isSilent { captured += 1 }
                if captured > 0, isSilent { silent += 1 }
            }
            if captured == 50 { port.headset.begin() }
            if captured == 150, port.headset.isWanted { port.headset.end() }
        }
        let elapsed = ContinuousClock.now - begun
        #expect(captured >= 200 && silent == 0 && lent > 80 && lent < 110, "\(captured) \(silent) \(lent)")
        #expect(elapsed > .milliseconds(1_900) && elapsed < .milliseconds(2_400), "\(elapsed)")
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
