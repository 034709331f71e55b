import Configuration

extension Theme {
    /// Reads a theme's file: a table `name` with `fr` and `en`; then `text`, and after it `focus`, `event` and `call`, each with
    /// `foreground` and `background`. Without `text` it has no colours.
    /// - Throws: the first problem.
    public init(name: String, _ entries: [ConfigurationEntry]) throws(ThemeProblem) {
        var names: [String: String] = [:]
        var pairs: [String: ColourPair] = [:]
        for entry in entries {
            guard Self.tables.contains(entry.key) else { throw ThemeProblem(.unknownKey(entry.key.shown), entry.line) }
            guard case .table(let values) = entry.value.content else {
                throw ThemeProblem(.noTable(entry.key), entry.line)
            }
            if entry.key == "name" {
                for value in values { names[value.key] = try Self.title(value) }
            } else {
                pairs[entry.key] = try Self.pair(values, of: entry)
            }
        }
        guard let french = names["fr"], let english = names["en"] else {
            throw ThemeProblem(.missing(names["fr"] == nil ? "name.fr" : "name.en"), 0)
        }
        self.init(name: name, french: french, english: english)
        if let text = pairs["text"] {
            colours = Colours(text: text, focus: pairs["focus"], event: pairs["event"], call: pairs["call"])
        } else if !pairs.isEmpty {
            throw ThemeProblem(.missing("text"), 0)
        }
    }

    private static let tables = ["name", "text", "focus", "event", "call"]

    private static func title(_ entry: ConfigurationEntry) throws(ThemeProblem) -> String {
        guard ["fr", "en"].contains(entry.key) else {
            throw ThemeProblem(.unknownKey("name." + entry.key.shown), entry.line)
        }
        guard case .text(let text) = entry.value.content, !text.isEmpty, Cells.width(text) <= Limits.labelCells,
            !text.unicodeScalars.contains(where: { $0.value < 32 || (127...159).contains($0.value) })
        else { throw ThemeProblem(.badName("name." + entry.key), entry.line) }
        return text
    }

    private static func pair(
        _ values: [ConfigurationEntry], of table: ConfigurationEntry
    ) throws(ThemeProblem) -> ColourPair {
        var colours: [String: ThemeColour] = [:]
        for value in values {
            let path = table.key + "." + value.key.shown
            guard ["foreground", "background"].contains(value.key) else {
                throw ThemeProblem(.unknownKey(path), value.line)
            }
            guard case .text(let text) = value.value.content, let colour = ThemeColour(text) else {
                throw ThemeProblem(.noColour(path), value.line)
            }
            guard colour.paletteIndex != nil else {
                throw ThemeProblem(.notFixed(path, colour, nearest: colour.nearestFixed), value.line)
            }
            colours[value.key] = colour
        }
        guard let foreground = colours["foreground"], let background = colours["background"] else {
            let absent = colours["foreground"] == nil ? "foreground" : "background"
            throw ThemeProblem(.missing(table.key + "." + absent), table.line)
        }
        let pair = ColourPair(foreground, on: background)
        guard pair.contrast >= leastContrast else { throw ThemeProblem(.lowContrast(table.key, pair), table.line) }
        return pair
    }
}

extension String {
    /// A foreign key as a problem quotes it: short and without controls.
    fileprivate var shown: String {
        String(String.UnicodeScalarView(unicodeScalars.prefix(40).filter { $0.value >= 32 && $0.value != 127 }))
    }
}
