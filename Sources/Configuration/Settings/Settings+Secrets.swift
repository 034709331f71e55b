extension Settings {
    /// Every secret value that holds, so that none of them leaves this computer: those of secret settings, and the queries of addresses,
    /// in which some servers want their keys.
    public var secrets: [String] { secretValues + queries }

    private var queries: [String] {
        let given =
            [values, beneath.mapValues(\.value)] + accounts.flatMap { [$0.values, $0.beneath.mapValues(\.value)] }
        return given.flatMap(\.values).compactMap { value in
            guard case .text(let text) = value, text.contains("://"), let mark = text.firstIndex(of: "?") else {
                return nil
            }
            return String(text[text.index(after: mark)...])
        }
    }

    private var secretValues: [String] {
        var values: [SettingValue?] = []
        for setting in Setting.all where setting.isSecret {
            if setting.section.isOfAccount {
                values += accounts.flatMap { [$0.values[setting.key], $0.beneath[setting.key]?.value] }
            } else {
                values += [self.values[setting.key], beneath[setting.key]?.value]
            }
        }
        return values.flatMap { value -> [String] in
            switch value {
            case .text(let text): [text]
            case .list, .integer, .boolean, .server, .servers, .off, nil: []
            }
        }
    }
}
