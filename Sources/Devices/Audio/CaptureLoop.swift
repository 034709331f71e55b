import CLinux
import Media

/// The microphone's thread: wait for the device's clock, read, one call of the real-time path. Its clock sends RTP.
final class CaptureLoop: Sendable {
    let choice: DeviceChoice
    private let path: RealtimePath
    private let wakeDescriptor: Int32
    private let watcher: DeviceWatcher
    private let loan: PeriodLoan
    private let wake = WakeSignal()

    /// - Parameter loan: to the headset's thread.
    init(
        devices: [DeviceURI], path: RealtimePath, wakeDescriptor: Int32, watcher: DeviceWatcher, loan: PeriodLoan
    ) {
        choice = DeviceChoice(devices)
        self.path = path
        self.wakeDescriptor = wakeDescriptor
        self.watcher = watcher
        self.loan = loan
    }

    /// Any thread: the choice is another, or the end.
    func heedChoice() { wake.wake() }

    func run() {
        let buffer = UnsafeMutablePointer<Int16>.allocate(capacity: ALSAStream.periodFrames)
        defer { buffer.deallocate() }
        path.port.isCaptureRunning = true
        defer { path.port.isCaptureRunning = false }
        var seat = DeviceSeat(.microphone, choice, watcher)
        seat.occupy(
            without: { captureSilence(buffer) },
            serve: { device, seat throws(ALSAError) in try serve(device, buffer, &seat) })
    }

    /// Serves a device until it fails, a better one is there (which is returned), or it is to end or to be another.
    private func serve(
        _ found: FoundDevice, _ buffer: UnsafeMutablePointer<Int16>, _ seat: inout DeviceSeat
    ) throws(ALSAError) -> FoundDevice? {
        switch found.opened {
        case .card(let connection):
            guard let stream = connection.take() else { return nil }
            return try record(stream, buffer, &seat)
        case .sound(let source): return try pace(source, buffer, &seat)
        case .file, .nobody: return nil
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

    private func pace(
        _ source: MicrophoneSource, _ buffer: UnsafeMutablePointer<Int16>, _ seat: inout DeviceSeat
    ) throws(ALSAError) -> FoundDevice? {
        // One thread at a time, as the loan says.
        nonisolated(unsafe) var source = source
        nonisolated(unsafe) let buffer = buffer
        let path = path
        return try seat.pace(
            lending: loan, wake,
            work: {
                source.fill(buffer, count: ALSAStream.periodFrames)
                path.capture(buffer, count: ALSAStream.periodFrames)
            },
            after: { clinux_eventfd_signal(wakeDescriptor) })
    }

    private func record(
        _ stream: consuming ALSAStream, _ buffer: UnsafeMutablePointer<Int16>,
        _ seat: inout DeviceSeat
    ) throws(ALSAError) -> FoundDevice? {
        var stuckWaits = 0
        var hasMoved = false
        var missingClock = MissingClock()
        while choice.goesOn {
            if let better = seat.look() { return better }
            guard try stream.wait() else {
                stuckWaits += 1
                for _ in 0..<10 { captureSilence(buffer) }
                if stuckWaits == Limits.stuckWaits(hasMoved: hasMoved) { throw .stuck }
                continue
            }
            let count = try stream.read(buffer, frames: ALSAStream.periodFrames)
            if count > 0 {
                stuckWaits = 0
                capture(buffer, count: count)
                missingClock.pace()
                if !hasMoved { seat.works() }
                hasMoved = true
            }
        }
        return nil
    }
}
