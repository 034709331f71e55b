import Announcements
import CallEngine

#if FAULTS
    import Faults
#endif

/// The pages of calls: each call a line, its state first.
extension AppState {
    func incomingLines(_ page: PageState) -> [Item] {
        let shown = page.call.flatMap { call($0) }
        let lines = shown.map { call in
            [callItem(call), Item("\(Label.line.text(language)) \(lineName(call))", isPersonal: true)]
        }
        return (lines ?? []) + [Command.answer, .decline, .silence, .who].map { commandItem($0) }
    }

    var callLines: [Item] {
        // The oldest first, whichever is heard: swapping calls changes no line.
        let shown = calls.filter { $0.state != .incoming }
        let several = shown.count > 1
        let lines = shown.map { callItem($0, saysState: several) }
        let commands: [Command] = [
            .hangUp, .mute, .hold, .swap, .transfer, .write, .note, .incident, .conference, .record,
        ]
        let page = pages.last { $0.page == .inCall } ?? PageState(.inCall)
        return lines.prefix(1) + [fieldItem(.digits, page)] + commands.map { commandItem($0) } + lines.dropFirst()
    }

    var conferenceLines: [Item] {
        let members = calls.filter { conference.contains($0.id) }
        #if FAULTS
            if Fault.conferenceNameless.isOn { return [Item(Word.inConference.text(language))] }
        #endif
        let others = calls.filter { $0.state.isUp && !conference.contains($0.id) }
        let count = members.isEmpty ? Word.noConference.text(language) : Word.inConference.text(language)
        return [Item(count), commandItem(.join)]
            + members.map {
                Item(
                    "\(Word.leaves.text(language)) \(settings.written.name($0.remote))", .leave($0.id), isPersonal: true
                )
            }
            + others.map {
                Item("\(Word.joins.text(language)) \(settings.written.name($0.remote))", .join($0.id), isPersonal: true)
            }
            + [commandItem(.hangUp)]
    }

    /// "Sonne Dupont, 04 76 00 11 22" while it rings here, then "Appel Dupont, 04 76 00 11 22" to its end.
    ///
    /// Its further states stand on fresh lines, and Où tells them: a line that changed with each of them would be read
    /// twice, or cut, by the screen readers (rule R8). Of several calls the voice says how the one stands.
    func callItem(_ call: CallSnapshot, saysState: Bool = false) -> Item {
        Item(
            callText(call), .call(call.id), isPersonal: true,
            spoken: saysState ? callText(call, Label(call.state)) : nil)
    }

    func callText(_ call: CallSnapshot) -> String {
        #if FAULTS
            if Fault.lineRewritten.isOn { return callText(call, Label(call.state)) }
        #endif
        return callText(call, call.state == .incoming ? .stateIncoming : .call)
    }

    private func callText(_ call: CallSnapshot, _ label: Label) -> String {
        let label = label.text(language)
        let name = settings.written.name(call.remote)
        #if FAULTS
            if Fault.stateByColourAlone.isOn { return name }
            if Fault.stateAfterName.isOn { return "\(name) \(label)" }
        #endif
        guard let number = settings.written.number(call.remote), number != name else { return "\(label) \(name)" }
        return "\(label) \(name), \(number)"
    }

    func lineName(_ call: CallSnapshot) -> String {
        accounts.first { $0.id == call.account }?.name ?? ""
    }

    /// The call that the reserved row shows: the most urgent one that the page does not show by itself.
    var callRow: String {
        let candidates: [CallID?] =
            switch page.page {
            case .incoming: [targets.ringing, targets.current].filter { $0 != page.call }
            case .inCall: [targets.ringing]
            case .home, .dial, .link, .transfer, .conference, .text, .messages, .newMessage, .contacts, .contact,
                .callHistory,
                .pastCall, .colleagues, .notes, .waitingRecords, .waitingRecord, .forms, .form, .formChoice,
                .formReview, .announcements, .phrases, .settings,
                .section,
                .setting, .sound, .keys,
                .key,
                .palette,
                .firstStart, .newLine, .about:
                [targets.ringing, targets.current]
            }
        return candidates.compactMap { $0 }.first.flatMap { call($0) }.map(callText) ?? ""
    }
}
