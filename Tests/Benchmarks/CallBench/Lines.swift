import CallEngine
import SIP
import Time

/// Many lines in one engine, before a registrar that challenges each first REGISTER and takes every answer.
struct Lines {
    var side: Side
    private(set) var registered = 0
    private var now = Instant.now
    private static let registrar = TransportAddress(transport: .udp, host: "192.0.2.2", port: 5_060)

    init(count: Int) {
        let accounts = (0..<count).map { number in
            var account = AccountSettings(
                address: "sip:user\(number)@example.org", name: "\(number)", secret: .password("secret"),
                registrars: [ServerTarget(Self.registrar)])
            account.watchesItself = false
            return account
        }
        side = Side(
            EngineSettings(accounts: accounts), own: TransportAddress(transport: .udp, host: "192.0.2.1", port: 5_060),
            seed: 3, isTimed: true)
    }

    /// Many lines begin one after the other, so that a fleet's start is no flood: a minute is enough for all.
    mutating func start() {
        side.start(at: now)
        exchange()
        run(for: .seconds(60))
    }

    mutating func run(for duration: Duration) {
        let end = now + duration
        while let deadline = side.core.nextDeadline, deadline <= end {
            now = max(now, deadline)
            side.serve(at: now)
            exchange()
        }
        now = end
    }

    private mutating func exchange() {
        while !side.sent.isEmpty {
            let requests = side.sent
            side.sent.removeAll(keepingCapacity: true)
            for request in requests {
                guard let answer = Self.answer(request.octets) else { continue }
                side.input(.received(answer.bytes, on: FlowID(1), from: Self.registrar), at: now)
            }
        }
        for case .accountChanged(_, .registered) in side.events { registered += 1 }
        side.events.removeAll(keepingCapacity: true)
    }

    private static func answer(_ octets: [UInt8]) -> Message? {
        guard let request = try? Message(parsing: octets), request.isRequest else { return nil }
        guard request.method == .register else { return .response(to: request, status: 200, toTag: "r") }
        guard request.header("Authorization") != nil else {
            let challenge = "Digest realm=\"example.org\", nonce=\"n1\", qop=\"auth\", algorithm=SHA-256"
            return .response(
                to: request, status: 401, toTag: "r", headers: [.other("WWW-Authenticate", challenge)])
        }
        return .response(
            to: request, status: 200, toTag: "r", headers: request.contacts.map { .contact($0) } + [.expires(300)])
    }
}
