import Testing

@testable import Configuration

private func entry(_ key: String, _ content: ConfigurationValue.Content) -> ConfigurationEntry {
    ConfigurationEntry(key: key, line: 1, value: ConfigurationValue(content, line: 1))
}

@Suite("The settings of how the program is worked")
struct DeskSettingsTests {
    @Test func theDefaultsSuitSpeech() {
        let settings = Settings()
        #expect(settings.preset == "speech" && settings.voiceEngine == "espeak" && !settings.ringsBell)
        #expect(settings.typingEcho == "characters" && settings.typingEchoInCall == "none")
        #expect(!settings.confirmsHangUp && settings.confirmsTransfer && settings.confirmsQuit)
        #expect(settings.doubleStrikeMilliseconds == 500 && !settings.showsSoundActivity)
        #expect(settings.spokenBy == "auto" && settings.leftOutAnnouncements.isEmpty && settings.timeMarkMinutes == nil)
    }

    @Test func allOfThemAreRead() throws {
        let left = [ConfigurationValue(.text("held"), line: 1)]
        let settings = try SettingsReader.read([
            entry(
                "interface",
                .table([
                    entry("bell", .boolean(true)), entry("typing_echo", .text("words")),
                    entry("typing_echo_in_call", .text("both")), entry("confirm_hang_up", .boolean(true)),
                    entry("confirm_transfer", .boolean(false)), entry("confirm_quit", .boolean(false)),
                    entry("double_strike", .integer(0)), entry("sound_activity", .boolean(true)),
                ])),
            entry(
                "voice",
                .table([
                    entry("spoken_by", .text("reader")), entry("left_out", .list(left)),
                    entry("time_marks", .integer(10)),
                ])),
        ])
        #expect(settings.ringsBell && settings.typingEcho == "words" && settings.typingEchoInCall == "both")
        #expect(settings.confirmsHangUp && !settings.confirmsTransfer && !settings.confirmsQuit)
        #expect(settings.doubleStrikeMilliseconds == 0 && settings.showsSoundActivity)
        #expect(settings.spokenBy == "reader" && settings.leftOutAnnouncements == ["held"])
        #expect(settings.timeMarkMinutes == 10)
    }

    @Test func aPresetChangesDefaultsAndNoMore() {
        let braille = Settings().setting(.text("braille"), for: .interfacePreset, account: nil)
        #expect(braille.voiceEngine == "none" && braille.ringsBell)
        #expect(braille.standard(.voiceEngine) == .text("none") && !braille.isGiven(.voiceEngine, account: nil))
        #expect(braille.report(in: .english).contains("engine = \"none\"\n"))
        let spoken = braille.setting(.text("espeak"), for: .voiceEngine, account: nil)
            .setting(.boolean(false), for: .interfaceBell, account: nil)
        #expect(spoken.voiceEngine == "espeak" && !spoken.ringsBell, "what is written holds")
        let seen = Settings().setting(.text("low_vision"), for: .interfacePreset, account: nil)
        #expect(seen.voiceEngine == "espeak" && !seen.ringsBell)
        for key in SettingKey.allCases {
            guard let changed = SettingPreset.standard(of: key, under: .text("braille")) else { continue }
            let setting = Setting.of(key)
            #expect((try? setting.accept(typed: setting.shown(changed, in: .english))) == changed)
        }
    }
}
