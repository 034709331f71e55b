import AgentDesk
import Glibc
import Synchronization
import Testing

@testable import Application
@testable import Configuration

/// Programs that are run at events of calls: what they get, and what becomes of one that fails or hangs.
@Suite struct HookRunnerTests {
    private let folder: TestFolder
    private let told = Told()

    init() throws { folder = try TestFolder() }

    private final class Told: Sendable {
        private let state = Mutex<[SinkFault]>([])
        var all: [SinkFault] { state.withLock(\.self) }
        func add(_ fault: SinkFault) { state.withLock { $0.append(fault) } }
    }

    private func runner(_ text: String, seconds: Int = 20) throws -> HookRunner {
        try runner(at: folder.file("hook", text, mode: 0o700), seconds: seconds)
    }

    private func runner(at path: String, seconds: Int = 20) -> HookRunner {
        var hook = Settings.Hook()
        hook.values = [.hookProgram: .text(path), .hookEvents: .list(["ringing", "ended"])]
        return HookRunner(hook, seconds: seconds) { [told] in told.add($0) }
    }

    private func event(_ kind: CallEvent.Kind, name: String = "Éloïse\n$(id)") -> CallEvent {
        CallEvent(
            kind: kind, call: "key", isIncoming: true, from: .init(e164: "+33476001122", display: name),
            to: .init(raw: "200"), account: "Accueil", at: 1)
    }

    @Test func theCallIsInTheEnvironmentAndNowhereElse() throws {
        let runner = try runner(
            "#!/bin/sh\necho \"$CLAIRVOIX_EVENT|$CLAIRVOIX_FROM_NAME|$CLAIRVOIX_FROM_E164|$#\" >> \(folder.path)/seen\n"
        )
        for kind in [CallEvent.Kind.ringing, .answered, .ended] { runner.take(event(kind)) }
        runner.finish(within: 30)
        #expect(
            folder.text("seen")
                == "ringing|Éloïse$(id)|+33476001122|0\nended|Éloïse$(id)|+33476001122|0\n")
        #expect(told.all.isEmpty)
    }

    @Test func oneThatHangsIsEndedWithWhatItStarted() throws {
        let runner = try runner("#!/bin/sh\nsleep 600 &\necho $$ $! > \(folder.path)/seen\nwait\n", seconds: 1)
        runner.take(event(.ringing))
        runner.finish(within: 30)
        #expect(told.all == [.tooSlow("hook")])
        let processes = folder.text("seen").split { $0 == " " || $0 == "\n" }.compactMap { pid_t($0) }
        try #require(processes.count == 2)
        // Its own number is free again: it was waited for. What it started is dead, whoever waits for that.
        #expect(kill(processes[0], 0) != 0 && errno == ESRCH)
        let deadline = ContinuousClock.now + .seconds(20)
        while Self.isAlive(processes[1]), .now < deadline { poll(nil, 0, 10) }
        #expect(!Self.isAlive(processes[1]))
    }

    private static func isAlive(_ process: pid_t) -> Bool {
        guard let file = fopen("/proc/\(process)/stat", "r") else { return false }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, 256, file) != nil else { return false }
        let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return text.split(separator: ")").last?.hasPrefix(" Z") == false
    }

    @Test func failuresInARowAreToldOnce() throws {
        let runner = try runner("#!/bin/sh\n[ \"$CLAIRVOIX_FROM_NAME\" = good ] || exit 3\n")
        for name in ["bad", "bad", "good", "bad"] { runner.take(event(.ringing, name: name)) }
        runner.finish(within: 30)
        #expect(told.all == [.failed("hook", code: 3), .failed("hook", code: 3)])
    }

    @Test func oneThatIsNotThereIsTold() {
        let runner = runner(at: folder.path + "/absent")
        runner.take(event(.ringing))
        runner.finish(within: 30)
        #expect(told.all == [.notStarted("absent", ChildFault(number: ENOENT))])
    }

    @Test func whatItIsTooSlowForIsLeftOutAndToldOnce() throws {
        let runner = try runner("#!/bin/sh\nuntil [ -e \(folder.path)/go ]; do sleep 0.02; done\n")
        for _ in 0..<40 { runner.take(event(.ringing)) }
        #expect(told.all == [.behind("hook")])
        _ = try folder.file("go", "")
        runner.finish(within: 60)
        #expect(told.all == [.behind("hook")])
    }
}
