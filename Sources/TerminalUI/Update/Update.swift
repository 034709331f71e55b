import Announcements
import CallEngine
import Time

#if FAULTS
    import Faults
#endif

/// Takes one event in: the state changes, and what the world must do is returned, in order.
public func update(_ state: inout AppState, _ event: AppEvent, at now: Instant) -> [Effect] {
    var turn = Turn(state: state, now: now)
    let before = state.pages
    let drafts = state.desk.drafts
    let (page, field) = (state.page.page, state.focusedField)
    let line = event.isKey ? nil : state.focusedItem?.enter
    turn.state.links.forgetOld(besides: turn.state.linkOnPage, at: now)
    turn.fireDueLetter()
    switch event {
    case .started: turn.begin()
    case .key(let chord): turn.press(chord)
    case .engine(let event): turn.take(event)
    case .speech(let id, let outcome): turn.voice(turn.state.speech.outcome(id, outcome, at: now))
    case .device(let event): turn.take(event)
    case .kept(let kept, let problem): turn.take(kept, problem)
    case .configurationFault(let fault): turn.takeFault(fault)
    case .provisioning(let news, let reason): turn.take(news, reason)
    case .contactsRead(let contacts):
        turn.state.takeOwn(contacts)
        turn.refreshContacts()
    case .deskRead(let calls, let notes, let warning): turn.take(calls: calls, notes: notes, warning)
    case .callsFound(let text, let calls, let count): turn.take(found: calls, count: count, for: text)
    case .notesRead(let call, let notes): turn.take(notes: notes, of: call)
    case .exported(let path): turn.answer(.page(.exported(path)))
    case .erased(let person, let erased): turn.take(erased, of: person)
    case .peopleKnown(let people): turn.take(people)
    case .peopleFound(let entries, let words, let isSilent): turn.take(found: entries, for: words, isSilent: isSilent)
    case .incident(let id, let news, let record): turn.takeNews(news, of: id, record)
    case .incidentRejected(let record, let rejection): turn.takeRejection(rejection, of: record)
    case .recordsWaiting(let records): turn.take(waiting: records)
    case .recordServerDenied(let server): turn.tellDenied(by: server)
    case .formFiles(let draft, let files): turn.takeFiles(of: draft, files)
    case .formsRead(let forms): turn.takeForms(forms)
    case .linkProposed(let link): turn.take(link)
    case .programFailed(let words): turn.tell(words[turn.settings.language])
    case .recordProblem(let words): turn.tell(words)
    case .devicesListed(let devices): turn.list(devices)
    case .resized(let columns, let rows):
        let line = turn.state.focusedItem?.enter
        turn.state.columns = max(20, columns)
        turn.state.rows = max(4, rows)
        // A sentence may take other lines now: the cursor stays on what it was on.
        if let line, line != .read, let place = turn.state.items.firstIndex(where: { $0.enter == line }) {
            turn.state.page.focus = place
        }
    case .timeout: turn.handleTimeout()
    }
    turn.settleTargets()
    turn.tellOwedLink()
    turn.refreshAttention()
    turn.voice(turn.state.speech.callerIsHeard(turn.state.isCallerHeardByAgent, at: now))
    if event.isKey { turn.state.soundMark.keyAt = now }
    turn.state.refreshSoundMark(at: now)
    turn.keepDrafts(of: before)
    turn.keepForms(before, drafts)
    // An event put another line under the cursor: Enter was not meant for it.
    if !event.isKey, turn.state.focusedItem?.enter != line { turn.state.lineChangedAt = now }
    // The count is of the lines of the page that was filtered, and for who still writes: it would cut what was moved to.
    if turn.state.page.page != page || field != nil && turn.state.focusedField != field {
        turn.state.filterCountAt = nil
    }
    state = turn.state
    return turn.effects
}

/// One event's work on the state, and the effects gathered so far.
struct Turn {
    var state: AppState
    let now: Instant
    var effects: [Effect] = []
    /// The agent did what this turn is about.
    var isKey = false
    /// By Enter.
    var isEnter = false
    /// The calls that ring when a key is pressed and whose names were not heard by then.
    var unheard: Set<CallID> = []
    /// What the key before this one told, but for those on the way to a command.
    var told: CallTargets.Told?

    init(state: AppState, now: Instant) {
        self.state = state
        self.now = now
    }

    var settings: InterfaceSettings { state.settings }

    #if FAULTS
        mutating func engine(_ command: EngineCommand) {
            guard case .sendText(let call, let text) = command else { return effects.append(.engine(command)) }
            let sent = text.filter {
                !(Fault.erasureNotSent.isOn && $0 == "\u{08}")
                    && !(Fault.accentsNotSent.isOn && !$0.isASCII && $0 != "\u{2028}")
            }
            effects.append(.engine(.sendText(call, sent)))
        }
    #else
        mutating func engine(_ command: EngineCommand) { effects.append(.engine(command)) }
    #endif

    mutating func voice(_ actions: [SpeechAction]) { effects += actions.map { .speech($0) } }

    /// Notes which calls the call keys now mean.
    mutating func settleTargets() {
        state.announced.removeAll { id in !state.calls.contains { $0.id == id } }
        state.transferRequests.removeAll { request in !state.calls.contains { $0.id == request.call } }
        state.renamedInSilence = state.renamedInSilence.filter { id in state.calls.contains { $0.id == id } }
        state.inClear = state.inClear.filter { id in state.calls.contains { $0.id == id } }
        state.writing = state.writing.filter { entry in state.calls.contains { $0.id == entry.key.call } }
        state.hangingUp = state.hangingUp.filter { id in state.calls.contains { $0.id == id } }
        state.transferred = state.transferred.filter { id in state.calls.contains { $0.id == id } }
        state.conversations = state.conversations.filter { entry in
            state.calls.contains { $0.id == entry.key } || state.pages.contains { $0.call == entry.key }
        }
        state.sentWriting = state.sentWriting.filter { entry in state.calls.contains { $0.id == entry.key } }
        state.callsWithoutDevice.formIntersection(state.calls.map(\.id))
        let current = state.currentTarget
        let isKnown = current.map { $0 == state.targets.taken || state.call($0)?.direction == .outgoing } ?? true
        state.targets.set(current, .current, isKnown: isKnown, at: now)
        state.targets.set(state.ringingTarget, .ringing, at: now)
        #if FAULTS
            if Fault.elapsedSpoken.isOn { setTimeMark() }
        #endif
        if settings.timeMarkMinutes != nil || state.timeMarkAt != nil { setTimeMark() }
    }
}

extension AppState {
    /// When `update` must be told `.timeout` next.
    public var nextDeadline: Instant? {
        #if FAULTS
            if Fault.eventExpires.isOn, !unread.isEmpty { return attendedSince + .seconds(3) }
        #endif
        return [
            speech.nextDeadline, keys.waitingLetter.map { $0.since + Limits.letterWait }, secondCallAgainAt,
            filterCountAt, directoryDueAt, deviceAgainAt, quitAt, outputTrial?.nextAt, timeMarkAt,
            writing.values.compactMap(\.due).min(), soundMarkDue, links.dueAt,
        ].compactMap { $0 }.min()
    }
}
