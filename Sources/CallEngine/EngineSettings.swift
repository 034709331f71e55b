import Media
import SIP

/// All that the engine is told at its start.
public struct EngineSettings: Sendable, Equatable {
    public var accounts: [AccountSettings]
    /// The codecs that we offer and accept, best first.
    public var codecs: [Codec]
    /// Sound is repeated (RFC 2198) where the line loses packets and the peer takes it.
    public var isRedundant = true
    /// Pauses of the agent are hardly sent, where the codec has a way to do so.
    public var isDiscontinuous = false
    /// The User-Agent header's value (RFC 3261 §20.41) in all that leaves us but REGISTER: the product's name alone, so that
    /// strangers learn neither version nor platform (the same section: it helps those who look for known holes).
    public var userAgent: String
    /// The whole value, told to the line's own registrar.
    public var registrarUserAgent: String
    /// The most calls at one time, up to `Limits.mostCalls`; a further INVITE is answered 486.
    public var maximumCalls: Int
    /// The header field of an INVITE in which the PBX names the queue that gives the call, such as `X-Queue`; nil: none. Only the
    /// line's own server is believed.
    public var queueField: String?
    /// Progress tones: each with its level in dB below full scale, or absent where it is off.
    public var toneLevels: [ProgressTone: Int]
    /// Our instance (RFC 5626 §4.1): `urn:uuid:…`, the same at every start of this installation; nil: none is known, and
    /// neither outbound nor GRUU is asked for, since a new one at each start would leave the old bindings behind.
    public var instanceID: String?
    /// Each line is somebody by itself: the far ends of the practice line, all in one user agent. No call is held for another,
    /// and a transfer (RFC 3515) may send one line to another.
    public var linesAreIndependent = false

    public init(
        accounts: [AccountSettings], codecs: [Codec] = Codec.standard, userAgent: String = "Clairvoix",
        maximumCalls: Int = 8,
        toneLevels: [ProgressTone: Int] = [.ringBack: 24, .busy: 24, .congestion: 24, .callWaiting: 30],
        instanceID: String? = nil
    ) {
        self.accounts = accounts
        self.codecs = codecs
        self.userAgent = String(userAgent.prefix { $0 != "/" })
        registrarUserAgent = userAgent
        self.maximumCalls = maximumCalls
        self.toneLevels = toneLevels
        self.instanceID = instanceID
    }

    /// The most calls within reason.
    var mostCalls: Int { min(max(maximumCalls, 0), Limits.mostCalls) }
}
