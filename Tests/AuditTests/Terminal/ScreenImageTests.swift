import Testing

@testable import Audit

@Suite struct ScreenImageTests {
    private func image(_ lines: [String], row: Int = 0, width: Int = 20) -> ScreenImage {
        ScreenImage(
            lines: lines, cursor: (row, 0), isCursorVisible: true,
            cells: lines.map { _ in Array(repeating: ScreenCell(), count: width) })
    }

    @Test func whatHadNoRoomGoesOnBelow() {
        let image = image(["Sonne Dupont", "Appel manqué de", "Dupont, à midi", "Fin"], row: 2)
        #expect(image.cursorText == "Appel manqué de Dupont, à midi")
        #expect(image.texts.contains("Appel manqué de Dupont, à midi"))
        #expect(!image.texts.contains { $0.contains("Dupont Appel") })
        #expect(!image.texts.contains { $0.contains("midi Fin") })
    }

    @Test func aFieldsValueFollowsItsLabel() {
        let image = image(["Composer", "", "Numéro\u{A0}: 0476", "Filtre :", "Numéro long : 5"])
        #expect(image.value(ofField: "numéro") == "0476")
        #expect(image.value(ofField: "Numéro :") == "0476")
        #expect(image.value(ofField: "Filtre") == "")
        #expect(image.value(ofField: "Nom") == nil)
    }

    @Test func aReasonMarksTheCursorsLine() {
        #expect(image(["Accueil", "", "Composer", ""], row: 2).description == "  Accueil\n  \n▶ Composer")
        var hidden = image(["Accueil"])
        hidden.isCursorVisible = false
        #expect(hidden.description == "  Accueil")
        #expect(image(Array(repeating: "x", count: 90)).description.split(separator: "\n").count == Limits.shownLines)
    }

    @Test func nothingMovesAboveTheCursorButTheCallsOwnLine() {
        let before = image(["Accueil", "", "un", "deux", "trois"], row: 3)
        #expect(Stage.isStillAboveCursor(before, image(["Accueil", "Sonne", "un", "deux", "x"], row: 3)))
        #expect(!Stage.isStillAboveCursor(before, image(["Accueil", "", "zéro", "deux", "x"], row: 3)))
        #expect(!Stage.isStillAboveCursor(before, image(["Appel", "", "un", "deux", "x"], row: 3)))
    }

    @Test func whatIsCutIsHeldWholeOnlyByWhatGoesOn() {
        #expect(Stage.holdsMore(of: "Appel manqué de Dup…", ["Annonces, appel manqué de Dupont, ligne 3"]))
        #expect(
            !Stage.holdsMore(of: "Appel manqué de Dup…", ["Appel manqué de Dup…", "Annonces, Appel manqué de Dup"]))
        #expect(!Stage.holdsMore(of: "…", ["tout"]))
    }
}

@Suite struct MatchingTests {
    @Test func capitalsApostrophesAndBlanksMakeNoDifferenceAccentsDo() {
        #expect(same(" L\u{2019}Été\u{202F}:  va ", "l'été : va"))
        #expect(same("E\u{301}te", "éte"))
        #expect(!same("ete", "été"))
        #expect(contains("Sonne Dupont, 04 76", "dupont,\u{A0}04"))
        #expect(!contains("Sonne Dupont", "Dupond"))
    }
}
