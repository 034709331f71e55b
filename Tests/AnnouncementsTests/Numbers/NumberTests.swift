import CallEngine
import Testing

@testable import Announcements

@Suite struct NumberTests {
    @Test(arguments: [
        ("0476001122", "04, 76, 00, 11, 22", "04 76 00 11 22"),
        ("04 76 00 11 22", "04, 76, 00, 11, 22", "04 76 00 11 22"),
        ("04.76.00.11.22", "04, 76, 00, 11, 22", "04 76 00 11 22"),
        ("+33476001122", "04, 76, 00, 11, 22", "04 76 00 11 22"),
        ("+33 6 12 34 56 78", "06, 12, 34, 56, 78", "06 12 34 56 78"),
        ("+441632960123", "plus, 44, 16, 32, 96, 01, 23", "+44 16 32 96 01 23"),
        ("+4916329601234", "plus, 4, 91, 63, 29, 60, 12, 34", "+4 91 63 29 60 12 34"),
        ("0033476001122", "04, 76, 00, 11, 22", "04 76 00 11 22"),
        ("201", "deux, zéro, un", "201"), ("3631", "trois, six, trois, un", "3631"),
        ("15", "un, cinq", "15"), ("118218", "11, 82, 18", "11 82 18"),
        ("*43#", "étoile, quatre, trois, dièse", "*43#"),
        ("#31#0476", "dièse, trois, un, dièse, 04, 76", "#3 1# 04 76"),
        ("dupont", "dupont", "dupont"), ("jean_paul", "jean paul", "jean paul"),
        ("12a4", "12a4", "12a4"), ("", "", ""), ("+", "+", "+"), ("++33", "++33", "++33"),
        ("1234567890123456789012345", "1234567890123456789012345", "1234567890123456789012345"),
    ]) func numbers(given: String, spoken: String, written: String) {
        let style = PhraseStyle(language: .french)
        #expect(style.written.number(given) == written)
        #expect(style.number(given) == spoken)
    }

    @Test func digitsBySetting() {
        let style = PhraseStyle(language: .french, numbers: .digits)
        #expect(style.number("0476") == "zéro, quatre, sept, six")
        #expect(style.number("0476001122") == "zéro, quatre, sept, six, zéro, zéro, un, un, deux, deux")
    }

    @Test func pausesAreInTheMarkup() {
        let pairs = Utterance(id: 1, text: "60, 15", language: .french, priority: .text)
        #expect(pairs.ssml == "60<break time=\"120ms\"/> 15")
        let words = Utterance(id: 1, text: "Prêt, ligne <A&B>", language: .french, priority: .text)
        #expect(words.ssml == "Prêt, ligne &lt;A&amp;B&gt;")
    }

    @Test(arguments: [
        (0, "0 seconde", "0 seconds"), (1, "1 seconde", "1 second"), (59, "59 secondes", "59 seconds"),
        (60, "1 minute", "1 minute"), (192, "3 minutes 12", "3 minutes 12"), (3600, "1 heure", "1 hour"),
        (3900, "1 heure 5", "1 hour 5"), (-5, "0 seconde", "0 seconds"),
    ]) func durations(seconds: Int, french: String, english: String) {
        #expect(SpokenTime.duration(seconds: seconds, .french) == french)
        #expect(SpokenTime.duration(seconds: seconds, .english) == english)
    }

    @Test(arguments: [
        (0, "minuit", "0:00"), (300, "0 heure 5", "0:05"), (3600, "1 heure", "1:00"),
        (50_700, "14 heures 5", "14:05"), (86_400 + 3600, "1 heure", "1:00"), (-3600, "23 heures", "23:00"),
    ]) func clock(seconds: Int, french: String, english: String) {
        #expect(SpokenTime.clock(secondsOfDay: seconds, .french) == french)
        #expect(SpokenTime.clock(secondsOfDay: seconds, .english) == english)
    }

    @Test func spelling() {
        #expect(Spelling.phonetic("Zoé", .french, .french) == "Zoé, Oscar, Eugène accent aigu")
        #expect(Spelling.phonetic("ab1", .international, .english) == "Alfa, Bravo, one")
        #expect(Spelling.characters("0#*", .french) == "zéro, dièse, étoile")
        #expect(SpokenCharacter.word(for: "A", .french) == "a majuscule")
    }

    @Test(arguments: [
        ("  Jean\u{202E}  Dupont\u{0} ", "Jean Dupont"), ("\"Zoé\"", "Zoé"), ("a\u{7}b", "a b"), ("\u{200F}", ""),
        ("José\u{301}", "José\u{301}"),
    ]) func names(given: String, cleaned: String) {
        #expect(CleanedName.clean(given) == cleaned)
    }

    @Test func aNameIsBounded() {
        let long = String(repeating: "x", count: 10_000)
        #expect(CleanedName.clean(long).count == Announcements.Limits.nameCharacters)
    }

    @Test func nameThenNumberThenWithheld() {
        let style = PhraseStyle(language: .french)
        #expect(style.name(Party(name: "Dupont", number: "201", address: "")) == "Dupont")
        #expect(style.name(Party(name: " ", number: "201", address: "")) == "deux, zéro, un")
        #expect(style.name(Party(name: "Dupont", number: "201", address: "", isWithheld: true)) == "Masqué")
        #expect(style.name(Party(name: nil, number: nil, address: "")) == "Masqué")
    }
}
