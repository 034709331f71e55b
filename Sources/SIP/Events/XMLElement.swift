/// One element of a document that `XMLReader` read. Names are without their prefixes: the event packages' documents are told
/// apart by their media types, and none of them has one local name with two meanings at one place.
public struct XMLElement: Sendable, Equatable {
    /// The local name.
    public var name: String
    /// By local name, in order, no name twice.
    public var attributes: [(name: String, value: String)]
    /// The character data directly inside, entities replaced; raw, to be cleaned before it is shown.
    public var text: String
    public var children: [XMLElement]

    /// The value of an attribute; nil where it is absent.
    public func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

    /// The first child of this name.
    public func child(_ name: String) -> XMLElement? { children.first { $0.name == name } }

    /// Every child of this name.
    public func children(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

    /// The text without the blanks around it.
    public var trimmedText: String { String(text.trimmedBlanks) }

    public static func == (left: XMLElement, right: XMLElement) -> Bool {
        left.name == right.name && left.text == right.text && left.children == right.children
            && left.attributes.elementsEqual(right.attributes) { $0.name == $1.name && $0.value == $1.value }
    }
}

/// Why octets are not a document that we read.
public enum XMLError: Error, Sendable, Equatable {
    /// Not well-formed (XML 1.0 §2.1) at this octet.
    case syntax(at: Int)
    /// A document type declaration: with it would come entities, files and loops.
    case forbidden
    /// One of `EventLimits` is passed.
    case limit
    /// UTF-16 or UTF-32.
    case encoding
}

extension StringProtocol {
    /// Without blanks and line ends at both ends.
    var trimmedBlanks: SubSequence {
        var slice = self[...]
        while slice.first?.isWhitespace == true { slice = slice.dropFirst() }
        while slice.last?.isWhitespace == true { slice = slice.dropLast() }
        return slice
    }
}
