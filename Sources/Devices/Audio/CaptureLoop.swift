import CLinux
import Media
import Synchronization

/// The microphone's thread: wait for the device's clock, read, one call of the real-time path. Its clock sends RTP.
final class CaptureLoop: Sendable {
    private let device: DeviceURI
    private let path: RealtimePath
    private let wakeDescriptor: Int32
    private let onEvent: @Sendable (DeviceEvent) -> Void
    private let isStopping = Atomic<Bool>(false)

    init(
        device: DeviceURI, path: RealtimePath, wakeDescriptor: Int32, onEvent: @escaping @Sendable (DeviceEvent) -> Void
    ) {
        self.device = device
        self.path = path
        self.wakeDescriptor = wakeDescriptor
        self.onEvent = onEvent
    }

    func stop() { isStopping.store(true, ordering: .releasing) }

    func run() {
        let buffer = UnsafeMutablePointer<Int16>.allocate(capacity: ALSAStream.periodFrames)
        defer { buffer.deallocate() }
        path.port.isCaptureRunning = true
        defer { path.port.isCaptureRunning = false }
        if case .alsa(let name) = device { runCard(name, buffer) } else { runClock(buffer) }
    }

    private func capture(_ buffer: UnsafeMutablePointer<Int16>, count: Int = ALSAStream.periodFrames) {
        path.capture(buffer, count: count)
        clinux_eventfd_signal(wakeDescriptor)
    }

    private func captureSilence(_ buffer: UnsafeMutablePointer<Int16>) {
        buffer.update(repeating: 0, count: ALSAStream.periodFrames)
        capture(buffer)
    }

    private func runClock(_ buffer: UnsafeMutablePointer<Int16>) {
        var condition = DeviceCondition(.microphone)
        var source: MicrophoneSource?
        var clock = PeriodClock()
        while !isStopping.load(ordering: .acquiring) {
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

    private func runCard(_ name: String, _ buffer: UnsafeMutablePointer<Int16>) {
        let connection = ALSAConnection(name: name, direction: .capture)
        var condition = DeviceCondition(.microphone)
        var clock = PeriodClock()
        connection.open()
        while !isStopping.load(ordering: .acquiring) {
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

    /// Records until the device fails (the reason) or the end (nil).
    private func record(
        _ stream: consuming ALSAStream, _ buffer: UnsafeMutablePointer<Int16>, _ condition: inout DeviceCondition
    ) -> String? {
        var stuckWaits = 0
        var hasMoved = false
        do throws(ALSAError) {
            while !isStopping.load(ordering: .acquiring) {
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
