import CallEngine
import Transport

/// The least program on the call engine: what it links is what the engine costs a program of another kind.
@main
struct EngineAlone {
    static func main() throws {
        let media = try MediaLoop(endpoint: .internal { _ in .silence })
        let agent = try UserAgent.start(settings: EngineSettings(accounts: []), media: media, seed: [1]) { _, _ in }
        agent.shutDown()
        media.stop()
    }
}
