import Testing

@testable import Configuration

private typealias Case = (String, SettingKey, Int?, SettingValue?, String)

@Suite("One change in the text of a configuration file")
struct SettingsEditTests {
    private static let changed: [Case] = [
        ("voice.rate = 1 # c\n", .voiceRate, nil, .integer(300), "voice.rate = 300 # c\n"),
        ("[voice]\r\nrate=1\r\n", .voiceRate, nil, .integer(300), "[voice]\r\nrate=300\r\n"),
        ("[voice]\nrate = 1", .voiceRate, nil, .integer(300), "[voice]\nrate = 300"),
        ("voice = { rate = 1, pitch=2 }", .voiceRate, nil, .integer(300), "voice = { rate = 300, pitch=2 }"),
        ("[ 'voice' ]\n\"r\\u0061te\" = 1\n", .voiceRate, nil, .integer(300), "[ 'voice' ]\n\"r\\u0061te\" = 300\n"),
        (
            "[audio]\ncodecs = [ # best\n \"opus\", # ]\n]\n# end\n", .audioCodecs, nil, .list(["pcma"]),
            "[audio]\ncodecs = [\"pcma\"]\n# end\n"
        ),
        (
            "[[account]]\nname = \"a\"\n[[account]]\nname = \"\"\"\nb\"\"\"\"\n# x\n", .accountName, 1, .text("c\"d\\"),
            "[[account]]\nname = \"a\"\n[[account]]\nname = \"c\\\"d\\\\\"\n# x\n"
        ),
        (
            "account = [{name = 'a'}, {name = '''b'''}]\n", .accountName, 1, .text("c"),
            "account = [{name = 'a'}, {name = \"c\"}]\n"
        ),
    ]

    private static let added: [Case] = [
        ("", .voiceRate, nil, .integer(300), "[voice]\nrate = 300\n"),
        ("", .language, nil, .text("fr"), "language = \"fr\"\n"),
        ("# mine\n[voice]\n", .language, nil, .text("fr"), "language = \"fr\"\n\n# mine\n[voice]\n"),
        ("\u{FEFF}[sip]\n", .language, nil, .text("fr"), "\u{FEFF}language = \"fr\"\n\n[sip]\n"),
        ("[sip]", .voiceRate, nil, .integer(300), "[sip]\n\n[voice]\nrate = 300\n"),
        ("[sip]\r\n", .voiceRate, nil, .integer(300), "[sip]\r\n\r\n[voice]\r\nrate = 300\r\n"),
        (
            "[voice] # v\n  pitch = 2 # p\n\n[sip]\n", .voiceRate, nil, .integer(300),
            "[voice] # v\n  pitch = 2 # p\n  rate = 300\n\n[sip]\n"
        ),
        ("[voice]\npitch = 2", .voiceRate, nil, .integer(300), "[voice]\npitch = 2\nrate = 300"),
        ("[voice] # v\n[sip]\n", .voiceRate, nil, .integer(300), "[voice] # v\nrate = 300\n[sip]\n"),
        ("voice = {}\n", .voiceRate, nil, .integer(300), "voice = { rate = 300 }\n"),
        ("voice = { pitch = 2 }\n", .voiceRate, nil, .integer(300), "voice = { pitch = 2, rate = 300 }\n"),
        (
            "voice.pitch = 2\n[sip]\n", .voiceRate, nil, .integer(300),
            "voice.pitch = 2\nvoice.rate = 300\n[sip]\n"
        ),
        (
            "[audio]\ntones.busy = false\nears = \"both\"\n", .toneRingBack, nil, .integer(30),
            "[audio]\ntones.busy = false\ntones.ring_back = 30\nears = \"both\"\n"
        ),
        (
            "audio = { ears = \"both\" }\n", .toneBusy, nil, .off,
            "audio = { ears = \"both\", tones.busy = false }\n"
        ),
        (
            "[audio]\nears = \"both\"\n[voice]\n", .toneBusy, nil, .off,
            "[audio]\nears = \"both\"\n[voice]\n\n[audio.tones]\nbusy = false\n"
        ),
        (
            "[audio.tones]\nbusy = 9\n", .audioEars, nil, .text("both"),
            "[audio.tones]\nbusy = 9\n\n[audio]\nears = \"both\"\n"
        ),
        (
            "[[account]]\nname = \"a\"\n[[account]]\nname = \"b\"\n[sip]\n", .dialPark, 0, .text("7"),
            "[[account]]\nname = \"a\"\n\n[account.dial]\npark = \"7\"\n[[account]]\nname = \"b\"\n[sip]\n"
        ),
        (
            "[[account]]\ndial.mobile = \"1\"\nname = \"a\"\n", .dialPark, 0, .text("7"),
            "[[account]]\ndial.mobile = \"1\"\ndial.park = \"7\"\nname = \"a\"\n"
        ),
        (
            "account = [{name = 'a'}]\n", .dialPark, 0, .text("7"),
            "account = [{name = 'a', dial.park = \"7\"}]\n"
        ),
        ("[[account]]\nname = \"a\"\n", .accountName, 1, .text("b"), "[[account]]\nname = \"a\"\n"),
        ("[[account]]\nname = \"a\"\n", .accountName, nil, .text("b"), "[[account]]\nname = \"a\"\n"),
    ]

    private static let removed: [Case] = [
        ("a = 1\nvoice.rate = 1\nb = 2\n", .voiceRate, nil, nil, "a = 1\nb = 2\n"),
        ("[voice]\r\nrate = 1\r\n\r\n", .voiceRate, nil, nil, "[voice]\r\n\r\n"),
        ("[voice]\nrate = 1", .voiceRate, nil, nil, "[voice]\n"),
        ("[voice]\n  rate = 1 # slow\n", .voiceRate, nil, nil, "[voice]\n  # slow\n"),
        ("voice = { rate = 1, pitch = 2 }\n", .voiceRate, nil, nil, "voice = { pitch = 2 }\n"),
        ("voice = { pitch = 2, rate = 1 }\n", .voiceRate, nil, nil, "voice = { pitch = 2 }\n"),
        ("voice = {rate = 1}\n", .voiceRate, nil, nil, "voice = {}\n"),
        ("[voice]\npitch = 2\n", .voiceRate, nil, nil, "[voice]\npitch = 2\n"),
        ("x = \"\"\"\nrate = 1\n\"\"\"\n[voice]\n", .voiceRate, nil, nil, "x = \"\"\"\nrate = 1\n\"\"\"\n[voice]\n"),
        (
            "[[account]]\nname = 'a'\n[[account]]\nname = 'b'\n", .accountName, 0, nil,
            "[[account]]\n[[account]]\nname = 'b'\n"
        ),
    ]

    @Test(arguments: 0..<(changed.count + added.count + removed.count))
    func changesOneKeyAlone(_ number: Int) {
        let (text, key, account, value, wanted) = (Self.changed + Self.added + Self.removed)[number]
        #expect(SettingsEdit.text(text, setting: key, account: account, to: value) == wanted)
    }

    @Test func anAccountIsAddedAtTheEnd() {
        let account: [SettingKey: SettingValue] = [
            .accountName: .text("Accueil"), .accountAddress: .text("sip:a@b.example"), .dialPark: .text("7"),
            .voiceRate: .integer(100),
        ]
        let table =
            "[[account]]\naddress = \"sip:a@b.example\"\nname = \"Accueil\"\n\n[account.dial]\npark = \"7\"\n"
        #expect(SettingsEdit.text("", adding: account) == table)
        #expect(SettingsEdit.text("[sip]\nport = 1", adding: account) == "[sip]\nport = 1\n\n" + table)
        let inline = "{ address = \"sip:a@b.example\", name = \"Accueil\", dial.park = \"7\" }"
        #expect(SettingsEdit.text("account = [{}]\n", adding: account) == "account = [{}, \(inline)]\n")
        #expect(SettingsEdit.text("account = [\n {},\n]\n", adding: account) == "account = [\n {}, \(inline),\n]\n")
        #expect(SettingsEdit.text("account = []\n", adding: account) == "account = [\(inline)]\n")
    }

    /// What no parser would accept is not understood, and traps nowhere.
    @Test func brokenTextsAreNoTrap() {
        let pieces = [
            "[", "]", "[[", "]]", "{", "}", "=", "\"", "'", "\"\"\"", "'''", "\\", ",", ".", "#", "\n", "\r\n", " ",
            "voice", "rate", "account", "1", "é",
        ]
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<3_000 {
            let count = Int.random(in: 0...14, using: &generator)
            let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            for value in [SettingValue.integer(300), nil] {
                _ = SettingsEdit.text(text, setting: .voiceRate, account: nil, to: value)
                _ = SettingsEdit.text(text, setting: .accountName, account: 0, to: value.map { _ in .text("a") })
            }
            _ = SettingsEdit.text(text, adding: [.accountName: .text("a")])
            _ = FileLayout(text).removing(element: 0, of: "account")
        }
        let deep = "x = " + String(repeating: "[{a = ", count: 100_000)
        #expect(SettingsEdit.text(deep, setting: .voiceRate, account: nil, to: nil) == deep)
    }
}

/// SplitMix64: the same numbers for the same seed.
struct SeededGenerator: RandomNumberGenerator {
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
