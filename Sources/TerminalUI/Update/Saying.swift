import AgentDesk
import Announcements
import CallEngine

#if FAULTS
    import Faults
#endif

/// What is said, and what is written for those who read: one place for both.
extension Turn {
    var isOwnVoice: Bool { settings.speechDelivery == .own && state.audience != .nobody }

    /// The voice may say names, numbers and messages.
    var isPrivateVoice: Bool { isOwnVoice && state.audience == .agent }

    /// How the voice says it: where there are several lines, they are named.
    var style: PhraseStyle {
        var style = settings.spoken
        #if FAULTS
            if Fault.verbosityIgnored.isOn { style.level = .long }
        #endif
        style.namesLines = state.accounts.count > 1
        return style
    }

    /// Tells an event: by the voice at the chosen level, on a fresh line, and in the history.
    ///
    /// - Parameters:
    ///   - party: the far end; nil: that of the topic's call.
    ///   - enterFollows: Enter does now what the phrase may offer.
    mutating func announce(
        _ announcement: Announcement, _ topic: SpeechTopic?, about party: Party? = nil, isRequested: Bool = false,
        enterFollows: Bool = false
    ) {
        // What is read or said again later, elsewhere, offers no Enter.
        let lasting = style.offeringEnter(false)
        let phrase = announcement.phrase(lasting.offeringEnter(enterFollows))
        let said = (state.audience == .room ? announcement.phrase(lasting.nameless) : phrase)
            .saying(settings.wordedEarcons)
        let isLeftOut = announcement.persistence != .safety && settings.leftOut.contains(announcement.name)
        let text = isOwnVoice && !isLeftOut ? said.text : ""
        if case .call(let number) = topic { noteAnnounced(CallID(number)) }
        #if FAULTS
            if Fault.nameNotSaid.isOn, announcement.earcon == .incoming {
                return write(announcement.phrase(lasting.written).written)
            }
        #endif
        voice(
            state.speech.enqueue(
                SpeechRequest(
                    text: text, earcon: isLeftOut ? nil : said.earcon, language: settings.language,
                    priority: announcement.priority,
                    isRequested: isRequested, persistence: announcement.persistence, topic: topic,
                    replacesTopic: announcement.replacesTopic, validity: announcement.validity,
                    party: (party ?? remote(of: topic)).flatMap(heardName),
                    reminder: reminder(announcement)
                        ?? (enterFollows && isPrivateVoice ? announcement.phrase(lasting).text : nil)),
                at: now))
        #if FAULTS
            if Fault.saidTwice.isOn { tellAgain(text) }
            if Fault.soundWithoutText.isOn, phrase.earcon != nil { return }
        #endif
        write(announcement.phrase(lasting.offeringEnter(enterFollows).written).written)
        keep(announcement.phrase(lasting).written, announcement.phrase(lasting.written).written)
    }

    private func remote(of topic: SpeechTopic?) -> Party? {
        guard case .call(let number) = topic else { return nil }
        return state.call(CallID(number))?.remote
    }

    /// Answers a key: said at once, and written whole: what was asked for is read whole.
    mutating func answer(_ answer: Answer) {
        sayNow(answer.text(style), isPersonal: answer.isPersonal)
        write(answer.text(style.written))
    }

    mutating func answer(_ answer: PageAnswer) { self.answer(.page(answer)) }

    mutating func echo(_ answer: PageAnswer) { echo(.page(answer)) }

    /// The first words: the focused line, or the first steps where there is no line to call on.
    mutating func begin() {
        #if FAULTS
            if Fault.firstStartSilent.isOn, settings.isFirstStart { return }
        #endif
        for contact in state.contacts.filter(\.isWatched).prefix(Limits.watchedContacts) { watch(contact, true) }
        for warning in state.warnings { tell(warning) }
        if !state.desk.open.isEmpty { announce(.form(.draftBack), nil) }
        if settings.isFirstStart, state.accounts.isEmpty { return openFirstSteps() }
        sayFocus()
    }

    /// What to do about it that there is no line.
    mutating func tellNoLine() {
        let advice = Answer.noLine(configurationFile: settings.configurationFile)
        tell(advice.text(settings.spoken), written: advice.text(settings.written))
    }

    /// A sentence that nobody asked for: said until it was heard, written and kept.
    mutating func tell(_ words: String, written: String? = nil) {
        if isOwnVoice {
            voice(
                state.speech.enqueue(
                    SpeechRequest(
                        text: words, language: settings.language, priority: .message, persistence: .untilHeard), at: now
                ))
        }
        keep(words, written ?? words)
        write(written ?? words)
    }

    #if FAULTS
        /// The same words as another request.
        private mutating func tellAgain(_ words: String) {
            voice(
                state.speech.enqueue(
                    SpeechRequest(
                        text: words, language: settings.language, priority: .message, persistence: .untilHeard), at: now
                ))
        }
    #endif
    /// For the Announcements page and Répéter.
    mutating func keep(_ spoken: String, _ written: String) {
        #if FAULTS
            if Fault.announcementsNotKept.isOn { return }
        #endif
        state.history.append(HistoryLine(spoken: spoken, written: written, secondsOfDay: state.secondsOfDay(at: now)))
        if state.history.count > Limits.history { state.history.removeFirst() }
    }

    /// The echo of a key in a field: said, never written.
    mutating func echo(_ answer: Answer) {
        guard isPrivateVoice || !answer.isPersonal else { return }
        sayNow(answer.text(settings.spoken), isPersonal: answer.isPersonal)
    }

    /// Says the focused line exactly as the screen shows it. A screen reader does so by itself. Of several calls the
    /// voice says how the one stands: its line does not change while it may be read (rule R8).
    mutating func sayFocus() {
        #if FAULTS
            if Fault.lastLineSilent.isOn, state.page.focus == state.items.count - 1 { return }
        #endif
        guard let item = state.focusedItem else { return }
        if case .call(let id) = item.enter { noteTold(id) }
        sayNow(item.spoken ?? state.shown(item, on: state.page), isPersonal: item.isPersonal)
    }

    /// The line of a call that rings was said: Enter means that call, if no key comes between.
    private mutating func noteTold(_ id: CallID) {
        guard isKey, state.call(id)?.state == .incoming, state.targets.told?.command == nil else { return }
        state.targets.told = CallTargets.Told(call: id, command: nil, at: now)
    }

    /// Requested speech: the newest replaces the one before it.
    /// - Parameters:
    ///   - isPersonal: it may tell names, numbers or messages, which others do not hear.
    ///   - persistence: how long it is owed.
    ///   - topic: what it is about, where that matters.
    mutating func sayNow(
        _ words: String, isPersonal: Bool, persistence: SpeechPersistence = .once, topic: SpeechTopic? = nil
    ) {
        guard isOwnVoice, !words.isEmpty else { return }
        let text = isPersonal && !isPrivateVoice ? Answer.onScreen.text(settings.spoken) : words
        voice(
            state.speech.enqueue(
                SpeechRequest(
                    text: text, language: settings.language, priority: .text, isRequested: true,
                    persistence: persistence, topic: topic), at: now))
    }

    /// An earcon alone.
    mutating func sound(_ earcon: Earcon) {
        voice(
            state.speech.enqueue(
                SpeechRequest(
                    text: "", earcon: earcon, language: settings.language, priority: .notification, isRequested: true),
                at: now))
    }

    /// A fresh line in the event area; nothing that is there is ever changed (rule R8).
    mutating func write(_ line: String) {
        append(line)
        noteUnread(state.firstEventLine + state.eventLines.count - 1)
    }

    mutating func append(_ line: String) {
        state.eventLines.append(line)
        guard state.eventLines.count > Limits.history else { return }
        state.eventLines.removeFirst()
        state.firstEventLine += 1
    }

    /// An incoming call cut by typing comes back as the name alone.
    private func reminder(_ announcement: Announcement) -> String? {
        guard isPrivateVoice else { return nil }
        switch announcement {
        case .incoming(let party, _), .secondCall(let party, _), .incomingForwarded(let party, _, _),
            .autoAnswering(let party, _):
            return settings.spoken.name(party)
        case .ready, .lineLost, .lineBack, .passwordRefused, .missed, .answeredElsewhere, .declinedByMe, .answered,
            .answeredHolding, .farEndRings, .busy, .noAnswer, .declinedByPeer, .unknownNumber, .unavailable,
            .noCommonMedia, .callFailed, .endedByPeer, .endedByMe, .cancelledByMe, .muteOn, .muteOff,
            .speakingWhileMuted, .microphoneSilent, .held, .resumed, .heldByPeer, .resumedByPeer, .consulting,
            .transferDone, .transferFailed, .headsetLost, .headsetBack, .noAudioDevice, .form,
            .partyChanged, .transferUnderWay, .transferAsked, .conference, .conferenceEnded, .doNotDisturbOn,
            .doNotDisturbOff, .forwardingOn, .forwardingOff, .voicemail, .messageFrom, .messageSent, .messageFailed,
            .notEncrypted, .encrypted, .refusedInClear, .textFrom, .linkProposed, .notHeard,
            .heardAgain, .provisioning, .sound:
            return nil
        }
    }

    private mutating func noteAnnounced(_ call: CallID) {
        state.announced.removeAll { $0 == call }
        state.announced.append(call)
    }
}
