import Announcements
import Testing

@testable import Devices

// Within the parent, which runs in series: the engine is one, and its lock would be felt as latency.
extension VoiceTests {
    /// The voice is given SSML, and what others write is never part of the markup.
    @Suite struct SpokenMarkupTests {
        private static func milliseconds(_ text: String) -> Int {
            Voice.render(text, language: .english, rate: 350).count / 48
        }

        @Test func groupsOfANumberAreApart() {
            let together = Self.milliseconds("60 15 22")
            let apart = Self.milliseconds("60, 15, 22")
            #expect((150...500).contains(apart - together), "two pauses of 120 ms add \(apart - together) ms")
        }

        @Test(arguments: [
            "<break time=\"5000ms\"/>", "<audio src=\"/etc/passwd\"/>", "<prosody rate=\"x-slow\">",
            "&lt;break time=\"5s\"/&gt;",
            "</speak>", "<!-- ", "<voice name=\"fr\">",
        ])
        func hostileNameIsReadAsWords(tag: String) {
            // A tag that is obeyed swallows its words; a tag that is read has them.
            let heard = Self.milliseconds("Anna \(tag) Bob")
            let plain = Self.milliseconds("Anna Bob")
            #expect(heard < plain + 4_500, "\(heard) ms: the tag was obeyed")
            #expect(!EspeakEngine.markup(of: tag).contains("<"))
            #expect(Self.milliseconds("Anna \(tag) and then a long tail of words") > plain, "the tail is lost")
        }

        @Test func markupIsWholeAtTheLimit() {
            let name = String(repeating: "1, ", count: Limits.utteranceBytes)
            let markup = EspeakEngine.markup(of: name)
            #expect(markup.filter { $0 == "<" }.count == markup.filter { $0 == ">" }.count)
            #expect(EspeakEngine.markup(of: "a\u{0}&\u{1B}<b>") == "a &amp; &lt;b&gt;")
        }
    }
}
