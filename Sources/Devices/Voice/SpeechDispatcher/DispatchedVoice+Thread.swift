import CLinux
import Glibc
import Synchronization

/// The thread that talks with Speech Dispatcher.
extension DispatchedVoice {
    func run() {
        let firstWords = ContinuousClock.now + .milliseconds(Limits.dispatcherPatienceMilliseconds)
        var launched: DispatcherStart?
        while true {
            let descriptor = reach(firstWords, &launched)
            if state.withLock({ $0.isStopping }) {
                if descriptor >= 0 { close(descriptor) }
                return
            }
            if descriptor >= 0 {
                carryOut(state.withLock { $0.connect(user: user) })
                converse(descriptor)
                close(descriptor)
                if state.withLock({ $0.isStopping }) { return }
            }
            carryOut(state.withLock { $0.lose() })
            guard rest() else { return }
        }
    }

    /// A connection, to one that is started where none runs; -1 where there is none.
    private func reach(_ firstWords: ContinuousClock.Instant, _ launched: inout DispatcherStart?) -> Int32 {
        guard let address else { return -1 }
        let known = address.connect()
        guard known < 0 else { return known }
        if launched?.isOver() ?? true { launched = DispatcherStart(address) }
        let deadline = ContinuousClock.now + .milliseconds(Limits.dispatcherStartMilliseconds)
        while let start = launched {
            // Whoever has gone into the background listens already.
            let isOver = start.isOver()
            let descriptor = address.connect()
            if isOver { launched = nil }
            if descriptor >= 0 || isOver { return descriptor }
            let now = ContinuousClock.now
            if now >= deadline || state.withLock({ $0.isStopping }) {
                start.giveUp()
                launched = nil
                return -1
            }
            if now >= firstWords { carryOut(state.withLock { $0.loseFirstWords() }) }
            signal.wait(milliseconds: 20)
        }
        return -1
    }

    /// Until it is tried again; false: the program ends.
    private func rest() -> Bool {
        let end = ContinuousClock.now + .milliseconds(Limits.dispatcherRetryMilliseconds)
        while true {
            let left = ContinuousClock.now.milliseconds(until: end)
            if state.withLock({ $0.isStopping }) { return false }
            if left <= 0 { return true }
            signal.wait(milliseconds: left)
        }
    }

    /// Talks until either side ends it.
    private func converse(_ descriptor: Int32) {
        var unsent: [UInt8] = []
        var isStopping = false
        var askedAt = ContinuousClock.now
        var octets = [UInt8](repeating: 0, count: 4_096)
        while true {
            let now = ContinuousClock.now
            let (awaits, deadline) = state.withLock { state in
                let output = state.takeOutput()
                if !output.isEmpty { askedAt = now }
                unsent += output
                isStopping = state.isStopping
                return (state.session?.awaitsAnswer ?? false, state.nextDeadline)
            }
            if isStopping {
                unsent += Array("QUIT\r\n".utf8)
                _ = send(descriptor, unsent, unsent.count, Int32(MSG_NOSIGNAL))
                return
            }
            if !unsent.isEmpty {
                let sent = send(descriptor, unsent, unsent.count, Int32(MSG_NOSIGNAL))
                if sent > 0 { unsent.removeFirst(sent) }
                if sent < 0, errno != EAGAIN, errno != EINTR { return }
            }
            var until = awaits || !unsent.isEmpty ? askedAt + .milliseconds(Limits.dispatcherAnswerMilliseconds) : nil
            if let answer = until, answer <= now { return }
            if let deadline { until = min(until ?? deadline, deadline) }
            let hasRoom = wait(descriptor, forRoom: !unsent.isEmpty, until)
            if hasRoom {
                let count = read(descriptor, &octets, octets.count)
                if count == 0 || count < 0 && errno != EAGAIN && errno != EINTR { return }
                if count > 0 {
                    askedAt = .now
                    do throws(SSIPFault) { try take(octets.prefix(count)) } catch { return }
                }
            }
            carryOut(state.withLock { $0.handleTimeout(at: .now) })
        }
    }

    private func take(_ octets: ArraySlice<UInt8>) throws(SSIPFault) {
        let result: Result<[DispatchStep], SSIPFault> = state.withLock { state in
            do throws(SSIPFault) { return .success(try state.receive(octets)) } catch { return .failure(error) }
        }
        carryOut(try result.get())
    }

    /// Until octets come, the thread is woken, or a time is over. Whether the connection is to be read.
    private func wait(_ descriptor: Int32, forRoom: Bool, _ until: ContinuousClock.Instant?) -> Bool {
        let events = Int16(forRoom ? POLLIN | POLLOUT : POLLIN)
        let milliseconds = until.map { max(1, ContinuousClock.now.milliseconds(until: $0)) } ?? -1
        return signal.wait(milliseconds: milliseconds, besides: descriptor, events)
    }
}

extension ContinuousClock.Instant {
    /// Whole milliseconds, rounded up.
    fileprivate func milliseconds(until later: ContinuousClock.Instant) -> Int {
        let parts = (later - self).components
        return Int(parts.seconds) * 1_000 + Int(parts.attoseconds / 1_000_000_000_000_000) + 1
    }
}
