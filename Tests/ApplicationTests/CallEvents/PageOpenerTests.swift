import AgentDesk
import Configuration
import Glibc
import Synchronization
import Testing

@testable import Application

/// A browser that stays does not stand in the way of later pages.
@Suite final class PageOpenerTests {
    private let folder: TestFolder
    private let pipe: String
    /// Keeps the pipe open: each opener stays until it has read a line of it.
    private let holder: Int32
    private let script: String
    private let template: URLTemplate
    private let event = CallEvent(
        kind: .ringing, call: "c", isIncoming: true, from: CallEvent.End(raw: "1"), to: CallEvent.End(raw: "2"),
        account: "a", at: 5)

    init() throws {
        let folder = try TestFolder()
        self.folder = folder
        let pipe = folder.path + "/pipe"
        try #require(mkfifo(pipe, 0o600) == 0)
        self.pipe = pipe
        script = try folder.file("browser", "#!/bin/sh\nread word < \(pipe)\n", mode: 0o700)
        template = try #require(URLTemplate(parsing: "https://example.org/"))
        let holder = Glibc.open(pipe, O_RDWR | O_CLOEXEC)
        try #require(holder >= 0)
        self.holder = holder
    }

    /// However a test went, no opener is left: those that read come to the end of the pipe, a later one finds none.
    deinit {
        unlink(pipe)
        close(holder)
    }

    @Test func onesThatStayAreNotCountedAsStarting() {
        let opener = PageOpener(script, seconds: 0) { _ in }
        for count in 1...Application.Limits.openers + 1 {
            opener.open(template, for: event)
            #expect(Self.reaches(opener, PageOpener.Counts(starting: 0, staying: count)))
        }
        endAll()
        #expect(Self.reaches(opener, PageOpener.Counts()))
    }

    @Test func oneMoreThanMayStayIsToldAndNotStarted() {
        let told = Mutex<[SinkFault]>([])
        let opener = PageOpener(script, seconds: 0, mostStaying: 2) { fault in told.withLock { $0.append(fault) } }
        for count in 1...2 {
            opener.open(template, for: event)
            #expect(Self.reaches(opener, PageOpener.Counts(starting: 0, staying: count)))
        }
        opener.open(template, for: event)
        #expect(told.withLock { $0 } == [.tooManyPages])
        #expect(opener.living == PageOpener.Counts(starting: 0, staying: 2))
        endAll()
        #expect(Self.reaches(opener, PageOpener.Counts()))
    }

    /// A line for each: a shell reads no further than its own from a pipe.
    private func endAll() {
        let lines = [UInt8](repeating: UInt8(ascii: "\n"), count: 64)
        let written = write(holder, lines, lines.count)
        #expect(written == lines.count)
    }

    /// Whether it counts so within half a minute. A page that came up well is told to nobody, so there is no event to wait for.
    private static func reaches(_ opener: PageOpener, _ counts: PageOpener.Counts) -> Bool {
        let end = ContinuousClock.now + .seconds(30)
        while opener.living != counts {
            guard ContinuousClock.now < end else { return false }
            poll(nil, 0, 2)
        }
        return true
    }
}
