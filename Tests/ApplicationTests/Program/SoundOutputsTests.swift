import Configuration
import Devices
import Media
import Testing

@testable import Application

@Suite("Which device plays what")
struct SoundOutputsTests {
    @Test func theHeadsetPlaysAllByDefault() throws {
        let outputs = try SoundOutputs(Settings())
        #expect(outputs.voice === outputs.headset.path && outputs.others.isEmpty)
        #expect(outputs.ringing?.isEmpty == nil, "where the voice is heard")
    }

    @Test func sameNamesShareADeviceAndOthersHaveTheirOwn() throws {
        var settings = Settings()
        try settings.override(.audioHeadset, text: "alsa:headset")
        try settings.override(.audioVoiceDevice, text: "alsa:bone")
        let alone = try SoundOutputs(settings)
        #expect(alone.ringing?.isEmpty == nil && alone.voice !== alone.headset.path)
        #expect(alone.others.map(\.role) == [.voice])
        let shared = try SoundOutputs(
            SettingsReader.read([
                entry(
                    "audio",
                    .table([
                        entry("headset", .text("alsa:headset")), entry("voice_device", .text("alsa:headset")),
                        entry("ring_devices", .list([value(.text("alsa:headset")), value(.text("alsa:speaker"))])),
                    ]))
            ]))
        #expect(shared.voice === shared.headset.path)
        #expect(shared.ringing?.count == 2 && shared.ringing?.first === shared.headset.path)
        #expect(shared.others.map(\.role) == [.ring])
    }

    private func entry(_ key: String, _ content: ConfigurationValue.Content) -> ConfigurationEntry {
        ConfigurationEntry(key: key, line: 1, value: value(content))
    }

    private func value(_ content: ConfigurationValue.Content) -> ConfigurationValue {
        ConfigurationValue(content, line: 1)
    }
}
