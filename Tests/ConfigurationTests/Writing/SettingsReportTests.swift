import Testing

@testable import Configuration

@Suite("Settings written out")
struct SettingsReportTests {
    @Test func aSecretIsNeverShown() throws {
        for (key, value) in [("password", "hunter2"), ("ha1", "939e7578ed9e3c518a452acee763bce9")] {
            let entries = [("address", "sip:a@b.example"), (key, value)].map {
                ConfigurationEntry(key: $0.0, line: 1, value: ConfigurationValue(.text($0.1), line: 1))
            }
            let list = ConfigurationValue(.list([ConfigurationValue(.table(entries), line: 1)]), line: 1)
            let settings = try SettingsReader.read([ConfigurationEntry(key: "account", line: 1, value: list)])
            for language in SettingLanguage.allCases {
                let report = settings.report(in: language)
                #expect(!report.contains(value))
                #expect(report.contains("\(key) = \"(secret)\""))
                #expect(report.contains("address = \"sip:a@b.example\""))
            }
        }
    }

    @Test(arguments: SettingLanguage.allCases)
    func everySettingIsDocumented(_ language: SettingLanguage) {
        let schema = Settings.schema(in: language)
        for setting in Setting.all {
            #expect(setting.help[language].hasSuffix("."), "\(setting.key.rawValue)")
            #expect(schema.contains(setting.help[language]))
            #expect(schema.contains("\n# \(setting.written)\n"))
        }
    }

    @Test func noHelpIsTheSameInBothLanguages() {
        for setting in Setting.all { #expect(setting.help.french != setting.help.english) }
    }
}
