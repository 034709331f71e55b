import AgentDesk
import Control
import TerminalUI
import Time

/// Links to call, from `clairvoix open` and from scripts.
extension Softphone {
    /// Who is known by the contacts and the directories.
    var knownPeople: KnownPeople { KnownPeople(contacts: state.contacts, people: state.people) }

    /// Puts a link before the agent; a page that floods is refused.
    func propose(_ text: String) -> ProposalAnswer {
        guard let link = try? CallLink(parsing: text) else { return .noLink }
        guard linkRate.takes(at: .now) else { return .tooMany }
        tell(.linkProposed(link))
        return .proposed
    }
}
