import CLinux
import Media

/// The thread of the headset or of another output: wait for the device's clock, one call of the real-time path, write.
final class PlaybackLoop: Sendable {
    let role: DeviceRole
    let choice: DeviceChoice
    private let path: RealtimePath
    private let wakeDescriptor: Int32
    private let watcher: DeviceWatcher
    /// The headset's alone.
    private let tick: HeadsetTick?

    init(_ output: AudioOutput, wakeDescriptor: Int32, watcher: DeviceWatcher, tick: HeadsetTick) {
        role = output.role
        choice = DeviceChoice(output.devices)
        path = output.path
        self.wakeDescriptor = wakeDescriptor
        self.watcher = watcher
        self.tick = output.role == .headset ? tick : nil
    }

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
        // Only the headset takes what the media loop makes.
        if role == .headset { clinux_eventfd_signal(wakeDescriptor) }
    }

    /// Plays into a file or into nothing, by a clock.
    private func pace(
        _ recorder: WaveRecorder?, _ buffer: UnsafeMutablePointer<Int16>,
        _ seat: inout DeviceSeat
    ) throws(ALSAError) -> FoundDevice? {
        var hasMoved = false
        tick?.begin()
        defer { tick?.end() }
        var clock = PeriodClock()
        while choice.goesOn {
            clock.wait()
            // Before the media loop is woken by what follows.
            tick?.capture(buffer, count: ALSAStream.periodFrames, by: path)
            render(buffer)
            try recorder?.write(buffer, frames: ALSAStream.periodFrames)
            // A full disk opens a file all the same.
            if !hasMoved { seat.works() }
            hasMoved = true
            if let better = seat.look() { return better }
        }
        return nil
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
                if stuckWaits == Limits.stuckWaits(hasMoved: periods > Limits.fillingPeriods) { throw .stuck }
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
