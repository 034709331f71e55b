/// What a provisioning server said at one time: the texts of all layers, as they came.
public struct ProvisionedSet: Sendable, Equatable {
    /// One layer's text.
    public struct Part: Sendable, Equatable {
        public var kind: LayerKind
        /// Where it came from.
        public var address: String
        /// The server's entity tag (RFC 9110 §8.8.3); nil: it gave none.
        public var tag: String?
        public var text: String

        public init(kind: LayerKind, address: String, tag: String?, text: String) {
            self.kind = kind
            self.address = address
            self.tag = tag
            self.text = text
        }
    }

    /// The file that names the layers; nil: one file is all.
    public var manifest: Part?
    /// At most one of each kind.
    public var parts: [Part]

    public init(manifest: Part? = nil, parts: [Part]) {
        self.manifest = manifest
        self.parts = parts
    }

    /// Whether both say the same, whatever their tags.
    public func says(theSameAs other: ProvisionedSet?) -> Bool {
        parts.map { [$0.kind.rawValue, $0.text] } == other?.parts.map { [$0.kind.rawValue, $0.text] }
    }
}
