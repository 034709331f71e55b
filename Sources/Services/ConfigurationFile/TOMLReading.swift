import Configuration
import TOMLKit

/// From the text of a TOML file to the neutral tree of `Configuration`, lines included.
enum TOMLReading {
    /// - Throws: `syntax` with the line of the fault.
    static func entries(of text: String) throws(ConfigurationProblem) -> [ConfigurationEntry] {
        // The parser asserts where a header has no name, and calls itself once a level: either would end the program.
        if let line = FileLayout(text).unreadableLine {
            throw ConfigurationProblem(.syntax(column: 1), line: line)
        }
        let table: TOMLTable
        do {
            table = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            let place = error.source.begin
            throw ConfigurationProblem(.syntax(column: place.column), line: place.line)
        } catch {
            throw ConfigurationProblem(.syntax(column: 1), line: 1)
        }
        return entries(of: table, path: "", lines: FileLayout(text), depth: 0)
    }

    private static func entries(
        of table: TOMLTable, path: String, lines: FileLayout, depth: Int
    ) -> [ConfigurationEntry] {
        table.keys.compactMap { key -> ConfigurationEntry? in
            guard let value = table[key] else { return nil }
            let keyPath = path.isEmpty ? key : path + "." + key
            let line = lines.line(of: keyPath)
            let content = content(of: value, path: keyPath, lines: lines, depth: depth + 1)
            return ConfigurationEntry(key: key, line: line, value: ConfigurationValue(content, line: line))
        }.sorted { $0.line < $1.line }
    }

    private static func content(
        of value: any TOMLValueConvertible, path: String, lines: FileLayout, depth: Int
    ) -> ConfigurationValue.Content {
        guard depth <= Limits.nesting else { return .other }
        switch value.type {
        case .string: return value.string.map { .text($0) } ?? .other
        case .int: return value.int.map { .integer($0) } ?? .other
        case .double: return value.double.map { .real($0) } ?? .other
        case .bool: return value.bool.map { .boolean($0) } ?? .other
        case .date, .time, .dateTime: return .other
        case .table:
            guard let table = value.table else { return .other }
            return .table(entries(of: table, path: path, lines: lines, depth: depth))
        case .array:
            guard let array = value.array else { return .other }
            var elements: [ConfigurationValue] = []
            let most =
                switch path {
                case "account": Configuration.Limits.accounts
                case "connector": Configuration.Limits.connectors
                case "contact": Configuration.Limits.contacts
                case "directory": Configuration.Limits.directories
                default: Configuration.Limits.listElements
                }
            for index in 0..<min(array.count, most + 1) {
                let place = path + ".\(index)"
                let inner = content(of: array[index], path: place, lines: lines, depth: depth + 1)
                elements.append(ConfigurationValue(inner, line: lines.line(of: place)))
            }
            return .list(elements)
        }
    }
}
