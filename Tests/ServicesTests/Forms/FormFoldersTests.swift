import AgentDesk
import Configuration
import Foundation
import Testing

@testable import Services

/// Forms as files: found, read, and refused with their line; drafts and named files on disk.
@Suite struct FormFoldersTests {
    /// A folder of its own, taken away at the end.
    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "forms-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder + "/forms", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private func read(_ text: String) throws -> (forms: [IncidentForm], problems: [FormProblem]) {
        var found: (forms: [IncidentForm], problems: [FormProblem]) = ([], [])
        try inFolder { folder in
            try text.write(toFile: folder + "/forms/a.toml", atomically: true, encoding: .utf8)
            found = folders(folder).read()
        }
        return found
    }

    private func folders(_ folder: String) -> FormFolders {
        FormFolders(
            beside: ConfigurationFile(path: folder + "/config.toml") { _ in nil },
            environment: { $0 == "HOME" ? folder + "/home" : nil }, program: folder + "/bin/clairvoix")
    }

    private static let form = """
        title = "Voirie"
        connector = "glpi"
        [[field]]
        key = "objet"
        label = "Objet"
        required = true
        maximum = 40
        hint = "En bref"
        [[field]]
        key = "nature"
        label = "Nature"
        kind = "choice"
        choices = [{ value = "t", label = "Arbre" }, "Trou"]
        default = "t"
        [[field]]
        key = "tel"
        label = "Tél"
        kind = "phone"
        prefill = "caller_number"
        """

    @Test func aFormIsReadWholeInItsOrder() throws {
        let found = try read(Self.form)
        #expect(found.problems.isEmpty)
        let form = try #require(found.forms.first)
        #expect(form.id == "a" && form.title == "Voirie" && form.connector == "glpi")
        #expect(
            form.fields == [
                FormField(key: "objet", label: "Objet", isRequired: true, hint: "En bref", maximum: 40),
                FormField(
                    key: "nature", label: "Nature",
                    kind: .choice([
                        FormField.Choice(value: "t", label: "Arbre"), FormField.Choice(value: "Trou", label: "Trou"),
                    ]), standard: "t"),
                FormField(key: "tel", label: "Tél", kind: .phone, prefill: .callerNumber),
            ])
    }

    @Test(arguments: [
        ("title = \"a\"", FormProblem.Fault.missing("connector")), ("tilte = \"a\"", .unknownKey("tilte")),
        ("title = \"a\"\nconnector = \"b\"", .noFields(most: FormLimits.fields)),
        ("title = \"\"", .noText("title", most: FormLimits.labelCharacters)),
        ("[[field]]\nlabel = \"a\"", .missing("field.key")),
        (
            "[[field]]\nkey = \"k\"\nlabel = \"a\"\nkind = \"colour\"",
            .noneOf("kind", ["choice", "date", "file", "phone", "place", "text", "yes_no"])
        ),
        ("[[field]]\nkey = \"k\"\nlabel = \"a\"\nkind = \"choice\"", .noChoices(most: 64)),
        ("[[field]]\nkey = \"k\"\nlabel = \"a\"\nchoices = [\"b\"]", .noChoices(most: 64)),
        ("[[field]]\nkey = \"k\"\nlabel = \"a\"\nrequired = 1", .noFlag("required")),
        ("[[field]]\nkey = \"k\"\nlabel = \"a\"\nmaximum = 0", .noNumber("maximum", most: FormLimits.answerCharacters)),
        ("[[field]]\nkey = \"k\"\nlabel = \"a\"\nkind = \"date\"\ndefault = \"bientôt\"", .badStandard("k")),
        ("[[field]]\nkey = \"k\"\nlabel = \"a\"\n[[field]]\nkey = \"k\"\nlabel = \"b\"", .twice("k")),
    ]) func whatIsNoFormIsRefusedWithItsLine(text: String, fault: FormProblem.Fault) throws {
        let found = try read(text)
        #expect(found.forms.isEmpty)
        let problem = try #require(found.problems.first)
        #expect(problem.fault == fault)
        for language in SettingLanguage.allCases {
            let sentence = problem.sentence(in: language)
            #expect(sentence.contains("/forms/a.toml") && sentence.hasSuffix("."))
        }
    }

    @Test func aFaultInTheTextNamesItsLine() throws {
        let found = try read("title = \"a\"\nconnector = ")
        #expect(found.problems.first?.line == 2)
    }

    @Test func theFirstOfTwoFormsOfOneNameHolds() throws {
        try inFolder { folder in
            try FileManager.default.createDirectory(
                atPath: folder + "/share/clairvoix/forms", withIntermediateDirectories: true)
            for (place, title) in [("/forms/a.toml", "Ici"), ("/share/clairvoix/forms/a.toml", "Là")] {
                try Self.form.replacing("Voirie", with: title)
                    .write(toFile: folder + place, atomically: true, encoding: .utf8)
            }
            try Self.form.write(
                toFile: folder + "/share/clairvoix/forms/b.toml", atomically: true, encoding: .utf8)
            #expect(folders(folder).read().forms.map(\.title) == ["Ici", "Voirie"])
        }
    }

    @Test func theExampleIsAForm() throws {
        let here = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        let text = try String(contentsOf: here.appending(path: "../../../forms/voirie.toml"), encoding: .utf8)
        let found = try read(text)
        #expect(found.problems.isEmpty && found.forms.first?.fields.count == 9)
    }

    @Test func draftsComeBackAndAreTheirOwnersAlone() throws {
        try inFolder { folder in
            let file = DraftFile(in: StateFolder(path: folder + "/state") { _ in nil }, isPractice: false)
            #expect(file.read().isEmpty)
            let form = try #require(try read(Self.form).forms.first)
            var draft = FormDraft(id: "i", of: form, about: CallFacts(call: "c", about: "Éva"), at: 5)
            draft[form.fields[0]] = "nid-de-poule"
            try file.write([draft])
            #expect(file.read() == [draft])
            let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            try file.write([])
            #expect(file.read().isEmpty)
            try "{\"drafts\":[1,{}]".write(toFile: file.path, atomically: true, encoding: .utf8)
            #expect(file.read().isEmpty)
        }
    }

    @Test func aNamedFileIsReadWithinItsLimit() throws {
        try inFolder { folder in
            try Data([1, 2, 3]).write(to: URL(filePath: folder + "/a.png"))
            for path in ["/a.png", "~/a.png", "a.png"] {
                let place = path.hasPrefix("/") ? folder + path : path
                #expect(try FormFile.octets(place, home: folder) == [1, 2, 3])
            }
            #expect(throws: FieldFault.tooLargeFile(megabytes: 0)) {
                try FormFile.octets("a.png", home: folder, atMost: 2)
            }
            #expect(throws: FieldFault.self) { try FormFile.octets("b.png", home: folder) }
            // A folder, and a pipe that nobody writes to.
            #expect(throws: FieldFault.self) { try FormFile.octets("forms", home: folder) }
            #expect(mkfifo(folder + "/pipe", 0o600) == 0)
            #expect(throws: FieldFault.self) { try FormFile.octets("pipe", home: folder) }
            // Regular to look at, and full of what no form is for.
            #expect(throws: FieldFault.self) { try FormFile.octets("/proc/self/environ", home: folder) }
        }
    }
}
