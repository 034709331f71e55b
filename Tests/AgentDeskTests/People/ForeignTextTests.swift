import Testing

@testable import AgentDesk

/// A character may have marks without end: a limit of characters alone bounds nothing.
@Suite struct ForeignTextTests {
    private let endless = "a" + String(repeating: "\u{301}", count: 250_000)

    @Test func marksWithoutEndAreCut() throws {
        let line = try #require(ForeignText.clean(endless, atMost: 10))
        #expect(line.unicodeScalars.count == 10 * AgentDesk.Limits.scalarsOfCharacter)
        let words = try #require(ForeignText.clean("  a\u{7}\u{202e}b" + String(repeating: "c", count: 100), atMost: 5))
        #expect(words == "a bcc")
        #expect(ForeignText.clean("\n\u{202e} ") == nil)
    }

    @Test func aCardKeepsNoMarksWithoutEnd() throws {
        let card = "BEGIN:VCARD\nVERSION:4.0\nFN:\(endless)\nORG:\(endless);\(endless)\nTEL:\(endless)\nEND:VCARD\n"
        let person = try #require(CardReading(Array(card.utf8)).people.first)
        let texts = [person.name, person.organisation ?? "", person.department ?? "", person.numbers[0].text]
        let most = PeopleLimits.personCharacters * AgentDesk.Limits.scalarsOfCharacter
        for text in texts { #expect((1...most).contains(text.unicodeScalars.count)) }
    }
}
