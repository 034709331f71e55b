import AgentDesk
import Announcements
import CallEngine
import Configuration
import Time

/// Links to call that come from pages and scripts: proposed, and called by Enter. Nothing that is typed or rings gives way to one.
extension Turn {
    /// The newest is shown at once, but not to who calls, types or reads another: it is told, and told again later.
    mutating func take(_ link: CallLink) {
        let party = state.party(of: link)
        if state.configuration.linksDial, state.calls.isEmpty,
            link.mayDialItself(emergency: state.emergencyNumbers, by: state.people.plan)
        {
            return dial(DialEntry(name: party.name ?? "", address: link.address))
        }
        let shown = state.linkOnPage
        if state.links.keep(link, besides: shown, at: now) {
            let lost = Answer.page(.linkLost)
            tell(lost.text(settings.spoken), written: lost.text(settings.written))
        }
        let isShown = state.isFreeForLink
        announce(.linkProposed(party), nil, about: party, enterFollows: isShown)
        if isShown { showLink(link) } else if link != shown { state.links.owed = link }
    }

    private mutating func showLink(_ link: CallLink) {
        closeLink()
        var page = PageState(.link, .link(link))
        page.lines = state.linkLines(page.subject)
        push(page)
        // Its first line is the link, and the cursor is there.
        isShownByPage()
        state.links.owed = nil
    }

    /// A link that came at a bad moment is told again at a better one, in no refresh that a key or the end of a call moves the
    /// cursor in (rule R3). Its page opens by the command alone.
    mutating func tellOwedLink() {
        guard let link = state.links.owed, link == state.links.newest, state.isFreeForLink else {
            state.links.dueAt = nil
            return
        }
        guard let due = state.links.dueAt, !isKey else {
            state.links.dueAt = now + Limits.linkPause
            return
        }
        guard due <= now else { return }
        state.links.owed = nil
        state.links.dueAt = nil
        let party = state.party(of: link)
        announce(.linkProposed(party), nil, about: party)
    }

    /// The newest: what waited before is there once it was called or declined.
    mutating func openLink() {
        guard let link = state.links.newest else { return answer(.impossible(.noLink)) }
        state.links.owed = nil
        open(.link, .link(link))
    }

    mutating func callLink(_ entry: DialEntry) {
        forgetLink()
        dial(entry)
    }

    mutating func declineLink() {
        forgetLink()
        answer(.linkDeclined)
    }

    /// The one whose page is read.
    private mutating func forgetLink() {
        if let link = state.linkOnPage { state.links.forget(link) }
        closeLink()
        clampFocus()
    }

    private mutating func closeLink() {
        state.pages.removeAll { $0.page == .link }
        if state.pages.isEmpty { state.pages = [PageState(.home)] }
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
    /// The link whose page is open, on the screen or below.
    var linkOnPage: CallLink? {
        links.waiting.first { waiting in pages.contains { $0.subject == .link(waiting.link) } }?.link
    }

    /// Nobody calls, types, or reads another.
    fileprivate var isFreeForLink: Bool { calls.isEmpty && focusedField == nil && page.page != .link }

    /// "Appeler Dupont, 04 76 00 11 22", whom to ask for, and the way out.
    func linkLines(_ subject: Subject) -> [Item] {
        guard case .link(let link) = subject else { return [Item(Word.noLink.text(language))] }
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
