import Configuration
import Control
import Scenarios
import Services

extension Stage {
    /// What the program holds and keeps, looked for where it keeps it.
    func judge(_ step: KeptStep) throws(Stop) {
        switch step {
        case .historyCall(let outcome, let peer): try judgeHistory(outcome, peer)
        case .historyCount(let count):
            try eventually(
                expected: Bilingual("\(count) appels gardés", "\(count) calls kept"),
                happened: {
                    let found = pastCalls.count
                    return Bilingual("\(found) appels", "\(found) calls")
                },
                { () throws(Stop) in pastCalls.count == count })
        case .historyShows(let text):
            try judgeLine(
                text, of: PageName.history, by: .down,
                Bilingual("« \(text) » parmi les appels récents", "\"\(text)\" among the recent calls"))
        case .notes(let text): try judgeNotes(text, of: nil)
        case .callNote(let peer, let text): try judgeNotes(text, of: peer)
        case .incident(let text): try judgeIncident(text, in: nil)
        case .incidentField(let field, let text): try judgeIncident(text, in: field)
        case .received(let field, let text): try judgeReceived(text, in: field)
        case .receivedCount(let count): try judgeRecordCount(count)
        case .announcements(let text):
            // The list opens at its end.
            try judgeLine(
                text, of: PageName.announcements, by: .up,
                Bilingual("« \(text) » parmi les annonces", "\"\(text)\" among the announcements"))
        case .call(let peer, let state): try judgeCall(peer, state)
        case .microphone(let isOpen): try judgeMicrophone(isOpen)
        case .running:
            guard let code = terminal?.exitCode else { return }
            throw Stop.miss(
                expected: Bilingual("un programme en marche", "a running program"),
                happened: Bilingual("il a fini avec le code \(code)", "it ended with code \(code)"))
        case .ended(let code): try judgeEnd(code)
        }
    }

    private func judgeHistory(_ outcome: CallOutcome, _ peer: String) throws(Stop) {
        let words = Bilingual(
            "un appel \(outcome.words(.french).first ?? "") avec \(peer)",
            "a \(outcome.words(.english).first ?? "") call with \(peer)")
        try eventually(
            expected: words,
            happened: {
                let calls = pastCalls.map { "\($0.peer) (\($0.outcome?.rawValue ?? "?"))" }.joined(separator: ", ")
                return calls.isEmpty ? Bilingual("aucun appel gardé", "no call kept") : Bilingual(calls, calls)
            },
            { () throws(Stop) in pastCalls.contains { $0.outcome == outcome && same($0.peer, peer) } })
    }

    private func judgeNotes(_ text: String, of peer: String?) throws(Stop) {
        let whose = peer.map { Bilingual(" de l'appel avec \($0)", " of the call with \($0)") } ?? Bilingual("", "")
        try eventually(
            expected: Bilingual(
                "une note\(whose.french) qui contient « \(text) »", "a note\(whose.english) that contains \"\(text)\""),
            happened: {
                let notes = notes.map(\.text).joined(separator: " | ")
                return notes.isEmpty ? Bilingual("aucune note", "no note") : Bilingual(notes, notes)
            },
            { () throws(Stop) in
                notes.contains { note in
                    contains(note.text, text) && (peer.map { same(note.peer, $0) } ?? true)
                }
            })
    }

    /// A list of the program's own, gone through by keys as the agent would, and left again.
    private func judgeLine(
        _ text: String, of page: Bilingual, by key: Key.Named, _ expected: Bilingual
    ) throws(Stop) {
        let (act, block) = (act, block)
        try carryOut(.open(page: page[launch.language]))
        defer { (self.act, self.block, isBlockOver) = (act, block, true) }
        try findUnderCursor(text, by: key, expected)
        try carryOut(.press(.named(.backspace), count: 1, apart: nil))
    }

    /// The newest events stand at the bottom of every page: only what the cursor goes to is of the list.
    private func findUnderCursor(_ text: String, by key: Key.Named, _ expected: Bilingual) throws(Stop) {
        for _ in 0..<Limits.announcements {
            settle()
            let before = screen.image
            if contains(before.cursorText, text) { return }
            try carryOut(.press(.named(key), count: 1, apart: nil))
            settle()
            if screen.image == before { break }
        }
        throw Stop.miss(
            expected: expected,
            happened: Bilingual("\n" + screen.image.description, "\n" + screen.image.description))
    }

    private func judgeCall(_ peer: String?, _ state: CallState) throws(Stop) {
        let who = peer ?? peers.current?.name ?? ""
        if peers.state(of: who) == state { letReact() }
        try eventually(
            expected: Bilingual(
                "l'appel avec \(who) \(state.words(.french).first ?? "")",
                "the call with \(who) \(state.words(.english).first ?? "")"),
            happened: {
                guard let found = peers.state(of: who) else { return Bilingual("aucun appel", "no call") }
                return Bilingual(
                    "il \(found.words(.french).first ?? "")", "it \(found.words(.english).first ?? "")")
            },
            { () throws(Stop) in peers.state(of: who) == state })
    }

    private func judgeMicrophone(_ isOpen: Bool) throws(Stop) {
        guard launch.hasSound, launch.microphone == .voice || launch.microphone == .bursts else {
            throw Stop.obstacle(
                .cantTell,
                Bilingual("le micro ne capte que le silence", "the microphone hears nothing but silence"))
        }
        guard let peer = peers.current?.name else {
            throw Stop.miss(expected: Bilingual("un appel", "a call"), happened: Bilingual("aucun", "none"))
        }
        if isOpen { try judge(.peerHearsVoice(peer)) } else { try judge(.peerHearsNothing(peer, nil)) }
    }

    private func judgeEnd(_ code: Int) throws(Stop) {
        try eventually(
            expected: Bilingual("la fin avec le code \(code)", "the end with code \(code)"),
            happened: {
                terminal?.exitCode.map { Bilingual("le code \($0)", "code \($0)") }
                    ?? Bilingual("il marche encore", "it still runs")
            },
            { () throws(Stop) in terminal?.exitCode.map { Int($0) } == code })
    }
}
