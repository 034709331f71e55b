import Glibc
import SIP
import Testing

/// No input makes reading dearer than its length: twice the input takes at most 2.2 times the time, so that no sender can
/// keep the engine busy with what costs him little.
@Suite(.serialized) struct LinearTimeTests {
    enum Input: String, CaseIterable, CustomTestStringConvertible {
        case message, headerFlood, folding, parameters, tokens, quotedName, description, formats, uri, multipart,
            malformed

        var testDescription: String { rawValue }

        /// The size of the smaller input, in units of the case's own.
        var units: Int {
            switch self {
            case .message: 300
            case .headerFlood: 100
            case .folding: 8_000
            case .parameters, .uri: 400
            case .tokens: 400
            case .quotedName: 12_000
            case .description: 250
            case .formats: 60
            case .multipart: 12_000
            case .malformed: 300
            }
        }

        func make(_ count: Int) -> [UInt8] {
            func repeated(_ text: String) -> String { String(repeating: text, count: count) }
            let head = "OPTIONS sip:a@example.org SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\n"
            let rest = "To: <sip:a@example.org>\r\nCall-ID: c\r\nCSeq: 1 OPTIONS\r\n"
            let from = "From: <sip:b@example.org>;tag=1\r\n"
            let text =
                switch self {
                case .message: head + from + rest + "\r\n" + repeated("a line of a body\r\n")
                case .headerFlood: head + from + rest + repeated("X-Other: some value of a header\r\n") + "\r\n"
                case .folding: head + from + rest + "Subject: " + repeated("x\r\n ") + "x\r\n\r\n"
                case .parameters: head + "From: <sip:b@example.org>;tag=1" + repeated(";pa=va") + "\r\n" + rest + "\r\n"
                case .tokens: head + from + rest + "Supported: " + repeated("timer,") + "x\r\n\r\n"
                case .quotedName:
                    head + "From: \"" + repeated("\\\"") + "\" <sip:b@example.org>;tag=1\r\n" + rest + "\r\n"
                case .description: Self.session + repeated("a=rtpmap:96 opus/48000/2\r\n")
                case .formats: Self.session + "m=audio 4002 RTP/AVP" + (0..<count).map { " \($0)" }.joined() + "\r\n"
                case .uri: "sip:a@example.org" + repeated(";pa=va")
                case .multipart: repeated("--b\r\n-") + "\r\n--b--"
                case .malformed: head + repeated("no header\r\n") + "\r\n"
                }
            return Array(text.utf8)
        }

        private static let session =
            "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\nc=IN IP4 192.0.2.1\r\nm=audio 4000 RTP/AVP 96 0 8\r\n"

        func read(_ octets: [UInt8]) -> Bool {
            switch self {
            case .message, .headerFlood, .folding, .parameters, .tokens, .quotedName:
                return (try? Message(parsing: octets)) != nil
            case .description, .formats: return (try? SessionDescription(parsing: octets)) != nil
            case .uri: return (try? URI(parsing: String(decoding: octets, as: UTF8.self))) != nil
            case .multipart:
                return Multipart.parts(of: octets[...], contentType: "multipart/mixed;boundary=b") != nil
            case .malformed:
                return Message.malformedResponse(for: octets, error: .syntax(at: 0)) != nil
            }
        }
    }

    /// The least of several, in this thread's processor time: other work of the machine does not count.
    private static func nanoseconds(_ work: () -> Bool) -> Int {
        var least = Int.max
        for _ in 0..<9 {
            var before = timespec()
            var after = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &before)
            for _ in 0..<4 { #expect(work()) }
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &after)
            least = min(least, (after.tv_sec - before.tv_sec) * 1_000_000_000 + after.tv_nsec - before.tv_nsec)
        }
        return least
    }

    /// A noisy moment may spoil a comparison; what is not linear fails every one of them.
    @Test(arguments: Input.allCases) func twiceTheInputTakesAtMostTwiceTheTime(input: Input) {
        let small = input.make(input.units)
        let large = input.make(input.units * 2)
        var ratios: [Double] = []
        for _ in 0..<5 where ratios.allSatisfy({ $0 > 2.2 }) {
            let one = Self.nanoseconds { input.read(small) }
            let other = Self.nanoseconds { input.read(large) }
            ratios.append(Double(other) / Double(max(one, 1)))
        }
        #expect(ratios.contains { $0 <= 2.2 }, "\(ratios)")
    }
}
