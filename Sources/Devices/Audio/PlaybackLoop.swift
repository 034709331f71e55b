import CLinux
import Media

/// The thread of the headset or of another output: wait for the device's clock, one call of the real-time path, write.
final class PlaybackLoop: Sendable {
    let role: DeviceRole
    let choice: DeviceChoice
    private let path: RealtimePath
    private let wakeDescriptor: Int32
    private let onEvent: @Sendable (DeviceEvent) -> Void

    init(_ output: AudioOutput, wakeDescriptor: Int32, onEvent: @escaping @Sendable (DeviceEvent) -> Void) {
        role = output.role
        choice = DeviceChoice(output.device)
        path = output.path
        self.wakeDescriptor = wakeDescriptor
        self.onEvent = onEvent
    }

    func run() {
        let buffer = UnsafeMutablePointer<Int16>.allocate(capacity: 2 * ALSAStream.periodFrames)
        defer { buffer.deallocate() }
        path.port.isPlaybackRunning = true
        defer { path.port.isPlaybackRunning = false }
        var condition = DeviceCondition(role)
        while let device = choice.begin() {
            condition.tryAnother()
            switch device {
            case .alsa(let name): runCard(name, buffer, &condition)
            case .wave(let file): runFile(file, buffer, &condition)
            case .tone, .burst, .silence, .null:
                if let event = condition.works() { onEvent(event) }
                runClock(buffer)
            }
        }
    }

    private func render(_ buffer: UnsafeMutablePointer<Int16>) {
        path.render(into: buffer, frames: ALSAStream.periodFrames, at: PeriodClock.now())
        // Only the headset takes what the media loop makes.
        if role == .headset { clinux_eventfd_signal(wakeDescriptor) }
    }

    private func runClock(_ buffer: UnsafeMutablePointer<Int16>) {
        var clock = PeriodClock()
        while choice.goesOn {
            clock.wait()
            render(buffer)
        }
    }

    private func runFile(
        _ file: String, _ buffer: UnsafeMutablePointer<Int16>, _ condition: inout DeviceCondition
    ) {
        var clock = PeriodClock()
        var recorder: WaveRecorder?
        while choice.goesOn {
            clock.wait()
            render(buffer)
            do throws(ALSAError) {
                if recorder == nil, PeriodClock.now() >= condition.nextTryNanoseconds {
                    recorder = try WaveRecorder(path: file)
                    if let event = condition.works() { onEvent(event) }
                }
                try recorder?.write(buffer, frames: ALSAStream.periodFrames)
            } catch {
                recorder = nil
                if let event = condition.fails(error.reason) { onEvent(event) }
            }
        }
    }

    private func runCard(
        _ name: String, _ buffer: UnsafeMutablePointer<Int16>, _ condition: inout DeviceCondition
    ) {
        let connection = ALSAConnection(name: name, direction: .playback)
        var clock = PeriodClock()
        connection.open()
        while choice.goesOn {
            // No card: the clock goes on, so that calls and speech keep their time.
            clock.wait()
            render(buffer)
            switch connection.answer() {
            case .nothing:
                if condition.isTimeToTryAgain { connection.open() }
            case .failed(let reason):
                if let event = condition.fails(reason) { onEvent(event) }
            case .ready:
                guard let stream = connection.take() else { continue }
                let reason = play(stream, buffer, &condition)
                if let reason, let event = condition.fails(reason) { onEvent(event) }
                clock.restart()
            }
        }
    }

    /// Plays until the device fails (the reason), or it is to end or to be another (nil). The device is told as working once it really moves: what
    /// is written first only fills its buffer.
    private func play(
        _ stream: consuming ALSAStream, _ buffer: UnsafeMutablePointer<Int16>, _ condition: inout DeviceCondition
    ) -> String? {
        var stuckWaits = 0
        var periods = 0
        do throws(ALSAError) {
            while choice.goesOn {
                guard try stream.wait() else {
                    stuckWaits += 1
                    // Not a period in 100 ms: the sound goes on without it.
                    for _ in 0..<10 { render(buffer) }
                    if stuckWaits == Limits.stuckWaits(hasMoved: periods > Limits.fillingPeriods) { return "no clock" }
                    continue
                }
                stuckWaits = 0
                render(buffer)
                var done = 0
                while done < ALSAStream.periodFrames, choice.goesOn {
                    let taken = try stream.write(buffer + 2 * done, frames: ALSAStream.periodFrames - done)
                    done += taken
                    if taken == 0, try !stream.wait() { break }
                }
                periods += 1
                if periods == Limits.fillingPeriods, let event = condition.works() { onEvent(event) }
            }
        } catch {
            return error.reason
        }
        return nil
    }
}
