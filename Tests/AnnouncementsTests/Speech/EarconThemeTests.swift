import CallEngine
import Testing

@testable import Announcements

@Suite("The built-in earcons")
struct EarconThemeTests {
    @Test func eachIsShortAndNoTwoHaveOneRhythm() {
        let theme = EarconTheme.standard
        for earcon in Earcon.allCases {
            #expect((20...EarconTheme.longestMilliseconds).contains(theme.milliseconds(of: earcon)), "\(earcon)")
            for other in Earcon.allCases where other != earcon {
                #expect(
                    EarconTheme.differ(theme.rhythm(of: earcon), theme.rhythm(of: other)), "\(earcon) and \(other)")
            }
        }
    }

    @Test func rhythmsAreToldApartByTwentyMilliseconds() {
        #expect(!EarconTheme.differ([40, 15, 40], [50, 20, 30]))
        #expect(EarconTheme.differ([40, 15, 40], [60, 15, 40]))
        #expect(EarconTheme.differ([40], [40, 0, 40]))
    }

    @Test func anEarconMayBeSaidAsItsWord() {
        let style = PhraseStyle(level: .short)
        let taken = Announcement.answered(Party(name: "Dupont", number: nil, address: "sip:d@example.org")).phrase(
            style)
        #expect(taken.text.isEmpty && taken.earcon == .answered)
        #expect(taken.saying([.held]) == taken)
        #expect(taken.saying([.answered]) == Phrase("Pris"))
        let cut = Announcement.microphoneSilent.phrase(style)
        #expect(cut.saying(Set(Earcon.allCases)) == cut)
    }

    /// Where every earcon is said, words alone must tell all apart.
    @Test(arguments: Language.allCases) func wordsInThePlaceOfEarconsAreToldApart(language: Language) {
        var heard: [String: Announcement] = [:]
        for announcement in Phrases.samples {
            if case .lineLost = announcement { continue }
            let phrase = announcement.phrase(PhraseStyle(level: .short, language: language))
                .saying(Set(Earcon.allCases))
            #expect(phrase.earcon == nil && !phrase.text.isEmpty)
            if phrase.text == "Dupont" || phrase.text == "Martin" { continue }
            #expect(heard[phrase.text] == nil, "\(phrase.text): \(announcement)")
            heard[phrase.text] = announcement
        }
    }
}
