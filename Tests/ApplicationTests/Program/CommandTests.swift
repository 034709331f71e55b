import Configuration
import Glibc
import TerminalUI
import Testing

@testable import Application

@Suite("Commands and their exit codes")
struct CommandTests {
    func run(_ arguments: [String], in folder: TestFolder) throws -> (code: Int32, text: String) {
        let program = try RunningProgram(arguments, in: folder.path)
        let code = program.exitCode()
        return (code, program.lines.joined(separator: "\n"))
    }

    @Test func aSecretIsNeverShown() throws {
        let folder = try TestFolder()
        let file = try folder.file(
            "config.toml", "[[account]]\naddress = \"sip:alice@example.org\"\npassword = \"hunter2\"\n")
        let shown = try run(["config", "show", "--config", file], in: folder)
        #expect(shown.code == 0)
        #expect(shown.text.contains("sip:alice@example.org"))
        #expect(!shown.text.contains("hunter2"))
    }

    @Test(arguments: [
        ("langage = \"fr\"\n", "line 1: unknown key \"langage\"; did you mean \"language\"?"),
        ("[audio]\nmicrophone = 3\n", "line 2: \"audio.microphone\" takes alsa:NAME"),
        ("language = fr\n", "line 1: this is not TOML"),
    ])
    func aFaultyFileIsOneSentenceAndExitTwo(_ text: String, _ words: String) throws {
        let folder = try TestFolder()
        let file = try folder.file("config.toml", text)
        let headless = ["headless", "--screen", "lines", "--speech", "none", "--transcript", folder.path + "/said"]
        for command in [["config", "check"], ["headless"], headless, ["--screen", "lines"]] {
            let result = try run(command + ["--language", "en", "--config", file], in: folder)
            #expect(result.code == 2)
            #expect(result.text.contains(words))
            #expect(result.text.contains(file))
        }
    }

    @Test func noFileIsNotCalledAGoodOne() throws {
        let folder = try TestFolder()
        let result = try run(["config", "check", "--language", "en"], in: folder)
        #expect(result.code == 0 && result.text == "\(folder.path)/clairvoix/config.toml: no file, the defaults hold")
    }

    /// One odd card does not keep the others out.
    @Test func whatCardsGiveIsTakenAndTheRestIsTold() throws {
        let folder = try TestFolder()
        let file = try folder.file("config.toml", "language = \"en\"\n")
        let cards = try folder.file(
            "cards.vcf",
            "BEGIN:VCARD\nFN:Camille\nTEL:sip:x@y?Header\nTEL:0476001122\nEND:VCARD\n"
                + "BEGIN:VCARD\nFN:Dominique\nTEL:sip:x@y?Header\nEND:VCARD\n")
        let taken = try run(["contacts", "import", cards, "--config", file], in: folder)
        #expect(taken.code == 1 && taken.text.contains("1 added"))
        #expect(taken.text.contains("number not taken, it cannot be called: sip:x@y?Header, of Camille"))
        #expect(taken.text.contains("not taken, no number: Dominique"))
        #expect(folder.text("config.toml").hasSuffix("[[contact]]\nname = \"Camille\"\naddress = \"0476001122\"\n"))
    }

    /// A pipe that nobody writes into would keep the program for ever; a link would choose what is overwritten.
    @Test func aFileThatIsNamedIsAFile() throws {
        let folder = try TestFolder()
        let pipe = folder.path + "/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        let link = folder.path + "/link"
        let real = try folder.file("real", "theirs")
        #expect(symlink(real, link) == 0)
        let store = ["--language", "en", "--state", folder.path + "/state"]
        for command in [
            ["contacts", "import", pipe], ["contacts", "export", pipe], ["contacts", "export", link],
            ["config", "import-linphone", pipe], ["sip-check", pipe],
            ["history", "export", "--format", "csv", pipe], ["history", "export", "--format", "json", link],
        ] {
            let result = try run(command + (command.first == "sip-check" ? [] : store), in: folder)
            #expect(result.code != 0 && result.text.contains("no regular file"), "\(command): \(result.text)")
        }
        for path in [pipe, link] {
            #expect(throws: ProgramProblem.self) { try TraceFile(path: path, seed: []) }
        }
        // With a reader it opens.
        let reader = Glibc.open(pipe, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        defer { close(reader) }
        #expect(reader >= 0)
        #expect(
            throws: ProgramProblem(
                "\(pipe): this is no regular file (a link, a folder, a pipe or a device); name another.")
        ) {
            try TraceFile(path: pipe, seed: [])
        }
        #expect(folder.text("real") == "theirs")
    }

    @Test func contactsAndKeysAreCheckedAndShown() throws {
        let folder = try TestFolder()
        let file = try folder.file("config.toml", "[[contact]]\nname = \"Camille\"\naddress = \"12\"\n")
        let keys = try folder.file("keys.toml", "[letters]\nhang_up = \"z\"\n")
        let shown = try run(["config", "show", "--language", "en", "--config", file], in: folder)
        #expect(shown.code == 0 && shown.text.contains("[[contact]]\nname = \"Camille\"\naddress = \"12\""))
        #expect(shown.text.contains("# \(keys)\n[letters]\nhang_up = \"z\""))
        let good = try run(["config", "check", "--language", "en", "--config", file], in: folder)
        #expect(good.code == 0 && good.text == "\(file): good")
        _ = try folder.file("keys.toml", "# mine\nhang_up = F4\n")
        let bad = try run(["config", "check", "--language", "en", "--config", file], in: folder)
        #expect(bad.code == 2 && bad.text.contains("\(keys), line 2: this is not TOML"))
        // F4 is the key of Answer: told as at the start of the program.
        _ = try folder.file("keys.toml", "[function_keys]\nhang_up = 4\n")
        let taken = try run(["config", "check", "--language", "en", "--config", file], in: folder)
        #expect(taken.code == 2 && taken.text.contains("\(keys), line 2: ") && taken.text.contains("Answer"))
    }

    /// Filled in, it would be refused at the very end.
    @Test func aFormThatGoesNowhereIsTold() throws {
        let folder = try TestFolder()
        let file = try folder.file("config.toml", "language = \"en\"\n")
        #expect(mkdir(folder.path + "/forms", 0o700) == 0)
        _ = try folder.file(
            "forms/voirie.toml",
            "title = \"Voirie\"\nconnector = \"maire\"\n[[field]]\nkey = \"objet\"\nlabel = \"Objet\"\n")
        let stray = try run(["config", "check", "--language", "en", "--config", file], in: folder)
        #expect(stray.code == 2 && stray.text.hasPrefix("voirie.toml: no [[connector]] is named \"maire\""))
    }

    /// Either shipped table is an agent's own after a mere copy, whichever language the program speaks.
    @Test(arguments: ["fr", "en"], ["fr", "en"]) func aShippedTableOfKeysIsCopied(table: String, language: String)
        throws
    {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
        let text = try String(
            decoding: FileText.octets(root + "/Accessibility/keys.\(table).toml", atMost: 65_536), as: UTF8.self)
        let folder = try TestFolder()
        let file = try folder.file("config.toml", "language = \"\(language)\"\n")
        _ = try folder.file("keys.toml", text)
        var options = ProgramOptions()
        options.config = file
        let (map, problems) = options.keymap(language == "fr" ? .french : .english)
        #expect(problems == [])
        #expect(map.wholeFile == text)
        let check = try run(["config", "check", "--language", "en", "--config", file], in: folder)
        #expect(check.code == 0 && check.text == "\(file): good")
    }

    @Test func aReadableSecretIsRefused() throws {
        let folder = try TestFolder()
        let text = "[[account]]\naddress = \"sip:alice@example.org\"\npassword = \"hunter2\"\n"
        let file = try folder.file("config.toml", text, mode: 0o644)
        let result = try run(["config", "check", "--language", "en", "--config", file], in: folder)
        #expect(result.code == 2)
        #expect(result.text.contains("run chmod 600 \(file)"))
        #expect(!result.text.contains("hunter2"))
    }

    @Test func messagesAreChecked() throws {
        let folder = try TestFolder()
        let good = try folder.file(
            "a.sip",
            "OPTIONS sip:a@b.example SIP/2.0\r\nVia: SIP/2.0/UDP c.example;branch=z9hG4bK1\r\nFrom: <sip:c@d.example>;tag=1\r\n"
                + "To: <sip:a@b.example>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n"
        )
        let bad = try folder.file("b.sip", "OPTIONS\r\n\r\n")
        let one = try run(["sip-check", good], in: folder)
        #expect(one.code == 0)
        #expect(one.text == "valid")
        let two = try run(["sip-check", good, bad], in: folder)
        #expect(two.code == 1)
        #expect(two.text.contains("invalid: "))
    }

    @Test func scenariosAreCheckedAndRun() throws {
        let folder = try TestFolder()
        let good = try folder.file("a.feature", "Feature: x\n Scenario: y\n  When Dupont calls\n")
        let one = try run(["audit", "--check", "--language", "en", folder.path], in: folder)
        #expect(one.code == 0)
        #expect(one.text == "1 file, 1 scenario: all is understood, nothing was run")
        let bad = try folder.file(
            "b.feature", "# language: fr\nFonctionnalité: x\n Scénario: y\n  Quand Dupont apelle\n")
        let absent = folder.path + "/absent"
        let all = try run(["audit", "--check", "--language", "fr", folder.path, absent], in: folder)
        #expect(all.code == 2)
        #expect(all.text.contains("\(bad):4: étape inconnue « Dupont apelle » ; les plus proches : Dupont appelle | "))
        #expect(all.text.contains("\(absent): "))
        #expect(all.text.hasSuffix("2 fichiers, 2 scénarios : 2 problèmes"))
        #expect(!all.text.contains(good))
        let run = try run(["audit", "--language", "en", "--program", "/bin/true", good], in: folder)
        #expect(run.code == 1 && run.text.contains("found: it ended with code 0"))
    }

    @Test(arguments: [
        ["--bogus"], ["open", "javascript:1"], ["audit", "x"], ["ctl", "call.list"],
    ])
    func whatCannotBeDoneIsSaidWithExitTwo(_ arguments: [String]) throws {
        let folder = try TestFolder()
        let result = try run(arguments, in: folder)
        #expect(result.code == 2)
        #expect(!result.text.isEmpty)
    }

    /// A link starts nothing.
    @Test func aLinkWithoutASoftphoneIsTold() throws {
        let folder = try TestFolder()
        let result = try run(["open", "tel:0476001122"], in: folder)
        #expect(result.code == 1)
        #expect(!result.text.isEmpty && !result.text.contains("0476"))
    }

    @Test func theDoctorWantsAnAccount() throws {
        let folder = try TestFolder()
        let result = try run(
            ["doctor", "--language", "en", "--microphone", "silence:", "--headset", "null:"], in: folder)
        #expect(result.code == 1)
        #expect(result.text.contains("Sound: good"))
        #expect(result.text.contains("add [[account]]"))
    }
}
