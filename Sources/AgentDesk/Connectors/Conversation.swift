/// A conversation with a server, step by step, until its outcome: a request goes out, its answer comes in.
public struct Conversation: Sendable {
    private var step: ConnectorStep
    private var steps = 0

    public init(_ step: ConnectorStep) { self.step = step }

    /// What is to be sent now; nil: it is over.
    public var request: HTTPRequest? {
        switch step {
        case .request(let request, _, _, _, _, _), .farewell(let request, _): request
        case .done: nil
        }
    }

    /// What came of it, where it is over.
    public var outcome: DeliveryOutcome? { if case .done(let outcome) = step { outcome } else { nil } }

    /// What came of the request.
    public mutating func take(_ result: Result<HTTPResponse, HTTPProblem>) {
        steps += 1
        switch step {
        case .done: return
        case .farewell(_, let outcome): step = .done(outcome)
        case .request(_, let creates, let isLogin, let entry, let farewell, let then):
            guard steps < Limits.exchangeSteps else {
                step = .done(creates ? .unknown("too many steps") : .refused("too many steps"))
                return
            }
            switch result {
            case .success(let response) where (200..<300).contains(response.status): step = then(response)
            case .success(let response):
                switch DeliveryOutcome.of(response, creates: creates) {
                // Of the record nothing has left: it waits, be it that a proxy answers instead of the server.
                case .refused(let words) where isLogin:
                    end(response.status == 400 ? .denied(words) : .unreached(words, seconds: nil), farewell)
                case .denied(let words) where response.status == 403: forbidden(words, entry, farewell)
                case let outcome: end(outcome, farewell)
                }
            case .failure(let problem): end(.of(problem, creates: creates), farewell)
            }
        }
    }

    private mutating func forbidden(_ words: String, _ entry: HTTPRequest?, _ farewell: HTTPRequest?) {
        guard let entry else { return end(.denied(words), farewell) }
        let asked = ConnectorStep.request(entry, creates: false, isLogin: true) { _ in .done(.refused(words)) }
        step = farewell.map { asked.parting(with: $0) } ?? asked
    }

    private mutating func end(_ outcome: DeliveryOutcome, _ farewell: HTTPRequest?) {
        step = farewell.map { .farewell($0, outcome) } ?? .done(outcome)
    }
}
