import AgentDesk
import CallEngine
import Configuration
import Services
import TerminalUI
import Time

/// What a phone without a screen does with calls beyond the engine: who calls, by the directories, and the events for other programs and
/// servers. It waits for neither the disk nor the network.
struct HeadlessDesk {
    enum News: Sendable {
        case people(PeopleIndex)
        /// What is wrong, in a sentence.
        case problem(String)
    }

    private let contacts: [AgentDesk.Contact]
    private var known: KnownPeople
    private let store: DeskStore
    private let directories: Directories
    private let outbox: DeskOutbox
    private let sinks: CallEventSinks

    /// - Parameter tell: called on any thread.
    init(_ settings: Settings, _ options: ProgramOptions, tell: @escaping @Sendable (News) -> Void) {
        let language = options.speaks(settings)
        let tellProblem: @Sendable (String) -> Void = { tell(.problem($0)) }
        contacts = settings.contacts.map { AgentDesk.Contact($0) }
        known = KnownPeople(contacts: contacts, people: PeopleIndex([], by: NumberPlan(settings)))
        // Calls that a softphone on the same folder has begun are its own.
        let store = DeskStore(options.stateFolder, "desk.sqlite", run: nil, keepDays: settings.historyKeepDays)
        self.store = store
        directories = Directories(
            options.isPractice ? Settings() : settings, store: store, home: ProgramOptions.environment("HOME") ?? "",
            tell: { if case .people(let people) = $0 { tell(.people(people)) } })
        // What became of records is kept for the softphone, which tells its agent.
        let outbox = DeskOutbox(
            language,
            tell: { if case .recordServerDenied(let name) = $0 { tellProblem(Self.denied(name)[language]) } },
            tellProblem: tellProblem)
        self.outbox = outbox
        sinks = CallEventSinks(
            settings, run: RunName.random(), isPractice: options.isPractice, language,
            connectors: settings.connectors.isEmpty ? { _ in } : { event in outbox.run { $0.send(event) } },
            tell: { tellProblem($0.words[language]) })
        directories.start()
        guard !options.isPractice, !settings.connectors.isEmpty else { return }
        outbox.start(
            settings.connectors, file: options.configurationFile.path, home: ProgramOptions.environment("HOME"),
            language, forms: nil, folder: options.stateFolder
        ) { () throws(StateProblem) in try store.opened() }
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
        outbox.stop(within: Limits.diskSeconds)
        store.close()
    }

    private static func denied(_ connector: String) -> Bilingual {
        Bilingual("\(connector) : accès refusé, à vérifier", "\(connector): access denied, check it")
    }
}
