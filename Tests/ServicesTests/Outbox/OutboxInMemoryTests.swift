import AgentDesk
import Foundation
import Synchronization
import Testing

@testable import Services

@Suite("An outbox of events alone, on no disk", .timeLimit(.minutes(1)))
struct OutboxInMemoryTests {
    private struct EventTaker: Connector {
        let canAsk = false
        let takesEvents = true

        func send(_ record: IncidentRecord, at moment: ConnectorMoment) -> ConnectorStep { .done(.stale) }
        func send(_ event: CallEvent, at moment: ConnectorMoment) -> ConnectorStep {
            .request(HTTPRequest("POST", "https://desk.example/\(event.at)"), creates: false) { _ in
                .done(.there(Receipt(number: "")))
            }
        }
    }

    /// Notes what comes.
    private final class Wire: OutboxWire {
        private let seen = Mutex<[String]>([])
        private let result: Result<HTTPResponse, HTTPProblem>

        init(_ result: Result<HTTPResponse, HTTPProblem>) { self.result = result }

        var addresses: [String] { seen.withLock { $0 } }

        func answer(to request: HTTPRequest, of connector: String) -> Result<HTTPResponse, HTTPProblem> {
            seen.withLock { $0.append(request.url) }
            return result
        }
    }

    /// Sends twenty events of one call and ends at once.
    private func run(_ wire: Wire) {
        var pace = OutboxPace()
        pace.first = .seconds(600)
        let service = OutboxService(
            disk: OutboxInMemory(), wire: wire, connectors: ["cti": EventTaker()], pace: pace, triesAllAtEnd: true,
            start: { Thread.detachNewThread($1) }, tell: { _ in })
        service.run()
        for number in 1...20 {
            service.send(
                CallEvent(
                    kind: .ringing, call: "c", isIncoming: true, from: CallEvent.End(raw: "1"),
                    to: CallEvent.End(raw: "2"), account: "a", at: number))
        }
        service.stop(within: 50)
    }

    @Test func whatIsDueIsToldBeforeItEnds() {
        let wire = Wire(.success(HTTPResponse(status: 200)))
        run(wire)
        #expect(wire.addresses == (1...20).map { "https://desk.example/\($0)" })
    }

    @Test func aServerThatIsNotThereIsTriedOnceAndNotWaitedFor() {
        let wire = Wire(.failure(.unsent("no such host")))
        let begun = ContinuousClock.now
        run(wire)
        #expect(ContinuousClock.now - begun < .seconds(40))
        #expect(wire.addresses == ["https://desk.example/1"])
    }
}
