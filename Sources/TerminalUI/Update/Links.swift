import AgentDesk
import Announcements
import CallEngine
import Configuration

/// Links to call that come from pages and scripts: proposed, and called by Enter. Nothing that is typed or rings gives way to one.
extension Turn {
    /// A link that comes while another waits stands behind it: no page changes under who reads.
    mutating func take(_ link: CallLink) {
        let party = state.party(of: link)
        if state.configuration.linksDial, state.calls.isEmpty,
            link.mayDialItself(emergency: state.emergencyNumbers, by: state.people.plan)
        {
            return dial(DialEntry(name: party.name ?? "", address: link.address))
        }
        guard state.waitingLinks.count < Limits.waitingLinks else {
            if !state.isLostLinkTold { answer(.linkLost) }
            state.isLostLinkTold = true
            return
        }
        let isFirst = state.waitingLinks.isEmpty
        state.waitingLinks.append(link)
        let isIdle = state.calls.isEmpty && state.focusedField == nil
        announce(.linkProposed(party), nil, about: party, enterFollows: isFirst && isIdle)
        guard isIdle, !state.pages.contains(where: { $0.page == .link }) else { return clampFocus() }
        // Its first line is the link, and the cursor is there.
        if isFirst { showLink(focus: 0) } else { showNextLink() }
    }

    private mutating func showLink(focus: Int) {
        state.pages.removeAll { $0.page == .link }
        if state.pages.isEmpty { state.pages = [PageState(.home)] }
        var page = PageState(.link, focus: focus)
        page.lines = state.linkLines
        push(page)
        clampFocus()
        isShownByPage()
    }

    mutating func callLink(_ entry: DialEntry) {
        forgetLink()
        dial(entry)
    }

    mutating func declineLink() {
        forgetLink()
        answer(.linkDeclined)
        if state.calls.isEmpty, state.focusedField == nil { showNextLink() }
    }

    /// A link that waited.
    private mutating func showNextLink() {
        guard let next = state.link else { return }
        // The cursor is on the way out: the next Enter calls nobody who was not heard.
        let party = state.party(of: next)
        announce(.linkProposed(party), nil, about: party)
        showLink(focus: .max)
        sayFocus()
    }

    private mutating func forgetLink() {
        if !state.waitingLinks.isEmpty { state.waitingLinks.removeFirst() }
        state.isLostLinkTold = false
        state.pages.removeAll { $0.page == .link }
        if state.pages.isEmpty { state.pages = [PageState(.home)] }
        clampFocus()
    }

    /// The pages that are set for the command, of the call that is up or rings, or of the last one.
    mutating func openRecord() {
        guard let call = state.targets.current ?? state.targets.ringing ?? state.lastCall else {
            return answer(.noCall)
        }
        guard state.configuration.links.contains(where: { $0.occasions.contains("key") }) else {
            return answer(.impossible(.noPage))
        }
        answer(.pageOpens)
        effects.append(.openPages(for: call))
    }
}

extension AppState {
    /// "Appeler Dupont, 04 76 00 11 22", whom to ask for, and the way out.
    var linkLines: [Item] {
        guard let link else { return [Item(Word.noLink.text(language))] }
        let party = party(of: link)
        let number = settings.written.number(party.number ?? party.address)
        let words = [party.name, number].compactMap { $0 }.joined(separator: ", ")
        let call = Item(
            "\(Word.callLink.text(language).capitalisedFirst) \(words)",
            .callLink(DialEntry(name: party.name ?? "", address: link.address)), isPersonal: true)
        let subscriber = link.subscriber.map {
            Item("\(Word.askForExtension.text(language).capitalisedFirst) \($0)", isPersonal: true)
        }
        return [call] + [subscriber].compactMap { $0 }
            + [Item(Word.declineLink.text(language).capitalisedFirst, .declineLink)]
    }

    /// Whom a link names, as the agent knows them.
    func party(of link: CallLink) -> Party {
        let isAddress = link.address.lowercased().hasPrefix("sip")
        let known = (dialEntries + contacts.map(\.entry)).first {
            $0.address == link.address || !isAddress && user(of: $0.address) == link.address
        }
        let number = isAddress ? String(link.address.drop { $0 != ":" }.dropFirst()) : link.address
        return Party(name: known?.name, number: number, address: link.address)
    }

    /// Those of every line, or the usual ones where there is no line.
    fileprivate var emergencyNumbers: [String] {
        var numbers = configuration.accounts.flatMap(\.emergencyNumbers)
        if case .list(let usual)? = Setting.of(.accountEmergency).standard { numbers += usual }
        return numbers
    }
}
