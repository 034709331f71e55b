import Announcements
import Configuration
import Devices
import Glibc
import Media
import Synchronization
import TerminalUI
import Testing
import Transport

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

    /// Nobody measures the other ends for a mark that is not shown and a voice that is not there.
    @Test func theOtherEndsAreListenedToForTheMarkAndTheVoice() throws {
        let sound = try Sound(
            try settings([]), speech: .none, .english, transcript: nil, outcome: { _, _ in }, device: { _ in },
            farEnd: { _ in })
        defer { sound.stop() }
        #expect(!sound.media.watchesFarEnds)
        sound.apply(try settings([]).setting(.boolean(true), for: .interfaceSoundActivity, account: nil))
        #expect(sound.media.watchesFarEnds)
        sound.apply(try settings([]))
        #expect(!sound.media.watchesFarEnds)
        let speaking = try Sound(
            try settings([]), speech: .espeak, .english, transcript: nil, outcome: { _, _ in }, device: { _ in },
            farEnd: { _ in })
        defer { speaking.stop() }
        #expect(speaking.media.watchesFarEnds)
        speaking.apply(try settings([]))
        #expect(speaking.media.watchesFarEnds)
    }

    /// How loud the call is under the voice, and the agent in their own ears: as a level of the real path.
    @Test func levelsHoldFromTheNextPeriodOn() throws {
        let path = RealtimePath(port: AudioPort())
        path.port.isMicrophoneSent = true
        path.setSpeaking(true)
        func heard() -> (call: Int16?, own: Int16?) {
            var stereo = [Int16](repeating: 0, count: 960)
            var own = [Int16](repeating: 0, count: 480)
            func render(_ call: Int16, _ voice: Int16) {
                path.port.playout.write([Int16](repeating: call, count: 480).span)
                for index in own.indices { own[index] = voice }
                own.withUnsafeMutableBufferPointer { if let base = $0.baseAddress { path.capture(base, count: 480) } }
                stereo.withUnsafeMutableBufferPointer {
                    if let base = $0.baseAddress { path.render(into: base, frames: 480, at: 0) }
                }
            }
            // A gain that changes does so within a period.
            for _ in 0..<2 { render(10_000, 0) }
            let call = stereo.last
            for _ in 0..<2 { render(0, 10_000) }
            return (call, stereo.last)
        }
        Sound.setLevels(try settings([]), of: path)
        #expect(heard() == (10_000, 0))
        Sound.setLevels(Settings().setting(.integer(20), for: .audioCallUnderVoice, account: nil), of: path)
        #expect((995...1_005).contains(heard().call ?? 0), "20 dB")
        Sound.setLevels(Settings().setting(.integer(25), for: .audioSideTone, account: nil), of: path)
        #expect(heard() == (10_000, 2_500))
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
