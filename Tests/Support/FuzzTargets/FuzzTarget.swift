import CallEngine
import SIP

/// What hostile octets are thrown at. Each target reads them as the engine would, and stops the program where a rule is
/// broken that no input may break. `make fuzz` drives them with coverage, `FuzzTests` replays the corpus.
public enum FuzzTarget: String, Sendable, CaseIterable {
    case message, stream, uri, description, multipart, digest, document, trace, engine, text, control, redundancy, stun

    /// Runs the target once.
    public func run(_ octets: [UInt8]) {
        switch self {
        case .message: Self.message(octets)
        case .stream: Self.stream(octets)
        case .uri: Self.uri(octets)
        case .description: Self.description(octets)
        case .multipart: Self.multipart(octets)
        case .digest: Self.digest(octets)
        case .document: Self.document(octets)
        case .trace: Self.trace(octets)
        case .engine: FuzzedEngine.run(octets)
        case .text: FuzzedText.run(octets)
        case .control: FuzzedMedia.control(octets)
        case .redundancy: FuzzedMedia.redundancy(octets)
        case .stun: FuzzedMedia.stun(octets)
        }
    }

    /// The bodies of event packages: whatever they hold, what is kept of them is bounded, and what is written can be read.
    private static func document(_ octets: [UInt8]) {
        var table = DialogInformationTable()
        if let dialogs = try? DialogInformation(octets) {
            _ = table.apply(dialogs)
            _ = table.apply(dialogs)
            precondition(table.entries.count <= EventLimits.dialogs, "more dialogs than are kept")
        }
        if let presence = try? PresenceDocument(octets) {
            let written = presence.octets(entity: presence.note ?? "", identifier: "t")
            precondition(
                (try? PresenceDocument(written)) != nil || written.count > EventLimits.documentOctets, "unreadable")
        }
        _ = try? RegistrationInformation(octets)
        if let summary = MessageSummary(octets) {
            let counts = [summary.newMessages, summary.oldMessages].compactMap { $0 }
            precondition(counts.allSatisfy { (0...EventLimits.messages).contains($0) }, "a count that nobody believes")
        }
        _ = SubscriptionState(String(decoding: octets, as: UTF8.self))
    }

    /// A message that is read can be answered, acknowledged and sent again, and what is then written can be read.
    private static func message(_ octets: [UInt8]) {
        guard let message = try? Message(parsing: octets) else {
            _ = Message.malformedResponse(for: octets, error: .incomplete)
            return
        }
        look(at: message)
        guard message.isRequest else { return }
        _ = RequestValidity.problem(of: message)
        let answer = Message.response(
            to: message, status: 200, toTag: "t", headers: [.other("X", "\r\nY: z")], copyRecordRoutes: true)
        readAgain(answer)
        readAgain(message.stamped(receivedFrom: "192.0.2.1", port: 5_061))
        readAgain(message.retried(branch: "z9hG4bKr", cSeq: 7, authorizations: [.authorization("Digest x=\"y\"")]))
        if let dialog = Dialog(asUAS: message, localTag: "t") {
            var dialog = dialog
            let via = Via(transport: .udp, host: "192.0.2.2", port: 5_060, branch: "z9hG4bKd")
            _ = dialog.receive(request: message)
            readAgain(dialog.request(.bye, via: via))
        }
    }

    /// Every view of a message is taken; what is shown has no control characters.
    private static func look(at message: Message) {
        for address in message.contacts + message.routes + message.recordRoutes + message.assertedIdentities {
            _ = address.description
        }
        _ = (message.vias.map(\.description), message.topVia?.branch, message.cSeq, message.reasons, message.privacy)
        _ = (message.supported, message.require, message.allow, message.event, message.retryAfter, message.minExpires)
        _ = (message.maxForwards, message.expires, message.contentType, message.challenges.count)
        _ = DialogID(incoming: message)
        _ = message.requestURI.description
        for text in [message.from.displayName, message.reasonPhrase, message.callID].compactMap({ $0 }) {
            let clean = DisplayText.cleaned(text)
            precondition(clean.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }, "a control was shown")
        }
    }

    private static func readAgain(_ message: Message) {
        // What is longer than a message may be is refused by its own parser: nothing else.
        guard message.bytes.count <= MessageLimits.messageOctets else { return }
        do {
            let again = try Message(parsing: message.bytes)
            precondition(again.callID == message.callID && again.cSeq == message.cSeq, "written otherwise than read")
        } catch .limit {
        } catch {
            preconditionFailure("what we wrote cannot be read: \(error)")
        }
    }

    /// A stream cut at any place gives the same messages.
    private static func stream(_ octets: [UInt8]) {
        func cut(_ size: Int) -> [[UInt8]] {
            var framer = StreamFramer()
            var messages: [[UInt8]] = []
            var place = 0
            while place < octets.count {
                let end = min(octets.count, place + size)
                framer.append(octets[place..<end])
                place = end
                do { while let message = try framer.next() { messages.append(message) } } catch { break }
            }
            return messages
        }
        let whole = cut(octets.count + 1)
        let pieces = cut(octets.count > 8_192 ? 61 : 1)
        precondition(whole == Array(pieces.prefix(whole.count)), "a stream is cut by its pieces")
    }

    private static func uri(_ octets: [UInt8]) {
        let text = String(decoding: octets, as: UTF8.self)
        if let uri = try? URI(parsing: text) {
            let again = try? URI(parsing: uri.description)
            // Other schemes and telephone numbers are never written by us as they came.
            precondition(again != nil || (uri.scheme != .sip && uri.scheme != .sips), "a URI cannot be read again")
            _ = uri.matches(URI(host: "example.org"))
        }
        _ = (try? NameAddress(parsing: text))?.description
    }

    /// What is read can be answered, line for line; the answer can be read.
    private static func description(_ octets: [UInt8]) {
        guard let description = try? SessionDescription(parsing: octets) else { return }
        var capability = AudioCapability(
            host: "192.0.2.1", rtpPort: 4_000, rtcpPort: 4_001,
            formats: [AudioFormat(payloadType: 8, encodingName: "PCMA", clockRate: 8_000)])
        capability.dtls = DTLSCapability(
            fingerprint: Fingerprint(.sha256, [UInt8](repeating: 7, count: 32)), isOffered: false)
        capability.text = TextCapability(rtpPort: 4_002, rtcpPort: 4_003)
        var answerer = OfferAnswer(sessionID: 1)
        if let answer = try? answerer.answer(description, with: capability, direction: .sendReceive) {
            precondition(answer.description.media.count == description.media.count, "RFC 3264 §6: one line for each")
            precondition((try? SessionDescription(parsing: answer.description.octets)) != nil, "our answer is no SDP")
        }
        var offerer = OfferAnswer(sessionID: 2)
        _ = offerer.offer(capability, direction: .sendReceive)
        _ = try? offerer.accept(description, capability: capability)
        capability.dtls?.isOffered = true
        capability.encryption = .preferred([])
        _ = offerer.offer(capability, direction: .sendOnly)
        _ = try? offerer.accept(description, capability: capability)
    }

    private static func multipart(_ octets: [UInt8]) {
        let end = octets.firstIndex(of: 10) ?? octets.count
        let type = String(decoding: octets[..<end], as: UTF8.self)
        let parts = Multipart.parts(of: octets[min(end + 1, octets.count)...], contentType: type) ?? []
        precondition(parts.count <= Multipart.maximumParts, "more parts than the limit")
    }

    /// A challenge to a REGISTER of ours, whatever it says.
    private static func digest(_ octets: [UInt8]) {
        let head =
            "SIP/2.0 401 Unauthorized\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>;tag=2\r\n"
            + "Call-ID: c\r\nCSeq: 1 REGISTER\r\nWWW-Authenticate: "
        guard let response = try? Message(parsing: Array(head.utf8) + octets + Array("\r\n\r\n".utf8)) else { return }
        let request = Message.request(
            .register, uri: URI(host: "b"),
            headers: [
                .via(Via(transport: .udp, host: "h", port: nil, branch: "z9hG4bK1")),
                .from(NameAddress(uri: URI(user: "a", host: "b")).tagged("1")),
                .to(NameAddress(uri: URI(user: "a", host: "b"))), .callID("c"), .cSeq(1, .register),
            ])
        var client = DigestClient(DigestCredentials(username: "a", secret: .password("secret")))
        var attempts = DigestAttempts()
        if case .retry(let fields) = client.answer(response, to: request, attempts: &attempts, cnonce: "n") {
            let again = request.retried(branch: "z9hG4bK2", cSeq: 2, authorizations: fields)
            readAgain(again)
            precondition(!again.bytes.contains("secret"), "the password is written")
        }
    }

    private static func trace(_ octets: [UInt8]) {
        let text = String(decoding: octets, as: UTF8.self)
        _ = EngineTrace.seed(ofHeader: text)
        if let (_, input) = EngineTrace.read(text) { _ = EngineTrace.line(input, atMicroseconds: 0) }
    }
}

extension [UInt8] {
    fileprivate func contains(_ text: String) -> Bool {
        let wanted = Array(text.utf8)
        guard count >= wanted.count else { return false }
        return (0...(count - wanted.count)).contains { self[$0...].starts(with: wanted) }
    }
}
