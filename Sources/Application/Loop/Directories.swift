import AgentDesk
import Configuration
import Glibc
import Services
import Synchronization

/// The directories of the configuration: what they said last is there at once, they are read again in the background, and asked while
/// the agent types. Each of its threads may wait for the network; the main loop is told by letters.
final class Directories: Sendable {
    /// What becomes known.
    enum News: Sendable {
        case people(PeopleIndex)
        /// Whom a search found; `isSilent`: a directory did not answer.
        case found(words: String, [PeopleIndex.Entry], isSilent: Bool)
    }

    private struct State {
        var known: [Int: [Person]] = [:]
        /// The newest words that wait to be searched.
        var words: String?
        var isSearching = false
    }

    private let readers: [DirectoryReader]
    private let plan: NumberPlan
    private let store: DeskStore?
    private let tell: @Sendable (News) -> Void
    private let state = Mutex(State())

    /// - Parameters:
    ///   - store: where what they said is kept; nil: in memory alone.
    ///   - tell: called on threads of its own.
    init(
        _ settings: Settings, store: DeskStore?, home: String, tell: @escaping @Sendable (News) -> Void
    ) {
        readers = settings.directories.map { DirectoryReader($0, home: home) }
        plan = NumberPlan(settings)
        self.store = store
        self.tell = tell
    }

    var isEmpty: Bool { readers.isEmpty }
    /// One of them can be searched as the agent types.
    var canBeAsked: Bool { readers.contains(where: \.canBeAsked) }

    /// Begins: the people of the last time, then those of now, one thread for each directory.
    func start() {
        // Contacts are compared by the plan too.
        guard !isEmpty else { return tellPeople() }
        BackgroundThread.run("directories") { [self] in
            let store = openedStore()
            var marks: [Int: String] = [:]
            for place in readers.indices {
                guard let kept = kept(place, store) else { continue }
                marks[place] = kept.mark
                state.withLock { $0.known[place] = kept.people }
            }
            tellPeople()
            for place in readers.indices where readers[place].settings.refreshMinutes != nil {
                let mark = marks[place]
                BackgroundThread.run("directory") { self.follow(place, store, since: mark) }
            }
        }
    }

    private func openedStore() -> Store? {
        guard let store = try? store?.opened() else { return nil }
        try? store.forgetPeople(exceptOf: readers.map(\.key))
        return store
    }

    private func kept(_ place: Int, _ store: Store?) -> (people: [Person], mark: String?)? {
        (try? store?.people(of: readers[place].key)) ?? nil
    }

    /// Reads one directory, now and again after its minutes. One that does not answer keeps what it said last.
    /// - Parameter mark: of what is kept of it.
    private func follow(_ place: Int, _ store: Store?, since mark: String?) {
        let reader = readers[place]
        var mark = mark
        while let minutes = reader.settings.refreshMinutes {
            // Thousands of agents come in at eight: each begins at a moment of its own.
            sleep(UInt32.random(in: 0...Limits.directoryJitterSeconds))
            if let read = (try? reader.people(since: mark)) ?? nil {
                mark = read.mark
                try? store?.keep(read.people, mark: read.mark, of: reader.key)
                state.withLock { $0.known[place] = read.people }
                tellPeople()
            }
            sleep(UInt32(clamping: minutes * 60))
        }
    }

    private func tellPeople() {
        let known = state.withLock(\.known)
        let entries = readers.indices.flatMap { place in
            (known[place] ?? []).map { PeopleIndex.Entry($0, readers[place].source) }
        }
        tell(.people(PeopleIndex(entries, by: plan)))
    }

    // MARK: Searches

    /// Asks the directories; of several searches that wait only the newest is done.
    func search(_ words: String) {
        let starts = state.withLock { state in
            state.words = words
            defer { state.isSearching = true }
            return !state.isSearching
        }
        guard starts else { return }
        BackgroundThread.run("search") { self.searchAll() }
    }

    private func searchAll() {
        while true {
            let next: String? = state.withLock { state in
                defer { state.words = nil }
                if state.words == nil { state.isSearching = false }
                return state.words
            }
            guard let words = next else { return }
            var found: [PeopleIndex.Entry] = []
            var isSilent = false
            for reader in readers where reader.canBeAsked {
                do throws(DirectoryProblem) {
                    found += try reader.people(named: words).map { PeopleIndex.Entry($0, reader.source) }
                } catch { isSilent = true }
            }
            tell(.found(words: words, Array(found.prefix(PeopleLimits.foundPeople)), isSilent: isSilent))
        }
    }
}
