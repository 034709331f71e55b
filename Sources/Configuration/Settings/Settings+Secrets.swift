extension Settings {
    /// Every secret value that holds, so that none of them leaves this computer: those of secret settings, the queries of addresses and the
    /// users in them, in which some servers want their keys, and the values of connectors' header fields and of what goes with every record.
    public var secrets: [String] {
        let given = tables.flatMap { $0 }
        return given.flatMap { key, value in Self.secretTexts(key, value) }
            + given.flatMap { key, value in Self.hiddenTexts(key, value) }
    }

    /// Every table of values that holds.
    private var tables: [[SettingKey: SettingValue]] {
        [values, beneath.mapValues(\.value)] + accounts.flatMap { [$0.values, $0.beneath.mapValues(\.value)] }
            + directories.map(\.values) + connectors.map(\.values) + hooks.map(\.values) + links.map(\.values)
    }

    private static func secretTexts(_ key: SettingKey, _ value: SettingValue) -> [String] {
        if case .text(let text) = value, Setting.of(key).isSecret { [text] } else { [] }
    }

    private static func hiddenTexts(_ key: SettingKey, _ value: SettingValue) -> [String] {
        switch value {
        case .text(let text): return SecretParts(address: text, isProxy: key == .connectorProxy).secrets
        case .list(let texts) where key == .connectorHeaders:
            return texts.flatMap { line -> [String] in
                guard let value = SecretParts.value(of: line, behind: ":") else { return [] }
                // "Bearer" and the token: the token alone as well.
                return [value] + (value.split(separator: " ").last.map { [String($0)] } ?? [])
            }
        case .list(let texts) where key == .connectorValues:
            // A shorter one is a number of a list, and stands in many places that are no secret.
            return texts.compactMap { SecretParts.value(of: $0, behind: "=") }.filter { $0.count >= 8 }
        case .list, .integer, .boolean, .server, .servers, .off: return []
        }
    }

    /// The value as it may be shown: without the secrets that stand in addresses, header fields and named values. Those of a template may
    /// be anywhere in it.
    static func shown(_ key: SettingKey, _ value: SettingValue) -> SettingValue {
        switch value {
        case .text(let text) where key == .connectorTemplate: .text("(secret, \(text.utf8.count) octets)")
        case .text(let text): .text(SecretParts(address: text, isProxy: key == .connectorProxy).masked)
        case .list(let texts):
            if let sign = Setting.of(key).pairSign {
                .list(
                    texts.map { line in
                        SecretParts.value(of: line, behind: sign).map {
                            String(line.dropLast($0.count)) + SecretParts.mask
                        } ?? line
                    })
            } else {
                value
            }
        case .integer, .boolean, .server, .servers, .off: value
        }
    }
}

/// What of an address (RFC 3986 §3) may be a secret: its user and password (§3.2.1), and the values of its query (§3.4).
struct SecretParts {
    static let mask = "(secret)"

    private let head: String
    private let user: String?
    private let rest: String
    private let query: String?

    /// - Parameter isProxy: it may lack its scheme.
    init(address text: String, isProxy: Bool) {
        let scheme = text.firstRange(of: "://")
        guard scheme != nil || isProxy else {
            (head, user, rest, query) = (text, nil, "", nil)
            return
        }
        let start = scheme?.upperBound ?? text.startIndex
        let authority = text[start...].prefix { !"/?#".contains($0) }
        let at = authority.lastIndex(of: "@")
        head = String(text[..<start])
        user = at.map { String(text[start..<$0]) }
        let behind = text[(at ?? start)...]
        rest = String(behind.prefix { $0 != "?" })
        query = behind.firstIndex(of: "?").map { String(behind[behind.index(after: $0)...]) }
    }

    /// What must be nowhere else: the query whole, and its long values, where the rest of it is filled in.
    var secrets: [String] {
        let password = user.flatMap { user in
            user.firstIndex(of: ":").map { String(user[user.index(after: $0)...]) }
        }
        let long = pairs.compactMap { $0.value.count >= 8 && !$0.value.contains("{") ? $0.value : nil }
        return [user, password, query].compactMap { $0 } + long
    }

    /// The address with its names and places alone.
    var masked: String {
        let shown = pairs.map { pair in
            pair.value.hasPrefix("{") && pair.value.hasSuffix("}") ? pair.name + pair.value : pair.name + Self.mask
        }
        return head + (user == nil ? "" : Self.mask) + rest + (query == nil ? "" : "?" + shown.joined(separator: "&"))
    }

    private var pairs: [(name: String, value: String)] {
        (query ?? "").split(separator: "&").map { pair in
            guard let mark = pair.firstIndex(of: "=") else { return ("", String(pair)) }
            let behind = pair.index(after: mark)
            return (String(pair[..<behind]), String(pair[behind...]))
        }
    }

    /// What stands behind the sign of "Name: value" or "name=value", and the whole of a line without it; nil where nothing is there, or
    /// the place of a secret alone.
    static func value(of line: String, behind sign: Character) -> String? {
        guard let place = line.firstIndex(of: sign) else { return line }
        let value = line[line.index(after: place)...].drop { $0 == " " }
        let isPlace =
            value.hasPrefix("{{") && value.hasSuffix("}}")
            && !value.dropFirst(2).dropLast(2).contains { "{}".contains($0) }
        return value.isEmpty || isPlace ? nil : String(value)
    }
}
