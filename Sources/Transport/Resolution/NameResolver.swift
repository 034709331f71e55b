import CallEngine
import NIOCore
import SIP
import Time

/// Turns names into addresses and servers into places (RFC 3263): many may ask the same at once, one question goes out, and
/// answers are kept for their time. Numeric addresses need nobody and answer at once. Confined to one event loop.
final class NameResolver {
    private typealias Question = ServerLocation.Question
    private typealias Answer = ServerLocation.Answer

    private struct Kept {
        var answer: Answer
        var until: Instant
    }

    private let loop: any EventLoop
    private let servers: [String]
    private let gate = LoopGate()
    /// Started with the first name.
    private var thread: DNSThread?
    private var isStopped = false
    private var waiting: [Question: [(Answer) -> Void]] = [:]
    private var kept: [Question: Kept] = [:]
    private var randomness: Randomness

    /// - Parameter servers: the DNS servers; empty: the system's.
    init(loop: any EventLoop, servers: [String] = []) {
        self.loop = loop
        self.servers = servers
        randomness = Randomness(seed: UserAgent.systemSeed())
    }

    /// Answers who waits, and ends the thread.
    func stop() {
        isStopped = true
        gate.close()
        thread?.stop()
        thread = nil
        for question in waiting.keys { answered(question, DNSThread.Outcome(answer: question.nothing)) }
    }

    /// The network changed: nothing that was known need be true any more.
    func networkChanged() {
        kept = [:]
        thread?.renew()
    }

    /// The addresses of a host, best first, at most `Limits.resolvedAddresses`; empty where there is none, where too
    /// many names wait already, or after `Limits.openingSeconds`.
    func addresses(of host: String, port: UInt16) -> EventLoopFuture<[SocketAddress]> {
        if let numeric = try? SocketAddress(ipAddress: host, port: Int(port)) {
            return loop.makeSucceededFuture([numeric])
        }
        let promise = loop.makePromise(of: [SocketAddress].self)
        locate(ServerTarget(host: host, port: port, transport: .udp)) { candidates in
            promise.succeed(
                candidates.compactMap { try? SocketAddress(ipAddress: $0.address.host, port: Int(port)) })
        }
        return promise.futureResult
    }

    /// Searches the places of a server. `done` is called once, within `Limits.openingSeconds`.
    func locate(_ target: ServerTarget, done: @escaping ([ServerCandidate]) -> Void) {
        let search = Search(target, done)
        carryOut(search.location.begin(), search)
        guard !search.isOver else { return }
        search.deadline = loop.assumeIsolated().scheduleTask(in: .seconds(Limits.openingSeconds)) {
            search.end(search.location.giveUp(using: &self.randomness))
        }
    }

    /// One search under way.
    private final class Search {
        var location: ServerLocation
        var deadline: Scheduled<Void>?
        private var done: (([ServerCandidate]) -> Void)?

        init(_ target: ServerTarget, _ done: @escaping ([ServerCandidate]) -> Void) {
            location = ServerLocation(target)
            self.done = done
        }

        var isOver: Bool { done == nil }

        func end(_ candidates: [ServerCandidate]) {
            deadline?.cancel()
            done.take()?(candidates)
        }
    }

    private func carryOut(_ actions: [ServerLocation.Action], _ search: Search) {
        for action in actions {
            switch action {
            case .found(let candidates): search.end(candidates)
            case .ask(let question):
                ask(question) { [self] answer in
                    carryOut(search.location.receive(answer, to: question, using: &randomness), search)
                }
            }
        }
    }

    // MARK: Questions

    private func ask(_ question: Question, _ then: @escaping (Answer) -> Void) {
        if let known = kept[question], known.until > .now { return then(known.answer) }
        if waiting[question] != nil {
            waiting[question]?.append(then)
            return
        }
        guard !isStopped, waiting.count < Limits.pendingResolutions, let thread = runningThread() else {
            return then(question.nothing)
        }
        waiting[question] = [then]
        thread.ask(question)
    }

    private func runningThread() -> DNSThread? {
        if thread == nil {
            let bound = NIOLoopBound(self, eventLoop: loop)
            thread = DNSThread.start(servers: servers) { [loop, gate] question, outcome in
                gate.ifOpen { loop.execute { bound.value.answered(question, outcome) } }
            }
        }
        return thread
    }

    private func answered(_ question: Question, _ outcome: DNSThread.Outcome) {
        if let life = outcome.timeToLiveSeconds, !isStopped { keep(outcome.answer, to: question, seconds: life) }
        for then in waiting.removeValue(forKey: question) ?? [] { then(outcome.answer) }
    }

    private func keep(_ answer: Answer, to question: Question, seconds: UInt32) {
        let now = Instant.now
        if kept.count >= Limits.keptAnswers { kept = kept.filter { $0.value.until > now } }
        if kept.count >= Limits.keptAnswers { kept = [:] }
        let life = min(max(Int64(seconds), Limits.leastAnswerSeconds), Limits.longestAnswerSeconds)
        kept[question] = Kept(answer: answer, until: now + .seconds(life))
    }
}
