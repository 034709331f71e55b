import Configuration
import Glibc
import Testing

@testable import Services

@Suite("Writing contacts")
struct ContactWriteTests {
    private let camille = Settings.Contact(name: "Camille", address: "sip:camille@example.org", isWatched: true)
    private let dominique = Settings.Contact(name: "Dominique", address: "0476001122")

    @Test func comeChangeAndGo() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("[voice]\nrate = 300\n", mode: 0o644)
        let file = ConfigurationFile(path: path, environment: { _ in nil })
        try file.add(contact: camille)
        #expect(try file.add(contact: dominique).contacts == [camille, dominique])
        var moved = camille
        moved.address = "12"
        moved.isWatched = false
        moved.isFavourite = true
        #expect(try file.change(contact: moved, at: 0, known: camille).contacts == [moved, dominique])
        #expect(
            try FileContents(path)?.text
                == "[voice]\nrate = 300\n\n[[contact]]\nname = \"Camille\"\naddress = \"12\"\nfavourite = true\n\n"
                + "[[contact]]\nname = \"Dominique\"\naddress = \"0476001122\"\n")
        #expect(try FileContents(path)?.mode == 0o644)
        #expect(try file.remove(contactAt: 1, known: dominique).contacts == [moved])
        #expect(try file.remove(contactAt: 0).contacts.isEmpty)
        #expect(try FileContents(path)?.text == "[voice]\nrate = 300\n")
        #expect(try file.load() == Settings().setting(.integer(300), for: .voiceRate, account: nil))
    }

    @Test func whatAFileRefusesIsKnownBefore() {
        #expect(camille.canBeWritten && dominique.canBeWritten)
        for address in ["sip:x@y?Header", "", "sip:@y", "1\n2", String(repeating: "1", count: 513)] {
            #expect(!Settings.Contact(name: "A", address: address).canBeWritten, "\(address)")
        }
        #expect(!Settings.Contact(name: String(repeating: "a", count: 513), address: "12").canBeWritten)
        var many = dominique
        many.groups = (0..<65).map { "\($0)" }
        #expect(!many.canBeWritten)
        var odd = dominique
        odd.numbers = ["mobile:06 12 34 56 78", "home:sip:x@y"]
        #expect(odd.canBeWritten)
        odd.numbers.append("work:sip:x@y?Header")
        #expect(!odd.canBeWritten, "it could not be called")
    }

    @Test func anotherThanTheOneMeantIsLeftAlone() throws {
        let folder = try TemporaryFolder()
        let text = "[[contact]]\naddress = \"7\"\nwatched = false # never\n"
        let path = try folder.write(text)
        let file = ConfigurationFile(path: path, environment: { _ in nil })
        let problem = ConfigurationProblem(.unchangeable)
        #expect(throws: problem) { try file.remove(contactAt: 0, known: camille) }
        #expect(throws: problem) { try file.change(contact: camille, at: 0, known: dominique) }
        #expect(throws: problem) { try file.remove(contactAt: 1) }
        #expect(throws: problem) { try file.change(contact: camille, at: -1) }
        #expect(throws: ConfigurationProblem.self) { try file.add(contact: Settings.Contact(name: "x", address: "")) }
        #expect(throws: ConfigurationProblem.self) {
            try file.change(contact: Settings.Contact(name: "x", address: "sip:"), at: 0)
        }
        #expect(try FileContents(path)?.text == text)
        let named = Settings.Contact(name: "Sept", address: "7")
        #expect(
            try file.change(contact: named, at: 0, known: Settings.Contact(name: "", address: "7")).contacts.count == 1)
        #expect(try FileContents(path)?.text == text + "name = \"Sept\"\n")
    }

    @Test func aThousandAreReadAndNoneMoreIsAdded() throws {
        let folder = try TemporaryFolder()
        let one = { (number: Int) in "[[contact]]\naddress = \"\(number)\"\n" }
        let path = try folder.write((0..<Configuration.Limits.contacts).map(one).joined())
        let file = ConfigurationFile(path: path, environment: { _ in nil })
        #expect(try file.load().contacts.count == Configuration.Limits.contacts)
        #expect(throws: ConfigurationProblem(.tooManyContacts, path: "contact", line: 2_002)) {
            try file.add(contact: camille)
        }
    }
}
