import SIP
import Time

/// How a flow is kept alive, and how its death is noticed (RFC 5626 §4.4).
struct FlowKeeper: Sendable, Equatable {
    enum Manner: Sendable, Equatable {
        /// A double CRLF on a connection, answered by one (§4.4.1).
        case ping
        /// OPTIONS over UDP: any answer shows that the server lives and the address translator remembers us.
        case probe
        /// STUN on the flow itself, with a server of outbound (§4.4.2).
        case stun
    }

    var manner: Manner
    /// A line that is registered on the flow, or wants to be: the one that OPTIONS comes from.
    var owner: AccountID
    /// RFC 5626 §5.4, in seconds; nil: the server named no time.
    var flowTimerSeconds: UInt32?
    /// The server answered once: from now on its silence means something.
    var wasAnswered = false
    /// Since when nothing was answered: the next answer tells that the server is back; nil: it is there.
    var silentSince: Instant?
    /// What was sent last has no answer yet.
    var isAwaiting = false
    /// STUN: the transaction under way, its copies sent so far, and where the server saw us last.
    var stun = StunTransaction()

    struct StunTransaction: Sendable, Equatable {
        var id: [UInt8] = []
        var copies = 0
        var mapped: StunBinding.Mapped?
    }

    init(manner: Manner, owner: AccountID) {
        self.manner = manner
        self.owner = owner
    }

    /// The server takes another manner from now on: what was asked in the old one is forgotten.
    mutating func change(to manner: Manner) {
        guard manner != self.manner else { return }
        self.manner = manner
        isAwaiting = false
        silentSince = nil
        stun = StunTransaction()
    }

    /// The wait before the next one, both ends included, in milliseconds.
    var intervalMilliseconds: ClosedRange<Int> {
        let timer = flowTimerSeconds.map { Int($0) * 1_000 }
        switch manner {
        // §4.4.1: 80 to 100 % of the Flow-Timer, or of 120 s.
        case .ping: return timer.map { $0 * 8 / 10...$0 } ?? 95_000...120_000
        case .probe: return 30_000...30_000
        // §4.4.2: 24 to 29 s, where no Flow-Timer says otherwise.
        case .stun: return timer.map { $0 * 8 / 10...$0 } ?? 24_000...29_000
        }
    }
}
