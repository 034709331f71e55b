import Announcements
import Configuration
import Testing

@testable import TerminalUI

@Suite("A theme of earcons from a file's entries")
struct EarconThemeEntriesTests {
    static func value(_ content: ConfigurationValue.Content) -> ConfigurationValue {
        ConfigurationValue(content, line: 1)
    }

    static func entry(_ key: String, _ content: ConfigurationValue.Content) -> ConfigurationEntry {
        ConfigurationEntry(key: key, line: 1, value: value(content))
    }

    static func notes(_ notes: [[Int]]) -> ConfigurationValue.Content {
        .list(notes.map { note in value(.list(note.map { value(.integer($0)) })) })
    }

    /// The standard theme as entries, some earcons in other notes.
    static func entries(_ changed: [Earcon: ConfigurationValue.Content], without: Earcon? = nil) -> [ConfigurationEntry]
    {
        let table = Earcon.allCases.filter { $0 != without }.map { earcon in
            let standard = (EarconTheme.standard.notes[earcon] ?? []).map { [$0.hertz, $0.milliseconds, $0.gap] }
            return entry(earcon.rawValue, changed[earcon] ?? notes(standard))
        }
        return [entry("earcons", .table(table))]
    }

    @Test func whatIsWrittenIsHeard() throws {
        #expect(try EarconTheme(Self.entries([:])) == .standard)
        let changed = try EarconTheme(
            [Self.entry("volume", .integer(50))] + Self.entries([.pending: Self.notes([[400, 70]])]))
        #expect(changed.volumePercent == 50)
        #expect(changed.notes[.pending] == [EarconNote(400, 70)])
    }

    @Test(arguments: [
        (Self.entries([:], without: .held), EarconThemeFault.missing(.held)),
        (Self.entries([.held: Self.notes([])]), .badNotes(.held)),
        (Self.entries([.held: Self.notes([[440]])]), .badNotes(.held)),
        (Self.entries([.held: Self.notes([[440, 40, 0, 1]])]), .badNotes(.held)),
        (Self.entries([.held: Self.notes([[99, 40]])]), .badNotes(.held)),
        (Self.entries([.held: Self.notes([[440, -1]])]), .badNotes(.held)),
        (Self.entries([.held: Self.notes([[440, Int.max, Int.max]])]), .badNotes(.held)),
        (Self.entries([.held: Self.notes(Array(repeating: [440, 10], count: 9))]), .badNotes(.held)),
        (Self.entries([.held: .text("loud")]), .badNotes(.held)),
        (Self.entries([.held: Self.notes([[440, 100, 20], [440, 31]])]), .tooLong(.held, milliseconds: 151)),
        (Self.entries([.resumed: Self.notes([[700, 60, 30], [900, 60]])]), .alike(.held, .resumed)),
        ([Self.entry("volume", .integer(9))] + Self.entries([:]), .badVolume),
        ([Self.entry("colour", .integer(9))], .unknownKey("colour")),
        ([Self.entry("earcons", .table([Self.entry("whistle", .other)]))], .unknownKey("whistle")),
        ([], .missing(.incoming)),
    ])
    func whatIsWrongIsNamed(entries: [ConfigurationEntry], fault: EarconThemeFault) {
        #expect(throws: fault) { _ = try EarconTheme(entries) }
        #expect(!fault.words.french.isEmpty && !fault.words.english.isEmpty)
    }
}
