import Testing

@testable import SIP

@Suite struct XMLReaderTests {
    static func read(_ text: String) throws(XMLError) -> XMLElement { try XMLReader.document(Array(text.utf8)) }

    @Test func elementsAttributesAndTextAreRead() throws {
        let root = try Self.read(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- a comment with <markup> -->
            <p:presence xmlns:p="urn:x" entity='pres:bob@example.org'>
              <tuple id="a&quot;b"><status><basic> open </basic></status></tuple><empty a = "1" />
              <note xml:lang="fr">Élodie &lt;&amp;&gt;&apos; &#233;&#x2603; <![CDATA[<raw> & ]]>x</note>
            </p:presence>
            """)
        #expect(root.name == "presence" && root.attribute("entity") == "pres:bob@example.org")
        #expect(root.children.map(\.name) == ["tuple", "empty", "note"])
        #expect(root.child("tuple")?.attribute("id") == "a\"b")
        #expect(root.child("tuple")?.child("status")?.child("basic")?.trimmedText == "open")
        #expect(root.child("empty")?.attribute("a") == "1")
        #expect(root.child("note")?.text == "Élodie <&>' é☃ <raw> & x")
        #expect(root.child("note")?.attribute("lang") == "fr")
    }

    @Test(arguments: [
        "", " ", "<", "<a", "<a>", "<a></b>", "<a/><b/>", "<a/>x", "x<a/>", "<a b/>", "<a b=c/>", "<a b=\"1\"c=\"2\"",
        "<a b='1' b='2'/>", "<a b=\"<\"/>", "</a>", "<a>&</a>", "<a>&lol;</a>", "<a>&#;</a>", "<a>&#0;</a>",
        "<a>&#xD800;</a>", "<a>&#x110000;</a>", "<a>&#99999999999999;</a>", "<a>&#xFFFFFFFF;</a>", "<a>&amp</a>",
        "<!--", "<!-- <a/>", "<?xml",
        "<?xml?", "<a><![CDATA[", "<![CDATA[x]]>", "<a><!-- --", "<1a/>", "<a b=\"", "<a / >", "<a><b></a></b>",
    ])
    func whatIsNotWellFormedIsRefused(text: String) {
        #expect(throws: XMLError.self) { try Self.read(text) }
    }

    /// No document type, so no entity that grows, no file that is read.
    @Test func aDocumentTypeIsForbidden() {
        #expect(throws: XMLError.forbidden) {
            try Self.read("<!DOCTYPE a [<!ENTITY b \"cccccccccc\">]><a>&b;</a>")
        }
        #expect(throws: XMLError.forbidden) { try Self.read("<a><!ELEMENT b ANY></a>") }
    }

    @Test func otherEncodingsAreRefused() {
        #expect(throws: XMLError.encoding) { try XMLReader.document([0xFF, 0xFE, 60, 0, 97, 0, 47, 0, 62, 0]) }
        #expect(throws: Never.self) { try XMLReader.document([0xEF, 0xBB, 0xBF] + Array("<a/>".utf8)) }
    }

    @Test func everyLimitIsKept() throws {
        let depth = EventLimits.elementDepth
        func nested(_ count: Int) -> String {
            String(repeating: "<a>", count: count) + String(repeating: "</a>", count: count)
        }
        #expect(throws: Never.self) { try Self.read(nested(depth)) }
        #expect(throws: XMLError.limit) { try Self.read(nested(depth + 1)) }
        func wide(_ count: Int) -> String { "<a>" + String(repeating: "<b/>", count: count - 1) + "</a>" }
        #expect(throws: Never.self) { try Self.read(wide(EventLimits.elements)) }
        #expect(throws: XMLError.limit) { try Self.read(wide(EventLimits.elements + 1)) }
        func attributes(_ count: Int) -> String { "<a" + (0..<count).map { " b\($0)='1'" }.joined() + "/>" }
        #expect(throws: Never.self) { try Self.read(attributes(EventLimits.attributes)) }
        #expect(throws: XMLError.limit) { try Self.read(attributes(EventLimits.attributes + 1)) }
        func named(_ count: Int) -> String { "<" + String(repeating: "n", count: count) + "/>" }
        #expect(throws: Never.self) { try Self.read(named(EventLimits.nameOctets)) }
        #expect(throws: XMLError.limit) { try Self.read(named(EventLimits.nameOctets + 1)) }
        func long(_ count: Int) -> String { "<a>" + String(repeating: "x", count: count - 7) + "</a>" }
        #expect(throws: Never.self) { try Self.read(long(EventLimits.documentOctets)) }
        #expect(throws: XMLError.limit) { try Self.read(long(EventLimits.documentOctets + 1)) }
    }

    static func steps(_ octets: [UInt8]) -> Int {
        var reader = XMLReader(octets)
        _ = try? reader.read()
        return reader.steps
    }

    /// CVE-2022-24763: an XML parser that loops. Twice the input is at most 2.2 times the work, whatever the input.
    @Test(arguments: [
        ("<a>", "<b c='d'>x&amp;</b>", "</a>"), ("<a>", "text ", "</a>"), ("<a b='", "&#x41;", "'/>"),
        ("<a><!--", "-- ", "--></a>"),
        ("<a><![CDATA[", "]]", "]]></a>"), ("<?p ", "??", "?><a/>"), ("", " ", "<a/>"), ("<a ", "  ", "/>"),
        ("<a>", "<!-- -->", "</a>"),
        ("<a", "", ">"), ("<!--", "<!-", ""), ("<?", "<?", ""), ("<a><![CDATA[", "<", ""), ("<a>", "</", ""),
        ("<", "a", ""),
    ])
    func theWorkIsLinear(start: String, unit: String, end: String) {
        func steps(_ count: Int) -> Int {
            Self.steps(Array((start + String(repeating: unit, count: count) + end).utf8))
        }
        let one = steps(500)
        let two = steps(1_000)
        #expect(Double(two) <= 2.2 * Double(max(one, 60)), "\(one) \(two)")
    }

    /// Each octet is looked at a fixed number of times, so no mutation makes a loop.
    @Test func mutationsNeitherTrapNorLoop() {
        var generator = MutationTests.Generator(state: 0x5EED_0E15)
        let fragments: [[UInt8]] = [
            "<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "&", "&#", "&#x", ";", "&lt;", "'",
            "\"", "=",
            "<a>", "</a>", "<!DOCTYPE x>", " ", "\u{0}", "dialog", "id=''", "version=\"99999999999999999999\"", "é",
            "state",
        ].map { Array($0.utf8) }
        var read = 0
        for seed in Self.documents {
            for _ in 0..<1_500 {
                var octets = Array(seed.utf8)
                for _ in 0...generator.next(below: 4) {
                    let place = generator.next(below: octets.count + 1)
                    switch generator.next(below: 5) {
                    case 0: octets.insert(contentsOf: fragments[generator.next(below: fragments.count)], at: place)
                    case 1: octets.removeSubrange(place..<min(place + 1 + generator.next(below: 30), octets.count))
                    case 2: octets.removeSubrange(place...)
                    case 3:
                        let end = min(place + generator.next(below: 80), octets.count)
                        octets.insert(
                            contentsOf: Array(octets[place..<end]), at: generator.next(below: octets.count + 1))
                    default:
                        if place < octets.count {
                            octets[place] = UInt8(truncatingIfNeeded: generator.next(below: 256))
                        }
                    }
                }
                #expect(Self.steps(octets) <= 24 * octets.count + 64)
                if (try? XMLReader.document(octets)) != nil { read += 1 }
                var table = DialogInformationTable()
                if let document = try? DialogInformation(octets) { _ = table.apply(document) }
                _ = try? PresenceDocument(octets)
                _ = try? RegistrationInformation(octets)
                _ = MessageSummary(octets)
            }
        }
        // The mutations are not so wild that nothing is ever read.
        #expect(read > 100)
    }

    static let documents = [
        EventDocuments.presence, EventDocuments.dialogFull, EventDocuments.registration, EventDocuments.summary,
    ]

    @Test func whatIsWrittenIsReadBack() throws {
        let text = "Café <b> & \"a\" 'c'\u{1}\u{0}\u{FFFE} ☃"
        let root = try Self.read("<a b=\"\(XMLText.escaped(text))\">\(XMLText.escaped(text))</a>")
        #expect(root.text == "Café <b> & \"a\" 'c' ☃" && root.attribute("b") == root.text)
    }
}
