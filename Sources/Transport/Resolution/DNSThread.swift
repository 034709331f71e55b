import CCAres
import CLinux
import Glibc
import SIP
import Synchronization

/// Asks the DNS by c-ares on a thread of its own, /etc/hosts first (for addresses). One query is one record set.
final class DNSThread: Sendable {
    typealias Question = ServerLocation.Question

    /// What came, and how long it may be kept, in seconds; nil: it failed, and may be asked again at once.
    struct Outcome: Sendable, Equatable {
        var answer: ServerLocation.Answer
        var timeToLiveSeconds: UInt32? = nil
    }

    private struct State {
        var questions: [Question] = []
        var isStopping = false
        var mustRenew = false
    }

    private let state = Mutex(State())
    private let wake: Int32
    private let servers: [String]
    private let onAnswer: @Sendable (Question, Outcome) -> Void
    private let thread = Mutex<pthread_t?>(nil)

    /// - Parameters:
    ///   - servers: `address` or `address:port` of the DNS servers; empty: the system's.
    ///   - onAnswer: called on the thread for every question, once; never after `stop`.
    /// - Returns: nil where the kernel gives no thread.
    static func start(
        servers: [String], onAnswer: @escaping @Sendable (Question, Outcome) -> Void
    ) -> DNSThread? {
        let wake = clinux_eventfd()
        guard wake >= 0 else { return nil }
        let dns = DNSThread(wake: wake, servers: servers, onAnswer: onAnswer)
        guard let thread = MediaThread.start(named: "dns", { dns.run() }) else { return nil }
        dns.thread.withLock { $0 = thread }
        return dns
    }

    private init(wake: Int32, servers: [String], onAnswer: @escaping @Sendable (Question, Outcome) -> Void) {
        self.wake = wake
        self.servers = servers
        self.onAnswer = onAnswer
    }

    deinit { close(wake) }

    func ask(_ question: Question) {
        state.withLock { $0.questions.append(question) }
        clinux_eventfd_signal(wake)
    }

    /// The network changed: the servers are read from the system again. What is being asked fails.
    func renew() {
        state.withLock { $0.mustRenew = true }
        clinux_eventfd_signal(wake)
    }

    /// Ends the thread; what is being asked is not answered any more.
    func stop() {
        state.withLock { $0.isStopping = true }
        clinux_eventfd_signal(wake)
        if let thread = thread.withLock({ $0.take() }) { pthread_join(thread, nil) }
    }

    // MARK: On the thread

    private func run() {
        var channel = open()
        var isStopping = false
        while !isStopping {
            let (questions, mustRenew) = state.withLock { state in
                defer {
                    state.questions = []
                    state.mustRenew = false
                }
                isStopping = state.isStopping
                return (state.questions, state.mustRenew)
            }
            if isStopping { break }
            if mustRenew {
                if let channel { ares_destroy(channel) }
                channel = open()
            }
            for question in questions { begin(question, channel) }
            wait(channel)
        }
        if let channel { ares_destroy(channel) }
    }

    private func open() -> ares_channel? {
        var options = ares_options()
        options.timeout = Limits.dnsTimeoutMilliseconds
        options.tries = Limits.dnsTries
        var channel: ares_channel?
        let mask = ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES
        guard ares_init_options(&channel, &options, mask) == ARES_SUCCESS else { return nil }
        if !servers.isEmpty { ares_set_servers_ports_csv(channel, servers.joined(separator: ",")) }
        return channel
    }

    private func begin(_ question: Question, _ channel: ares_channel?) {
        guard let channel else { return finish(question, Outcome(answer: question.nothing, timeToLiveSeconds: nil)) }
        let query = Unmanaged.passRetained(PendingQuery(question, self)).toOpaque()
        switch question {
        case .namingAuthority(let name): ares_query(channel, name, 1, 35, recordsCame, query)
        case .services(let name): ares_query(channel, name, 1, 33, recordsCame, query)
        case .addresses(let host):
            var hints = ares_addrinfo_hints(
                ai_flags: 0, ai_family: AF_UNSPEC, ai_socktype: 0, ai_protocol: 0)
            ares_getaddrinfo(channel, host, nil, &hints, addressesCame, query)
        }
    }

    /// Sleeps until a socket of the resolver, its clock or our mailbox has something.
    private func wait(_ channel: ares_channel?) {
        var sockets = [ares_socket_t](repeating: -1, count: Int(ARES_GETSOCK_MAXNUM))
        let mask = channel.map { UInt32(bitPattern: ares_getsock($0, &sockets, Int32(sockets.count))) } ?? 0
        var polled = [pollfd(fd: wake, events: Int16(POLLIN), revents: 0)]
        for (index, socket) in sockets.enumerated() {
            let reads = mask & (1 << UInt32(index)) != 0
            let writes = mask & (1 << UInt32(index + sockets.count)) != 0
            guard reads || writes else { continue }
            polled.append(
                pollfd(fd: socket, events: Int16(reads ? POLLIN : 0) | Int16(writes ? POLLOUT : 0), revents: 0))
        }
        var left = timeval()
        let next = channel.flatMap { ares_timeout($0, nil, &left) }
        let nanoseconds = next.map { Int64($0.pointee.tv_sec) * 1_000_000_000 + Int64($0.pointee.tv_usec) * 1_000 }
        _ = clinux_ppoll(&polled, nfds_t(polled.count), nanoseconds ?? -1)
        if polled[0].revents != 0 { clinux_counter_read(wake) }
        guard let channel else { return }
        let ready = polled.dropFirst().filter { $0.revents != 0 }
        for socket in ready {
            ares_process_fd(
                channel, socket.events & Int16(POLLIN) != 0 ? socket.fd : -1,
                socket.events & Int16(POLLOUT) != 0 ? socket.fd : -1)
        }
        // Nothing ready: the clock alone, for queries that nobody answers.
        if ready.isEmpty { ares_process_fd(channel, -1, -1) }
    }

    fileprivate func finish(_ question: Question, _ outcome: Outcome) {
        guard !state.withLock({ $0.isStopping }) else { return }
        onAnswer(question, outcome)
    }
}

/// What a C callback is given back.
private final class PendingQuery {
    let question: ServerLocation.Question
    private let thread: DNSThread

    init(_ question: ServerLocation.Question, _ thread: DNSThread) {
        self.question = question
        self.thread = thread
    }

    func finish(_ answer: ServerLocation.Answer, life: UInt32?) {
        thread.finish(question, DNSThread.Outcome(answer: answer, timeToLiveSeconds: life))
    }

    /// That a name or a record set does not exist is an answer too; all else may be asked again at once.
    func fail(_ status: Int32) {
        let isAnswer = [ARES_ENODATA, ARES_ENOTFOUND].contains(status)
        finish(question.nothing, life: isAnswer ? 0 : nil)
    }
}

/// The C entry of an SRV or NAPTR answer: file-level, because it runs on the resolver's thread.
private func recordsCame(
    _ argument: UnsafeMutableRawPointer?, _ status: Int32, _ timeouts: Int32, _ octets: UnsafeMutablePointer<UInt8>?,
    _ count: Int32
) {
    guard let argument else { return }
    let query = Unmanaged<PendingQuery>.fromOpaque(argument).takeRetainedValue()
    guard status == ARES_SUCCESS, let octets, count > 0 else { return query.fail(status) }
    let reply = DNSReply(parsing: Array(UnsafeBufferPointer(start: octets, count: Int(count))))
    switch query.question {
    case .services: query.finish(.services(reply.services), life: reply.timeToLiveSeconds ?? 0)
    case .namingAuthority: query.finish(.namingAuthority(reply.namingAuthorities), life: reply.timeToLiveSeconds ?? 0)
    case .addresses: query.fail(status)
    }
}

/// The C entry of an address answer.
private func addressesCame(
    _ argument: UnsafeMutableRawPointer?, _ status: Int32, _ timeouts: Int32,
    _ found: UnsafeMutablePointer<ares_addrinfo>?
) {
    guard let argument else { return }
    let query = Unmanaged<PendingQuery>.fromOpaque(argument).takeRetainedValue()
    guard status == ARES_SUCCESS, let found else { return query.fail(status) }
    defer { ares_freeaddrinfo(found) }
    var hosts: [String] = []
    var life = UInt32(Int32.max)
    var next = found.pointee.nodes
    while let node = next, hosts.count < Limits.resolvedAddresses {
        life = min(life, UInt32(max(0, node.pointee.ai_ttl)))
        if let host = numericHost(node.pointee.ai_addr), !hosts.contains(host) { hosts.append(host) }
        next = node.pointee.ai_next
    }
    query.finish(.addresses(hosts), life: life)
}

private func numericHost(_ address: UnsafeMutablePointer<sockaddr>?) -> String? {
    guard let address else { return nil }
    let capacity = Int(INET6_ADDRSTRLEN)
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { text in
        guard let start = text.baseAddress, clinux_numeric_host(address, start, capacity) == 0 else { return nil }
        return String(cString: start)
    }
}
