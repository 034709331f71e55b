import Media
import SIP
import Time

/// One call with all that it needs: what is shown, its dialog, its transactions and its sound.
struct Call: Sendable, Equatable {
    /// Where the call stands in the protocol; `CallSnapshot.state` is what the agent sees of it.
    enum Phase: Sendable, Equatable {
        /// Outgoing: the flow or the ports are still asked for.
        case preparing
        /// Outgoing: the INVITE has no final answer.
        case inviting
        /// Incoming: it rings.
        case alerting
        /// Incoming: our 200 has no ACK yet.
        case accepted
        case established
        /// The agent was told the end; what remains is protocol.
        case ended
    }

    var snapshot: CallSnapshot
    /// What was told last, so that each fact is told once.
    var told: CallSnapshot
    var phase: Phase
    /// The address of the other end as we called it, or the Contact of who called us.
    var target: URI
    /// Header fields of its INVITE besides the usual ones: Replaces, Referred-By.
    var fields: [HeaderField] = []
    var path: Path?
    /// Outgoing: the places that the INVITE may go to, in order.
    var servers: ServerList?
    /// The ports are being bound anew on another address of this computer.
    var isRebinding = false
    var localTag: String
    var callID: String
    /// The session's ports; nil until asked for.
    var media: MediaID?
    var capability: AudioCapability?
    /// Of our certificate; nil: no handshake is possible.
    var fingerprint: Fingerprint?
    /// Of its ports, and of those of its text; nil: the line does no ICE.
    var ice: OwnICE?
    var textICE: OwnICE?
    var negotiation: OfferAnswer
    var stream: AgreedStream?
    /// The plan that runs now.
    var plan: StreamPlan?
    /// Ports for text; nil: the line offers none, or there were none.
    var textPorts: TextCapability?
    var textPlan: TextPlan?
    var dialog: Dialog?
    /// Outgoing: the branches that answered (RFC 3261 §12.1.2).
    var forks: [Fork] = []
    var invitation = Invitation()
    /// Incoming: the INVITE that rings, and its transaction.
    var received: ReceivedInvitation?
    /// The 200 of ours that waits for its ACK.
    var acceptance: Acceptance?
    var change: SessionChange?
    /// RFC 4028.
    var sessionTimer: SessionTimer
    /// The peer takes UPDATE (RFC 3311 §4).
    var takesUpdate = false
    /// Incoming: the caller does not know yet at which address it was answered, and follows when that is told (RFC 4916).
    var owesIdentity = false
    /// Outgoing: the branch whose sound is heard, by its remote tag.
    var soundingTag: String?
    /// The peer is being transferred by us.
    var transfer: OutgoingTransfer?
    /// REFERs of the peer that were accepted in this dialog.
    var referrals = 0
    /// Incoming: the call whose place this one takes once it is answered (RFC 3891); until then nobody is told of it.
    var replaces: CallID?
    /// Another call took its place: its end is not told.
    var isSilent = false
    /// Incoming: from an address that is none of the line's server.
    var isFromOutside = false
    /// The agent asked for the hold.
    var isHeldByMe = false
    /// The agent took the call before the ports were there.
    var answersWhenReady = false
    var tone: ProgressTone?
    /// How many recordings it had, and the number of the last one.
    var recordings = 0
    /// Once ended: BYE is still owed to a peer that has not acknowledged (RFC 3261 §15).
    var owesBye = false

    init(
        snapshot: CallSnapshot, phase: Phase, target: URI, path: Path?, localTag: String, callID: String,
        negotiation: OfferAnswer, sessionSeconds: UInt32
    ) {
        self.snapshot = snapshot
        self.told = snapshot
        self.phase = phase
        self.target = target
        self.path = path
        self.localTag = localTag
        self.callID = callID
        self.negotiation = negotiation
        sessionTimer = SessionTimer(wishedSeconds: sessionSeconds)
    }

    var id: CallID { snapshot.id }
    var account: AccountID { snapshot.account }
    var isOver: Bool { phase == .ended }
    /// Nothing is owed or awaited any more: the call is forgotten.
    var isFinished: Bool { isOver && invitation.transaction == nil && acceptance == nil && !owesBye }
    /// The engine does not end before it is over and its BYE gone.
    var holdsUpShutDown: Bool { !isOver || invitation.transaction != nil || owesBye }

    /// One answering branch of a forked INVITE.
    struct Fork: Sendable, Equatable {
        var dialog: Dialog
        var negotiation: OfferAnswer
        var stream: AgreedStream?
        /// The answer came reliably: no other follows (RFC 3262 §5).
        var isAnswerFinal = false
        /// RSeq of the last reliable answer (RFC 3262 §4).
        var reliableSequence: UInt32?
    }

    /// The INVITE that we send.
    struct Invitation: Sendable, Equatable {
        var transaction: ClientTransactionID?
        var request: Message?
        var attempts = DigestAttempts()
        var redirections = 0
        /// Contacts of 3xx answers, best first; nil before the first such answer.
        var alternatives: RedirectTargets?
        var hasCredentials = false
        /// What the other end refused.
        var leftOut: Set<OfferPart> = []
    }

    /// The INVITE that we received.
    struct ReceivedInvitation: Sendable, Equatable {
        var request: Message
        var transaction: ServerTransactionID
        var offer: SessionDescription?
        /// Our reliable 180 that waits for its PRACK (RFC 3262 §3).
        var provisional: ReliableProvisional?
        /// RSeq of the last one.
        var reliableSequence: UInt32?
        /// The agent took the call; the 200 waits for the PRACK.
        var isTaken = false
        /// 180 must bear our offer, and waits for the ports.
        var ringsWhenReady = false
    }

    /// A 2xx to an INVITE or re-INVITE, sent again until its ACK comes (RFC 3261 §13.3.1.4).
    struct Acceptance: Sendable, Equatable {
        var response: Message
        var transaction: ServerTransactionID
        var path: Path
        var cSeq: UInt32
        /// The 2xx bore our offer: the ACK must bear the answer.
        var awaitsAnswer: Bool
        var retransmission: AcceptedRetransmission
    }

    /// A re-INVITE of ours (RFC 3261 §14.1).
    struct SessionChange: Sendable, Equatable {
        var holds: Bool
        var transaction: ClientTransactionID?
        var attempts = DigestAttempts()
        var glares = 0
        /// Nothing is changed: it refreshes the session (RFC 4028 §7.4).
        var isRefresh = false
        /// When to try again after 491.
        var retryAt: Instant?
    }

    /// The direction that we want of the sound.
    var wantedDirection: MediaDirection { isHeldByMe ? .sendOnly : .sendReceive }

    /// What the agent sees of an established call.
    var establishedState: CallState {
        if isHeldByMe { return .held }
        return stream.map { $0.peerDirection.receives } ?? true ? .active : .heldByPeer
    }
}
