import SIP

/// A transfer of ours on its way (RFC 5589 §6, §7): the call is held, its peer is sent elsewhere, the peer tells how it goes.
struct OutgoingTransfer: Sendable, Equatable {
    enum Stage: Sendable, Equatable {
        /// The hold is not confirmed yet: REFER waits for it (RFC 5589 §6.1).
        case holding
        /// REFER has no final answer, or waits for its next try.
        case referring
        /// It was accepted, or a notice came before its answer (RFC 3515 §2.4.4).
        case awaitingWord
    }

    /// Whom the peer is to call; an attended one is written when REFER goes out.
    var target: URI
    /// Attended: the call that the peer is to replace.
    var with: CallID?
    var stage = Stage.holding
    var transaction: ClientTransactionID?
    /// CSeq of the REFER that counts: the `id` of its notices (RFC 3515 §2.4.6).
    var sequence: UInt32?
    var attempts = DigestAttempts()
    var retries = 0
    /// What was told last.
    var told: TransferProgress?
}

extension Message {
    /// The `id` parameter of Event (RFC 6665 §8.2.1).
    var eventID: String? {
        let parts = header("Event")?.split(separator: ";").dropFirst() ?? []
        for part in parts {
            let pair = part.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " && $0 != "\t" } }
            if pair.count == 2, pair[0].lowercased() == "id" { return String(pair[1]) }
        }
        return nil
    }

    /// Subscription-State says that no further notice follows (RFC 6665 §8.2.3). Absent, from old peers: it goes on.
    var endsSubscription: Bool {
        let state = header("Subscription-State")?.prefix { $0 != ";" && $0 != " " && $0 != "\t" }
        return state?.lowercased() == "terminated"
    }
}
