import Devices
import Testing

@Suite struct DeviceURITests {
    @Test(arguments: [
        ("alsa:default", DeviceURI.alsa("default")), ("alsa:plughw:1,0", .alsa("plughw:1,0")),
        ("wav:/tmp/a:b.wav", .wave(path: "/tmp/a:b.wav")), ("tone:440", .tone(hertz: 440)),
        ("burst:440", .burst(hertz: 440)), ("silence:", .silence), ("null:", .null),
    ]) func textIsRead(text: String, device: DeviceURI) throws {
        #expect(try DeviceURI(text) == device)
        #expect(device.description == text)
    }

    /// ALSA's own plugins would hand such a name to a shell, or write a file by it.
    @Test(arguments: ["alsa:file:'|true',raw", "alsa:tee:null,a,raw", "alsa:file:a", "alsa:a b", "alsa:/tmp/a"])
    func nameThatIsNoCardsIsRefused(text: String) {
        #expect(throws: DeviceURIError.unknownScheme(text)) { try DeviceURI(text) }
    }

    @Test(arguments: [
        ("default", DeviceURIError.unknownScheme("default")), ("pulse:x", .unknownScheme("pulse:x")),
        ("alsa:", .missingName(scheme: "alsa")), ("wav:", .missingName(scheme: "wav")), ("tone:", .badFrequency("")),
        ("tone:19", .badFrequency("19")), ("burst:99999999999999999999", .badFrequency("99999999999999999999")),
    ]) func mistakeIsNamed(text: String, error: DeviceURIError) {
        #expect(throws: error) { try DeviceURI(text) }
        #expect(error.description.count > 20)
    }
}
