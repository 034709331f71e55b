/// A value of a configuration file, free of any file format, with the line where it stands.
public struct ConfigurationValue: Sendable, Equatable {
    /// What a value may be. Dates and other things that no setting takes are `other`.
    public indirect enum Content: Sendable, Equatable {
        case text(String)
        case integer(Int)
        case real(Double)
        case boolean(Bool)
        case list([ConfigurationValue])
        case table([ConfigurationEntry])
        case other
    }

    public var content: Content
    /// The line of the value's first character, from 1; 0 where it is unknown.
    public var line: Int

    public init(_ content: Content, line: Int) {
        self.content = content
        self.line = line
    }
}

/// A key with its value, in the file's order.
public struct ConfigurationEntry: Sendable, Equatable {
    public var key: String
    /// The line of the key, from 1; 0 where it is unknown.
    public var line: Int
    public var value: ConfigurationValue

    public init(key: String, line: Int, value: ConfigurationValue) {
        self.key = key
        self.line = line
        self.value = value
    }
}
