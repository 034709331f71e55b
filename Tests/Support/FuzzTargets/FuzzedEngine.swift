import CallEngine
import Media
import SIP
import Time

/// A whole engine under fire: a registered line, an answered call and a ringing one, and then the octets as datagrams.
///
/// The octets are cut at each 0x1F. The first octet of a piece tells from whom it comes and how it arrives; within it 0x01 to
/// 0x06 stand for the Call-ID, our tag and the peer's tag of the answered call, the branch and CSeq number of our last
/// request, and our Contact: so that a mutation reaches inside a dialog.
enum FuzzedEngine {
    private static let server = TransportAddress(transport: .udp, host: "192.0.2.10", port: 5_060)
    private static let stranger = TransportAddress(transport: .udp, host: "203.0.113.66", port: 5_070)
    private static let own = TransportAddress(transport: .udp, host: "192.0.2.1", port: 5_060)

    static func run(_ octets: [UInt8]) {
        var scene = Scene()
        scene.set()
        for piece in octets.split(separator: 0x1F).prefix(32) { scene.fire(Array(piece)) }
        scene.settle()
    }

    private struct Scene {
        var core: UserAgentCore
        var now = Instant.now
        let started: Instant
        var lastRequest: Message?
        var answered: (callID: String, local: String, remote: String) = ("", "", "")
        var contact = ""
        var depth = 0

        init() {
            let account = AccountSettings(
                address: "sip:alice@example.org", name: "Accueil", secret: .password("secret"),
                registrars: [ServerTarget(server)], outboundProxy: ServerTarget(server))
            core = UserAgentCore(settings: EngineSettings(accounts: [account]), seed: [7])
            started = now
        }

        /// Registers, answers one call and lets another ring.
        mutating func set() {
            carryOut(core.start(at: now))
            if let register = lastRequest, register.method == .register {
                receive(
                    Message.response(
                        to: register, status: 200, toTag: "r",
                        headers: register.contacts.map { .contact($0) }
                            + [.expires(300)]
                    ).bytes, from: server)
            }
            receive(invitation("one", body: description), from: server)
            handle(.command(.answer(CallID(1))))
            receive(invitation("two", body: description), from: server)
        }

        private var description: String {
            "v=0\r\no=- 1 1 IN IP4 192.0.2.10\r\ns=-\r\nc=IN IP4 192.0.2.10\r\nt=0 0\r\nm=audio 9000 RTP/AVP 8 0\r\n"
        }

        private func invitation(_ id: String, body: String) -> [UInt8] {
            let user = contact.isEmpty ? "sip:alice@192.0.2.1" : contact
            return Array(
                ("INVITE \(user) SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK\(id)\r\n"
                    + "From: <sip:bob@example.org>;tag=\(id)\r\nTo: <sip:alice@example.org>\r\nCall-ID: \(id)\r\n"
                    + "CSeq: 1 INVITE\r\nContact: <sip:bob@192.0.2.10>\r\nMax-Forwards: 70\r\n"
                    + "Content-Type: application/sdp\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)").utf8)
        }

        mutating func fire(_ piece: [UInt8]) {
            guard let kind = piece.first else { return }
            let source = kind & 1 == 0 ? server : stranger
            switch kind >> 4 {
            case 0xE:
                now = now.advanced(by: .milliseconds(Int(kind & 15) * 500))
                handle(.timeout)
            case 0xF: command(kind & 15)
            case _: receive(filled(piece.dropFirst()), from: source)
            }
        }

        private mutating func command(_ number: UInt8) {
            let call = CallID(Int(number & 3))
            switch number >> 2 {
            case 0: handle(.command(.hold(call)))
            case 1: handle(.command(.transfer(call, to: "bob")))
            case 2: handle(.command(.answer(call)))
            case _: handle(.command(.answerTransferRequest(call, accept: true)))
            }
        }

        private func filled(_ piece: ArraySlice<UInt8>) -> [UInt8] {
            var result: [UInt8] = []
            for octet in piece {
                switch octet {
                case 1: result += Array(answered.callID.utf8)
                case 2: result += Array(answered.local.utf8)
                case 3: result += Array(answered.remote.utf8)
                case 4: result += Array((lastRequest?.topVia?.branch ?? "").utf8)
                case 5: result += Array("\(lastRequest?.cSeq.number ?? 1)".utf8)
                case 6: result += Array(contact.utf8)
                case _: result.append(octet)
                }
            }
            return result
        }

        private mutating func receive(_ octets: [UInt8], from source: TransportAddress) {
            handle(.received(octets, on: FlowID(1), from: source))
        }

        private mutating func handle(_ input: EngineInput) { carryOut(core.handle(input, at: now)) }

        private mutating func carryOut(_ actions: [EngineAction]) {
            depth += 1
            defer { depth -= 1 }
            precondition(depth < 64, "the engine answers itself without end")
            for action in actions {
                switch action {
                case .openFlow(let flow, let target, _):
                    let isKnown = target.host == server.host || target.host == stranger.host
                    handle(isKnown ? .flowOpened(flow, local: own, remote: target) : .flowClosed(flow, .unreachable))
                case .locate(let location, let target):
                    handle(.located(location, target.host.hasSuffix("invalid") ? [] : [candidate]))
                case .send(let octets, _, _): sent(octets)
                case .media(.open(let media, let host)), .media(.rebind(let media, let host)):
                    let fingerprint = [UInt8](repeating: 7, count: 32)
                    handle(
                        .media(.ready(media, host: host, rtpPort: 4_000, rtcpPort: 4_001, fingerprint: fingerprint)))
                case .media(.apply(let media, let plan)) where plan.handshake != nil:
                    handle(.media(.handshake(media, isText: false, .secured(.aes128GCM))))
                case .media, .ping, .closeFlow: break
                case .event(let event): look(at: event)
                }
            }
        }

        private var candidate: ServerCandidate { ServerCandidate(address: server, name: "example.org") }

        /// What we send can be read, and never holds the password.
        private mutating func sent(_ octets: [UInt8]) {
            guard let message = try? Message(parsing: octets) else { return }
            if message.isRequest {
                if message.method != .ack { lastRequest = message }
                if let own = message.contacts.first { contact = own.uri.description }
            } else if message.callID == "one", let tag = message.toTag {
                answered = ("one", tag, "one")
            }
        }

        /// What is told can be shown.
        private func look(at event: EngineEvent) {
            switch event {
            case .callReceived(let call), .callChanged(let call), .callDialled(let call, _), .callEnded(let call, _):
                for text in [call.remote.name, call.remote.number, call.remote.address].compactMap({ $0 }) {
                    precondition(
                        text.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }, "a control is told")
                }
            case .messageReceived(let message):
                precondition(
                    message.text.unicodeScalars.allSatisfy { $0.value >= 32 || $0.value == 10 }, "a control is told")
            case .accountChanged, .dialRefused, .textReceived, .digitReceived, .statistics, .commandRefused,
                .transferChanged,
                .transferRequested, .callReplaced, .conferenceChanged, .doNotDisturbChanged, .forwardingChanged,
                .voicemailChanged, .watchedChanged, .messageAnswered, .strangersRefused, .callRefusedInClear,
                .callMeasured, .qualityChanged,
                .shutDownFinished:
                break
            }
        }

        /// Time goes on: every deadline is served, and nothing stays for ever.
        mutating func settle() {
            for _ in 0..<200 {
                guard let deadline = core.nextDeadline else { return }
                precondition(deadline > now || depth == 0, "a deadline in the past")
                now = max(now, deadline)
                handle(.timeout)
            }
        }
    }
}
