import AgentDesk
import CLinux
import Glibc
import Synchronization

/// Before the outbox: what is asked for while it is being opened waits here, and a record that cannot be kept is given back at once.
public final class OutboxDoor: Sendable {
    private struct Early {
        var work: @Sendable (OutboxService) -> Void
        /// The record's key, where it is one that was confirmed.
        var record: String?
    }

    private struct State {
        var service: OutboxService?
        var early: [Early] = []
        /// Why it could not be opened when it was tried last.
        var problem: String?
        var isEnding = false
    }

    private let state = Mutex(State())
    /// Readable once the program ends.
    private let bell = clinux_eventfd()
    private let tell: @Sendable (OutboxReport) -> Void

    /// - Parameter tell: what the outbox reports, and the rejections from here.
    public init(tell: @escaping @Sendable (OutboxReport) -> Void) { self.tell = tell }

    deinit { close(bell) }

    /// Tries until it is open or the program ends: it may take any time, so it has a thread of its own.
    /// - Parameters:
    ///   - pause: between two attempts.
    ///   - make: opens the store.
    ///   - tellProblem: called once for each reason, not at each attempt.
    public func open(
        every pause: Duration = .seconds(5), make: () throws(StateProblem) -> OutboxService,
        tellProblem: (StateProblem) -> Void
    ) {
        while !state.withLock({ $0.isEnding }) {
            do throws(StateProblem) { return enter(try make()) } catch {
                if refuse(error.reason) { tellProblem(error) }
            }
            var waiting = pollfd(fd: bell, events: Int16(POLLIN), revents: 0)
            let parts = pause.components
            _ = clinux_ppoll(&waiting, 1, parts.seconds * 1_000_000_000 + parts.attoseconds / 1_000_000_000)
        }
    }

    /// What waited goes first: nothing that is asked for meanwhile comes before it.
    private func enter(_ service: OutboxService) {
        state.withLock { state in
            guard !state.isEnding else { return }
            service.run()
            for early in state.early { early.work(service) }
            state.early = []
            state.service = service
        }
    }

    /// - Returns: whether the reason is new.
    private func refuse(_ reason: String) -> Bool {
        let (records, isNew) = state.withLock { state in
            defer {
                state.problem = reason
                state.early.removeAll { $0.record != nil }
            }
            return (state.early.compactMap(\.record), state.problem != reason)
        }
        for record in records { tell(.rejected(key: record, .unkept(reason))) }
        return isNew
    }

    /// A record that the agent confirmed: it is in the outbox, waits here, or is given back.
    public func submit(_ record: IncidentRecord) {
        let rejection: OutboxRejection? = take(Early(work: { $0.submit(record) }, record: record.id))
        if let rejection { tell(.rejected(key: record.id, rejection)) }
    }

    /// Done once the outbox is open.
    public func run(_ work: @escaping @Sendable (OutboxService) -> Void) { _ = take(Early(work: work)) }

    private func take(_ early: Early) -> OutboxRejection? {
        state.withLock { state in
            if let service = state.service {
                early.work(service)
                return nil
            }
            if early.record != nil, let problem = state.problem { return .unkept(problem) }
            guard state.early.count < Limits.earlyWork else { return .full }
            state.early.append(early)
            return nil
        }
    }

    public func stop(within seconds: Int) {
        let service = state.withLock { state in
            state.isEnding = true
            return state.service
        }
        clinux_eventfd_signal(bell)
        service?.stop(within: seconds)
    }
}
