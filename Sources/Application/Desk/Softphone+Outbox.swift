import Configuration
import Services

extension Softphone {
    /// After the first screen: the start waits for no server and no store. The practice line has no record servers.
    func startOutbox() {
        guard !options.isPractice else { return }
        let store = keeping.store
        outbox.start(
            settings.connectors, file: options.configurationFile.path, home: ProgramOptions.environment("HOME"),
            options.speaks(settings)
        ) { () throws(StateProblem) in try store.opened() }
    }
}
