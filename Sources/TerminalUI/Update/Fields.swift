import AgentDesk
import Announcements
import CallEngine
import Time

#if FAULTS
    import Faults
#endif

/// Keys in a one-line field. Up and Down leave it and keep its text.
extension Turn {
    mutating func type(_ character: Character, in field: Field) {
        endCounting()
        if field == .digits {
            guard let digit = NumberKeys.digit(character, settings.keyboard) ?? NumberKeys.sign(character), digit != "+"
            else {
                return answerTyping(.unknownKey)
            }
            return send(digit)
        }
        if state.formField(field, state.page)?.kind == .flag { return typeFlag(character, in: field) }
        insert(state.takesNumber(field, state.page) ? inNumber(character, field) : character, in: field)
    }

    /// A pasted character stands for itself, whatever the keyboard; digits are sent as if they were typed.
    mutating func paste(_ character: Character, in field: Field) {
        if field == .digits { return type(character, in: field) }
        endCounting()
        insert(character, in: field)
    }

    /// AZERTY's top row and d, e, p stand for digits and signs in a number; a first letter begins a name.
    private func inNumber(_ character: Character, _ field: Field) -> Character {
        guard state.page[field].isNumeric else { return character }
        if state.formField(field, state.page)?.kind == .date { return inDay(character, field) }
        let sign = state.page[field].text.isEmpty ? nil : NumberKeys.sign(character)
        return NumberKeys.digit(character, settings.keyboard) ?? sign ?? character
    }

    /// The letters of a month stand for themselves.
    private func inDay(_ character: Character, _ field: Field) -> Character {
        let isInWord = state.page[field].text.prefix(state.page[field].cursor).last?.isLetter ?? false
        return isInWord ? character : NumberKeys.digit(character, settings.keyboard) ?? character
    }

    private mutating func insert(_ character: Character, in field: Field) {
        guard !character.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            return answerTyping(.unknownKey)
        }
        guard state.page[field].hasRoom(for: character, limit: field.limit) else { return overflow(field) }
        let word = character == " " ? state.page[field].wordBefore : nil
        state.page[field].insert(character, limit: field.limit)
        afterEdit(field)
        echo(character, word: word, in: field)
    }

    /// Digits and signs always echo; letters and words where the agent wants them; secrets never.
    private mutating func echo(_ character: Character, word: String?, in field: Field) {
        #if FAULTS
            if Fault.secretSpoken.isOn, state.isSecret(field, state.page) { return echo(.character(character)) }
            if Fault.typingEchoIgnored.isOn, !state.isSecret(field, state.page) { return echo(.character(character)) }
        #endif
        guard !state.isSecret(field, state.page) else { return }
        let wanted = state.calls.isEmpty ? settings.typingEcho : settings.typingEchoInCall
        if character.isNumber || "*#+".contains(character) || wanted.saysCharacters && word == nil {
            echo(.character(character))
        } else if let word, wanted.saysWords {
            echo(.text(word))
        } else if wanted.saysCharacters {
            echo(.character(character))
        }
    }

    mutating func edit(_ chord: KeyChord, in field: Field) {
        switch chord {
        case .up, .down, .pageUp, .pageDown: move(chord)
        case .home: tellCharacter(state.page[field].move(by: -field.limit), in: field)
        case .end: tellCharacter(state.page[field].move(by: field.limit), in: field)
        case .left: tellCharacter(state.page[field].move(by: -1), in: field)
        case .right: tellCharacter(state.page[field].move(by: 1), in: field)
        case .backspace where field == .digits: goBack()
        case .delete where field == .digits: answerTyping(.unknownKey)
        case .backspace where field == .writing && state.page[field].text.isEmpty:
            if !takeBackLine() { leaveEmptyField() }
        case .backspace where state.page[field].text.isEmpty: leaveEmptyField()
        case .backspace: deleted(state.page[field].deleteBackward(), in: field)
        case .delete: deleted(state.page[field].deleteForward(), in: field)
        case .enter: enter(field)
        case .character, .pasted, .function, .tab, .escape, .interrupt, .unknown: answer(.unknownKey)
        }
    }

    /// Backspace in an empty field goes back, but not by the same breath that emptied it.
    private mutating func leaveEmptyField() {
        if let at = state.keys.lastErasedAt, now - at < settings.doubleStrike {
            state.keys.lastErasedAt = now
            return echo(.emptyField)
        }
        goBack()
    }

    private mutating func deleted(_ character: Character?, in field: Field) {
        state.keys.lastErasedAt = now
        guard let character else { return echo(.emptyField) }
        afterEdit(field)
        if state.isSecret(field, state.page) { echo(.erased) } else { echo(.character(character)) }
    }

    private mutating func tellCharacter(_ character: Character?, in field: Field) {
        guard !state.isSecret(field, state.page) else { return }
        guard !state.page[field].text.isEmpty else { return echo(.emptyField) }
        echo(.character(character ?? " "))
    }

    /// What is listed may be fewer lines now; their count is said after a pause.
    private mutating func afterEdit(_ field: Field) {
        switch field {
        case .filter:
            state.filterCountAt = now + Limits.filterPause
            searchCalls()
        case .number, .target, .recipient:
            if field != .recipient { findPeople(field) }
            state.filterCountAt = state.page[field].isNumeric ? nil : now + Limits.filterPause
        case .writing: sendWriting()
        case .digits, .message, .contactName, .contactNumber, .note, .recordNumber, .value, .lineAddress, .linePassword,
            .lineName,
            .lineServer, .answer:
            return
        }
    }

    private mutating func enter(_ field: Field) {
        switch field {
        case .number: dialField()
        case .target: focus(1)
        case .writing: endWriting()
        case .note: keepNote()
        case .message: sendMessage()
        case .value:
            if case .setting(let place) = state.page.subject { setTyped(place) }
        case .recipient, .contactName, .contactNumber, .recordNumber, .lineAddress, .linePassword, .lineName,
            .lineServer:
            focus(state.page.focus + 1)
        case .answer: endAnswer(field)
        case .filter, .digits: sayFocus()
        }
    }

    /// Says how many lines the filter leaves.
    mutating func countLines() {
        state.filterCountAt = nil
        // Said once it is known.
        if state.page.found != nil, state.page.found?.lines == nil {
            state.page.found?.isCountOwed = true
            return
        }
        let items = state.items
        let isSuggestion = state.page.page == .transfer || state.page.page == .newMessage
        let count =
            isSuggestion
            ? items.count(where: { if case .choose = $0.enter { true } else { false } })
            : state.page.found?.count ?? items.count(where: { $0.field == nil })
        answerTyping(.page(.found(count)))
    }
}
