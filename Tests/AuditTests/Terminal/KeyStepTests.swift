import Configuration
import Scenarios
import Testing
import Time

@testable import Audit

@Suite struct KeyStepTests {
    @Test func keysAreThoseOfALinuxConsole() throws {
        let terminal = try ScriptedTerminal.echo()
        defer { terminal.end() }
        let keys: [Key] = [.function(1), .function(5), .function(6), .function(12), .named(.home), .named(.down)]
        for key in keys { try terminal.stage.carryOut(.press(key, count: 1, apart: nil)) }
        try terminal.stage.carryOut(.type("xé²", apart: nil))
        try terminal.stage.judge(.shows("^[[[A^[[[E^[[17~^[[24~^[[1~^[[Bx", within: nil))
        #expect(terminal.stage.keysPressed == keys.count + 3)
        for key in Key.Named.allCases { #expect(Key.named(key).octets?.isEmpty == false) }
        #expect(Key.function(0).octets == nil)
    }

    @Test func aRhythmIsKept() throws {
        let terminal = try ScriptedTerminal.echo()
        defer { terminal.end() }
        let start = Instant.now
        try terminal.stage.carryOut(.press(.character("a"), count: 3, apart: .milliseconds(100)))
        #expect(Instant.now - start >= .milliseconds(200))
        try terminal.stage.judge(.shows("aaa", within: nil))
    }

    @Test func aPasteStandsBetweenItsMarks() throws {
        let terminal = try ScriptedTerminal.echo()
        defer { terminal.end() }
        try terminal.stage.carryOut(.paste("ab"))
        try terminal.stage.judge(.shows("^[[200~ab^[[201~", within: nil))
        #expect(terminal.stage.keysPressed == 1)
    }

    @Test func aHeldKeyRepeats() throws {
        let terminal = try ScriptedTerminal.echo()
        defer { terminal.end() }
        try terminal.stage.carryOut(.hold(.character("a"), .milliseconds(420)))
        // Now, after 250 ms, then every 33 ms before 420.
        try terminal.stage.judge(.shows("aaaaaaa", within: nil))
        #expect(!terminal.stage.screen.image.texts.contains { $0.contains("aaaaaaaa") })
        #expect(terminal.stage.keysPressed == 1)
    }

    @Test func theLastPressIsTheActAndTheFirstOneBeginsTheBlock() throws {
        let terminal = try ScriptedTerminal.echo()
        defer { terminal.end() }
        let stage = terminal.stage
        stage.isBlockOver = true
        try stage.carryOut(.sequence([.character("a"), .character("b")]))
        let (act, block) = try (#require(stage.act), #require(stage.block))
        #expect(block.time < act.time)
        #expect(!block.screen.line.contains("a"))
        #expect(act.screen.lines.contains { $0.contains("a") })
    }

    @Test func aWaitBeginsWhatIsJudgedAfterIt() throws {
        let terminal = try ScriptedTerminal.echo()
        defer { terminal.end() }
        let stage = terminal.stage
        try stage.carryOut(.press(.character("z"), count: 1, apart: nil))
        try stage.judge(.shows("z", within: nil))
        stage.isBlockOver = true
        let before = Instant.now
        try stage.carryOut(.wait(.milliseconds(300)))
        #expect(Instant.now - before >= .milliseconds(300))
        #expect(try #require(stage.block).time >= before)
        #expect(try #require(stage.act).time < before)
        try stage.judge(.unchanged(nil))
        try stage.judge(.noOctets(nil))
    }

    @Test func aProgramThatHasEndedTakesNoKey() throws {
        let terminal = try ScriptedTerminal("exit 4")
        defer { terminal.end() }
        let deadline = Instant.now + .seconds(20)
        while terminal.stage.terminal?.exitCode == nil, Instant.now < deadline {
            terminal.stage.pump(.milliseconds(20))
        }
        #expect(throws: Stop.self) { try terminal.stage.carryOut(.press(.named(.enter), count: 1, apart: nil)) }
    }

    @Test func aNameThatNoCommandAndNoPageHasIsAMiss() throws {
        let terminal = try ScriptedTerminal.echo()
        defer { terminal.end() }
        for step in [KeyStep.command("Nowhere"), .open(page: "Nowhere")] {
            #expect {
                try terminal.stage.carryOut(step)
            } throws: {
                ($0 as? Stop)?.outcome == .failed
            }
        }
    }
}
