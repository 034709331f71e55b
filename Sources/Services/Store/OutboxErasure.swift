import AgentDesk
import GRDB
import JSONText

/// What of the outbox is a person's. Whatever a server has not confirmed stays: it was promised to the agent that it is not lost.
enum OutboxErasure {
    /// Takes out what is done with: the number of the record, and which call it was about.
    @Sendable static func take(_ person: DeskPerson, _ calls: [String], _ database: Database) throws -> Int {
        var count = 0
        for call in calls {
            try database.execute(
                sql: "DELETE FROM outbox WHERE call = ? AND state IN (?, ?)",
                arguments: [call, OutboxItem.State.sent.rawValue, OutboxItem.State.dropped.rawValue])
            count += database.changesCount
            // What waits is sent without a call: its answer must not bring a link back.
            try database.execute(sql: "UPDATE outbox SET call = NULL WHERE call = ?", arguments: [call])
        }
        return try count + takeEvents(person, Set(calls), database)
    }

    /// Events of calls that still wait to be told: nobody was promised them.
    private static func takeEvents(_ person: DeskPerson, _ calls: Set<String>, _ database: Database) throws -> Int {
        let rows = try Row.fetchCursor(database, sql: "SELECT * FROM outbox WHERE number >= 0")
        var keys: [String] = []
        while let row = try rows.next() {
            guard let item = OutboxItem(row), case .event(let event) = item.content else { continue }
            if person.isNamed(in: event) || calls.contains(event.call) { keys.append(item.key) }
        }
        for key in keys { try database.execute(sql: "DELETE FROM outbox WHERE key = ?", arguments: [key]) }
        return keys.count
    }

    /// How many records about the person are not done with.
    static func waiting(_ person: DeskPerson, _ calls: [String], _ database: Database) throws -> Int {
        let calls = Set(calls)
        let rows = try Row.fetchCursor(
            database, sql: "SELECT body FROM outbox WHERE state NOT IN (?, ?)",
            arguments: [OutboxItem.State.sent.rawValue, OutboxItem.State.dropped.rawValue])
        var count = 0
        while let row = try rows.next() {
            guard let text: String = row["body"],
                let body = try? JSONParser.parse(Array(text.utf8), most: AgentDesk.Limits.itemOctets),
                let item = OutboxItem(
                    key: "-", number: 0, connector: "", call: nil, state: OutboxItem.State.waiting.rawValue,
                    attempts: 0, body: body), let record = item.record, person.isNamed(in: record, calls: calls)
            else { continue }
            count += 1
        }
        return count
    }
}
