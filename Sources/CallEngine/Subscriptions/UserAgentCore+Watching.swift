import SIP
import Time

// Whom the agent watches: presence (RFC 3856) and lines (RFC 4235).
extension UserAgentCore {
    mutating func watch(
        _ who: String, _ thing: WatchedThing, account wanted: AccountID?, _ command: EngineCommand, at now: Instant
    ) {
        guard !isShuttingDown, let line = wanted.map({ line($0) }) ?? preferredLine else {
            return tell(.commandRefused(command, .unknownAccount))
        }
        if let known = watchID(who, thing, line.id), let state = events[known]?.machine.state {
            guard state == .ended else { return }
            // The agent tries again what ended for good.
            removeSubscription(known)
        }
        guard let target = DialledAddress.parse(who, domain: line.uri.host) else {
            return tell(.commandRefused(command, .invalidAddress))
        }
        guard events.watchedCount < Limits.watched else { return tell(.commandRefused(command, .tooMany)) }
        let watched = Watched(who: who, account: line.id, thing: thing)
        subscribe(to: thing.topic, of: target, line: line, watched: watched, at: now)
    }

    mutating func unwatch(
        _ who: String, _ thing: WatchedThing, account wanted: AccountID?, _ command: EngineCommand, at now: Instant
    ) {
        let accounts = wanted.map { [$0] } ?? lines.map(\.id)
        guard let known = accounts.compactMap({ watchID(who, thing, $0) }).first else {
            return tell(.commandRefused(command, .notInThisState))
        }
        unsubscribe(known, isWanted: false, at: now)
    }

    private func watchID(_ who: String, _ thing: WatchedThing, _ account: AccountID) -> SubscriptionID? {
        events.ids(of: account).first { id in
            events[id].map { $0.isWanted && $0.watched?.who == who && $0.watched?.thing == thing } ?? false
        }
    }

    /// Nothing is known any more of what this subscription told.
    mutating func forget(_ id: SubscriptionID) {
        _ = events.update(id) { entry in
            entry.dialogs = DialogInformationTable()
            entry.watched?.line = .unknown
            entry.watched?.other = nil
            entry.watched?.presence = nil
            entry.watched?.note = nil
        }
        tellWatched(id)
    }

    mutating func ended(_ id: SubscriptionID, _ reason: SubscriptionEnd) {
        guard let entry = events[id] else { return }
        guard entry.isWanted else { return removeSubscription(id) }
        switch reason {
        case .unsubscribed:
            // The line left; the agent's wish stays and is carried out when it comes back.
            _ = events.update(id) { $0.machine = Subscription(entry.settings) }
        case .terminated("invariant"):
            // RFC 6665 §4.1.3: what was told stays true.
            return
        case .terminated(let word): _ = events.update(id) { $0.watched?.problem = word }
        case .refused(let status): _ = events.update(id) { $0.watched?.problem = "\(status)" }
        }
        forget(id)
    }

    /// Tells what is known of somebody, where it is not what was told last.
    mutating func tellWatched(_ id: SubscriptionID) {
        guard let entry = events[id], let watched = entry.watched, entry.told != watched, entry.isWanted else { return }
        _ = events.update(id) { $0.told = watched }
        tell(.watchedChanged(watched))
    }

    /// The dialog that rings at somebody whose lines are watched, for a pick-up by Replaces (RFC 3891 §3): nil where none rings
    /// or the notifier does not name it.
    func dialogOfWatched(_ who: String) -> WatchedDialog? {
        for entry in events.ids.compactMap({ events[$0] }) where entry.topic == .lines && entry.watched?.who == who {
            for dialog in entry.dialogs.entries where dialog.lineState == .ringing {
                guard let callID = dialog.callID, let localTag = dialog.localTag, let remoteTag = dialog.remoteTag
                else {
                    continue
                }
                return WatchedDialog(
                    account: entry.account, watched: entry.target, callID: callID, localTag: localTag,
                    remoteTag: remoteTag, caller: (dialog.remoteTarget ?? dialog.remoteAddress).flatMap(Self.uri(in:)))
            }
        }
        return nil
    }

    private static func uri(in text: String) -> URI? { (try? NameAddress(parsing: text))?.uri }
}

/// A dialog of a watched line, as its server names it (RFC 4235 §4.1.1).
struct WatchedDialog: Sendable, Equatable {
    var account: AccountID
    /// The watched address.
    var watched: URI
    var callID: String
    /// The tag of the watched line: `to-tag` of a Replaces sent to it, `from-tag` of one sent to its peer.
    var localTag: String
    /// The tag of the watched line's peer.
    var remoteTag: String
    /// Who calls there, where the document tells.
    var caller: URI?
}

extension WatchedThing {
    var topic: EventSubscription.Topic {
        switch self {
        case .presence: .presence
        case .lines: .lines
        }
    }
}

extension DialogInformation.Entry {
    /// What the dialog makes of the line. Who calls out is busy already; only a call that comes in rings.
    var lineState: Watched.LineState {
        switch state {
        case .confirmed: rendersMedia ? .busy : .held
        case .trying, .proceeding, .early: direction == .initiator ? .busy : .ringing
        case .terminated: .free
        }
    }
}

extension DialogInformationTable {
    /// The dialog that says most of the line: one that is spoken in, then one that rings, then one that is held.
    var busiest: DialogInformation.Entry? {
        for state in [Watched.LineState.busy, .ringing, .held] {
            if let entry = entries.first(where: { $0.lineState == state }) { return entry }
        }
        return nil
    }
}
