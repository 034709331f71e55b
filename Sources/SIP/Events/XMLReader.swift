/// Reads the small XML of event packages: elements, attributes, text, CDATA; comments and processing instructions are passed
/// over. No document type, no entities but the five and numeric ones; every size is bounded. Each octet is looked at a fixed
/// number of times, so the time grows with the input and no faster.
public struct XMLReader {
    private let octets: [UInt8]
    private var place = 0
    private var count = 0
    /// The elements that are open, the root first, each with the name that its end must have.
    private var open: [(name: [UInt8], element: XMLElement, text: [UInt8])] = []
    private var root: XMLElement?
    /// Octets looked at: what the work costs.
    private(set) var steps = 0
    private let mostOctets: Int
    private let mostElements: Int

    init(
        _ octets: [UInt8], mostOctets: Int = EventLimits.documentOctets, mostElements: Int = EventLimits.elements
    ) {
        self.octets = octets
        self.mostOctets = mostOctets
        self.mostElements = mostElements
    }

    /// The root element of a document larger than those of event packages.
    public static func document(
        _ octets: [UInt8], mostOctets: Int, mostElements: Int
    ) throws(XMLError) -> XMLElement {
        var reader = XMLReader(octets, mostOctets: mostOctets, mostElements: mostElements)
        return try reader.read()
    }

    /// The root element of a document.
    public static func document(_ octets: some Collection<UInt8>) throws(XMLError) -> XMLElement {
        var reader = XMLReader(Array(octets.prefix(EventLimits.documentOctets + 1)))
        return try reader.read()
    }

    mutating func read() throws(XMLError) -> XMLElement {
        guard octets.count <= mostOctets else { throw .limit }
        if octets.starts(with: [0xFE, 0xFF]) || octets.starts(with: [0xFF, 0xFE]) { throw .encoding }
        if octets.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
        while let octet = peek() {
            if octet == 60 {
                try markup()
            } else if open.isEmpty {
                guard Self.isBlank(octet) else { throw .syntax(at: place) }
                step()
            } else {
                try characterData()
            }
        }
        guard open.isEmpty, let root else { throw .syntax(at: place) }
        return root
    }

    // MARK: Octets

    private mutating func peek() -> UInt8? {
        steps &+= 1
        return place < octets.count ? octets[place] : nil
    }

    private mutating func step(_ number: Int = 1) { place += number }

    /// Whether these octets come next; they are consumed.
    private mutating func take(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        steps &+= length
        guard octets.count - place >= length else { return false }
        let matches = text.withUTF8Buffer { wanted in
            wanted.indices.allSatisfy { octets[place + $0] == wanted[$0] }
        }
        if matches { place += length }
        return matches
    }

    /// Passes over all octets up to and including these, which must be there.
    private mutating func skip(past text: StaticString) throws(XMLError) {
        while place < octets.count {
            if take(text) { return }
            place += 1
        }
        throw .syntax(at: place)
    }

    private static func isBlank(_ octet: UInt8) -> Bool {
        octet == 32 || octet == 9 || octet == 10 || octet == 13
    }

    private mutating func skipBlanks() {
        while let octet = peek(), Self.isBlank(octet) { step() }
    }

    // MARK: Markup

    private mutating func markup() throws(XMLError) {
        if take("<!--") { return try skip(past: "-->") }
        if take("<![CDATA[") { return try section() }
        if take("<!") { throw .forbidden }
        if take("<?") { return try skip(past: "?>") }
        if take("</") { return try end() }
        step()
        try start()
    }

    private mutating func section() throws(XMLError) {
        guard !open.isEmpty else { throw .syntax(at: place) }
        let from = place
        try skip(past: "]]>")
        open[open.count - 1].text += octets[from..<(place - 3)]
    }

    private mutating func start() throws(XMLError) {
        guard root == nil else { throw .syntax(at: place) }
        let name = try readName()
        count += 1
        guard count <= mostElements, open.count < EventLimits.elementDepth else { throw .limit }
        var element = XMLElement(name: Self.local(name), attributes: [], text: "", children: [])
        while true {
            let before = place
            skipBlanks()
            guard let octet = peek() else { throw .syntax(at: place) }
            if octet == 62 {
                step()
                open.append((name, element, []))
                return
            }
            if take("/>") { return close(element) }
            guard place > before else { throw .syntax(at: place) }
            try attribute(of: &element)
        }
    }

    private mutating func attribute(of element: inout XMLElement) throws(XMLError) {
        let name = try readName()
        skipBlanks()
        guard take("=") else { throw .syntax(at: place) }
        skipBlanks()
        guard let quote = peek(), quote == 34 || quote == 39 else { throw .syntax(at: place) }
        step()
        var value: [UInt8] = []
        while let octet = peek(), octet != quote {
            if octet == 60 { throw .syntax(at: place) }
            if octet == 38 {
                value += try reference()
            } else {
                value.append(octet)
                step()
            }
        }
        guard peek() == quote else { throw .syntax(at: place) }
        step()
        // Declarations of namespaces are not attributes of the element.
        if name.starts(with: "xmlns".utf8) { return }
        let local = Self.local(name)
        guard element.attributes.count < EventLimits.attributes else { throw .limit }
        guard element.attribute(local) == nil else { throw .syntax(at: place) }
        element.attributes.append((local, String(decoding: value, as: UTF8.self)))
    }

    private mutating func end() throws(XMLError) {
        let name = try readName()
        skipBlanks()
        guard take(">"), var last = open.popLast(), last.name == name else { throw .syntax(at: place) }
        last.element.text = String(decoding: last.text, as: UTF8.self)
        close(last.element)
    }

    private mutating func close(_ element: XMLElement) {
        if open.isEmpty {
            root = element
        } else {
            open[open.count - 1].element.children.append(element)
        }
    }

    // MARK: Names and text

    private mutating func readName() throws(XMLError) -> [UInt8] {
        let from = place
        while let octet = peek(), Self.isName(octet, isFirst: place == from) {
            step()
            guard place - from <= EventLimits.nameOctets else { throw .limit }
        }
        guard place > from else { throw .syntax(at: place) }
        return Array(octets[from..<place])
    }

    /// XML 1.0 §2.3, without looking into what is no ASCII.
    private static func isName(_ octet: UInt8, isFirst: Bool) -> Bool {
        switch octet {
        case 65...90, 97...122, 95, 58, 128...255: true
        case 48...57, 45, 46: !isFirst
        default: false
        }
    }

    private static func local(_ name: [UInt8]) -> String {
        let start = name.lastIndex(of: 58).map { $0 + 1 } ?? 0
        return String(decoding: name[start...], as: UTF8.self)
    }

    private mutating func characterData() throws(XMLError) {
        var text: [UInt8] = []
        while let octet = peek(), octet != 60 {
            if octet == 38 {
                text += try reference()
            } else {
                text.append(octet)
                step()
            }
        }
        open[open.count - 1].text += text
    }

    /// `&lt;` and its kin, and `&#…;` (XML 1.0 §4.1); no other entity exists without a document type.
    private mutating func reference() throws(XMLError) -> [UInt8] {
        if take("&lt;") { return [60] }
        if take("&gt;") { return [62] }
        if take("&amp;") { return [38] }
        if take("&quot;") { return [34] }
        if take("&apos;") { return [39] }
        let isHexadecimal = take("&#x")
        guard isHexadecimal || take("&#") else { throw .syntax(at: place) }
        var number: UInt32 = 0
        var digits = 0
        while let octet = peek(), let digit = octet.hexadecimalValue, isHexadecimal || digit < 10, digits < 8 {
            // Eight digits at most: no overflow in either base.
            number = number &* (isHexadecimal ? 16 : 10) &+ UInt32(digit)
            digits += 1
            step()
        }
        guard digits > 0, take(";"), let scalar = Unicode.Scalar(number), number != 0 else { throw .syntax(at: place) }
        return Array(String(Character(scalar)).utf8)
    }
}
