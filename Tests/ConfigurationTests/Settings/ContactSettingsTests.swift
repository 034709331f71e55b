import Testing

@testable import Configuration

private func entry(_ key: String, _ content: ConfigurationValue.Content, line: Int = 1) -> ConfigurationEntry {
    ConfigurationEntry(key: key, line: line, value: ConfigurationValue(content, line: line))
}

private func read(_ contacts: [ConfigurationEntry]...) -> SettingsReader {
    let tables = contacts.enumerated().map { ConfigurationValue(.table($0.element), line: $0.offset * 5 + 1) }
    return SettingsReader([entry("contact", .list(tables))])
}

@Suite("The contacts of the configuration")
struct ContactSettingsTests {
    @Test func areReadInTheirOrder() {
        let reader = read(
            [
                entry("name", .text("Camille")), entry("address", .text("sip:camille@example.org")),
                entry("watched", .boolean(true)), entry("favourite", .boolean(true)),
            ], [entry("address", .text("0476001122")), entry("watched", .boolean(false))])
        #expect(reader.problems.isEmpty)
        let contacts = reader.settings.contacts
        #expect(contacts.map(\.name) == ["Camille", "0476001122"])
        #expect(contacts.map(\.address) == ["sip:camille@example.org", "0476001122"])
        #expect(contacts.map(\.isWatched) == [true, false] && contacts.map(\.isFavourite) == [true, false])
        #expect(contacts[1] != Settings.Contact(name: "", address: "0476001122"))
        #expect(contacts[1].isSame(as: Settings.Contact(name: "", address: "0476001122")))
        #expect(reader.settings.value(.contactName, account: 0) == .text("Camille"))
        #expect(reader.settings.value(.contactFavourite, account: 1) == .boolean(false))
        #expect(reader.settings.value(.contactName, account: 2) == nil)
    }

    @Test func faultsNameTheLineAndTheRemedy() throws {
        func english(_ reader: SettingsReader) -> String? { reader.problems.first?.sentence(in: .english, file: "c") }
        #expect(
            english(read([entry("name", .text("x"))]))
                == "c, line 1: this contact has no \"contact.address\"; add address = \"sip:camille@example.org\".")
        #expect(
            english(read([entry("adress", .text("x"), line: 3)]))
                == "c, line 3: unknown key \"contact.adress\"; did you mean \"contact.address\"?")
        #expect(
            english(read([entry("address", .text("7")), entry("watched", .text("yes"), line: 4)]))
                == "c, line 4: \"contact.watched\" takes true or false, not a text; for example watched = true.")
        #expect(english(read([entry("address", .text("sip:x"))]))?.contains("not \"sip:x\"") == true)
        #expect(
            english(SettingsReader([entry("contact", .table([]), line: 7)]))
                == "c, line 7: \"contact\" is a list of tables; write [[contact]].")
    }

    @Test func thereAreSoManyAndNoMore() {
        let tables = (0...Limits.contacts).map {
            ConfigurationValue(.table([entry("address", .text("\($0)"))]), line: $0 + 1)
        }
        let reader = SettingsReader([entry("contact", .list(tables))])
        #expect(reader.settings.contacts.count == Limits.contacts)
        #expect(reader.problems.map(\.fault) == [.tooManyContacts])
    }

    @Test func areShown() {
        let contact = Settings.Contact(name: "Camille", address: "7", isWatched: true)
        let report = Settings().adding(contact: contact).report(in: .english)
        #expect(
            report.hasSuffix(
                "\n[[contact]]\nname = \"Camille\"\naddress = \"7\"\nwatched = true\nfavourite = false\n"))
        #expect(!Settings().report(in: .english).contains("[[contact]]"))
        #expect(Settings.schema(in: .french).contains("\n[[contact]]\n# Nom du contact"))
    }

    @Test func aTableIsTakenOutWithOneEmptyLine() {
        let text = "[sip]\n\n# Camille\n[[contact]]\naddress = '1'\n\n[[contact]]\naddress = '2'\n# last\n\n[voice]\n"
        #expect(
            SettingsEdit.text(text, removingContactAt: 1)
                == "[sip]\n\n# Camille\n[[contact]]\naddress = '1'\n# last\n\n[voice]\n")
        #expect(
            SettingsEdit.text(text, removingContactAt: 0)
                == "[sip]\n\n# Camille\n\n[[contact]]\naddress = '2'\n# last\n\n[voice]\n")
        #expect(SettingsEdit.text(text, removingContactAt: 2) == text)
        let inline = "contact = [{address='1'}, {address='2'}]\n"
        #expect(SettingsEdit.text(inline, removingContactAt: 0) == "contact = [{address='2'}]\n")
        #expect(SettingsEdit.text(inline, removingContactAt: 1) == "contact = [{address='1'}]\n")
    }
}
