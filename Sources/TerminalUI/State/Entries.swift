import AgentDesk
import CallEngine

/// Somebody who can be called from the Dial page.
public struct DialEntry: Sendable, Equatable {
    public var name: String
    /// A number or an address.
    public var address: String

    public init(name: String, address: String) {
        self.name = name
        self.address = address
    }
}

extension Contact {
    var entry: DialEntry { DialEntry(name: name, address: address) }
}

/// A line of the agent, as it is shown and spoken.
public struct AccountLine: Sendable, Equatable {
    public var id: AccountID
    public var name: String
    public var state: AccountState
    /// It was there once: what comes next is "back", not "ready".
    var wasReady = false
    /// Its loss was told and nothing has changed since.
    var isLossTold = false
    var lastProblem: AccountProblem?

    public init(id: AccountID, name: String, state: AccountState = .unregistered) {
        self.id = id
        self.name = name
        self.state = state
    }
}
