import Configuration
import SIP
import Scenarios
import Time

extension Stage {
    func judge(_ step: CarriedStep) throws(Stop) {
        switch step {
        case .sends(let method, let limit): try fully { () throws(Stop) in try judgeSends(method, within: limit) }
        case .sendsNone(let method): try fully { () throws(Stop) in try judgeCount(method, times: 0) }
        case .count(let method, let times): try fully { () throws(Stop) in try judgeCount(method, times: times) }
        case .receives(let name, let method, let limit):
            try fully { () throws(Stop) in try judgeReceives(name, method, within: limit) }
        case .answers(let code): try fully { () throws(Stop) in try judgeAnswers(code) }
        case .contains(let method, let text): try fully { () throws(Stop) in try judgeContains(method, text) }
        case .encrypted: try judgeEncrypted()
        case .codec(let name): try judgeCodec(name)
        case .packets(let direction): try judgePackets(direction)
        case .noPackets(let duration): try judgeNoPackets(duration)
        case .digits(let digits): try judgeDigits(digits)
        case .text(let text, let name, let limit): try judgeText(text, peer: name, within: limit)
        }
    }

    // MARK: Messages

    /// A judgement on messages, which knows nothing where more passed than is kept.
    private func fully(_ judge: () throws(Stop) -> Void) throws(Stop) {
        var found: Stop?
        do throws(Stop) { try judge() } catch { found = error }
        if exchange.hasDropped {
            throw Stop.obstacle(
                .cantTell,
                Bilingual(
                    "plus de messages SIP sont passés que l'épreuve n'en garde (\(Limits.messages))",
                    "more SIP messages passed than the test keeps (\(Limits.messages))"))
        }
        if let found { throw found }
    }

    /// What the program sent or was sent since a moment, as far as it can be read.
    private func messages(since moment: Moment?, isFromProgram: Bool = true) -> [(time: Instant, message: Message)] {
        exchange.messages.dropFirst(moment?.messages ?? 0).compactMap { carried in
            guard carried.isFromProgram == isFromProgram, let message = try? Message(parsing: carried.octets) else {
                return nil
            }
            return (carried.time, message)
        }
    }

    private func requests(
        _ method: RequestMethod, since moment: Moment?
    ) -> [(time: Instant, message: Message)] {
        messages(since: moment).filter { $0.message.isRequest && $0.message.methodName == method.rawValue }
    }

    /// Until when a thing counts that must happen so soon after the last act.
    private func deadline(_ limit: Duration?) -> Instant? { limit.map { (act?.time ?? .now) + $0 } }

    /// Waits no longer than the limit; nil: as long as patience lasts.
    private func wait(until deadline: Instant?) -> Duration? { deadline.map { max(.zero, $0 - .now) } }

    private func judgeSends(_ method: RequestMethod, within limit: Duration?) throws(Stop) {
        let last = deadline(limit)
        try eventually(
            within: wait(until: last),
            expected: Bilingual("le programme envoie \(method.rawValue)", "the program sends \(method.rawValue)"),
            happened: { sentWords(since: act) },
            { () throws(Stop) in
                requests(method, since: act).contains { entry in last.map { entry.time <= $0 } ?? true }
            })
    }

    private func judgeReceives(_ name: String, _ method: RequestMethod, within limit: Duration?) throws(Stop) {
        let last = deadline(limit)
        let users = Set(try peer(name).users)
        let since = act?.time
        let wanted = method.rawValue
        try eventually(
            within: wait(until: last),
            expected: Bilingual("\(name) reçoit \(wanted)", "\(name) receives \(wanted)"),
            happened: { Bilingual("rien de tel n'est arrivé", "nothing of the kind came") },
            { () throws(Stop) in
                exchange.arrivedRequests.contains { request in
                    users.contains(request.user) && request.method == wanted
                        && (since.map { request.time >= $0 } ?? true) && (last.map { request.time <= $0 } ?? true)
                }
            })
    }

    /// Repetitions of the transport have the branch of the first (RFC 3261 §17.2.3).
    private func transactions(_ method: RequestMethod) -> Int {
        Set(requests(method, since: block).map { $0.message.topBranch ?? $0.message.callID }).count
    }

    private func judgeCount(_ method: RequestMethod, times: Int) throws(Stop) {
        let name = method.rawValue
        let expected = Bilingual("\(name) envoyé \(times) fois", "\(name) sent \(times) times")
        let happened: () -> Bilingual = { [self] in
            let count = transactions(method)
            return Bilingual("\(count) fois", "\(count) times")
        }
        if times > 0 {
            try eventually(expected: expected, happened: happened, { () throws(Stop) in transactions(method) >= times })
        }
        try throughout(
            Limits.settling, expected: expected, happened: happened,
            { () throws(Stop) in
                transactions(method) == times
            })
    }

    /// What the program answered to what far ends asked since the last act; the exchange asks things of its own.
    private var answers: [Message] {
        let methods: Set<Method> = [.invite, .message, .refer, .bye, .cancel, .info, .update]
        return messages(since: act).map(\.message).filter { message in
            message.statusCode != nil && methods.contains(message.method)
        }
    }

    private func judgeAnswers(_ code: Int) throws(Stop) {
        try eventually(
            expected: Bilingual("le programme répond \(code)", "the program answers \(code)"),
            happened: { [self] in
                let codes = answers.compactMap { $0.statusCode.map { "\($0)" } }
                let list = codes.joined(separator: ", ")
                return codes.isEmpty ? Bilingual("aucune réponse", "no answer") : Bilingual(list, list)
            }, { () throws(Stop) in answers.contains { $0.statusCode == code } })
    }

    private func judgeContains(_ method: RequestMethod, _ text: String) throws(Stop) {
        let wanted = text.lowercased()
        try eventually(
            expected: Bilingual("« \(text) » dans \(method.rawValue)", "\"\(text)\" in \(method.rawValue)"),
            happened: { [self] in
                requests(method, since: nil).isEmpty
                    ? Bilingual("aucun \(method.rawValue) n'est parti", "no \(method.rawValue) was sent")
                    : Bilingual("le dernier ne le contient pas", "the last one does not contain it")
            },
            { () throws(Stop) in
                guard let last = requests(method, since: nil).last else { return false }
                return String(decoding: last.message.bytes, as: UTF8.self).lowercased().contains(wanted)
            })
    }

    private func sentWords(since moment: Moment?) -> Bilingual {
        let names = messages(since: moment).filter(\.message.isRequest).map(\.message.methodName)
        let list = names.joined(separator: ", ")
        return names.isEmpty
            ? Bilingual("aucune requête n'est partie", "no request was sent")
            : Bilingual("requêtes parties : \(list)", "requests sent: \(list)")
    }

    // MARK: Digits and text

    private func judgeDigits(_ digits: String) throws(Stop) {
        let received: () -> [String] = { [self] in peers.all.map { $0.digits(since: block?.time) } }
        try eventually(
            expected: Bilingual("les chiffres \(digits)", "the digits \(digits)"),
            happened: {
                let list = received().filter { !$0.isEmpty }.joined(separator: ", ")
                return list.isEmpty ? Bilingual("aucun chiffre reçu", "no digit received") : Bilingual(list, list)
            }, { () throws(Stop) in received().contains(digits) })
    }

    private func judgeText(_ text: String, peer name: String, within limit: Duration?) throws(Stop) {
        let peer = try peer(name)
        let received: () -> String = { [self] in peer.text(since: block?.time) }
        try eventually(
            expected: Bilingual("« \(text) » chez \(name), sans perte", "\"\(text)\" at \(name), with nothing lost"),
            happened: {
                let found = received()
                let loss = found.contains("\u{FFFD}")
                return Bilingual(
                    "« \(found) »" + (loss ? " : des lettres sont perdues" : ""),
                    "\"\(found)\"" + (loss ? ": letters are lost" : ""))
            },
            { () throws(Stop) in
                let found = received()
                return found.contains(text) && !found.contains("\u{FFFD}")
            })
        try judgeArrival(of: text, at: peer, within: limit)
    }

    /// When the last of its letters came, by the far end's own clock.
    private func judgeArrival(of text: String, at peer: Peer, within limit: Duration?) throws(Stop) {
        guard let limit, let act, let came = peer.lastText(since: act.time) else { return }
        let delay = act.time.duration(to: came)
        guard delay > limit else { return }
        throw Stop.miss(
            expected: Bilingual(
                "« \(text) » en moins de \(limit.wholeMilliseconds) ms",
                "\"\(text)\" within \(limit.wholeMilliseconds) ms"),
            happened: Bilingual("après \(delay.wholeMilliseconds) ms", "after \(delay.wholeMilliseconds) ms"))
    }
}
