import CallEngine
import SIP
import Testing
import Time

/// A registered line with a notifier written by hand.
extension Bench {
    /// - Parameter watchesItself: the line subscribes to its own mailbox and registration.
    static func registeredLine(watchesItself: Bool = false) throws -> Bench {
        var settings = Bench.settings(registers: true)
        settings.accounts[0].watchesItself = watchesItself
        var bench = Bench(settings)
        bench.start()
        let register = try #require(bench.last(.register))
        bench.receive(Peer.answer(register, 200, contact: AccountTests.contact(register)))
        _ = bench.takeSent()
        _ = bench.takeEvents()
        return bench
    }

    /// Answers the refreshes of the registration, so that the line stays.
    mutating func keepRegistered(for duration: Duration) {
        let end = now + duration
        while now < end {
            let before = sent.count
            advance(by: min(.seconds(10), now.duration(to: end)))
            for request in sent[before...] where request.isRequest && request.method == .register {
                receive(Peer.answer(request, 200, contact: AccountTests.contact(request)))
            }
        }
    }

    /// Every SUBSCRIBE to a package, copies left out.
    func subscriptions(_ package: String) -> [Message] {
        var seen: Set<String> = []
        return sent.filter {
            $0.isRequest && $0.method == .subscribe && $0.event == package
                && seen.insert($0.topVia?.branch ?? "").inserted
        }
    }

    var watched: [Watched] {
        events.compactMap { if case .watchedChanged(let watched) = $0 { watched } else { nil } }
    }

    var voicemails: [Voicemail] {
        events.compactMap { if case .voicemailChanged(_, let voicemail) = $0 { voicemail } else { nil } }
    }

    /// A NOTIFY in the subscription that this SUBSCRIBE asked for.
    mutating func notify(
        _ subscribe: Message, _ cSeq: Int, body: String = "", type: String = "application/dialog-info+xml",
        state: String = "active;expires=3600", tag: String = "notifier", from source: TransportAddress = Bench.server
    ) {
        receive(
            Notifier.notify(
                callID: subscribe.callID, to: subscribe.header("From") ?? "",
                from: "<\(subscribe.requestURI)>;tag=\(tag)",
                event: subscribe.event ?? "", cSeq: cSeq, state: state, body: body, type: type), from: source)
    }

    /// Answers a SUBSCRIBE and tells its first state.
    mutating func accept(_ subscribe: Message, body: String = "", type: String = "application/dialog-info+xml") {
        receive(Peer.answer(subscribe, 200, tag: "notifier", headers: ["Expires: 3600"]))
        notify(subscribe, 1, body: body, type: type)
    }
}

/// NOTIFY requests, written by hand.
enum Notifier {
    static func notify(
        callID: String, to: String, from: String, event: String, cSeq: Int, state: String, body: String, type: String
    ) -> String {
        let text = body.split(separator: "\n", omittingEmptySubsequences: true).joined(separator: "\n")
        let octets = text.utf8.count + text.utf8.count { $0 == 10 }
        var lines = [
            "NOTIFY sip:alice@192.0.2.10:5062 SIP/2.0",
            "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK\(callID.suffix(8))\(event)\(cSeq)\(from.suffix(8));rport",
            "Max-Forwards: 70", "From: \(from)", "To: \(to)", "Call-ID: \(callID)", "CSeq: \(cSeq) NOTIFY",
            "Contact: <sip:192.0.2.1:5060>", "Event: \(event)", "Subscription-State: \(state)",
        ]
        if !body.isEmpty { lines.append("Content-Type: \(type)") }
        return (lines + ["Content-Length: \(octets)", "", text]).joined(separator: "\n")
    }
}
