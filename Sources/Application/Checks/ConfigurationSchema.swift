import Configuration
import JSONText

/// The configuration file as JSON Schema (draft 2020-12), for editors and for those who write a fleet's layers.
enum ConfigurationSchema {
    /// - Parameter language: of titles and descriptions.
    static func json(in language: SettingLanguage) -> JSON {
        var members = SettingSection.general.settings.map { JSON.Member($0.key.name, property($0, language)) }
        for head in ["locked", "user"] { members.append(JSON.Member(head, keys(head, language))) }
        for section in SettingSection.allCases where section != .general && !section.rawValue.contains(".") {
            members.append(JSON.Member(section.rawValue, table(section, language)))
        }
        return .record([
            "$schema": .text("https://json-schema.org/draft/2020-12/schema"),
            "title": .text("Clairvoix \(Program.version)"), "type": .text("object"),
            "additionalProperties": .boolean(false), "properties": .object(members),
        ])
    }

    private static func table(_ section: SettingSection, _ language: SettingLanguage) -> JSON {
        var members = section.settings.map { JSON.Member($0.key.name, property($0, language)) }
        for inner in SettingSection.allCases where inner.rawValue.hasPrefix(section.rawValue + ".") {
            members.append(
                JSON.Member(String(inner.rawValue.dropFirst(section.rawValue.count + 1)), table(inner, language)))
        }
        let object = JSON.record([
            "title": .text(section.title[language]), "type": .text("object"), "additionalProperties": .boolean(false),
            "properties": .object(members),
        ])
        guard section.isOfAccount || section.isOfContact, !section.rawValue.contains(".") else { return object }
        let most = section.isOfAccount ? Configuration.Limits.accounts : Configuration.Limits.contacts
        return .record(["type": .text("array"), "maxItems": .integer(most), "items": object])
    }

    private static func keys(_ head: String, _ language: SettingLanguage) -> JSON {
        let words =
            head == "locked"
            ? Bilingual(
                "Dans une couche : clés ou tables que personne ne change plus au-dessus.",
                "In a layer: keys or tables that nobody above changes.")
            : Bilingual(
                "Dans une couche : clés ou tables que personne ne verrouille au-dessus.",
                "In a layer: keys or tables that nobody above locks.")
        let names = SettingKey.allCases.map(\.rawValue) + SettingKey.tablePaths.filter { !$0.isEmpty }
        return .record([
            "description": .text(words[language]), "type": .text("array"),
            "items": .record(["enum": .array(names.map { .text($0) })]),
        ])
    }

    private static func property(_ setting: Setting, _ language: SettingLanguage) -> JSON {
        var members: [JSON.Member] = [
            JSON.Member("title", .text(setting.label[language])),
            JSON.Member("description", .text(setting.help[language])),
        ]
        members += shape(setting)
        if let standard = setting.standard.flatMap(json) { members.append(JSON.Member("default", standard)) }
        return .object(members)
    }

    /// What the setting takes, as far as a schema can say it; the rest is `config check`'s.
    private static func shape(_ setting: Setting) -> [JSON.Member] {
        func one(_ type: String, _ more: JSON.Member...) -> [JSON.Member] { [JSON.Member("type", .text(type))] + more }
        let text: JSON = .object(one("string", JSON.Member("minLength", .integer(1))))
        func list(of items: JSON) -> JSON {
            .object(
                one(
                    "array", JSON.Member("items", items),
                    JSON.Member("maxItems", .integer(Configuration.Limits.listElements))))
        }
        func bounded(_ range: ClosedRange<Int>) -> JSON {
            .object(
                one(
                    "integer", JSON.Member("minimum", .integer(range.lowerBound)),
                    JSON.Member("maximum", .integer(range.upperBound))))
        }
        func either(_ forms: JSON...) -> [JSON.Member] { [JSON.Member("anyOf", .array(forms))] }
        func members(_ json: JSON) -> [JSON.Member] { if case .object(let members) = json { members } else { [] } }
        switch setting.kind {
        case .choice(let names): return [JSON.Member("enum", .array(names.map { .text($0) }))]
        case .list(let names):
            return members(
                list(of: names.isEmpty ? text : .record(["enum": .array(names.map { .text($0) })])))
        case .command, .digests: return members(list(of: text))
        case .integer(let range): return members(bounded(range))
        case .boolean: return one("boolean")
        case .integerOrOff(let range): return either(bounded(range), .record(["const": .boolean(false)]))
        case .servers, .devices: return either(text, list(of: text))
        default: return members(text)
        }
    }

    private static func json(_ value: SettingValue) -> JSON? {
        switch value {
        case .text(let text): .text(text)
        case .list(let texts): .array(texts.map { .text($0) })
        case .integer(let number): .integer(number)
        case .boolean(let flag): .boolean(flag)
        case .off: .boolean(false)
        case .server, .servers: nil
        }
    }
}
