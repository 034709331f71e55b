import Testing
import Time

@testable import Media

/// RFC 9071 §4.2: several who write, for a peer that shows one.
@Suite final class LabelledTextTests {
    private let start = Instant.now
    private var text = LabelledText()

    private func put(_ typed: String, _ source: Int, at seconds: Int = 0) -> String {
        text.put(typed, of: source, label: ["Anne", "Bob", "Eve"][source], at: start + .seconds(seconds))
    }

    @Test("Each turn begins in a line of its own behind its label; who goes on has none")
    func turns() {
        #expect(put("Bonjour", 0) == "[Anne] Bonjour")
        #expect(put(" à tous\n", 0) == " à tous\u{2028}")
        #expect(put("Salut", 1) == "[Bob] Salut")
        #expect(put("Moi", 2) == "")
        #expect(put(".", 1) == ".\u{2028}[Eve] Moi")
    }

    @Test("Who waits is written once a phrase ends, in the order of waiting, and loses nothing")
    func waiting() {
        #expect(put("un, ", 0) == "[Anne] un, ")
        #expect(put("deux", 0) == "deux")
        #expect(put("B", 1) == "" && put("E", 2) == "" && put("b", 1) == "")
        #expect(put("!", 0) == "!\u{2028}[Bob] Bb")
        #expect(put(".", 1) == ".\u{2028}[Eve] E")
    }

    @Test("§4.2.2: after ten seconds without a word, or a minute and a word, the turn goes on")
    func forced() {
        #expect(put("euh", 0) == "[Anne] euh")
        #expect(put("B", 1, at: 1) == "" && text.nextDeadline == start + .seconds(10))
        #expect(text.handleTimeout(at: start + .seconds(10)) == "\u{2028}[Bob] B")
        #expect(put("A", 0, at: 11) == "")
        for second in 12..<71 { #expect(put("b ", 1, at: second) == "b ") }
        #expect(put("b ", 1, at: 71) == "b \u{2028}[Anne] A")
        #expect(put("B", 1, at: 72) == "")
        for second in 73..<147 { #expect(put("a", 0, at: second) == "a") }
        #expect(put("a", 0, at: 147) == "a\u{2028}[Bob] B")
    }

    @Test("§4.2.4: the label is not erased")
    func erasing() {
        #expect(put("ab\u{08}\u{08}\u{08}\u{07}", 0) == "[Anne] ab\u{08}\u{08}X\u{07}")
    }

    @Test("Nobody writes a label of another's")
    func forging() {
        #expect(put("a\n[Bob] b [c]", 0) == "[Anne] a\u{2028}(Bob] b [c]")
        #expect(put("\nx\u{08}[Bob]", 0) == "\u{2028}x\u{08}(Bob]")
        #expect(put("\n \u{200B}[Bob] [c]", 0) == "\u{2028} \u{200B}(Bob] [c]")
    }

    @Test("A name neither ends its label nor names who vouches for it")
    func names() {
        func label(_ name: String, _ focus: String? = nil) -> String {
            TextOrigin(party: 1, ssrc: 2, label: name, via: focus).label
        }
        #expect(label("Bob] [Eve\u{0301}]\u{0301} (via Anne)") == "Bob Eve\u{0301}\u{0301} via Anne")
        #expect(label("Anne", "Bob (x)") == "Anne (via Bob x)")
        let long = label(String(repeating: "A", count: 90), String(repeating: "B", count: 90))
        #expect(long.utf8.count == TextLimits.nameOctets && long.hasSuffix(" (via BBBBBBBBBBBBBBBB)"))
    }

    @Test("Who never gets a turn costs a bounded room, and the end gives out what waits")
    func bounds() {
        #expect(put("a", 0) == "[Anne] a")
        for _ in 0..<1_000 { #expect(put("bbbbbbbbbb", 1) == "") }
        let rest = text.finish(at: start)
        // What found no room is missing behind a mark.
        let kept = String(repeating: "b", count: TextLimits.turnCharacters)
        #expect(rest == "\u{2028}[Bob] " + kept + "\u{FFFD}\u{2028}")
        #expect(text == LabelledText())
    }
}
