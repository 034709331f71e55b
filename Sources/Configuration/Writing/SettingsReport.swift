extension Settings {
    /// The settings that hold, as TOML. A secret is shown as "(secret)", never by its value, in addresses and header fields too.
    public func report(in language: SettingLanguage) -> String {
        var lines: [String] = []
        for table in SettingKey.tablePaths {
            if table == "account" {
                for index in accounts.indices { lines += report(account: index, in: language) }
            } else if table == "contact" {
                for contact in contacts + providedContacts {
                    lines += ["", "[[contact]]"]
                    lines += SettingKey.keys(of: table).compactMap { Self.line($0, contact.value($0), in: language) }
                }
            } else if let tables = named(table) {
                for given in tables {
                    lines += ["", "[[\(table)]]"]
                    lines += SettingKey.keys(of: table).compactMap { key in
                        Self.line(key, given.values[key] ?? Setting.of(key).standard, in: language).map {
                            $0 + note(key, given.layers[key], language)
                        }
                    }
                }
            } else if !table.hasPrefix("account.") {
                if !table.isEmpty { lines += ["", "[\(table)]"] }
                lines += SettingKey.keys(of: table).compactMap { key in
                    Self.line(key, value(key), in: language).map {
                        $0 + note(key, layer(of: key, account: nil), language)
                    }
                }
            }
        }
        return lines.drop(while: \.isEmpty).joined(separator: "\n") + "\n"
    }

    fileprivate static func line(_ key: SettingKey, _ value: SettingValue?, in language: SettingLanguage) -> String? {
        guard let value else { return nil }
        let setting = Setting.of(key)
        if setting.isSecret { return "\(key.name) = " + Bilingual("\"(secret)\"", "\"(secret)\"")[language] }
        return "\(key.name) = \(setting.write(shown(key, value)))"
    }

    /// Every setting with its help, its values and its default, as a commented TOML file.
    public static func schema(in language: SettingLanguage) -> String {
        var lines: [String] = []
        for table in SettingKey.tablePaths {
            if !table.isEmpty {
                lines += ["", SettingSection(rawValue: table)?.isList == true ? "[[\(table)]]" : "[\(table)]"]
            }
            for setting in Setting.all where setting.key.tablePath == table {
                lines.append("# " + setting.help[language])
                let standard = setting.standard.map { setting.write($0) }
                let takes = Bilingual("Valeur : ", "Value: ")[language] + setting.expected[language]
                let otherwise = standard.map { Bilingual(" ; par défaut ", "; default ")[language] + $0 } ?? ""
                lines.append("# " + takes + otherwise + ".")
                lines.append("# " + setting.written)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension Settings {
    /// The tables of a list that layers match by name; nil: it is none.
    private func named(_ table: String) -> [any NamedTable]? {
        switch table {
        case "directory": directories
        case "connector": connectors
        case "hook": hooks
        case "link": links
        default: nil
        }
    }

    /// The lines of the account and of its table of codes, where it has some.
    private func report(account index: Int, in language: SettingLanguage) -> [String] {
        func lines(of table: String) -> [String] {
            SettingKey.keys(of: table).compactMap { key in
                Self.line(key, accounts[index].value(key), in: language).map {
                    $0 + note(key, layer(of: key, account: index), language)
                }
            }
        }
        let codes = lines(of: "account.dial")
        return ["", "[[account]]"] + lines(of: "account") + (codes.isEmpty ? [] : ["", "[account.dial]"] + codes)
    }

    /// Whose the value is where it is a layer's, and who locked it.
    private func note(_ key: SettingKey, _ layer: LayerKind?, _ language: SettingLanguage) -> String {
        var notes: [String] = []
        if let layer, layer != .local { notes.append(layer.words[language]) }
        if let lock = locks[key] {
            let words = Bilingual("verrouillé par \(lock.words.french)", "locked by \(lock.words.english)")
            notes.append(words[language])
        }
        return notes.isEmpty ? "" : "  # " + notes.joined(separator: ", ")
    }
}

extension Setting {
    /// The value as TOML.
    func write(_ value: SettingValue) -> String {
        switch value {
        case .text(let text): Self.quote(text)
        case .list(let texts): "[" + texts.map(Self.quote).joined(separator: ", ") + "]"
        case .integer(let number): String(number)
        case .boolean(let flag): flag ? "true" : "false"
        case .server(let server):
            if case .mediaServer(let scheme) = kind {
                Self.quote(server.text(scheme: scheme))
            } else {
                Self.quote(server.text)
            }
        case .servers(let servers):
            servers.count == 1
                ? Self.quote(servers[0].text) : "[" + servers.map { Self.quote($0.text) }.joined(separator: ", ") + "]"
        case .off:
            if case .servers = kind { "\"none\"" } else { "false" }
        }
    }

    /// By scalars: a quote with a combining mark behind it is one character, and is escaped none the less.
    private static func quote(_ text: String) -> String {
        var quoted = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { quoted.append("\\") }
            quoted.append(scalar)
        }
        return String(quoted) + "\""
    }
}
