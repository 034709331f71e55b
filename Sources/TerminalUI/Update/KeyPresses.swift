import Announcements
import CallEngine
import Time

#if FAULTS
    import Faults
#endif

/// Keys, from the chord to a command, a move or a character. Any key stops speech first.
extension Turn {
    mutating func press(_ chord: KeyChord) {
        if takesAsOverflow(chord) { return }
        #if FAULTS
            if Fault.keyEaten.isOn, state.isRinging, chord.isTyping, state.focusedField != nil { return }
            if Fault.pastedTextLost.isOn, case .pasted = chord { return }
        #endif
        noteUnheard(chord)
        voice(state.speech.keyPressed(at: now))
        state.confirming?.keys += 1
        if chord != .enter { state.lineChangedAt = nil }
        if chord.isTyping, state.focusedField != nil { state.keys.typesOn = true }
        if takesForTrial(chord) || takesForAttention(chord) || takesForKey(chord) || takesAsTyping(chord) { return }
        if state.page.describesKeys {
            #if FAULTS
                if Fault.keyDescriptionActs.isOn, case .function(let number) = chord {
                    run(optional: state.keymap.command(functionKey: number))
                }
            #endif
            describe(chord)
            return
        }
        if state.keys.awaitsLetter, takesAfterPrefix(chord) { return }
        #if FAULTS
            if Fault.lettersActInFields.isOn, state.focusedField != nil, case .character(let letter) = chord,
                let command = state.keymap.command(letter: letter)
            {
                return run(command)
            }
        #endif
        switch chord {
        case .function(let number):
            run(optional: state.keymap.command(functionKey: number))
        case .character("²"), .character("`"): state.keys.awaitsLetter = true
        case .escape: endCounting()
        case .interrupt: run(.quit)
        case .unknown, .tab:
            endCounting()
            answer(.unknownKey)
        case .character(let character):
            if let field = state.focusedField { type(character, in: field) } else { pressInList(character) }
        case .pasted(let character):
            if let field = state.focusedField { paste(character, in: field) } else { overflow(nil) }
        case .up, .down, .home, .end, .pageUp, .pageDown, .left, .right, .enter, .backspace, .delete:
            endCounting()
            if let field = state.focusedField { edit(chord, in: field) } else { move(chord) }
        }
    }

    /// The key's own cut must not be taken for the voice's silence.
    private mutating func noteUnheard(_ chord: KeyChord) {
        isKey = true
        isEnter = chord == .enter
        told = state.targets.told
        // The prefix is on the way to a command: the letter is the press.
        if chord != .character("²"), chord != .character("`") { state.targets.told = nil }
        guard isOwnVoice else { return }
        for call in state.calls where call.state == .incoming {
            let topic = SpeechTopic.call(call.id.number)
            if state.speech.owesName(topic, after: Limits.targetChange, at: now) { unheard.insert(call.id) }
        }
    }

    private mutating func run(optional command: Command?) {
        if let command { return run(command) }
        endCounting()
        answer(.unknownKey)
    }

    /// Qui and Répéter begin anew.
    mutating func endCounting() {
        state.keys.whoPresses = 0
        state.keys.repeatPresses = 0
    }

    /// A command waits for its new letter: the next one is it.
    private mutating func takesForKey(_ chord: KeyChord) -> Bool {
        guard state.page.takesKey, case .key(let command) = state.page.subject else { return false }
        state.page.takesKey = false
        guard case .character(let letter) = chord else { return false }
        give(letter, to: command)
        return true
    }

    // MARK: Letters that wait

    /// A second letter right after the letter of a call command means typing in the wrong place: nothing is done.
    private mutating func takesAsTyping(_ chord: KeyChord) -> Bool {
        if let waiting = state.keys.waitingLetter {
            if case .character(let character) = chord {
                if character == waiting.letter {
                    state.keys.lastCommand = KeyState.LastCommand(command: waiting.command, at: now)
                    if told?.command == waiting.command { state.targets.told = told }
                    return true
                }
                state.keys.waitingLetter = nil
                state.keys.typingUntil = now + Limits.letterWait
                answer(.outsideField)
                return true
            }
            fire(waiting)
        }
        guard let until = state.keys.typingUntil else { return false }
        guard now < until, case .character = chord else {
            state.keys.typingUntil = nil
            return false
        }
        state.keys.typingUntil = now + Limits.letterWait
        return true
    }

    /// The letter's time is over: its command is meant, for the call that it meant when it was pressed.
    mutating func fireDueLetter() {
        guard let waiting = state.keys.waitingLetter, now - waiting.since >= Limits.letterWait else { return }
        fire(waiting)
    }

    private mutating func fire(_ waiting: KeyState.WaitingLetter) {
        state.keys.waitingLetter = nil
        settleTargets()
        guard let role = waiting.command.role, let target = state.targets[role], target != waiting.target else {
            perform(waiting.command)
            return
        }
        // The words may wait behind an event's: the next press is not yet one that has heard them.
        if let call = state.call(target) { answer(.newTarget(call.remote)) }
    }

    // MARK: Letters as commands

    /// ² or ` came before: this letter is a command, and Backspace is Back, wherever the focus is.
    private mutating func takesAfterPrefix(_ chord: KeyChord) -> Bool {
        state.keys.awaitsLetter = false
        switch chord {
        case .character(let letter):
            run(optional: state.keymap.command(letter: letter))
            return true
        case .backspace:
            endCounting()
            goBack()
            return true
        case .function, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .enter, .delete, .tab, .escape,
            .interrupt, .pasted,
            .unknown:
            return false
        }
    }

    private mutating func pressInList(_ character: Character) {
        let page = state.page.page
        if let digit = NumberKeys.digit(character, settings.keyboard) {
            switch page {
            case .home: return dialFromHome(digit)
            case .inCall: return send(digit)
            case .incoming, .dial, .link, .transfer, .conference, .text, .messages, .newMessage, .contacts, .contact,
                .callHistory, .pastCall, .colleagues, .notes, .waitingRecords, .waitingRecord, .forms, .form,
                .formChoice, .formReview, .announcements, .phrases,
                .settings,
                .section, .setting,
                .sound,
                .keys, .key, .palette, .firstStart, .newLine, .about:
                break
            }
        }
        let command = state.keymap.command(letter: character)
        // On its own page the letter of Touches goes one step on, as F1 does: some terminals keep F1 for themselves.
        let isAgain = page == .keys && command == .keys
        guard page.hasLetterCommands || isAgain, settings.areLettersActive else {
            return isPasted ? overflow(nil) : jump(to: character)
        }
        guard let command else {
            endCounting()
            return answer(.unknownKey)
        }
        guard command.letterWaits, mayAct(command), let role = command.role else {
            if !command.letterWaits { run(command) }
            return
        }
        endCounting()
        state.keys.waitingLetter = KeyState.WaitingLetter(
            letter: character, command: command, target: state.targets[role], since: now)
    }

    // MARK: Describing

    private mutating func describe(_ chord: KeyChord) {
        switch chord {
        case .backspace:
            state.page.describesKeys = false
            answer(.describingEnded)
        case .pasted: overflow(nil)
        case .function(let number): describe(state.keymap.command(functionKey: number))
        case .character(let character) where KeyHelp(chord) == nil:
            describe(state.keymap.command(letter: character))
        case .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .enter, .delete, .tab, .escape, .interrupt,
            .unknown,
            .character:
            if let help = KeyHelp(chord) {
                answer(.described(name: help.name(settings.language), help: help.help(settings.language)))
            } else {
                answer(.unknownKey)
            }
        }
    }

    private mutating func describe(_ command: Command?) {
        guard let command else { return answer(.unknownKey) }
        answer(.described(name: command.name(settings.language), help: command.help(settings.language)))
    }
}
