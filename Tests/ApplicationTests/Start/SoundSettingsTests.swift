import Announcements
import Configuration
import Devices
import Glibc
import Media
import Synchronization
import TerminalUI
import Testing

@testable import Application

@Suite("Settings that are heard at once", .serialized)
struct SoundSettingsTests {
    private func settings(_ changes: [(SettingKey, String)]) throws -> Settings {
        var settings = Settings()
        try settings.override(.audioMicrophone, text: "silence:")
        try settings.override(.audioHeadset, text: "null:")
        for (key, text) in changes { try settings.override(key, text: text) }
        return settings
    }

    @Test func whatIsNewHoldsAtOnceAndWhatIsNotStays() throws {
        let first = try settings([])
        let sound = try Sound(
            first, speech: .espeak, .english, transcript: nil, outcome: { _, _ in }, device: { _ in })
        defer { sound.stop() }
        sound.apply(try settings([(.voiceFrench, "fr-be"), (.voiceEnglish, "en-us"), (.audioEars, "voice_left")]))
        #expect(sound.voice?.settings.voices == [.french: "fr-be", .english: "en-us"])
        #expect(sound.listening.ears == .voiceLeft)
        sound.findThemes(in: EarconThemesTests.folders(beside: "/none/config.toml"))
        sound.apply(try settings([(.voiceEarconTheme, "soft"), (.voiceFrench, "fr-be")]))
        let soft = EarconThemes.load("soft", folders: EarconThemesTests.folders(beside: "/none/config.toml")).theme
        // Read on a thread of its own.
        let deadline = ContinuousClock.now + .seconds(10)
        while sound.voice?.earconTheme != soft, ContinuousClock.now < deadline { sched_yield() }
        #expect(sound.voice?.earconTheme == soft)
        // A script's choice stays where the settings say nothing new about it.
        #expect(sound.devices.select(.tone(hertz: 440), for: .microphone))
        sound.apply(try settings([(.voiceFrench, "fr")]))
        #expect(sound.voice?.settings.voices[.french] == "fr")
        #expect(sound.devices.chosen.first?.device.description == "tone:440")
        sound.apply(try settings([(.audioMicrophone, "burst:440")]))
        #expect(sound.devices.chosen.first?.device.description.hasPrefix("burst:") == true)
        #expect(sound.listening.ears == .both)
    }

    @Test func earconsBecomeWordsAndSpellingFollows() throws {
        func interface(_ content: [(String, ConfigurationValue.Content)]) -> InterfaceSettings {
            let table = content.map { ConfigurationEntry(key: $0.0, line: 1, value: ConfigurationValue($0.1, line: 1)) }
            let reader = SettingsReader([
                ConfigurationEntry(key: "voice", line: 1, value: ConfigurationValue(.table(table), line: 1))
            ])
            #expect(reader.problems.isEmpty, "\(reader.problems)")
            return InterfaceSettings(reader.settings, language: .french, configurationFile: "", recordingFolder: "/")
        }
        #expect(interface([]).wordedEarcons.isEmpty && interface([]).alphabet == .french)
        #expect(interface([("earcons", .boolean(false))]).wordedEarcons == Set(Earcon.allCases))
        let words = ConfigurationValue.Content.list([ConfigurationValue(.text("held"), line: 1)])
        #expect(interface([("earcon_words", words)]).wordedEarcons == [.held])
        #expect(interface([("earcon_words", .list([]))]).wordedEarcons.isEmpty)
        #expect(interface([("alphabet", .text("international"))]).alphabet == .international)
    }
}
