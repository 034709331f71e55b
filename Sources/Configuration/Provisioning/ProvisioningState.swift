/// Which of the sets that a server gave hold: a pure machine. Each of its states is kept on disk whole before the program goes on, so
/// that an end of the program at any moment leaves one of them.
///
///     fetched → candidate → (next start) trial → a line registers → good
///                                             └→ no line registers, and with the good set one does → rolled back
///
/// A set is never given up because the network is down: only when the set before it registers, tried for real, where the new one
/// has not. Nor is it given up where nothing came before it.
public struct ProvisioningState: Sendable, Equatable {
    /// What the agent is owed to hear once.
    public enum News: String, Sendable, Equatable, CaseIterable {
        /// New settings are there, for the next start.
        case received
        /// The server was not reached, and there is nothing of it yet.
        case unreachable
        /// It refused us: one word for every reason.
        case refused
        /// What it said is faulty; what was there holds.
        case faulty
        /// The new settings could not register a line; the ones before hold again.
        case rolledBack
    }

    /// The last that registered a line.
    public var good: ProvisionedSet?
    /// In use, and not yet known to be good.
    public var trial: ProvisionedSet?
    /// Checked, for the next start.
    public var candidate: ProvisionedSet?
    /// Rolled back: not taken again as long as the server says the same.
    public var rejected: ProvisionedSet?
    /// What the last reading found wrong, in words for `doctor`; empty where nothing is.
    public var problem = ""
    /// What was told of that already, so that it is told once.
    public var told: News?
    /// When a server was last heard, in seconds since 1970; nil: never.
    public var heardAt: Int?
    /// To be told at the next start.
    public var owed: News?

    public init() {}

    /// The set that holds until the next start.
    public var held: ProvisionedSet? { trial ?? good }

    /// The program starts: a candidate is tried from now on.
    public mutating func start() {
        guard let candidate else { return }
        trial = candidate
        self.candidate = nil
    }

    /// The server said this, and it is without fault.
    /// - Returns: what is told.
    public mutating func receive(_ set: ProvisionedSet, at seconds: Int) -> News? {
        heard(at: seconds)
        // Only the tags are new.
        if set.says(theSameAs: held) {
            if trial != nil { trial = set } else { good = set }
            candidate = nil
            return nil
        }
        if set.says(theSameAs: rejected) { return nil }
        if set.says(theSameAs: candidate) {
            candidate = set
            return nil
        }
        candidate = set
        return .received
    }

    /// The server has nothing new.
    public mutating func heard(at seconds: Int) {
        heardAt = seconds
        problem = ""
        told = nil
    }

    /// Nothing came of a reading.
    /// - Returns: what is told: each kind of failure once, until a reading succeeds.
    public mutating func fail(_ news: News, problem: String) -> News? {
        self.problem = problem
        defer { told = news }
        if news == .unreachable, held != nil || candidate != nil { return nil }
        return told == news ? nil : news
    }

    /// A line registered with what holds.
    public mutating func registered() {
        guard let trial else { return }
        good = trial
        self.trial = nil
    }

    /// With the good set a line registers, and with the trial none did.
    public mutating func rollBack() {
        guard let trial else { return }
        rejected = trial
        self.trial = nil
        owed = .rolledBack
    }

    /// The set that a reading is compared with: what the server need not send again.
    public var newest: ProvisionedSet? { candidate ?? rejected ?? held }
}
