import CallEngine
import Configuration
import SIP
import Scenarios
import Time
import Transport

/// What a far end shows of itself where it calls.
enum PeerIdentity: Sendable, Equatable {
    /// Its name alone.
    case named
    case number(String)
    /// RFC 3323 §4.1: nobody.
    case withheld
}

/// Whether far ends encrypt their sound.
struct PeerEncryption: Sendable, Equatable {
    var isOn = false
    var keys = KeyExchange.sdes
}

/// One line of a far end: a user agent of its own on loopback, whose server is the exchange.
final class PeerLine: Sendable {
    let identity: PeerIdentity
    /// Under which the exchange knows it.
    let user: String
    private let port: UInt16
    private let agent: UserAgent
    private let media: MediaLoop

    /// Starts it. Blocks for a moment.
    init(
        _ identity: PeerIdentity, user: String, name: String, encryption: PeerEncryption, offersText: Bool,
        exchange: Exchange,
        sound: PeerSound, onEvent: @escaping @Sendable (EngineEvent, Instant) -> Void
    ) throws(Stop) {
        self.identity = identity
        self.user = user
        let isWithheld = identity == .withheld
        var account = AccountSettings(
            address: isWithheld ? "sip:anonymous@anonymous.invalid" : "sip:\(user)@\(Exchange.host)", name: name,
            displayName: isWithheld ? "Anonymous" : name,
            outboundProxy: ServerTarget(host: Exchange.host, port: exchange.port, transport: .udp))
        account.offersText = offersText
        account.watchesItself = false
        account.encryption = encryption.isOn ? .preferred : .off
        account.keyExchange = encryption.keys
        // All of it stays on loopback.
        account.tellsKeysInClear = true
        let settings = EngineSettings(accounts: [account], userAgent: "Far end")
        do {
            media = try MediaLoop(endpoint: .internal { _ in sound.endpoint() })
            agent = try UserAgent.start(
                settings: settings, media: media, options: UserAgentOptions(bindAddress: Exchange.host),
                onEvent: onEvent)
        } catch {
            throw .obstacle(
                .cantTell, Bilingual("le correspondant \(name) ne démarre pas", "the peer \(name) does not start"))
        }
        guard let port = agent.listeningAddress?.port else {
            throw .obstacle(
                .cantTell, Bilingual("le correspondant \(name) est sans port", "the peer \(name) has no port"))
        }
        self.port = port
    }

    /// Can be called, and call, from now on.
    func join(_ exchange: Exchange) {
        exchange.update {
            $0.farEnds[user] = Switchboard.FarEnd(port: port, isWithheld: identity == .withheld)
        }
    }

    func perform(_ command: EngineCommand) { agent.perform(command) }

    /// Blocks for a moment.
    func end() {
        agent.shutDown()
        media.stop()
    }
}
