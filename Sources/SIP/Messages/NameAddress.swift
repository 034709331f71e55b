/// A display name, a URI and header parameters: From, To, Contact, Route (RFC 3261 §20.10).
public struct NameAddress: Sendable, Hashable, CustomStringConvertible {
    /// The name as it was sent, unescaped; clean it with `DisplayText.cleaned` before showing or speaking it.
    public var displayName: String?
    /// Whom it names.
    public var uri: URI
    /// Parameters of the header, not of the URI.
    public var parameters: [Parameter]

    /// An address of these parts.
    public init(displayName: String? = nil, uri: URI, parameters: [Parameter] = []) {
        self.displayName = displayName
        self.uri = uri
        self.parameters = parameters
    }

    /// Reads one whole value.
    public init(parsing text: String) throws(SIPError) {
        var cursor = Cursor(Array(text.utf8))
        guard cursor.bytes.count <= MessageLimits.headerOctets else { throw .limit(.headerOctets) }
        let slices = try cursor.nameAddress()
        cursor.skipBlanks()
        guard cursor.isAtEnd else { throw cursor.fault }
        self.init(slices, bytes: cursor.bytes, parameters: cursor.parameters)
    }

    init(_ slices: NameAddressSlices, bytes: [UInt8], parameters all: [ParameterSlices]) {
        let text = MessageText(bytes: bytes, parameters: all)
        let name = slices.isQuoted ? text.unquoted(slices.display) : text.string(slices.display)
        displayName = name.isEmpty ? nil : name
        uri = URI(slices.uri, bytes: bytes, parameters: all)
        parameters = text.parameters(slices.parameters)
    }

    /// The value of a header parameter: nil where it is absent, "" where it has no value.
    public func parameter(_ name: String) -> String? {
        parameters.first { $0.isNamed(name) }.map { $0.value ?? "" }
    }

    /// The dialog's tag (RFC 3261 §19.3).
    public var tag: String? { parameter("tag") }

    /// The same without and with a tag.
    public func tagged(_ tag: String?) -> NameAddress {
        var copy = self
        copy.parameters.removeAll { $0.isNamed("tag") }
        if let tag { copy.parameters.append(Parameter("tag", tag)) }
        return copy
    }

    /// The value as it is written, the URI always in angle brackets.
    public var description: String { OctetWriter.text { write(to: &$0) } }

    func write(to writer: inout OctetWriter) {
        if let displayName {
            writer.append(quoted: displayName)
            writer.append(32)
        }
        writer.append(60)
        uri.write(to: &writer)
        writer.append(62)
        writer.append(parameters)
    }
}
