import Configuration
import Scenarios
import Testing
import Time

@testable import Audit

@Suite struct ScreenStepTests {
    private static let page =
        #"printf '\033[H\033[2JComposer\n\nNum\303\251ro : 04 76\nFiltre :\nun\033[5;1H'; read x; "#

    private func misses(_ stage: Stage, _ step: ScreenStep) -> Bool {
        do throws(Stop) {
            try stage.judge(step)
            return false
        } catch {
            return error.outcome == .failed
        }
    }

    @Test func whatStandsThereIsFound() throws {
        let terminal = try ScriptedTerminal(Self.page)
        defer { terminal.end() }
        let stage = terminal.stage
        let steps: [ScreenStep] = [
            .shows("numéro", within: nil), .line(3, "04 76"), .page("composer"), .field("Numéro", contains: "04 76"),
            .fieldIsEmpty("Filtre"), .cursorOn("un"), .cursorAt(line: 5, column: 1), .cursorAt(line: 5, column: nil),
            .whole("Composer\n\nNuméro : 04 76\nFiltre :\nun\n"), .contrast(7), .withoutColour, .nothingTruncated,
        ]
        for step in steps { try stage.judge(step) }
    }

    @Test func whatGoesIsWaitedForAndWhatComesLateIsSeen() throws {
        let terminal = try ScriptedTerminal(Self.page + #"printf '\033[2Jgone'; read x"#)
        defer { terminal.end() }
        let stage = terminal.stage
        try stage.judge(.shows("Composer", within: nil))
        stage.isBlockOver = true
        try stage.carryOut(.press(.named(.enter), count: 1, apart: nil))
        try stage.judge(.hides("Composer"))
        #expect(misses(stage, .hides("gone")))
        #expect(misses(stage, .unchanged(nil)))
        #expect(misses(stage, .noOctets(nil)))
        #expect(misses(stage, .stillAboveCursor))
        #expect(misses(stage, .cursorStays(.zero)))
        try stage.judge(.unchanged(.milliseconds(100)))
        try stage.judge(.noOctets(.milliseconds(100)))
    }

    @Test func theBellIsHeardAndTheCursorReturns() throws {
        let terminal = try ScriptedTerminal(
            "stty -echo; " + Self.page + #"printf '\007\033[3;2H'; read x; printf '\033[5;1H'; read x"#)
        defer { terminal.end() }
        let stage = terminal.stage
        try stage.judge(.cursorAt(line: 5, column: 1))
        stage.isBlockOver = true
        try stage.carryOut(.press(.named(.enter), count: 1, apart: nil))
        try stage.judge(.bell)
        try stage.judge(.cursorAt(line: 3, column: 2))
        // The same block: from where it was before its first act.
        try stage.carryOut(.press(.named(.enter), count: 1, apart: nil))
        try stage.judge(.cursorReturns)
        try stage.judge(.stillAboveCursor)
    }

    @Test func whatDoesNotComeInTimeIsMissed() throws {
        let terminal = try ScriptedTerminal("stty -echo; echo ready; read x; read x; echo late; read x")
        defer { terminal.end() }
        let stage = terminal.stage
        try stage.judge(.shows("ready", within: nil))
        try stage.carryOut(.press(.named(.enter), count: 1, apart: nil))
        #expect(misses(stage, .shows("late", within: .milliseconds(200))))
        try stage.openTerminal().write([0x0D])
        try stage.judge(.shows("late", within: nil))
    }

    @Test func aMissShowsTheScreen() throws {
        let terminal = try ScriptedTerminal(Self.page)
        defer { terminal.end() }
        let stage = terminal.stage
        try stage.judge(.cursorAt(line: 5, column: 1))
        do throws(Stop) {
            try stage.judge(.line(40, "x"))
            Issue.record("there is no line 40")
        } catch {
            #expect(error.reason.french == "attendu : la ligne 40 montre « x » ; constaté : l'écran a 12 lignes")
        }
        #expect(stage.shown.english.hasSuffix("▶ un"))
    }

    @Test func aCutTextMustBeToldByAKey() throws {
        // The third press is the way back.
        let script = #"""
            printf '\033[H\033[2JPage\n\nNote of D…\033[3;1H'; \
            stty raw -echo; dd bs=1 count=4 >/dev/null 2>&1; printf '\033[8;1HWhere: note of Dupont, line 1\033[3;1H'; cat
            """#
        let told = try ScriptedTerminal(script)
        defer { told.end() }
        try told.stage.judge(.shows("Note of D…", within: nil))
        try told.stage.judge(.nothingTruncated)
    }
}
