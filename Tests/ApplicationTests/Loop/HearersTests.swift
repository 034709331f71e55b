import Announcements
import Configuration
import Devices
import Media
import TerminalUI
import Testing

@testable import Application

@Suite("Who hears the voice")
struct HearersTests {
    private static let jabra = DeviceURI.alsa("jabra")
    private static let bone = DeviceURI.alsa("bone")
    private static let speaker = DeviceURI.alsa("speaker")

    /// The voice's own device, the headset's, and who hears the voice, where the headset and the bone are private.
    private static let cases: [(DeviceUse?, DeviceUse, Audience)] = [
        (nil, .preferred(jabra), .agent),
        (nil, .fallback(bone), .agent),
        (nil, .fallback(speaker), .nobody),
        (nil, .preferred(speaker), .room),
        (nil, .absent(jabra), .agent),
        (nil, .lost(jabra), .nobody),
        (.preferred(bone), .lost(jabra), .agent),
        (.preferred(speaker), .preferred(jabra), .room),
        (.fallback(speaker), .preferred(jabra), .nobody),
        (.lost(bone), .preferred(jabra), .agent),
        (.lost(bone), .preferred(speaker), .nobody),
        (.absent(bone), .lost(jabra), .nobody),
    ]

    @Test(arguments: cases) func speechMovesOnlyToADeviceOfTheAgentAlone(
        _ voice: DeviceUse?, _ headset: DeviceUse, _ audience: Audience
    ) {
        let hearers = Hearers(privateDevices: [Self.jabra, Self.bone], voice: voice, headset: headset)
        #expect(hearers.audience == audience)
    }

    @Test func whatIsBeingSaidIsCutWhereOthersWouldHearItsEnd() throws {
        var settings = Settings()
        try settings.override(.audioHeadset, text: "alsa:speaker")
        let listening = Listening(try SoundOutputs(settings), ears: .both, privateDevices: [Self.jabra])
        #expect(!listening.note(.fallback(Self.jabra), of: .headset))
        #expect(listening.note(.preferred(Self.speaker), of: .headset), "the speaker is back in the middle of a name")
        #expect(!listening.note(.lost(Self.speaker), of: .headset), "nothing private was being said")
        #expect(!listening.note(.fallback(Self.jabra), of: .headset))
        #expect(!listening.note(.preferred(Self.speaker), of: .ring))
        #expect(listening.note(.lost(Self.jabra), of: .headset))
    }
}
