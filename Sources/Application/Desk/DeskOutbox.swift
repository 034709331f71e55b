import AgentDesk
import Configuration
import Services
import Synchronization
import TerminalUI

/// The outbox of the softphone: opened away from the main loop, since secrets and the disk may take their time.
final class DeskOutbox: Sendable {
    private struct State {
        var service: OutboxService?
        /// What was asked for before it was open.
        var early: [@Sendable (OutboxService) -> Void] = []
        var isEnding = false
    }

    private let state = Mutex(State())
    private let tell: @Sendable (AppEvent) -> Void
    private let tellProblem: @Sendable (String) -> Void

    /// - Parameters:
    ///   - tell: posts to the main loop.
    ///   - tellProblem: a sentence about the configuration or the disk.
    init(tell: @escaping @Sendable (AppEvent) -> Void, tellProblem: @escaping @Sendable (String) -> Void) {
        self.tell = tell
        self.tellProblem = tellProblem
    }

    /// - Parameters:
    ///   - store: opens the store; called on another thread.
    ///   - file: the configuration's, for sentences.
    func start(
        _ connectors: [Settings.Connector], file: String, home: String?, _ language: SettingLanguage,
        store: @escaping @Sendable () throws(StateProblem) -> Store
    ) {
        BackgroundThread.run("outbox-start") { [self] in
            var served: [String: ServedConnector] = [:]
            for settings in connectors {
                do throws(ConfigurationProblem) {
                    served[settings.name] = try ServedConnector(settings, home: home)
                } catch {
                    // The others work on; what goes to this one waits.
                    tellProblem(error.sentence(in: language, file: file))
                }
            }
            do throws(StateProblem) {
                open(try store(), served)
            } catch {
                tellProblem(error.words[language])
            }
        }
    }

    private func open(_ store: Store, _ served: [String: ServedConnector]) {
        let tell = tell
        let service = OutboxService(
            disk: store, wire: HTTPWire(served.mapValues(\.access)), connectors: served.mapValues(\.connector),
            start: { BackgroundThread.run($0, $1) },
            tell: { report in
                switch report {
                case .news(let key, let news): tell(.incident(key, news))
                case .denied(let connector): tell(.recordServerDenied(connector))
                case .rejected(let key, let rejection): tell(.incidentRejected(key, rejection))
                case .waiting(let records): tell(.recordsWaiting(records))
                }
            })
        let early: [@Sendable (OutboxService) -> Void]? = state.withLock { state in
            guard !state.isEnding else { return nil }
            state.service = service
            defer { state.early = [] }
            return state.early
        }
        guard let early else { return }
        service.run()
        for work in early { work(service) }
    }

    /// Done once the outbox is open.
    func run(_ work: @escaping @Sendable (OutboxService) -> Void) {
        let service = state.withLock { state in
            if state.service == nil, state.early.count < Limits.earlyCommands { state.early.append(work) }
            return state.service
        }
        if let service { work(service) }
    }

    func stop(within seconds: Int) {
        let service = state.withLock { state in
            state.isEnding = true
            return state.service
        }
        service?.stop(within: seconds)
    }
}
