import Devices
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
}
