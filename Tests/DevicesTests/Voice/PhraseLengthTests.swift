import Announcements
import Testing

@testable import Devices

// Within the parent, which runs in series: the engine is one, and its lock would be felt as latency.
extension VoiceTests {
    /// The law on length: nothing that is announced sounds longer than its level allows, at 350 words a minute.
    @Suite struct PhraseLengthTests {
        private static func milliseconds(_ samples: [Int16]) -> Int { samples.count / 48 }

        @Test(arguments: Language.allCases)
        func phraseKeepsWithinItsLevel(language: Language) {
            for level in [SpeechLevel.short, .middle, .long] {
                var longest = 0
                let phrases = zip(Phrases.samples, Phrases.all(level, language)) + Phrases.named(level, language)
                for (announcement, phrase) in phrases {
                    let sound = phrase.earcon.flatMap { EarconTable.all[$0] } ?? []
                    let words = phrase.text.isEmpty ? [] : Voice.render(phrase.text, language: language, rate: 350)
                    // An earcon that stands alone is timed with the word that stands for it where sounds are off.
                    let word = phrase.word.map { Voice.render($0, language: language, rate: 350) } ?? []
                    #expect(!(words.isEmpty && word.isEmpty && sound.isEmpty), "\(announcement) is silent")
                    let length =
                        phrase.text.isEmpty
                        ? max(Self.milliseconds(sound), Self.milliseconds(word)) : Self.milliseconds(words)
                    longest = max(longest, length)
                    #expect(
                        length <= Phrases.longestMilliseconds(level),
                        "\(length) ms, \(language) \(level): \(phrase.text)\(phrase.word ?? "") (\(announcement))")
                }
                print("longest phrase, \(language) \(level): \(longest) ms of \(Phrases.longestMilliseconds(level))")
            }
        }
    }
}
