import AgentDesk

/// The disk of an outbox of events alone, for a program without an agent: what waits lives as long as the program. Records, and the right
/// to send them (`OutboxLock`), stay with the softphone on the same state folder.
public struct OutboxInMemory: OutboxDisk {
    public init() {}

    public func outboxItems() -> [OutboxItem] { [] }
    public func setAsideUnreadable() -> Int { 0 }
    public func lastOutboxNumber() -> Int { 0 }
    public func keep(_ item: OutboxItem) {}
    public func forget(outboxItem key: String) {}
}
