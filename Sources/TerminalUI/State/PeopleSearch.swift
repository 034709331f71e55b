import AgentDesk

/// What the directories give for the words in a page's field: lines below the page's own, which only grow at their end while the words
/// stay the same (rule R8).
struct PeopleSearch: Sendable, Equatable {
    var words = ""
    var lines: [Item] = []

    /// What belongs to these words: nothing where the field says something else by now.
    func lines(for words: String) -> [Item] { words == self.words ? lines : [] }
}

/// Who somebody is by the contacts or a directory, and what they say of themselves.
struct KnownCaller: Sendable, Equatable {
    /// Where the name is from; empty: the agent's own contacts.
    var source: String
    /// The name that the caller gives, where it is another and no server vouches for it.
    var claimed: String?
}
