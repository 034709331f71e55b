import CallEngine
import SIP
import Transport

/// The far ends of `--practice`: a user agent of its own on the loopback address, reached by real SIP and RTP.
///
/// The agent's account is a direct line whose outbound proxy is `proxy`; what is dialled is `address(of:)`, or the
/// bare user.
public final class PracticeFarEnds: Sendable {
    /// The numbers, with their names for the Dial page.
    public static var entries: [PracticeEntry] { PracticeEntry.all }

    /// Where every request of the agent's practice account goes.
    public let proxy: TransportAddress
    private let agent: UserAgent
    private let media: MediaLoop
    private let stage: PracticeStage

    /// Starts the far ends on a free port of 127.0.0.1. Blocks for a moment.
    /// - Parameters:
    ///   - welcome: what the welcome number says, at 48 kHz mono; a tone where it is empty.
    ///   - isFrench: whether a far end that calls gives its French name; else its English one.
    /// - Throws: `TransportError` where the kernel refuses the sockets.
    public static func start(welcome: [Int16], isFrench: Bool) throws -> PracticeFarEnds {
        let stage = PracticeStage(welcome: welcome)
        let media = try MediaLoop(endpoint: .internal { stage.endpoint(for: $0) })
        do {
            let agent = try UserAgent.start(
                settings: settings(isFrench: isFrench), media: media,
                options: UserAgentOptions(bindAddress: PracticeEntry.host),
                onEvent: { stage.told($0, at: $1) }, onInput: { input, _ in stage.note(input) },
                onAction: { action, _ in stage.note(action) })
            guard let proxy = agent.listeningAddress else { throw TransportError.portUnavailable }
            stage.attach(agent)
            return PracticeFarEnds(proxy: proxy, agent: agent, media: media, stage: stage)
        } catch {
            media.stop()
            throw error
        }
    }

    private init(proxy: TransportAddress, agent: UserAgent, media: MediaLoop, stage: PracticeStage) {
        self.proxy = proxy
        self.agent = agent
        self.media = media
        self.stage = stage
    }

    /// The numbers, as `PracticeFarEnds.entries`.
    public var entries: [PracticeEntry] { Self.entries }

    /// The address to dial for a number, such as `sip:echo@127.0.0.1:40123`.
    public func address(of entry: PracticeEntry) -> String {
        "sip:\(entry.user)@\(proxy.host):\(proxy.port)"
    }

    /// Ends the far ends at once: calls that are up are cut. Blocks for a moment.
    public func stop() {
        stage.close()
        agent.shutDown()
        media.stop()
    }

    /// Each number is a direct line, so that the account of a call says who was dialled.
    private static func settings(isFrench: Bool) -> EngineSettings {
        let accounts = PracticeEntry.all.map { entry in
            let name = entry.displayName(isFrench: isFrench)
            var account = AccountSettings(
                address: "sip:\(entry.user)@\(PracticeEntry.host)", name: name, displayName: name)
            account.offersText = entry.behaviour == .echo
            return account
        }
        var settings = EngineSettings(
            accounts: accounts, userAgent: "Clairvoix practice line", maximumCalls: PracticeScript.Limits.calls)
        settings.linesAreIndependent = true
        return settings
    }
}
