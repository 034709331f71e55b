import Glibc
import Testing

@Suite("The softphone by keys, as plain lines", .serialized)
struct SoftphoneTests {
    /// Who speaks is fixed: a screen reader that runs on this machine would take the words over.
    static let selfSpeaking = "[voice]\nspoken_by = \"self\"\n"

    private func start(
        _ folder: TestFolder, _ more: [String] = [], configuration: String = Self.selfSpeaking
    ) throws -> RunningProgram {
        let file = try folder.file("config.toml", configuration)
        let sound = ["--config", file, "--microphone", "silence:", "--headset", "null:", "--speech", "none"]
        let arguments = ["--practice", "--screen", "lines", "--language", "en"] + sound + more
        return try RunningProgram(arguments, in: folder.path)
    }

    @Test func aCallByKeysAlone() throws {
        let folder = try TestFolder()
        let program = try start(folder, ["--transcript", folder.path + "/transcript"])
        #expect(program.line(with: "Ready") != nil)
        program.write("d")
        #expect(program.line(with: "Number") != nil)
        program.write("echo\r")
        #expect(program.line(with: "In call") != nil)
        program.send(SIGTERM)
        #expect(program.exitCode() == 0)
        let transcript = folder.text("transcript")
        #expect(transcript.contains(#""text":"Ready, line Practice""#) || transcript.contains("Ready"))
        #expect(transcript.split(separator: "\n").allSatisfy { $0.hasPrefix("{\"id\":") && $0.hasSuffix("\"}") })
    }

    @Test func theControlSocketAnswersAndIsItsOwnersAlone() throws {
        let folder = try TestFolder()
        let program = try start(folder)
        #expect(program.line(with: "Ready") != nil)
        let dial = try RunningProgram(["ctl", "call.dial", "to=echo"], in: folder.path)
        #expect(dial.exitCode() == 0)
        #expect(dial.lines.first?.contains(#""result":{"call":1"#) == true)
        var status = stat()
        #expect(stat(folder.path + "/clairvoix/control.sock", &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        let unknown = try RunningProgram(["ctl", "call.hangUp", "call=7"], in: folder.path)
        #expect(unknown.exitCode() == 1)
        #expect(unknown.lines.first?.contains("unknownCall") == true)
        let quiet = ["--language", "en", "--microphone", "silence:", "--headset", "null:"]
        let doctor = try RunningProgram(["doctor"] + quiet, in: folder.path)
        #expect(doctor.exitCode() == 1)
        #expect(doctor.lines.contains("Ghost calls: good: none since the softphone's start"))
        let second = try start(folder)
        #expect(second.exitCode() == 2)
        #expect(second.lines.contains { $0.contains("runs already") })
        program.send(SIGINT)
        #expect(program.exitCode() == 0)
        #expect(stat(folder.path + "/clairvoix/control.sock", &status) != 0)
    }

    @Test func theVoiceDoesNotWaitForAPasswordCommand() throws {
        let folder = try TestFolder()
        let file = try folder.file(
            "config.toml",
            """
            [[account]]
            address = "sip:alice@127.0.0.1"
            registrar = "sip:127.0.0.1:9"
            password_command = ["/bin/sleep", "10"]

            """ + Self.selfSpeaking)
        let program = try RunningProgram(
            ["--config", file, "--screen", "lines", "--language", "en", "--speech", "none"], in: folder.path)
        #expect(program.line(with: "Dial") != nil)
        program.send(SIGTERM)
        #expect(program.exitCode() == 0)
    }

    @Test func anAccountsStateIsToldToScripts() throws {
        let folder = try TestFolder()
        let file = try folder.file(
            "config.toml",
            "[[account]]\naddress = \"sip:alice@127.0.0.1\"\nregistrar = \"sip:127.0.0.1:9\"\n" + Self.selfSpeaking)
        let program = try RunningProgram(
            ["--config", file, "--screen", "lines", "--language", "en", "--speech", "none"], in: folder.path)
        #expect(program.line(with: "Dial") != nil)
        var answer = ""
        for _ in 0..<200 where !answer.contains("address") {
            let list = try RunningProgram(["ctl", "account.list"], in: folder.path)
            _ = list.exitCode()
            answer = list.lines.joined()
        }
        #expect(answer.contains(#""state":"registering""#) || answer.contains(#""state":"failed""#))
    }

    /// Broken by hand while the program runs: a changed setting is not kept, which is told once, and nothing is overwritten.
    @Test func aConfigurationThatWasBrokenMeanwhileIsToldOnce() throws {
        let folder = try TestFolder()
        let program = try start(folder)
        #expect(program.line(with: "Ready") != nil)
        _ = try folder.file("config.toml", "[voice\n")
        program.write("uuu")
        #expect(program.line(with: "Not kept: ")?.contains("line 1: this is not TOML") == true)
        _ = try folder.file("config.toml", "[voice]\nlevel = 9\n")
        program.write("u")
        #expect(program.line(with: "Kept, but mend this")?.contains("\"voice.level\" takes") == true)
        program.send(SIGTERM)
        #expect(program.exitCode() == 0)
        #expect(program.lines.count { $0.contains("Not kept: ") } == 1)
        #expect(folder.text("config.toml").hasPrefix("[voice]\nlevel = 9\nrate = "))
    }

    /// A setting that was changed on the practice line makes the file; the first steps open all the same at the real first start.
    @Test func firstStepsOpenAfterPracticeChangedASetting() throws {
        let folder = try TestFolder()
        let practice = try start(folder, configuration: "")
        #expect(practice.line(with: "Ready") != nil)
        practice.write("u")
        practice.send(SIGTERM)
        #expect(practice.exitCode() == 0)
        #expect(folder.text("config.toml").contains("rate = "))
        let program = try RunningProgram(
            [
                "--config", folder.path + "/config.toml", "--screen", "lines", "--language", "en", "--speech", "none",
                "--microphone", "silence:", "--headset", "null:",
            ], in: folder.path)
        #expect(program.line(with: "Welcome to Clairvoix", seconds: 10) != nil)
        program.send(SIGTERM)
        #expect(program.exitCode() == 0)
    }

    @Test func theEndOfTheKeyboardEndsTheProgram() throws {
        let folder = try TestFolder()
        let program = try start(folder)
        #expect(program.line(with: "Ready") != nil)
        program.send(SIGHUP)
        #expect(program.exitCode() == 0)
    }
}
