import CLinux
import Media

/// The microphone's thread: wait for the device's clock, read, one call of the real-time path. Its clock sends RTP.
final class CaptureLoop: Sendable {
    let choice: DeviceChoice
    private let path: RealtimePath
    private let wakeDescriptor: Int32
    private let onEvent: @Sendable (DeviceEvent) -> Void

    init(
        device: DeviceURI, path: RealtimePath, wakeDescriptor: Int32, onEvent: @escaping @Sendable (DeviceEvent) -> Void
    ) {
        choice = DeviceChoice(device)
        self.path = path
        self.wakeDescriptor = wakeDescriptor
        self.onEvent = onEvent
    }

    func run() {
        let buffer = UnsafeMutablePointer<Int16>.allocate(capacity: ALSAStream.periodFrames)
        defer { buffer.deallocate() }
        path.port.isCaptureRunning = true
        defer { path.port.isCaptureRunning = false }
        var condition = DeviceCondition(.microphone)
        while let device = choice.begin() {
            condition.tryAnother()
            if case .alsa(let name) = device {
                runCard(name, buffer, &condition)
            } else {
                runClock(device, buffer, &condition)
            }
        }
    }

    private func capture(_ buffer: UnsafeMutablePointer<Int16>, count: Int = ALSAStream.periodFrames) {
        path.capture(buffer, count: count)
        clinux_eventfd_signal(wakeDescriptor)
    }

    private func captureSilence(_ buffer: UnsafeMutablePointer<Int16>) {
        buffer.update(repeating: 0, count: ALSAStream.periodFrames)
        capture(buffer)
    }

    private func runClock(
        _ device: DeviceURI, _ buffer: UnsafeMutablePointer<Int16>, _ condition: inout DeviceCondition
    ) {
        var source: MicrophoneSource?
        var clock = PeriodClock()
        while choice.goesOn {
            clock.wait()
            if source == nil, PeriodClock.now() >= condition.nextTryNanoseconds {
                do throws(ALSAError) {
                    source = try MicrophoneSource(device)
                    if let event = condition.works() { onEvent(event) }
                } catch {
                    if let event = condition.fails(error.reason) { onEvent(event) }
                }
            }
            buffer.update(repeating: 0, count: ALSAStream.periodFrames)
            source?.fill(buffer, count: ALSAStream.periodFrames)
            capture(buffer)
        }
    }

    private func runCard(
        _ name: String, _ buffer: UnsafeMutablePointer<Int16>, _ condition: inout DeviceCondition
    ) {
        let connection = ALSAConnection(name: name, direction: .capture)
        var clock = PeriodClock()
        connection.open()
        while choice.goesOn {
            clock.wait()
            captureSilence(buffer)
            switch connection.answer() {
            case .nothing:
                if condition.isTimeToTryAgain { connection.open() }
            case .failed(let reason):
                if let event = condition.fails(reason) { onEvent(event) }
            case .ready:
                guard let stream = connection.take() else { continue }
                let reason = record(stream, buffer, &condition)
                if let reason, let event = condition.fails(reason) { onEvent(event) }
                clock.restart()
            }
        }
    }

    /// Records until the device fails (the reason), or it is to end or to be another (nil).
    private func record(
        _ stream: consuming ALSAStream, _ buffer: UnsafeMutablePointer<Int16>, _ condition: inout DeviceCondition
    ) -> String? {
        var stuckWaits = 0
        var hasMoved = false
        do throws(ALSAError) {
            while choice.goesOn {
                guard try stream.wait() else {
                    stuckWaits += 1
                    for _ in 0..<10 { captureSilence(buffer) }
                    if stuckWaits == Limits.stuckWaits(hasMoved: hasMoved) { return "no clock" }
                    continue
                }
                let count = try stream.read(buffer, frames: ALSAStream.periodFrames)
                if count > 0 {
                    stuckWaits = 0
                    capture(buffer, count: count)
                    if !hasMoved, let event = condition.works() { onEvent(event) }
                    hasMoved = true
                }
            }
        } catch {
            return error.reason
        }
        return nil
    }
}
