/// The sections of Linphone's settings, as its file and its provisioning documents have them: `[proxy_0]` with `reg_proxy=…`.
public struct LinphoneSections: Sendable, Equatable {
    /// One section's entries, in their order.
    public struct Section: Sendable, Equatable {
        public var name: String
        public var entries: [(key: String, value: String)]

        public init(name: String, entries: [(key: String, value: String)] = []) {
            self.name = name
            self.entries = entries
        }

        public static func == (left: Section, right: Section) -> Bool {
            left.name == right.name && left.entries.elementsEqual(right.entries) { $0 == $1 }
        }

        /// The last value of a key; nil where it is absent or empty.
        func value(_ key: String) -> String? {
            entries.last { $0.key == key }.flatMap { $0.value.isEmpty ? nil : $0.value }
        }
    }

    public var sections: [Section] = []

    public init(_ sections: [Section] = []) { self.sections = sections }

    /// The lines of a `linphonerc`; nil where there is no section, or more than a file of Linphone's has.
    public init?(file: String) {
        for line in file.split(whereSeparator: \.isNewline) {
            let text = line.trimmed
            if text.isEmpty || text.hasPrefix("#") || text.hasPrefix(";") { continue }
            if text.hasPrefix("["), text.hasSuffix("]") {
                sections.append(Section(name: String(text.dropFirst().dropLast())))
            } else if let equals = text.firstIndex(of: "="), let last = sections.indices.last {
                let value = text[text.index(after: equals)...]
                sections[last].entries.append((text[..<equals].trimmed, value.trimmed))
            } else {
                return nil
            }
            guard sections.count <= Limits.linphoneSections else { return nil }
        }
        if sections.isEmpty { return nil }
    }

    /// The sections `proxy_0`, `proxy_1` and so on, by their number.
    func numbered(_ name: String) -> [Section] {
        sections.compactMap { section -> (Int, Section)? in
            guard section.name.hasPrefix(name + "_") else { return nil }
            return Int(section.name.dropFirst(name.count + 1)).map { ($0, section) }
        }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    func section(_ name: String) -> Section { sections.last { $0.name == name } ?? Section(name: name) }
}

extension StringProtocol {
    /// Without blanks at both ends.
    fileprivate var trimmed: String {
        var slice = self[...]
        while slice.first?.isWhitespace == true { slice = slice.dropFirst() }
        while slice.last?.isWhitespace == true { slice = slice.dropLast() }
        return String(slice)
    }
}
