import CallEngine
import SIP
import Testing
import Time

extension Bench {
    static func place(_ host: String, _ transport: TransportProtocol = .udp, port: UInt16 = 5_060) -> TransportAddress {
        TransportAddress(transport: transport, host: host, port: port)
    }

    /// A line with these registrars, not started.
    static func registering(
        _ registrars: [ServerTarget], proxy: ServerTarget? = nil, instanceID: String? = nil,
        _ change: (inout AccountSettings) -> Void = { _ in }
    ) -> Bench {
        var account = AccountSettings(
            address: "sip:alice@example.org", name: "Accueil", secret: .password("pa55-w0rd"),
            registrars: registrars, outboundProxy: proxy)
        change(&account)
        return Bench(EngineSettings(accounts: [account], instanceID: instanceID))
    }

    /// The flow that leads to a place, the newest where there were several.
    func flow(to place: TransportAddress) -> FlowID? {
        opened.filter { $0.value == place }.map(\.key).max { $0.number < $1.number }
    }

    /// A message of a place, on its own flow.
    mutating func deliver(_ text: String, from place: TransportAddress) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        input(.received(Array(lines.utf8), on: flow(to: place) ?? FlowID(1), from: place))
    }

    /// Answers the last REGISTER with a 200 that keeps its Contact.
    mutating func grant(_ headers: [String] = [], parameters: String = "", from place: TransportAddress = server) throws
    {
        let register = try #require(last(.register))
        let contact = (register.headers("Contact").first ?? "") + ";expires=300" + parameters
        deliver(Peer.answer(register, 200, headers: headers, contact: contact), from: place)
    }

    var accountStates: [AccountState] {
        events.compactMap { if case .accountChanged(_, let state) = $0 { state } else { nil } }
    }

    func requests(_ method: SIP.Method) -> [Message] { sent.filter { $0.isRequest && $0.method == method } }

    /// How many REGISTERs were sent, copies aside.
    var registrations: Int { Set(requests(.register).map(\.cSeq.number)).count }

    /// Lets time go by until the line refreshes its registration; at most its life.
    mutating func awaitRefresh() {
        let before = registrations
        let end = now + .seconds(300)
        while registrations == before, now < end { advance(by: .seconds(1)) }
    }

    /// Where the last request of a method went.
    func destination(_ method: SIP.Method) -> TransportAddress? {
        Array(zip(sent, destinations)).last { $0.0.isRequest && $0.0.method == method }?.1
    }
}
