import Media
import SIP

/// What the engine tells. One fact each.
public enum EngineEvent: Sendable, Equatable {
    case accountChanged(AccountID, AccountState)
    /// An outgoing call began: the answer to `dial` with the same token.
    case callDialled(CallSnapshot, token: Int)
    /// `dial` could not begin a call.
    case dialRefused(DialProblem, token: Int)
    /// A call comes in and rings.
    case callReceived(CallSnapshot)
    /// State, mute, party, codec or early media changed.
    case callChanged(CallSnapshot)
    case callEnded(CallSnapshot, EndReason)
    /// The last figures of an answered call: after its `callEnded`, once its ports are closed.
    case callMeasured(CallID, StreamStatistics)
    /// The quality of a call changed: the grade from `from`, or the score alone. At most every five seconds.
    case qualityChanged(CallID, CallQuality, from: QualityGrade?)
    /// A call that did not ring because its sound is not encrypted, which the line demands.
    case callRefusedInClear(Party, AccountID)
    /// The peer sent a digit (RFC 4733).
    case digitReceived(CallID, Character)
    /// The peer writes (RFC 4103): characters as they come, "\n", U+0008 erases the last one, U+0007 asks for attention, and
    /// U+FFFD stands for what was lost. `TextLines` makes lines of it.
    /// - Parameter from: who writes, where the peer joins several in its own conference (RFC 9071); nil: the peer.
    case textReceived(CallID, String, from: TextWriter? = nil)
    case statistics(CallID, StreamStatistics, token: Int)
    /// A command that the call's state does not allow, or of an unknown call or account.
    case commandRefused(EngineCommand, CommandProblem)
    /// A transfer of ours goes on or ends.
    case transferChanged(CallID, TransferProgress)
    /// The peer asks that we call somebody in place of it (RFC 3515); `answerTransferRequest` is awaited.
    case transferRequested(CallID, to: Party, by: Party?)
    /// The second call took the place of the first (RFC 3891): the first ends without a word of its own.
    case callReplaced(CallID, by: CallSnapshot)
    /// The calls of the conference, the oldest first; empty: there is none.
    case conferenceChanged([CallID])
    case doNotDisturbChanged(Bool)
    case forwardingChanged(AccountID, Forwarding)
    case voicemailChanged(AccountID, Voicemail)
    case watchedChanged(Watched)
    case messageReceived(ReceivedMessage)
    /// The answer to `sendMessage`: a SIP status, or nil where none came.
    case messageAnswered(status: Int?, token: Int)
    /// Calls of strangers that were refused since the start; told at most once a minute.
    case strangersRefused(total: Int)
    case shutDownFinished
}

/// One of several who write through the peer of a call.
public struct TextWriter: Sendable, Equatable {
    public var id: UInt32
    /// nil: not told yet.
    public var name: String?

    public init(id: UInt32, name: String? = nil) {
        self.id = id
        self.name = name
    }
}

/// The states of an account, with the names of the control protocol.
public enum AccountState: Sendable, Equatable {
    case registering
    case registered
    case unregistered
    case failed(AccountProblem)
    /// A line without a registrar: usable at once.
    case direct
}

/// Why a line is not there.
public enum AccountProblem: Sendable, Equatable {
    /// 401/407 again after an answer with a fresh nonce, or 403: the password or the user name is wrong.
    case credentialsRefused
    /// The same though they were accepted before in this run; the next try is after so many seconds.
    case credentialsNoLongerAccepted(retrySeconds: Int)
    /// No answer; the next try is after so many seconds.
    case serverSilent(retrySeconds: Int)
    /// The server's name or address cannot be reached.
    case unreachable(retrySeconds: Int)
    /// Any other final answer.
    case refused(status: Int, retrySeconds: Int)
    /// The registrar ended the registration by itself (RFC 3680); the next try is after so many seconds.
    case endedByServer(retrySeconds: Int)
    /// The server asks for an algorithm or a scheme that we do not know.
    case authenticationUnsupported
    /// The server's certificate is not believed; the next try is after so many seconds.
    case certificate(CertificateProblem, retrySeconds: Int)
}

/// Why `dial` could not begin.
public enum DialProblem: String, Sendable, Equatable {
    case invalidAddress, noAccount, lineUnavailable, tooManyCalls, mediaUnavailable, noSuchService
}

/// Why a command was not carried out.
public enum CommandProblem: String, Sendable, Equatable {
    case unknownCall, unknownAccount, notInThisState, invalidDigits
    /// An address that leads nowhere.
    case invalidAddress
    /// The account has no such code, or the PBX no such service.
    case notConfigured
    /// The file of a recording cannot be written, or what must be said to the other end cannot.
    case notRecordable
    /// The engine holds as much as it may.
    case tooMany
}

/// Why and by whom a call ended.
public struct EndReason: Sendable, Equatable {
    /// In one word, for scripts and phrases.
    public enum Cause: String, Sendable, Equatable, CaseIterable {
        /// The agent hung up an answered call, or gave up dialling.
        case endedByMe, cancelledByMe, declinedByMe
        /// The peer hung up, or gave up before the answer.
        case endedByPeer, missed
        /// Taken on another device of the same line (RFC 3326: 200 "Call completed elsewhere").
        case answeredElsewhere
        case busy, noAnswer, declinedByPeer, unknownNumber, unavailable
        /// 488/606, or nothing in common in the SDP.
        case noCommonMedia
        /// The line demands encryption, and the other end or the way to it has none.
        case noEncryption
        /// The other end of the sound has another certificate than the signalling says: somebody may be between (RFC 5763).
        case fingerprintMismatch
        /// The handshake for the keys of the sound came to no end, or found no cipher.
        case handshakeFailed
        case credentialsRefused
        /// No answer at all, or the connection broke.
        case networkFailure
        case serverFailure
        case other
    }

    public var cause: Cause
    /// The SIP status that ended it, where one did.
    public var status: Int?

    public init(_ cause: Cause, status: Int? = nil) {
        self.cause = cause
        self.status = status
    }
}
