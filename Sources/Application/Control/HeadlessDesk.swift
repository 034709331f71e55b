import AgentDesk
import CallEngine
import Configuration
import Services
import Time

/// What a phone without a screen does with calls beyond the engine: who calls, by the directories, and the events for other programs and
/// servers. It waits for neither the disk nor the network, and leaves alone what a softphone keeps in the same state folder: forms,
/// records, and what directories said.
struct HeadlessDesk {
    enum News: Sendable {
        case people(PeopleIndex)
        /// What is wrong, in a sentence.
        case problem(String)
    }

    private let contacts: [AgentDesk.Contact]
    private var known: KnownPeople
    private let door: OutboxDoor
    private let sinks: CallEventSinks

    /// - Parameter tell: called on any thread.
    init(_ settings: Settings, _ options: ProgramOptions, tell: @escaping @Sendable (News) -> Void) {
        let language = options.speaks(settings)
        let tellProblem: @Sendable (String) -> Void = { tell(.problem($0)) }
        contacts = settings.contacts.map { AgentDesk.Contact($0) }
        known = KnownPeople(contacts: contacts, people: PeopleIndex([], by: NumberPlan(settings)))
        let home = ProgramOptions.environment("HOME")
        Directories(
            options.isPractice ? Settings() : settings, store: nil, home: home ?? "",
            tell: { if case .people(let people) = $0 { tell(.people(people)) } }
        ).start()
        let report: @Sendable (OutboxReport) -> Void = { report in
            if case .denied(let connector) = report { tellProblem(Self.denied(connector)[language]) }
        }
        let door = OutboxDoor(tell: report)
        self.door = door
        let connectors = settings.connectors
        sinks = CallEventSinks(
            settings, run: RunName.random(), isPractice: options.isPractice, language,
            connectors: connectors.isEmpty ? { _ in } : { event in door.run { $0.send(event) } },
            tell: { tellProblem($0.words[language]) })
        guard !options.isPractice, !connectors.isEmpty else { return }
        let file = options.configurationFile.path
        // Secrets may take their time.
        BackgroundThread.run("outbox-start") {
            let served = ServedConnector.ready(connectors, home: home) {
                tellProblem($0.sentence(in: language, file: file))
            }
            let service = OutboxService(
                disk: OutboxInMemory(), wire: HTTPWire(served.mapValues(\.access)),
                connectors: served.mapValues(\.connector), triesAllAtEnd: true,
                start: { BackgroundThread.run($0, $1) }, tell: report)
            door.open(make: { service }, tellProblem: { _ in })
        }
    }

    /// - Returns: a line of the control protocol for each event of a call.
    func take(_ event: EngineEvent, at now: Instant) -> [String] { sinks.take(event, at: now, known: known) }

    mutating func take(_ news: News) {
        switch news {
        case .people(let people): known = KnownPeople(contacts: contacts, people: people)
        case .problem(let sentence): ErrorOutput.write(sentence)
        }
    }

    func stop() {
        sinks.finish(within: Limits.diskSeconds)
        door.stop(within: Limits.diskSeconds)
    }

    private static func denied(_ connector: String) -> Bilingual {
        Bilingual("\(connector) : accès refusé, à vérifier", "\(connector): access denied, check it")
    }
}
