import Application
import Configuration
import Foundation
import Glibc
import Scenarios
import Testing
import Time

@testable import Audit

@Suite struct AuditFolderTests {
    private let options: AuditOptions
    private let report: String

    init() {
        report = FileManager.default.temporaryDirectory.appending(path: "clairvoix-folder-\(UUID().uuidString)").path
        var options = AuditOptions(paths: [], language: .english)
        options.report = report
        self.options = options
    }

    @Test func aSecondAuditIsRefusedUntilTheFirstIsOver() throws {
        defer { _ = FolderRemoval.remove(report) }
        let first = try AuditFolder(options, names: [])
        let problem = #expect(throws: ProgramProblem.self) { try AuditFolder(options, names: []) }
        #expect(problem?.sentence.hasSuffix(": another audit is writing there now") == true)
        first.leave()
        try AuditFolder(options, names: []).leave()
    }

    /// The kernel lets go of what a program held.
    @Test func anAuditThatIsGoneHoldsNothing() throws {
        defer { _ = FolderRemoval.remove(report) }
        // One that was gone before it had marked its folder left it empty.
        try #require(mkdir(report, 0o700) == 0 && mkdir(report + "/evidence", 0o700) == 0)
        try AuditFolder(options, names: []).leave()
        let script =
            "exec flock --no-fork \(report)/evidence/.clairvoix-audit /bin/sh -c 'echo held; exec /bin/sleep 1000'"
        let holder = try PseudoTerminal(
            program: "/bin/sh", arguments: ["-c", script], environment: ["PATH": "/usr/bin:/bin"], columns: 80, rows: 25
        )
        defer { holder.end() }
        var octets: [UInt8] = []
        let deadline = Instant.now + .seconds(20)
        while Instant.now < deadline, !String(decoding: octets, as: UTF8.self).contains("held") {
            octets += holder.read(upTo: .milliseconds(50))
        }
        #expect(throws: ProgramProblem.self) { try AuditFolder(options, names: []) }
        holder.end(within: .zero)
        try AuditFolder(options, names: []).leave()
    }

    @Test func aFolderInPlaceOfAReportIsToldBeforeAnythingIsRun() throws {
        defer { _ = FolderRemoval.remove(report) }
        try FileManager.default.createDirectory(
            atPath: report + "/report.html", withIntermediateDirectories: true)
        let problem = #expect(throws: ProgramProblem.self) {
            try AuditFolder(options, names: ["junit.xml", "report.html"])
        }
        #expect(problem?.sentence.contains("/report.html: ") == true)
        try AuditFolder(options, names: ["junit.xml"]).leave()
    }

    @Test func whatIsNoAuditsIsLeftAsItIs() throws {
        defer { _ = FolderRemoval.remove(report) }
        try FileManager.default.createDirectory(
            atPath: report + "/evidence/1", withIntermediateDirectories: true)
        let problem = #expect(throws: ProgramProblem.self) { try AuditFolder(options, names: []) }
        #expect(problem?.sentence.hasSuffix(": this folder is not an audit's, it is left as it is") == true)
        #expect(FileManager.default.fileExists(atPath: report + "/evidence/1"))
    }

    /// A scenario's folder that cannot be made empty is told as what could not be written.
    @Test func aScenariosFolderIsMadeEmpty() throws {
        defer { _ = FolderRemoval.remove(report) }
        let folder = try AuditFolder(options, names: [])
        defer { folder.leave() }
        let place = try folder.scenario(0)
        #expect(WholeFile.write("old", to: place + "/old"))
        #expect(try folder.scenario(0) == place)
        #expect(access(place + "/old", F_OK) != 0)
        _ = FolderRemoval.remove(report + "/evidence")
        #expect(throws: Stop.self) { try folder.scenario(0) }
    }

    /// A program under test that moves the folder of evidence does not have us write or delete elsewhere.
    @Test func aLinkInPlaceOfTheEvidenceIsNotFollowed() throws {
        defer { _ = FolderRemoval.remove(report) }
        let folder = try AuditFolder(options, names: [])
        defer { folder.leave() }
        let place = try folder.scenario(0)
        let theirs = report + "/theirs"
        try #require(mkdir(theirs, 0o700) == 0 && mkdir(theirs + "/1", 0o700) == 0)
        #expect(WholeFile.write("kept", to: theirs + "/1/sound.wav"))
        try #require(rename(report + "/evidence", report + "/away") == 0)
        try #require(symlink("theirs", report + "/evidence") == 0)
        #expect(folder.tidy(0, keepsSound: false) == [place])
        #expect(throws: Stop.self) { try folder.scenario(0) }
        #expect(access(theirs + "/1/sound.wav", F_OK) == 0)
    }

    @Test func theStatementNamesItsPublisher() {
        var options = options
        options.address = "1 rue de la Mairie"
        options.plan = "https://example.org/plan"
        #expect(options.publication.address == options.address)
        #expect(options.publication.plan == options.plan)
    }

    @Test func scenariosAtOneTimeAreAFewDozen() throws {
        var options = options
        #expect(try Workers.count(options) >= 1)
        options.jobs = 3
        #expect(try Workers.count(options) == 3)
        for jobs in [Int.min, 0, Limits.jobs + 1, .max] {
            options.jobs = jobs
            #expect(throws: ProgramProblem.self) { try Workers.count(options) }
        }
    }
}
