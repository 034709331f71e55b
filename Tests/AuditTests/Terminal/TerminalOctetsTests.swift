import Testing

@testable import Audit

@Suite struct TerminalOctetsTests {
    private func painted(_ text: String) -> Int {
        var octets = TerminalOctets()
        _ = octets.take(Array(text.utf8))
        return octets.painted
    }

    @Test(arguments: ["\u{1B}[4d", "\u{1B}[5;1H", "\r\n", "\u{1B}[A\u{1B}[3G", "\u{07}"])
    func motionsPaintNothing(text: String) {
        #expect(painted(text) == 0)
    }

    @Test(arguments: ["a", "\u{1B}[7m", "\u{1B}[K", "\u{1B}[4d\u{1B}[1mDupont"])
    func allElsePaints(text: String) {
        #expect(painted(text) > 0)
    }
}
