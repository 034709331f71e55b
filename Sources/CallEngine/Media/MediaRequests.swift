import Media

/// What the engine asks of the media loop. Media is asked for, not held: the SDP is made only once `.ready` has come.
public enum MediaRequest: Sendable, Equatable {
    /// Binds an RTP and an RTCP port on an address; `.ready` or `.failed` answers.
    case open(MediaID, localHost: String)
    /// Binds ports for the text of a session, or binds them anew on another address; asked before the sound's, so that
    /// `.textReady` comes before `.ready`. Nothing answers where there are none.
    case openText(MediaID, localHost: String)
    /// The next ports of the session, or of its text, find their way by ICE, with the help of these servers and under these
    /// credentials; asked before `open`, `rebind` or `openText`, so that `.gathered` comes before `.ready` or `.textReady`.
    case gather(MediaID, ICEServers, ICECredentials, isText: Bool = false)
    /// Binds the ports of a session anew, on an address that this computer has now; `.ready` or `.failed` answers. The
    /// plan goes on.
    case rebind(MediaID, localHost: String)
    /// Runs the stream by this plan, or by a newer one.
    case apply(MediaID, StreamPlan)
    /// Runs the text of a session by this plan, or by a newer one; nil: there is no text now.
    case applyText(MediaID, TextPlan?)
    /// An offer of ours asks for a handshake (RFC 5763 §5): the peer may begin it before its answer is here.
    case expectHandshake(MediaID)
    /// Sends typed text (T.140): characters, U+0008 to erase, U+2028 for a new line.
    case text(MediaID, String)
    /// The microphone's sound is replaced by silence; packets go on.
    case mute(MediaID, Bool)
    /// Records into the file at this path (as in `EngineCommand.record`), and tells the peer so; nil ends it. Each recording
    /// of a session has a number of its own.
    case record(MediaID, path: String?, number: Int)
    /// The sound of this session comes from and goes to the port that was lent under this number; nil: that of all sessions.
    case ownSound(MediaID, of: Int?)
    /// Plays a progress tone at the agent's ear, at `level` dB below full scale; nil stops it.
    case tone(MediaID, ProgressTone?, level: Int)
    /// Sends digits one after the other, 100 ms each with 100 ms between (RFC 4733 §2.5).
    case digits(MediaID, String)
    case statistics(MediaID, token: Int)
    /// What the parties of a conference, and the agent, are called where the others read who writes (RFC 9071); asked before
    /// `conference`.
    case partyNames([MediaID: NamedParty], own: String)
    /// Joins the sound and the text of these sessions: each hears and reads the agent and all the others. Empty: nobody is
    /// joined.
    case conference([MediaID])
    /// Sends RTCP BYE, stops and closes. `.closed` is the last that comes of this session.
    case close(MediaID)
}

/// What the media loop tells the engine.
public enum MediaReport: Sendable, Equatable {
    /// The address and the ports to put into the SDP, and the SHA-256 of our certificate; nil: there is none.
    case ready(MediaID, host: String, rtpPort: UInt16, rtcpPort: UInt16, fingerprint: [UInt8]? = nil)
    case failed(MediaID)
    /// The ports for the text of a session whose `.ready` follows; 0: they were needed for its sound.
    case textReady(MediaID, rtpPort: UInt16, rtcpPort: UInt16)
    /// The candidates of the ports whose `.ready`, or `.textReady`, follows.
    case gathered(MediaID, [ICECandidate], isText: Bool = false)
    /// The handshake for the keys of the sound or of the text is over. The keys themselves stay in the media loop.
    case handshake(MediaID, isText: Bool, HandshakeOutcome)
    /// What the peer wrote, or who writes through it: characters, "\n", U+0008 to erase, U+0007 for attention, U+FFFD for what
    /// was lost.
    case text(MediaID, String, from: TextSource? = nil)
    /// The first valid RTP packet of this session came.
    case firstPacket(MediaID)
    /// RTP began to come from another address than before: told for the first packets of each new source, so that the
    /// sounding one of several early dialogs is known.
    case source(MediaID, host: String, port: UInt16)
    case digit(MediaID, Character)
    /// The peer gave no sign for `RTPLimits.silence`, neither sound nor report (true), or gives one again (false).
    case silence(MediaID, Bool)
    /// The recording could not begin, or has ended before it was asked to.
    case recordingFailed(MediaID, number: Int)
    case statistics(MediaID, StreamStatistics, token: Int)
    /// How the peer is heard now: at most every five seconds, where it changed.
    case quality(MediaID, VoiceQuality)
    /// A session was closed, with its last figures.
    case closed(MediaID, StreamStatistics)
}

/// What a party of a conference is called to the others.
public struct NamedParty: Sendable, Equatable {
    public var name: String
    /// The party says that it joins others itself (RFC 4579 §4): then it names who writes through it.
    public var isFocus: Bool

    public init(_ name: String, isFocus: Bool = false) {
        self.name = name
        self.isFocus = isFocus
    }
}
