import CallEngine
import Glibc
import Media
import Synchronization
import Transport

/// CLOCK_MONOTONIC in nanoseconds.
func monotonicNow() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
}

/// One end of a call as the program runs it: the media loop on real sockets, the real-time path, and two threads that stand
/// for a sound card with periods of 10 ms.
final class End: Sendable {
    static let period = 10_000_000
    let port = AudioPort()
    let path: RealtimePath
    let loop: MediaLoop
    /// When each burst began to be spoken, or to be heard, in nanoseconds: sample by sample, not period by period.
    let onsets = Mutex<[Int]>([])
    private let reports = Mutex<(ports: [MediaID: (rtp: UInt16, rtcp: UInt16)], figures: StreamStatistics?)>(([:], nil))
    private let calls: [MediaID]
    private let isEnding = Atomic<Bool>(false)

    init(calls count: Int = 1) throws {
        calls = (1...count).map { MediaID($0) }
        path = RealtimePath(port: port)
        loop = try MediaLoop(endpoint: .port(port))
        // As `AudioDevices` has it: a period.
        port.playoutTargetSamples = 480
        loop.report { [self] report in
            switch report {
            case .ready(let call, _, let rtp, let rtcp, _): reports.withLock { $0.ports[call] = (rtp, rtcp) }
            case .statistics(_, let figures, _): reports.withLock { $0.figures = figures }
            default: break
            }
        }
        for call in calls { loop.perform(.open(call, localHost: "127.0.0.1")) }
    }

    private func ports(of call: MediaID) -> (rtp: UInt16, rtcp: UInt16) {
        while true {
            if let ports = reports.withLock({ $0.ports[call] }) { return ports }
            usleep(1_000)
        }
    }

    var figures: StreamStatistics {
        loop.perform(.statistics(MediaID(1), token: 1))
        while true {
            if let figures = reports.withLock({ $0.figures.take() }) { return figures }
            usleep(1_000)
        }
    }

    func talk(to other: End, _ codec: Codec) {
        let format = StreamPlan.Format(codec: codec, payloadType: codec.defaultPayloadType)
        for call in calls {
            let ports = other.ports(of: call)
            loop.perform(
                .apply(
                    call,
                    StreamPlan(
                        remoteHost: "127.0.0.1", remotePort: ports.rtp, remoteRTCPPort: ports.rtcp,
                        direction: .sendReceive, sending: format, receiving: [format], sendingEvents: nil,
                        receivingEvents: [], packetMilliseconds: 20)))
        }
    }

    /// Starts the card. `phase`: where in a period its clock stands. Bursts of 100 ms of 1 kHz each 500 ms, at any sample.
    func start(speaks: Bool, phase: Int) {
        port.isCaptureRunning = true
        port.isPlaybackRunning = true
        thread { [self] in capture(speaks: speaks, phase: phase) }
        thread { [self] in play(phase: phase + 3_000_000) }
    }

    func stop() {
        isEnding.store(true, ordering: .releasing)
        usleep(50_000)
        loop.stop()
    }

    private func thread(_ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        pthread_create(&thread, nil, runBody, Unmanaged.passRetained(Body(body)).toOpaque())
        // A card is never late; the threads of `Devices` ask for the same.
        var parameter = sched_param(sched_priority: 10)
        pthread_setschedparam(thread, SCHED_FIFO, &parameter)
        pthread_detach(thread)
    }

    private func everyPeriod(phase: Int, _ work: (Int) -> Void) {
        var next = (monotonicNow() / Self.period + 1) * Self.period + phase
        while !isEnding.load(ordering: .acquiring) {
            var time = timespec(tv_sec: next / 1_000_000_000, tv_nsec: next % 1_000_000_000)
            while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil) == EINTR {}
            work(next)
            var one: UInt64 = 1
            write(port.wakeDescriptor, &one, 8)
            next += Self.period
        }
    }

    private func capture(speaks: Bool, phase: Int) {
        var samples = [Int16](repeating: 0, count: 480)
        var untilBurst = 48_000
        var spoken = 0
        everyPeriod(phase: phase) { now in
            for index in 0..<480 {
                if untilBurst == 0 {
                    // What was delivered at `now` was spoken in the period before.
                    if speaks { onsets.withLock { $0.append(now - Self.period + index * 1_000_000 / 48) } }
                    untilBurst = 24_000 + Int.random(in: 0..<480)
                    spoken = 4_800
                }
                untilBurst -= 1
                spoken = max(0, spoken - 1)
                samples[index] = speaks && spoken > 0 ? Int16(8_000 * sin(2 * .pi * Double(spoken) / 48)) : 0
            }
            samples.withUnsafeMutableBufferPointer { if let base = $0.baseAddress { path.capture(base, count: 480) } }
        }
    }

    private func play(phase: Int) {
        var stereo = [Int16](repeating: 0, count: 960)
        var quiet = 0
        everyPeriod(phase: phase) { now in
            stereo.withUnsafeMutableBufferPointer {
                if let base = $0.baseAddress { path.render(into: base, frames: 480, at: now) }
            }
            for index in 0..<480 {
                guard abs(Int(stereo[2 * index])) > 1_500 else {
                    quiet += 1
                    continue
                }
                // What is rendered at `now` is heard from now on.
                if quiet > 9_600 { onsets.withLock { $0.append(now + index * 1_000_000 / 48) } }
                quiet = 0
            }
        }
    }
}

/// What a thread is to run.
private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

private func runBody(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
    return nil
}
