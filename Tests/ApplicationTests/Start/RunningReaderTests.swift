import Testing

@testable import Application

@Suite("A screen reader that runs")
struct RunningReaderTests {
    @Test(
        arguments: [
            (["bash", "sshd"], nil), ([], nil), (["systemd", "orca", "bash"], "Orca"), (["brltty", "orca"], "Orca"),
            (["brltty"], "BRLTTY"), (["espeakup"], "Speakup"), (["yasr", "orca"], "yasr"), (["fenrir"], "Fenrir"),
            (["python3", "tdsr"], "tdsr"), (["orcadian", "xorca"], nil),
        ] as [([String], String?)])
    func itsNameIsAmongTheProcesses(commands: [String], reader: String?) {
        #expect(RunningReader.among(commands) == reader)
    }

    @Test(arguments: [(nil, false), ("BRLTTY", false), ("Orca", true), ("Fenrir", true)] as [(String?, Bool)])
    func onlyAReaderWithAVoiceSilencesOurs(reader: String?, speaks: Bool) {
        #expect(RunningReader.speaks(reader) == speaks)
    }

    @Test func aFloodOfNamesIsBounded() {
        #expect(RunningReader.among(Array(repeating: "x", count: 10_000) + ["orca"]) == nil)
    }
}
