extension Setting {
    /// The value that an agent typed: choices and yes or no in words of both languages, lists by commas, a command by spaces, a level or
    /// "non". What `shown` shows is read back as the same value, but for secrets.
    /// - Throws: `badValue`, whose `spoken` sentence says what to type.
    public func accept(typed text: String) throws(ConfigurationProblem) -> SettingValue {
        let trimmed = text.trimmed
        let refusal = ConfigurationProblem(
            .badValue(self, quoted: trimmed.isEmpty ? nil : quotation(of: trimmed)), path: key.rawValue)
        switch kind {
        case .secret: return try acceptTyped(.text(text))
        case .text, .secretDigest, .address, .server, .mediaServer, .path, .urlTemplate, .portRange:
            return try acceptTyped(.text(trimmed))
        case .choice: return try acceptTyped(.text(choice(named: trimmed) ?? trimmed))
        case .list(let allowed):
            let elements = trimmed.isNo && (allowed.isEmpty || standard == .list([])) ? [] : trimmed.byCommas
            return try acceptTyped(.texts(elements.map { choice(named: $0) ?? $0 }))
        case .digests: return try acceptTyped(.texts(trimmed.isNo ? [] : trimmed.byCommas))
        case .command: return try acceptTyped(.texts(trimmed.byWords))
        case .devices(let orNone):
            return try acceptTyped(.texts(orNone && trimmed.isNo ? [] : trimmed.byDevices))
        case .servers(let orNone):
            if orNone, trimmed.isNo || choice(named: trimmed) == "none" { return .off }
            return try acceptTyped(.texts(trimmed.byCommas))
        case .boolean:
            if trimmed.isYes { return .boolean(true) }
            if trimmed.isNo { return .boolean(false) }
            throw refusal
        case .integerOrOff:
            if trimmed.isNo { return .off }
            guard let number = Int(trimmed) else { throw refusal }
            return try acceptTyped(.integer(number))
        case .integer:
            guard let number = Int(trimmed) else { throw refusal }
            return try acceptTyped(.integer(number))
        }
    }

    private func acceptTyped(_ content: ConfigurationValue.Content) throws(ConfigurationProblem) -> SettingValue {
        try accept(ConfigurationValue(content, line: 0), path: key.rawValue)
    }

    /// The choice of this name, as the file writes it: its own word, or its name in either language.
    private func choice(named name: String) -> String? {
        let lowered = name.lowercased()
        let known: [String] =
            if case .servers = kind { ["none"] } else { choices }
        return known.first { choice in
            let names = choiceName(choice)
            return [choice, names.french, names.english].contains { $0.lowercased() == lowered }
        }
    }
}

extension ConfigurationValue.Content {
    fileprivate static func texts(_ texts: [String]) -> Self {
        .list(texts.map { ConfigurationValue(.text($0), line: 0) })
    }
}

extension StringProtocol {
    /// Without white space at its ends.
    fileprivate var trimmed: String {
        let head = drop { $0.isWhitespace }
        guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(head[...last])
    }

    fileprivate var isYes: Bool { ["oui", "yes", "true", "vrai", "on", "o", "y"].contains(lowercased()) }

    fileprivate var isNo: Bool {
        ["non", "no", "false", "faux", "off", "n", "none", "aucun", "aucune"].contains(lowercased())
    }

    fileprivate var byCommas: [String] { split(separator: ",").map(\.trimmed).filter { !$0.isEmpty } }

    /// Names of devices hold commas themselves, `alsa:plughw:1,0`: only one before white space or before another kind of device divides.
    fileprivate var byDevices: [String] {
        let kinds = ["alsa:", "wav:", "tone:", "burst:", "silence:", "null:"]
        var devices: [String] = []
        for piece in split(separator: ",", omittingEmptySubsequences: false) {
            let isContinued = piece.first.map { !$0.isWhitespace } ?? true && !kinds.contains { piece.hasPrefix($0) }
            if isContinued, let last = devices.popLast() {
                devices.append(last + "," + piece)
            } else {
                devices.append(String(piece))
            }
        }
        return devices.map(\.trimmed).filter { !$0.isEmpty }
    }

    /// By white space; quotes of either kind keep what they hold together.
    fileprivate var byWords: [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in self {
            if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + String(character) }
            } else if character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if character.isWhitespace {
                if let whole = word { words.append(whole) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        return word.map { words + [$0] } ?? words
    }
}
