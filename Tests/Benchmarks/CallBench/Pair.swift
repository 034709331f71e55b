import CallEngine
import SIP
import Time

/// Two engines that call each other.
struct Pair {
    var caller: Side
    var called: Side
    private var now = Instant.now
    private var tokens = 0
    private var lastDialled: CallID?
    private var lastReceived: CallID?

    init(maximumCalls: Int) {
        let one = TransportAddress(transport: .udp, host: "192.0.2.1", port: 5_060)
        let other = TransportAddress(transport: .udp, host: "192.0.2.2", port: 5_060)
        func settings(_ user: String, _ peer: TransportAddress) -> EngineSettings {
            let account = AccountSettings(
                address: "sip:\(user)@example.org", name: user, outboundProxy: ServerTarget(peer))
            return EngineSettings(accounts: [account], maximumCalls: maximumCalls, toneLevels: [:])
        }
        caller = Side(settings("alice", other), own: one, seed: 1, isTimed: false)
        called = Side(settings("bob", one), own: other, seed: 2, isTimed: false)
        caller.start(at: now)
        called.start(at: now)
        exchange()
    }

    /// A call from its dialling to its end, 100 ms after the last one.
    mutating func wholeCall() {
        begin()
        if let call = lastDialled { caller.input(.command(.hangUp(call)), at: now) }
        exchange()
        now += .milliseconds(100)
        exchange()
    }

    /// A call that is taken and stands.
    mutating func begin() {
        tokens += 1
        caller.input(.command(.dial(to: "bob", account: AccountID(0), token: tokens)), at: now)
        exchange()
        if let call = lastReceived { called.input(.command(.answer(call)), at: now) }
        exchange()
    }

    /// 40 s go by: every transaction ends.
    mutating func settle() {
        for _ in 0..<400 {
            now += .milliseconds(100)
            exchange()
        }
    }

    private mutating func exchange() {
        caller.serve(at: now)
        called.serve(at: now)
        while !caller.sent.isEmpty || !called.sent.isEmpty {
            let forth = caller.sent
            caller.sent.removeAll(keepingCapacity: true)
            for datagram in forth {
                called.input(.received(datagram.octets, on: FlowID(1), from: caller.own), at: now)
            }
            let back = called.sent
            called.sent.removeAll(keepingCapacity: true)
            for datagram in back {
                caller.input(.received(datagram.octets, on: FlowID(1), from: called.own), at: now)
            }
        }
        for case .callDialled(let call, _) in caller.events { lastDialled = call.id }
        for case .callReceived(let call) in called.events { lastReceived = call.id }
        caller.events.removeAll(keepingCapacity: true)
        called.events.removeAll(keepingCapacity: true)
    }
}
