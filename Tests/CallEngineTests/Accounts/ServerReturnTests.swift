import SIP
import Testing

@testable import CallEngine

/// A server over UDP dies and comes back: the lines notice it, and do not come all at once.
@Suite struct ServerReturnTests {
    static func bench(lines: Int) -> Bench {
        var settings = Bench.settings(registers: true)
        let account = settings.accounts[0]
        settings.accounts = (0..<lines).map { number in
            var line = account
            line.address = "sip:user\(number)@example.org"
            return line
        }
        return Bench(settings)
    }

    /// The lines that a moment's events leave in a state, by the last word on each.
    static func states(_ bench: Bench) -> [AccountID: AccountState] {
        var states: [AccountID: AccountState] = [:]
        for case .accountChanged(let account, let state) in bench.events { states[account] = state }
        return states
    }

    /// Lets a second go by after the other; how many lines were registered after each.
    static func seconds(_ count: Int, _ bench: inout Bench) -> [Int] {
        (0..<count).map { _ in
            bench.advance(by: .seconds(1))
            return states(bench).values.count { $0 == .registered }
        }
    }

    @Test(arguments: [1, 500])
    func aServerThatIsBackHasItsLinesWithinAMinute(lines: Int) {
        var bench = Self.bench(lines: lines)
        bench.start()
        bench.answered = [.options, .register]
        bench.advance(by: .seconds(10))
        #expect(Self.states(bench).values.count { $0 == .registered } == lines)

        // As long as it takes for the waits of RFC 5626 §4.5 to grow to half an hour.
        bench.answered = []
        bench.advance(by: .seconds(7_200))
        let lost = Self.states(bench)
        #expect(lost.values.allSatisfy { if case .failed(.serverSilent) = $0 { true } else { false } })
        #expect(bench.events.count == 3 * lines, "registering, registered, failed: each once a line")

        bench.answered = [.options, .register]
        let registered = Self.seconds(60, &bench)
        #expect(registered.last == lines)
        #expect(bench.events.count == 4 * lines, "and registered again, once")
        let busiest = zip(registered.dropFirst(), registered).map { $0 - $1 }.max() ?? 0
        #expect(busiest <= max(1, lines / 5), "\(busiest) in one second")
    }

    /// A server that answers OPTIONS and no REGISTER: the line waits ever longer all the same.
    @Test func aServerThatLivesAndRegistersNobodyIsNotHurried() {
        var bench = Self.bench(lines: 1)
        bench.answered = [.options]
        bench.start()
        bench.advance(by: .seconds(3_600))
        // Each is sent up to eleven times.
        let tries = Set(bench.requests(.register).map(\.cSeq.number)).count
        #expect((4...9).contains(tries), "\(tries)")
    }

    static let places = [Bench.place("192.0.2.1"), Bench.place("192.0.2.2")]

    @Test(arguments: [0, 1]) func whicheverOfTwoServersIsBackIsNoticed(number: Int) {
        var bench = Bench.registering(Self.places.map { ServerTarget($0) })
        bench.answered = [.options, .register]
        bench.start()
        bench.absent = Set(Self.places)
        bench.advance(by: .seconds(7_200))
        guard case .failed(.serverSilent) = bench.core.accounts[0].state else {
            Issue.record("\(bench.accountStates)")
            return
        }
        bench.absent.remove(Self.places[number])
        // 30 s to the question, 20 s to the REGISTER, and where the first is still absent its 8 s.
        bench.advance(by: .seconds(number == 0 ? 51 : 60))
        #expect(bench.core.accounts[0].state == .registered && bench.accountStates.count == 4)
        #expect(bench.core.lines[0].ways[0].servers.current?.address == Self.places[number])
        // Nothing is asked any more where the line is not.
        bench.sent = []
        bench.destinations = []
        bench.advance(by: .seconds(120))
        #expect(!bench.destinations.contains(Self.places[1 - number]))
    }

    /// Two servers that answer OPTIONS and no REGISTER hurry nobody for ever.
    @Test func twoServersThatRegisterNobodyAreAskedEverMoreSeldom() {
        var bench = Bench.registering(Self.places.map { ServerTarget($0) })
        bench.answered = [.options]
        bench.start()
        bench.advance(by: .seconds(7_200))
        #expect((8...22).contains(bench.registrations), "\(bench.registrations)")
    }

    /// A server that answers again and says when it wants to be asked.
    @Test func whatTheServerAsksForIsKept() throws {
        var bench = Self.bench(lines: 1)
        bench.answered = [.options, .register]
        bench.start()
        bench.answered = []
        while bench.registrations < 2 { bench.advance(by: .seconds(1)) }
        let register = try #require(bench.last(.register))
        bench.receive(Peer.answer(register, 503, headers: ["Retry-After: 600"], contact: nil))
        bench.answered = [.options, .register]
        bench.advance(by: .seconds(599))
        #expect(bench.registrations == 2)
        bench.advance(by: .seconds(2))
        #expect(bench.registrations == 3)
    }

    /// OPTIONS had no answer for a while, REGISTER had: who registered since then is not forgotten.
    @Test func whoRegisteredDuringTheSilenceStays() {
        var bench = Self.bench(lines: 1)
        bench.answered = [.options, .register]
        bench.start()
        bench.answered = [.register]
        while bench.registrations < 2 { bench.advance(by: .seconds(1)) }
        bench.answered = [.options, .register]
        bench.advance(by: .seconds(60))
        #expect(bench.registrations == 2)
    }

    /// A line whose first REGISTER finds nobody asks for a sign of life too.
    @Test func aServerThatWasAbsentAtTheStartIsNoticed() {
        var bench = Self.bench(lines: 1)
        bench.start()
        bench.advance(by: .seconds(3_000))
        bench.answered = [.options, .register]
        #expect(Self.seconds(60, &bench).last == 1)
    }

    @Test func thousandsOfLinesBeginOneAfterTheOther() {
        var bench = Self.bench(lines: 1_000)
        bench.start()
        #expect(bench.requests(.register).count == Limits.linesAtOnce)
        bench.answered = [.options, .register]
        let registered = Self.seconds(5, &bench)
        #expect(registered.last == 1_000)
        #expect(zip(registered.dropFirst(), registered).allSatisfy { $0 - $1 <= 251 })
    }
}
