import Configuration
import Testing

@testable import Services

/// Random files in every way that TOML can be written, and random changes: the parser of the program sees that only one key differs.
@Suite("Any change of any configuration file")
struct SettingsEditPropertyTests {
    @Test(arguments: 0..<30)
    func changesThatKeyAlone(_ seed: Int) throws {
        var writer = RandomFile(seed: UInt64(seed))
        for _ in 0..<20 {
            let text = writer.text()
            let before = try TOMLReading.entries(of: text)
            let reader = SettingsReader(before)
            #expect(reader.problems.isEmpty, "\(text)")
            for _ in 0..<4 {
                let (key, account, value) = writer.change(of: reader.settings)
                let changed = SettingsEdit.text(text, setting: key, account: account, to: value)
                let after = try TOMLReading.entries(of: changed)
                let list = key.tablePath == "contact" ? "contact" : "account"
                let place = account.map {
                    key.rawValue.replacing("\(list).", with: "\(list).\($0).", maxReplacements: 1)
                }
                let path = place ?? key.rawValue
                var wanted = flat(before)
                var found = flat(after)
                #expect((found[path] != nil) == (value != nil), "\(path) in\n\(changed)")
                wanted[path] = nil
                found[path] = nil
                #expect(wanted == found, "\(path) of\n\(text)\nbecame\n\(changed)")
                let settings = SettingsReader(after).settings
                #expect(settings == reader.settings.setting(value, for: key, account: account))
                #expect(comments(changed) == comments(text), "\(path) of\n\(text)\nbecame\n\(changed)")
                #expect(changed.utf8.contains(13) == text.utf8.contains(13) || !text.utf8.contains(10))
                let back = SettingsEdit.text(changed, setting: key, account: account, to: nil)
                #expect(flat(try TOMLReading.entries(of: back)) == wanted, "\(path)\n\(changed)\nbecame\n\(back)")
            }
        }
    }

    @Test(arguments: 0..<30)
    func oneMoreAccountIsTheLast(_ seed: Int) throws {
        var writer = RandomFile(seed: UInt64(seed) + 1_000)
        for _ in 0..<10 {
            let text = writer.text()
            let before = try SettingsReader.read(TOMLReading.entries(of: text))
            let account: [SettingKey: SettingValue] = [
                .accountAddress: .text("sip:z@z.example"), .accountICE: .boolean(true), .dialPark: .text("#1 = [2]"),
            ]
            let changed = SettingsEdit.text(text, adding: account)
            let after = try SettingsReader.read(TOMLReading.entries(of: changed))
            #expect(after == before.adding(account: account), "\(text)\nbecame\n\(changed)")
            #expect(comments(changed) == comments(text))
        }
    }

    @Test(arguments: 0..<30)
    func contactsComeAndGo(_ seed: Int) throws {
        var writer = RandomFile(seed: UInt64(seed) + 2_000)
        for _ in 0..<10 {
            let text = writer.text()
            let before = try SettingsReader.read(TOMLReading.entries(of: text))
            let contact = Settings.Contact(name: "é\"\\", address: "sip:z@z.example", isFavourite: true)
            let more = SettingsEdit.text(text, adding: contact)
            #expect(try SettingsReader.read(TOMLReading.entries(of: more)) == before.adding(contact: contact))
            #expect(comments(more) == comments(text))
            for place in before.contacts.indices {
                let less = SettingsEdit.text(text, removingContactAt: place)
                let after = try SettingsReader.read(TOMLReading.entries(of: less))
                #expect(after == before.removing(contactAt: place), "\(text)\nbecame\n\(less)")
                let old = before.contacts[place]
                let other = SettingsEdit.text(text, changingContactAt: place, from: old, to: contact)
                let changed = try SettingsReader.read(TOMLReading.entries(of: other))
                #expect(changed == before.changing(contactAt: place, to: contact))
                #expect(changed.contacts[place].isSame(as: contact) && comments(other) == comments(text))
            }
        }
    }

    /// Every leaf by its path, without lines.
    private func flat(_ entries: [ConfigurationEntry]) -> [String: String] {
        var result: [String: String] = [:]
        func add(_ value: ConfigurationValue, _ path: String) {
            switch value.content {
            case .table(let entries): for entry in entries { add(entry.value, path + "." + entry.key) }
            case .list(let values) where values.contains { if case .table = $0.content { true } else { false } }:
                for (number, value) in values.enumerated() { add(value, path + ".\(number)") }
            case .list(let values): result[path] = values.map { "\($0.content)" }.joined(separator: "\u{1F}")
            case .text, .integer, .real, .boolean, .other: result[path] = "\(value.content)"
            }
        }
        for entry in entries { add(entry.value, entry.key) }
        return result
    }

    /// The comments outside of values, in their order.
    private func comments(_ text: String) -> [Substring] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            line.firstRange(of: "#:").map { line[$0.lowerBound...] }
        }
    }
}

/// Writes the same settings in one of many ways.
private struct RandomFile {
    private var generator: SeededNumbers
    private var comment = 0
    private var ending = "\n"

    init(seed: UInt64) { generator = SeededNumbers(seed: seed) }

    private mutating func chance(_ oneIn: Int) -> Bool { Int.random(in: 0..<oneIn, using: &generator) == 0 }

    mutating func change(of settings: Settings) -> (SettingKey, Int?, SettingValue?) {
        let setting = Setting.all.randomElement(using: &generator) ?? Setting.of(.language)
        let section = setting.section
        // Tables that the program never writes.
        guard section.hasPage || section.isOfContact else { return (.voiceRate, nil, .integer(300)) }
        guard section.isOfAccount || section.isOfContact else {
            return (setting.key, nil, chance(4) ? nil : value(of: setting))
        }
        let places = section.isOfAccount ? settings.accounts.indices : settings.contacts.indices
        guard let place = places.randomElement(using: &generator) else { return (.voiceRate, nil, .integer(300)) }
        return (setting.key, place, chance(4) ? nil : value(of: setting))
    }

    private mutating func value(of setting: Setting) -> SettingValue? {
        let words = ["a", "é\"\u{301}\\x", "# no = [comment]", "'''", "it's", "700", "]}", "\"\"\""]
        switch setting.kind {
        case .text where setting.key.tablePath == "numbers":
            return .text(["0", "9", "33"].randomElement(using: &generator) ?? "0")
        case .text, .secret: return .text(words.randomElement(using: &generator) ?? "a")
        case .list(let allowed):
            return .list(Array((allowed.isEmpty ? words : allowed).shuffled(using: &generator).prefix(3)))
        case .command: return .list(Array(words.shuffled(using: &generator).prefix(2)))
        case .integer(let range): return .integer(Int.random(in: range, using: &generator))
        case .integerOrOff(let range): return chance(3) ? .off : .integer(Int.random(in: range, using: &generator))
        case .boolean: return .boolean(chance(2))
        case .choice(let names): return names.randomElement(using: &generator).map { .text($0) }
        case .secretDigest, .address, .server, .mediaServer, .servers, .digests, .path, .urlTemplate, .devices,
            .portRange:
            return try? setting.accept(typed: setting.example.filter { !"\"[]".contains($0) })
        }
    }

    /// A file with some settings of every table.
    mutating func text() -> String {
        ending = chance(4) ? "\r\n" : "\n"
        var blocks = [chance(2) ? voice() : "", chance(2) ? sound() : "", chance(2) ? network() : ""].filter {
            !$0.isEmpty
        }
        if chance(3) { blocks.append(contact() + (chance(2) ? contact() : "")) }
        let accounts = Int.random(in: 0...3, using: &generator)
        var root = chance(2) ? pair("language", "\"fr\"") : ""
        if chance(4) {
            let list = (0..<accounts).map { _ in inlineAccount() }
            let gap = chance(2) ? " " : ending + noted("  ")
            root +=
                "account = [" + list.map { gap + $0 }.joined(separator: ",") + (chance(2) || list.isEmpty ? "" : ",")
                + gap + "]"
            root += ending
        } else if accounts > 0 {
            blocks.append((0..<accounts).map { _ in account() }.joined())
        }
        if chance(3) { root += pair("voice.pitch", "9") + pair("voice . rate", "99") }
        if root.contains("voice") { blocks.removeAll { $0.contains("voice") } }
        let text = root + blocks.shuffled(using: &generator).joined()
        return chance(3) && text.hasSuffix(ending) ? String(text.dropLast()) : text
    }

    private mutating func noted(_ before: String) -> String {
        guard chance(3) else { return "" }
        comment += 1
        return before + "#: \(comment) [x] = \"" + ending
    }

    private mutating func pair(_ key: String, _ value: String) -> String {
        let indent = chance(4) ? "\t " : ""
        let gap = chance(3) ? "" : " "
        comment += 1
        let end = chance(4) ? "  #: \(comment) y = ']'" : ""
        return noted("") + indent + key + gap + "=" + gap + value + end + ending
    }

    private mutating func header(_ name: String) -> String {
        noted("") + (chance(3) ? ending : "") + name + (chance(4) ? " #: h" : "") + ending
    }

    private mutating func voice() -> String {
        if chance(4) { return header("[ \"voice\" ]") }
        return header("[voice]") + pair("\"rate\"", "120") + pair("numbers", "'digits'") + noted("")
    }

    private mutating func sound() -> String {
        let codecs = chance(2) ? "[\"opus\", 'pcma']" : "[" + ending + " \"opus\", # best ]" + ending + "'pcma',]"
        let notice = chance(2) ? "\"\"\"a # b\"\"\"" : "'''" + "[voice] rate = 1'''"
        let body = pair("codecs", codecs) + pair("recording_notice", notice)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: return header("[audio]") + body + pair("tones.busy", "false") + pair("tones. 'ring_back'", "30")
        case 1: return header("[audio]") + body + header("[audio.tones]") + pair("busy", "false")
        case 2: return header("[audio]") + pair("tones", "{busy = 30 , ring_back=false}") + body
        default: return header("[audio.tones]") + pair("busy", "12") + header("[audio]") + body
        }
    }

    private mutating func network() -> String {
        header("[sip]") + pair("dns_servers", chance(2) ? "[]" : "[ '192.0.2.1' ,]")
            + (chance(2) ? pair("port", "5_060") : "")
    }

    private mutating func account() -> String {
        let own = header("[[account]]") + pair("address", "\"sip:a@b.example\"") + pair("'name'", "\"Acc\\u00e9\"")
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: return own
        case 1: return own + pair("dial.park", "'7'")
        case 2: return own + header("[account . dial]") + pair("park", "'7'")
        default: return own + pair("dial", chance(2) ? "{}" : "{ park = \"7\", mobile = '06' }") + noted("")
        }
    }

    private mutating func contact() -> String {
        header("[[contact]]") + (chance(2) ? pair("name", "'c'") : "") + pair("address", "'7'")
            + (chance(2) ? pair("watched", "true") : "")
    }

    private mutating func inlineAccount() -> String {
        let name = chance(2) ? ", name = \"x]\"" : ""
        return "{address = 'sip:a@b.example'\(name)" + (chance(2) ? ", dial.park='7' }" : " }")
    }
}

/// SplitMix64: the same numbers for the same seed.
private struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
