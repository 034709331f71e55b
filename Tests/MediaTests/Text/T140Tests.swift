import Testing

@testable import Media

@Suite struct T140Tests {
    @Test(
        "Characters as a page shows them",
        arguments: [
            ("bon\u{FEFF}jour", "bonjour"), ("a\r\nb\rc\u{2028}d\u{85}e", "a\nb\nc\nd\ne"),
            ("a\u{1B}[1;31mrouge\u{1B}[0m", "arouge"), ("a\u{9B}4mb", "ab"), ("a\u{98}nom\u{9C}b", "ab"),
            ("x\u{08}\u{07}y\u{00}\u{7F}\u{9F}\u{9C}", "x\u{08}\u{07}y"), ("\u{202E}abc", "abc"),
            ("\u{1B}]0;title\u{07}fin", "fin"),
        ])
    func filtered(octets: String, expected: String) {
        var whole = T140Filter()
        let read = whole.text(of: Array(octets.utf8))
        #expect(read == expected)
        // The same, each character in a block of its own.
        var drip = T140Filter()
        let dripped = octets.unicodeScalars.map { drip.text(of: Array(String($0).utf8)) }.joined()
        #expect(dripped == expected)
    }

    @Test("Broken UTF-8 becomes a mark, and what follows is read")
    func broken() {
        var filter = T140Filter()
        let first = filter.text(of: [0x61, 0xC3, 0x62])
        let second = filter.text(of: [0xFF, 0x63])
        #expect(first == "a\u{FFFD}b" && second == "\u{FFFD}c")
    }

    @Test("A control sequence without end gives the text back after a while")
    func endless() {
        var filter = T140Filter()
        let read = filter.text(of: Array(("\u{1B}[" + String(repeating: "1", count: 200)).utf8))
        #expect(read.count > 150)
    }
}
