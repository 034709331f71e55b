import CLinux
import Media

/// The thread of the headset or of another output: wait for the device's clock, one call of the real-time path, write.
final class PlaybackLoop: Sendable {
    let role: DeviceRole
    let choice: DeviceChoice
    private let path: RealtimePath
    private let wakeDescriptor: Int32
    private let watcher: DeviceWatcher
    /// The microphone's work of each period; the headset's alone.
    private let microphone: PeriodLoan?
    private let wake = WakeSignal()

    /// - Parameter microphone: its thread lends to the headset's, where that plays into nothing.
    init(_ output: AudioOutput, wakeDescriptor: Int32, watcher: DeviceWatcher, microphone: PeriodLoan) {
        role = output.role
        choice = DeviceChoice(output.devices)
        path = output.path
        self.wakeDescriptor = wakeDescriptor
        self.watcher = watcher
        self.microphone = output.role == .headset ? microphone : nil
    }

    /// Any thread: the choice is another, or the end.
    func heedChoice() { wake.wake() }

    func run() {
        let buffer = UnsafeMutablePointer<Int16>.allocate(capacity: 2 * ALSAStream.periodFrames)
        defer { buffer.deallocate() }
        path.port.isPlaybackRunning = true
        defer { path.port.isPlaybackRunning = false }
        var seat = DeviceSeat(role, choice, watcher)
        seat.occupy(
            without: { render(buffer) }, serve: { device, seat throws(ALSAError) in try serve(device, buffer, &seat) })
    }

    /// Serves a device until it fails, a better one is there (which is returned), or it is to end or to be another.
    private func serve(
        _ found: FoundDevice, _ buffer: UnsafeMutablePointer<Int16>, _ seat: inout DeviceSeat
    ) throws(ALSAError) -> FoundDevice? {
        switch found.opened {
        case .card(let connection):
            guard let stream = connection.take() else { return nil }
            return try play(stream, buffer, &seat)
        case .file(let recorder): return try pace(recorder, buffer, &seat)
        case .sound, .nobody: return try pace(nil, buffer, &seat)
        }
    }

    private func render(_ buffer: UnsafeMutablePointer<Int16>) {
        path.render(into: buffer, frames: ALSAStream.periodFrames, at: PeriodClock.now())
        wakeLoop()
    }

    /// Only the headset takes what the media loop makes.
    private func wakeLoop() { if role == .headset { clinux_eventfd_signal(wakeDescriptor) } }

    /// Plays into a file or into nothing. A disk may block: who writes on one neither lends nor borrows.
    private func pace(
        _ recorder: WaveRecorder?, _ buffer: UnsafeMutablePointer<Int16>,
        _ seat: inout DeviceSeat
    ) throws(ALSAError) -> FoundDevice? {
        let microphone = recorder == nil ? microphone : nil
        microphone?.begin()
        defer { microphone?.end() }
        let path = path
        nonisolated(unsafe) let buffer = buffer
        return try seat.pace(
            lending: role == .headset && recorder == nil ? path.port.headset : nil, wake,
            work: {
                microphone?.run()
                path.render(into: buffer, frames: ALSAStream.periodFrames, at: PeriodClock.now())
            },
            after: { () throws(ALSAError) in
                wakeLoop()
                try recorder?.write(buffer, frames: ALSAStream.periodFrames)
            })
    }

    /// The device is told as working once it really moves: what is written first only fills its buffer.
    private func play(
        _ stream: consuming ALSAStream, _ buffer: UnsafeMutablePointer<Int16>,
        _ seat: inout DeviceSeat
    ) throws(ALSAError) -> FoundDevice? {
        var stuckWaits = 0
        var periods = 0
        var missingClock = MissingClock()
        while choice.goesOn {
            if let better = seat.look() { return better }
            guard try stream.wait() else {
                stuckWaits += 1
                // Not a period in 100 ms: the sound goes on without it.
                for _ in 0..<10 { render(buffer) }
                if stuckWaits == Limits.stuckWaits(hasMoved: periods > Limits.settlingPeriods) { throw .stuck }
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
            missingClock.pace()
            periods += 1
            if periods == Limits.fillingPeriods { seat.works() }
        }
        return nil
    }
}
