import Configuration
import Testing

@testable import Scenarios

/// Keys and announcements become a script.
@Suite struct RecordingTests {
    private func home(_ text: String = "Composer", row: Int = 2, column: Int = 0) -> Sight {
        Sight(title: "Accueil", cursorText: text, row: row, column: column)
    }

    private func recording(_ profile: AgentProfile = .blind, _ language: SettingLanguage = .french) -> Recording {
        Recording(profile, language: language, title: "Un appel", columns: 80, rows: 25)
    }

    private func steps(_ recording: Recording) -> [String] {
        let script = Script(reading: Array(recording.script.utf8))
        #expect(script.problems.isEmpty, "\(script.problems)\n\(recording.script)")
        return recording.script.split(separator: "\n").filter { $0.hasPrefix("    ") && !$0.hasPrefix("    #") }
            .map { Folding.trimmed($0) }
    }

    @Test func aCallIsWritten() throws {
        var recording = recording()
        recording.act(.sentence(try TypedStep("Dupont appelle", in: .french)), at: .seconds(1))
        recording.heard("Dupont", isSignal: false, at: .milliseconds(1_200))
        recording.saw(home(), then: home("Sonne Dupont"), isStill: true)
        recording.act(.key(.function(4)), at: .seconds(3))
        recording.heard("Pris", isSignal: true, at: .milliseconds(3_100))
        recording.saw(home("Sonne Dupont"), then: home("Pris Dupont, 0:02"), isStill: true)
        recording.judged(try TypedStep("l'appel de Dupont est pris", in: .french))
        recording.act(.key(.function(12)), at: .seconds(6))
        recording.heard("Appel clos, 3 secondes", isSignal: false, at: .milliseconds(6_100))
        #expect(
            steps(recording) == [
                "Étant donné un agent aveugle", "Quand Dupont appelle", "Alors j'entends « Dupont »",
                "Et le curseur est sur « Sonne Dupont »", "Quand j'appuie sur F4", "Alors l'appel de Dupont est pris",
                "Et j'entends le signal « Pris »", "Et le curseur est sur « Pris Dupont »", "Quand j'appuie sur F12",
                "Alors j'entends une phrase qui contient « Appel clos »",
            ])
        #expect(recording.judges)
    }

    @Test func theSameInEnglishWithASizeOfItsOwn() {
        var recording = Recording(.lowVision, language: .english, title: "A call", columns: 100, rows: 30)
        recording.act(.key(.named(.down)), at: .seconds(1))
        recording.heard("Dial", isSignal: false, at: .seconds(1))
        recording.saw(home(), then: Sight(title: "Dial", cursorText: "Number:", row: 2, column: 8), isStill: true)
        recording.ended()
        #expect(
            steps(recording) == [
                "Given a low-vision agent", "And the terminal is 100x30", "When I press Down", "Then I hear \"Dial\"",
                "And I am on the page \"Dial\"", "And the cursor is on \"Number:\"", "And the program ends",
            ])
    }

    /// Letters that the program took as text are one step, however slowly they came; what was said of each is left out but the last.
    @Test func textIsTyped() {
        var recording = recording()
        for (place, character) in "Léa 2".enumerated() {
            let key = character == " " ? Key.named(.space) : .character(character)
            recording.act(.key(key), at: .seconds(place))
            recording.heard(String(character), isSignal: false, at: .seconds(place) + .milliseconds(10))
            recording.saw(
                home("Nom : ", column: 6 + place), then: home("Nom : Léa 2", column: 7 + place), isStill: false)
        }
        #expect(
            steps(recording).dropFirst() == [
                "Quand je tape « Léa 2 »", "Alors j'entends « 2 »", "Et le curseur est sur « Nom : Léa 2 »",
            ])
    }

    /// Letters that are commands are pressed, and the time between two of them is kept: sooner they would be another thing.
    @Test func commandsArePressed() {
        var recording = recording()
        for place in 1...2 {
            recording.act(.key(.character("m")), at: .seconds(place))
            recording.saw(home(), then: home(), isStill: true)
        }
        #expect(
            steps(recording).dropFirst() == [
                "Quand j'appuie sur « m »", "Et j'attends 1100 ms", "Et j'appuie sur « m »",
            ])
    }

    @Test func aKeyPressedAgainAtOnceIsCounted() {
        var recording = recording()
        for place in 0..<4 { recording.act(.key(.named(.down)), at: .milliseconds(1_000 + place * 200)) }
        recording.act(.key(.named(.enter)), at: .milliseconds(1_700))
        #expect(steps(recording).dropFirst() == ["Quand j'appuie 4 fois sur Flèche bas", "Et j'appuie sur Entrée"])
    }

    /// What was said goes to what was done before it began, even where something else was done until its end.
    @Test func whatBeganBeforeAnActIsNotItsConsequence() {
        var recording = recording()
        recording.heard("Prêt", isSignal: false, at: .zero)
        recording.act(.key(.function(2)), at: .seconds(1))
        recording.act(.key(.function(3)), at: .seconds(3))
        recording.heard("Personne", isSignal: false, at: .milliseconds(1_100))
        recording.heard("Accueil", isSignal: false, at: .milliseconds(3_100))
        recording.heard("Accueil", isSignal: false, at: .milliseconds(3_900))
        #expect(
            steps(recording).dropFirst() == [
                "Quand j'appuie sur F2", "Alors j'entends « Personne »", "Quand j'appuie sur F3",
                "Alors j'entends « Accueil »",
            ])
    }

    /// No judgement waits so long: it is a note for the auditor.
    @Test func whatCameLateIsANote() {
        var recording = recording()
        recording.act(.key(.function(2)), at: .seconds(1))
        recording.heard("Hors ligne", isSignal: false, at: .seconds(31))
        #expect(steps(recording).dropFirst() == ["Quand j'appuie sur F2"])
        #expect(recording.script.contains("# 30 s plus tard : « Hors ligne »"))
        #expect(!recording.judges)
    }

    @Test func aScreenThatStillChangesIsNotJudged() {
        var recording = recording()
        recording.act(.key(.named(.down)), at: .seconds(1))
        recording.saw(home(), then: home("Contacts"), isStill: false)
        #expect(steps(recording).dropFirst() == ["Quand j'appuie sur Flèche bas"])
    }

    @Test func whatHasNoNameIsANote() {
        var recording = recording()
        recording.act(.unnamed, at: .seconds(1))
        recording.act(.paste("0476"), at: .seconds(1))
        recording.act(.paste("« \" \u{201D} »"), at: .seconds(1))
        recording.ended()
        #expect(steps(recording).dropFirst() == ["Quand je colle « 0476 »", "Alors le programme se ferme"])
        #expect(recording.unnamedKeys == 1)
        #expect(recording.script.split(separator: "\n").count { $0.hasPrefix("    # ici") } == 2)
    }

    /// A program that a key without a name ended would not end when the script is run.
    @Test func anEndThatNoStepMakesIsNotJudged() {
        var recording = recording()
        recording.act(.unnamed, at: .seconds(1))
        recording.ended()
        #expect(steps(recording).count == 1)
    }

    @Test func nothingIsHeardWhereThereIsNoVoice() {
        var recording = recording(.deafblind)
        recording.act(.key(.named(.down)), at: .seconds(1))
        recording.heard("Contacts", isSignal: false, at: .seconds(1))
        recording.saw(home(), then: home("Contacts"), isStill: true)
        #expect(
            steps(recording) == [
                "Étant donné un agent sourdaveugle", "Quand j'appuie sur Flèche bas",
                "Alors le curseur est sur « Contacts »",
            ])
    }

    /// Any title is one, and a full scenario is still read.
    @Test func titlesAndLengthsAreBounded() {
        for title in ["", "  ", "\u{1B}[2J", String(repeating: "x", count: 9_000), "a: b # c @d"] {
            var recording = Recording(.blind, language: .french, title: title, columns: 9, rows: 900)
            recording.act(.key(.function(1)), at: .zero)
            #expect(steps(recording).count == 2)
        }
        var recording = recording()
        var count = 0
        while !recording.isFull, count < 1_000 {
            count += 1
            recording.act(.key(.function(count % 12 + 1)), at: .milliseconds(count * 100))
            recording.heard("Phrase \(count)", isSignal: false, at: .milliseconds(count * 100))
        }
        #expect(recording.stepCount <= Limits.steps)
        #expect(count > 50)
        _ = steps(recording)
    }
}
