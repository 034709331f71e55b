import AgentDesk
import Configuration
import Services

extension Softphone {
    /// A record that a form takes the place of is dropped after the form is on the disk: the disk's thread goes by its order.
    func decide(_ key: String, _ decision: OutboxDecision) {
        let outbox = outbox
        let work: @Sendable () -> Void = { outbox.run { $0.decide(key, decision) } }
        if decision != .drop || !disk.run(work) { work() }
    }

    /// After the first screen: the start waits for no server and no store. The practice line has no record servers.
    func startOutbox() {
        guard !options.isPractice else { return }
        let store = keeping.store
        outbox.start(
            settings.connectors, file: options.configurationFile.path, home: ProgramOptions.environment("HOME"),
            options.speaks(settings),
            forms: ServerForms(folder: options.stateFolder, own: options.formFolders), folder: options.stateFolder
        ) { () throws(StateProblem) in try store.opened() }
    }
}
