import Configuration
import Testing

@testable import Audit

@Suite struct ScriptReachTests {
    private static let registrar = SettingValue.list(["sip:127.0.0.1:5060;transport=udp"])

    private func settings(_ key: SettingKey, _ value: SettingValue) -> Settings {
        Settings().adding(account: [.accountRegistrar: Self.registrar])
            .setting(value, for: key, account: key.rawValue.hasPrefix("account.") ? 0 : nil)
    }

    @Test func whatStaysWithinIsTaken() {
        let found = ScriptReach.excess(in: settings(.voiceRate, .integer(350)), registrar: Self.registrar)
        #expect(found == nil)
    }

    @Test(arguments: [
        (SettingKey.accountPasswordCommand, SettingValue.list(["/bin/sh", "-c", "id"])),
        (.audioRingDevices, .list(["wav:/tmp/x.wav"])), (.audioHeadset, .list(["alsa:default"])),
        (.accountRegistrar, .list(["sip:192.0.2.1"])), (.provisioningURL, .text("https://192.0.2.1/")),
        (.provisioningTokenCommand, .list(["/bin/sh"])),
    ])
    func whatReachesBeyondIsNot(key: SettingKey, value: SettingValue) {
        #expect(ScriptReach.excess(in: settings(key, value), registrar: Self.registrar) == key)
    }

    @Test func aSecondLineIsNotTaken() {
        let settings = settings(.voiceRate, .integer(350)).adding(account: [.accountRegistrar: Self.registrar])
        #expect(ScriptReach.excess(in: settings, registrar: Self.registrar) == .accountRegistrar)
    }

    @Test func namesOnTheTerminalMoveNothing() {
        #expect(PlainText.clean("a\u{1B}[2J\u{202E}b\nc") == "a\u{FFFD}[2J\u{FFFD}b\nc")
    }
}
