import AgentDesk
import Configuration
import Glibc
import Testing

@testable import Application

/// A browser that stays does not stand in the way of later pages.
@Suite struct PageOpenerTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    /// Each opener reads a pipe until the test closes it.
    @Test func onesThatStayAreNotCountedAsStarting() throws {
        let pipe = folder.path + "/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        let holder = Glibc.open(pipe, O_RDWR | O_CLOEXEC)
        #expect(holder >= 0)
        let script = try folder.file("browser", "#!/bin/sh\nread word < \(pipe)\n", mode: 0o700)
        let template = try #require(URLTemplate(parsing: "https://example.org/"))
        let event = CallEvent(
            kind: .ringing, call: "c", isIncoming: true, from: CallEvent.End(raw: "1"), to: CallEvent.End(raw: "2"),
            account: "a", at: 5)
        let opener = PageOpener(script, seconds: 0) { _ in }
        for count in 1...Application.Limits.openers + 1 {
            opener.open(template, for: event)
            #expect(Self.reaches(opener, PageOpener.Counts(starting: 0, staying: count)))
        }
        // A line for each: a shell reads no further than its own from a pipe.
        let lines = [UInt8](repeating: UInt8(ascii: "\n"), count: 64)
        #expect(write(holder, lines, lines.count) == lines.count)
        #expect(Self.reaches(opener, PageOpener.Counts()))
        close(holder)
    }

    /// Whether it counts so within half a minute.
    private static func reaches(_ opener: PageOpener, _ counts: PageOpener.Counts) -> Bool {
        let end = ContinuousClock.now + .seconds(30)
        while opener.living != counts {
            guard ContinuousClock.now < end else { return false }
            sched_yield()
        }
        return true
    }
}
