import AgentDesk
import Configuration
import Services
import TerminalUI

/// The outbox of the softphone: opened away from the main loop, since secrets and the disk may take their time.
final class DeskOutbox: Sendable {
    private let door: OutboxDoor
    private let tell: @Sendable (AppEvent) -> Void
    private let report: @Sendable (OutboxReport) -> Void
    private let tellProblem: @Sendable (String) -> Void

    /// - Parameters:
    ///   - language: of the sentences.
    ///   - tell: posts to the main loop.
    ///   - tellProblem: a sentence about the configuration or the disk.
    init(
        _ language: SettingLanguage, tell: @escaping @Sendable (AppEvent) -> Void,
        tellProblem: @escaping @Sendable (String) -> Void
    ) {
        self.tell = tell
        self.tellProblem = tellProblem
        report = { report in
            switch report {
            case .news(let key, let news, let record): tell(.incident(key, news, of: record))
            case .denied(let connector): tell(.recordServerDenied(connector))
            case .rejected(let key, let rejection): tell(.incidentRejected(key, rejection))
            case .unreadable(let count): tellProblem(Self.unreadable(count)[language])
            case .waiting(let records): tell(.recordsWaiting(records))
            }
        }
        door = OutboxDoor(tell: report)
    }

    /// - Parameters:
    ///   - store: opens the store; called on another thread, and again until it is open.
    ///   - file: the configuration's, for sentences.
    ///   - forms: what reads the servers' forms.
    ///   - folder: where the store is: one program alone sends what is there.
    func start(
        _ connectors: [Settings.Connector], file: String, home: String?, _ language: SettingLanguage,
        forms: ServerForms, folder: StateFolder, store: @escaping @Sendable () throws(StateProblem) -> Store
    ) {
        BackgroundThread.run("outbox-start") { [self] in
            // What goes to one that is not ready waits.
            let served = ServedConnector.ready(connectors, home: home) {
                tellProblem($0.sentence(in: language, file: file))
            }
            forms.start(served, tell: tell)
            door.open(
                make: { () throws(StateProblem) in
                    OutboxService(
                        disk: try store(), wire: HTTPWire(served.mapValues(\.access)),
                        connectors: served.mapValues(\.connector), lock: try OutboxLock(in: folder),
                        start: { BackgroundThread.run($0, $1) },
                        tell: report)
                }, tellProblem: { tellProblem($0.words[language]) })
        }
    }

    private static func unreadable(_ count: Int) -> Bilingual {
        Bilingual(
            "Envois illisibles : \(count). Ils restent sur le disque ; dites-le à l'administrateur",
            "Unreadable waiting records: \(count). They stay on the disk; tell your administrator")
    }

    func submit(_ record: IncidentRecord) { door.submit(record) }

    /// Done once the outbox is open.
    func run(_ work: @escaping @Sendable (OutboxService) -> Void) { door.run(work) }

    func stop(within seconds: Int) { door.stop(within: seconds) }
}
