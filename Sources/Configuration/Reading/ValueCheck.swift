extension Setting {
    /// Checks a value of the file against this setting.
    /// - Throws: `wrongType` or `badValue` with the place.
    func accept(_ value: ConfigurationValue, path: String) throws(ConfigurationProblem) -> SettingValue {
        let line = value.line
        let wrongType = ConfigurationProblem(.wrongType(self, found: value.kindInWords), path: path, line: line)
        switch kind {
        case .text, .secret, .secretDigest, .choice, .address, .server, .mediaServer, .path, .urlTemplate,
            .portRange:
            guard case .text(let text) = value.content else { throw wrongType }
            guard let accepted = acceptText(text) else {
                throw ConfigurationProblem(
                    .badValue(self, quoted: quotation(of: text)), path: path, line: line)
            }
            return accepted
        case .servers(let orNone):
            return try acceptServers(value, orNone: orNone, path: path, wrongType: wrongType)
        case .digests:
            guard case .list(let texts) = try acceptList(value, from: [], path: path, wrongType: wrongType) else {
                throw wrongType
            }
            return .list(texts.map { $0.lowercased() })
        case .list(let allowed):
            return try acceptList(value, from: allowed, path: path, wrongType: wrongType)
        case .command:
            return try acceptList(value, from: [], path: path, wrongType: wrongType)
        case .devices:
            var list = value
            if case .text = value.content { list = ConfigurationValue(.list([value]), line: line) }
            return try acceptList(list, from: [], path: path, wrongType: wrongType)
        case .integer(let range):
            guard case .integer(let number) = value.content else { throw wrongType }
            guard range.contains(number) else {
                throw ConfigurationProblem(.badValue(self, quoted: String(number)), path: path, line: line)
            }
            return .integer(number)
        case .boolean:
            guard case .boolean(let flag) = value.content else { throw wrongType }
            return .boolean(flag)
        case .integerOrOff(let range):
            if value.content == .boolean(false) { return .off }
            guard case .integer(let number) = value.content else { throw wrongType }
            guard range.contains(number) else {
                throw ConfigurationProblem(.badValue(self, quoted: String(number)), path: path, line: line)
            }
            return .integer(number)
        }
    }

    private func acceptText(_ text: String) -> SettingValue? {
        guard text.count <= Limits.textCharacters, !text.hasControlCharacters else { return nil }
        switch kind {
        // Of a number plan nothing but digits.
        case .text where key.tablePath == "numbers":
            return text.count <= 15 && !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isNumber }
                ? .text(text) : nil
        case .text, .secret: return text.isEmpty ? nil : .text(text)
        case .secretDigest:
            let isDigest = (text.count == 32 || text.count == 64) && text.allSatisfy { $0.isASCII && $0.isHexDigit }
            return isDigest ? .text(text.lowercased()) : nil
        case .choice(let names): return names.contains(text) ? .text(text) : nil
        case .address: return Self.isAddress(text) ? .text(text) : nil
        case .server: return text == "none" ? nil : ServerAddress(parsing: text).map { .server($0) }
        case .mediaServer(let scheme):
            return ServerAddress(parsingMedia: text, scheme: scheme).map { .server($0) }
        case .path: return (text.hasPrefix("/") || text.hasPrefix("~/")) && text.count > 2 ? .text(text) : nil
        case .urlTemplate: return URLTemplate(parsing: text) == nil ? nil : .text(text)
        case .portRange: return PortRange(parsing: text) == nil ? nil : .text(text)
        case .list, .command, .servers, .devices, .digests, .integer, .boolean, .integerOrOff: return nil
        }
    }

    private func acceptList(
        _ value: ConfigurationValue, from allowed: [String], path: String, wrongType: ConfigurationProblem
    ) throws(ConfigurationProblem) -> SettingValue {
        guard case .list(let elements) = value.content else { throw wrongType }
        var texts: [String] = []
        for element in elements {
            guard case .text(let text) = element.content else {
                throw ConfigurationProblem(
                    .wrongType(self, found: element.kindInWords), path: path,
                    line: element.line > 0 ? element.line : value.line)
            }
            guard isElement(text, from: allowed), allowed.isEmpty || !texts.contains(text),
                text.count <= Limits.textCharacters, !text.hasControlCharacters
            else {
                throw ConfigurationProblem(
                    .badValue(self, quoted: quotation(of: text)), path: path,
                    line: element.line > 0 ? element.line : value.line)
            }
            texts.append(text)
        }
        let needsOne = !allowed.isEmpty && standard != .list([]) || kind == .command || kind == .devices(orNone: false)
        guard texts.count <= Limits.listElements, !(needsOne && texts.isEmpty) else {
            throw ConfigurationProblem(.badValue(self, quoted: nil), path: path, line: value.line)
        }
        return .list(texts)
    }

    private func isElement(_ text: String, from allowed: [String]) -> Bool {
        if case .devices = kind { return Self.isDevice(text) }
        if let pairSign { return text.firstIndex(of: pairSign).map { $0 > text.startIndex } ?? false }
        if kind == .digests { return text.count == 64 && text.allSatisfy { $0.isASCII && $0.isHexDigit } }
        return allowed.isEmpty ? !text.isEmpty : allowed.contains(text)
    }

    /// One server, or a list of at least one.
    private func acceptServers(
        _ value: ConfigurationValue, orNone: Bool, path: String, wrongType: ConfigurationProblem
    ) throws(ConfigurationProblem) -> SettingValue {
        if case .text(let text) = value.content, orNone, text == "none" { return .off }
        let elements: [ConfigurationValue]
        switch value.content {
        case .text: elements = [value]
        case .list(let given): elements = given
        case .integer, .real, .boolean, .table, .other: throw wrongType
        }
        var servers: [ServerAddress] = []
        for element in elements {
            let line = element.line > 0 ? element.line : value.line
            guard case .text(let text) = element.content else {
                throw ConfigurationProblem(.wrongType(self, found: element.kindInWords), path: path, line: line)
            }
            // "none" stands alone: in a list it is no host.
            guard text.count <= Limits.textCharacters, text != "none", let server = ServerAddress(parsing: text) else {
                throw ConfigurationProblem(.badValue(self, quoted: quotation(of: text)), path: path, line: line)
            }
            if !servers.contains(server) { servers.append(server) }
        }
        guard !servers.isEmpty, servers.count <= Limits.servers else {
            throw ConfigurationProblem(.badValue(self, quoted: nil), path: path, line: value.line)
        }
        return .servers(servers)
    }

    /// What a problem quotes of a text that was refused; nil: nothing, as it may hold a secret.
    func quotation(of text: String) -> String? {
        guard !isSecret, pairSign == nil, key != .connectorTemplate else { return nil }
        let isServer =
            switch kind {
            case .server, .servers, .mediaServer: true
            default: false
            }
        let isWeb = kind == .urlTemplate || Self.webAddresses.contains(key)
        // A password may stand before the sign, with any signs in it; in a SIP address behind the user (RFC 3261 §19.1.1).
        let mayHold =
            isServer || isWeb || text.contains("://") || text.prefix { $0 != "@" }.filter { $0 == ":" }.count > 1
        if mayHold, text.unicodeScalars.contains("@") { return nil }
        return SecretParts(address: text, isProxy: isWeb).masked.quotable
    }

    /// Addresses that are no kind of their own.
    private static let webAddresses: [SettingKey] = [
        .connectorURL, .connectorAskURL, .connectorProxy, .directoryURL, .provisioningURL,
    ]

    static func isAddress(_ text: String) -> Bool {
        guard text.lowercased().hasPrefix("sip:") else { return false }
        let halves = text.dropFirst(4).split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, !halves[0].isEmpty else { return false }
        let isUserPlain = halves[0].allSatisfy { $0.isASCII && !$0.isWhitespace && !"<>\"".contains($0) }
        let domain = halves[1].split(separator: ";", omittingEmptySubsequences: false).first ?? ""
        return isUserPlain && ServerAddress.hostAndPort(domain) != nil
    }

    /// DESIGN §6: audio devices are URIs.
    private static func isDevice(_ text: String) -> Bool {
        let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2 else { return false }
        switch halves[0] {
        case "alsa", "wav": return !halves[1].isEmpty
        case "tone", "burst": return Int(halves[1]).map { (20...20_000).contains($0) } ?? false
        case "silence", "null": return halves[1].isEmpty
        default: return false
        }
    }
}

extension String {
    /// Whether a control character (a line end too) is in the text.
    var hasControlCharacters: Bool { unicodeScalars.contains { $0.value < 32 || (127...159).contains($0.value) } }

    /// Short enough and without control characters, to be quoted in a problem.
    var quotable: String {
        let clean = String(
            String.UnicodeScalarView(unicodeScalars.filter { $0.value >= 32 && !(127...159).contains($0.value) }))
        return clean.count <= Limits.quotedCharacters ? clean : clean.prefix(Limits.quotedCharacters) + "…"
    }
}
