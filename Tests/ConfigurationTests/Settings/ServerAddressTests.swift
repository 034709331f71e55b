import Testing

@testable import Configuration

@Suite("Server addresses")
struct ServerAddressTests {
    @Test(arguments: [
        ("sip:pbx.example.org", ServerAddress(host: "pbx.example.org")),
        ("pbx.example.org:5070", ServerAddress(host: "pbx.example.org", port: 5070)),
        ("sip:192.0.2.10:5060;transport=tcp", ServerAddress(transport: .tcp, host: "192.0.2.10", port: 5060)),
        ("sip:[::1]:5062;transport=UDP;lr", ServerAddress(transport: .udp, host: "::1", port: 5062)),
        ("sip:host;transport=tls", ServerAddress(transport: .tls, host: "host")),
        ("sips:host", ServerAddress(transport: .tls, host: "host")),
        ("sips:host:5071;transport=tcp", ServerAddress(transport: .tls, host: "host", port: 5071)),
    ])
    func aServerIsRead(_ text: String, _ wanted: ServerAddress) {
        let read = ServerAddress(parsing: text)
        #expect(read == wanted)
        #expect(read.flatMap { ServerAddress(parsing: $0.text) } == wanted)
    }

    @Test(arguments: [
        "", "sip:", "sip:a b", "sip:host:0", "sip:host:70000", "sip:host:-1", "sip:user@host", "sip:[::1", "sip:[zz]",
        "sip:[::1]5060", "sip:host;transport=sctp", "sip:host;x=1", "sip:host:", "sip:::1", "sips:host;transport=udp",
    ])
    func anythingElseIsRefused(_ text: String) {
        #expect(ServerAddress(parsing: text) == nil)
    }

    @Test(arguments: [("headst", "headset", 1), ("", "abc", 3), ("micorphone", "microphone", 1), ("abc", "abc", 0)])
    func theDistanceOfWords(_ left: String, _ right: String, _ distance: Int) {
        #expect(NearestKey.editDistance(left, right) == distance)
        #expect(NearestKey.editDistance(right, left) == distance)
    }
}
