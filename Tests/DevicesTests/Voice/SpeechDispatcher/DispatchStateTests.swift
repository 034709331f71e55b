import Announcements
import Testing

@testable import Devices

@Suite("Who says what, with Speech Dispatcher and without")
struct DispatchStateTests {
    private typealias Instant = ContinuousClock.Instant
    private let now = ContinuousClock.now

    private func utterance(_ id: Int, _ text: String, _ earcon: Earcon? = nil) -> Utterance {
        Utterance(id: id, text: text, earcon: earcon, language: .french, priority: .message)
    }

    /// Connected, and introduced.
    private func connected() throws -> DispatchState {
        var state = DispatchState(settings: VoiceSettings())
        #expect(state.connect(user: "anne") == [])
        for _ in 0..<5 { #expect(try state.receive(Array("200 OK\r\n".utf8)) == []) }
        _ = state.takeOutput()
        return state
    }

    /// Answers until the text is queued there under a number.
    private func queue(_ state: inout DispatchState, as number: Int) throws {
        while true {
            let sent = String(decoding: state.takeOutput(), as: UTF8.self)
            if sent.hasSuffix("\r\n.\r\n") { break }
            _ = try state.receive(Array((sent == "SPEAK\r\n" ? "230 OK\r\n" : "200 OK\r\n").utf8))
        }
        _ = try state.receive(Array("225-\(number)\r\n225 OK\r\n".utf8))
    }

    private func event(_ state: inout DispatchState, _ code: Int, _ number: Int) throws -> [DispatchStep] {
        try state.receive(Array("\(code)-\(number)\r\n\(code)-1\r\n\(code) EVENT\r\n".utf8))
    }

    @Test func wordsGoThereAndTheirOutcomesComeBack() throws {
        var state = try connected()
        #expect(state.speak(utterance(1, "Prêt"), at: now) == [])
        try queue(&state, as: 5)
        #expect(try event(&state, 701, 5) == [.quiet(true), .tell(1, .started)])
        #expect(try event(&state, 702, 5) == [.tell(1, .finished), .quiet(false)])
    }

    @Test func anEarconSoundsBeforeItsWords() throws {
        var state = try connected()
        #expect(state.speak(utterance(1, "Dupont", .incoming), at: now) == [.own(utterance(1, "", .incoming))])
        #expect(state.takeOutput() == [])
        #expect(state.heard(1, .started) == [.tell(1, .started)])
        #expect(state.heard(1, .finished) == [])
        try queue(&state, as: 5)
        #expect(try event(&state, 701, 5) == [.quiet(true)], "it began with its earcon")
        #expect(try event(&state, 702, 5) == [.tell(1, .finished), .quiet(false)])
    }

    @Test func wordsDoNotWaitForAnEarconThatNeverEnds() throws {
        var state = try connected()
        _ = state.speak(utterance(1, "Dupont", .incoming), at: now)
        let due = try #require(state.nextDeadline)
        #expect(state.handleTimeout(at: now) == [])
        #expect(state.handleTimeout(at: due) == [])
        #expect(String(decoding: state.takeOutput(), as: UTF8.self).hasPrefix("SET SELF PRIORITY"))
        #expect(state.nextDeadline == nil)
        #expect(state.heard(1, .finished) == [], "its end is that of its words")
    }

    @Test func cutTellsAllAndSaysNothingMore() throws {
        var state = try connected()
        _ = state.speak(utterance(1, "Prêt"), at: now)
        try queue(&state, as: 5)
        _ = try event(&state, 701, 5)
        _ = state.speak(utterance(2, "Encore"), at: now)
        _ = state.speak(utterance(3, "Dupont", .incoming), at: now)
        #expect(state.cut() == [.tell(1, .cut), .tell(2, .dropped), .tell(3, .dropped), .quiet(false)])
        #expect(state.heard(3, .started) == [])
        #expect(state.heard(3, .finished) == [], "its earcon ended while it was cut: its words are not said")
        #expect(try event(&state, 703, 5) == [])
    }

    @Test func whatWasToBeSaidIsSaidByOurOwnVoiceWhereItIsGone() throws {
        var state = try connected()
        _ = state.speak(utterance(1, "Prêt"), at: now)
        try queue(&state, as: 5)
        _ = try event(&state, 701, 5)
        _ = state.speak(utterance(2, "Encore"), at: now)
        _ = state.speak(utterance(3, "Dupont", .incoming), at: now)
        #expect(
            state.lose() == [
                .instead(utterance(1, "Prêt")), .instead(utterance(2, "Encore")), .quiet(false), .service(false),
            ])
        #expect(state.heard(3, .finished) == [.instead(utterance(3, "Dupont"))])
        #expect(state.heard(1, .started) == [], "told already")
        #expect(state.heard(1, .finished) == [.tell(1, .finished)])
        #expect(state.speak(utterance(4, "Là", .held), at: now) == [.own(utterance(4, "Là", .held))])
        #expect(state.lose() == [], "told once")
        _ = state.connect(user: "anne")
        #expect(try state.receive(Array("208 OK\r\n".utf8)) == [.service(true)])
        #expect(state.service == .connected)
    }

    @Test func firstWordsWaitForItAndNotForEver() {
        var state = DispatchState(settings: VoiceSettings())
        #expect(state.speak(utterance(1, "Prêt"), at: now) == [])
        #expect(state.loseFirstWords() == [.instead(utterance(1, "Prêt"))])
        _ = state.speak(utterance(2, "Encore"), at: now)
        #expect(state.connect(user: "") == [])
        #expect(state.cut() == [.tell(2, .dropped)])
    }

    @Test func whatItRefusesOurOwnVoiceSays() throws {
        var state = try connected()
        _ = state.speak(utterance(1, "Prêt"), at: now)
        for _ in 0..<2 { _ = try state.receive(Array("200 OK\r\n".utf8)) }
        #expect(try state.receive(Array("400 ERR\r\n".utf8)) == [.instead(utterance(1, "Prêt"))])
    }

    @Test func aServerThatTellsNothingMutesNobody() throws {
        var state = try connected()
        var told: [DispatchStep] = []
        for id in 1...100 { told += state.speak(utterance(id, "Prêt"), at: now) }
        #expect(told == (1...36).map { .tell($0, .dropped) })
    }

    @Test func whatTheAgentChangedHoldsAfterAReconnection() throws {
        var state = try connected()
        var settings = VoiceSettings()
        settings.rateWordsPerMinute += 22
        state.change(settings)
        #expect(state.takeOutput() == Array("GET RATE\r\n".utf8))
        _ = state.lose()
        _ = state.connect(user: "anne")
        var sent: [String] = []
        for _ in 0..<7 {
            sent.append(String(decoding: state.takeOutput(), as: UTF8.self))
            _ = try state.receive(Array((sent.last == "GET RATE\r\n" ? "251-0\r\n251 OK\r\n" : "200 OK\r\n").utf8))
        }
        #expect(sent.last == "SET SELF RATE 10\r\n")
    }
}
