import AgentDesk
import CallEngine
import GRDB
import JSONText

/// A call as its row holds it.
enum CallRow {
    static let columns = """
        key, line, incoming, begun, answered, ended, cause, name, number, address, withheld, asserted, forwarded, \
        directory_name, quality
        """

    /// Writes it anew, or over what is known of it: what was linked and noted stays.
    static func write(_ call: PastCall, isOver: Bool, _ database: Database) throws {
        let party = call.party
        try database.execute(
            sql: """
                INSERT INTO call (\(columns), words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')
                ON CONFLICT (key) DO UPDATE SET line = excluded.line, incoming = excluded.incoming,
                begun = excluded.begun, answered = excluded.answered, ended = excluded.ended, cause = excluded.cause,
                name = excluded.name, number = excluded.number, address = excluded.address,
                withheld = excluded.withheld, asserted = excluded.asserted, forwarded = excluded.forwarded,
                directory_name = excluded.directory_name, quality = excluded.quality
                """,
            arguments: [
                call.id, call.line, call.isIncoming, call.begunAt, call.answeredAt, isOver ? call.endedAt : nil,
                call.cause?.rawValue, party.name, party.number, party.address, party.isWithheld, party.isAsserted,
                forwarded(call.forwardedBy), call.directoryName, call.qualityTenths,
            ])
        try indexWords(of: call.id, database)
    }

    /// The words by which the call is found follow what is known of it.
    static func indexWords(of key: String, _ database: Database) throws {
        guard let call = try CallRow.call(key, database) else { return }
        let notes = try String.fetchAll(
            database, sql: "SELECT text FROM note WHERE call = ? ORDER BY id", arguments: [key])
        try database.execute(
            sql: "UPDATE call SET words = ? WHERE key = ?", arguments: [SearchWords.of(call, notes: notes), key])
    }

    /// The record that a server made of the call; once is enough.
    static func link(_ incident: IncidentReference, to call: String, _ database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO incident_link (call, connector, number, url) VALUES (?, ?, ?, ?)
                ON CONFLICT (call, connector, number) DO UPDATE SET url = coalesce(excluded.url, url)
                """, arguments: [call, incident.connector, incident.number, incident.url])
        try indexWords(of: call, database)
    }

    static func call(_ key: String, _ database: Database) throws -> PastCall? {
        let row = try Row.fetchOne(database, sql: "SELECT \(columns) FROM call WHERE key = ?", arguments: [key])
        return try row.flatMap { try call($0, database) }
    }

    /// - Returns: nil where the row holds no call that this program knows.
    static func call(_ row: Row, _ database: Database) throws -> PastCall? {
        guard let key: String = row["key"], let begun: Int = row["begun"], let address: String = row["address"] else {
            return nil
        }
        let (answered, ended): (Int?, Int?) = (row["answered"], row["ended"])
        let cause: String? = row["cause"]
        return PastCall(
            id: key, line: row["line"] ?? "",
            party: Party(
                name: row["name"], number: row["number"], address: address, isWithheld: row["withheld"] ?? false,
                isAsserted: row["asserted"] ?? false),
            forwardedBy: parties(row["forwarded"]), isIncoming: row["incoming"] ?? false,
            cause: cause.map { EndReason.Cause(rawValue: $0) ?? .other }, begunAt: begun,
            endedAt: ended ?? answered ?? begun, seconds: answered.map { max(0, (ended ?? $0) - $0) },
            qualityTenths: row["quality"], directoryName: row["directory_name"],
            incidents: try incidents(of: key, database))
    }

    private static func incidents(of key: String, _ database: Database) throws -> [IncidentReference] {
        let statement = try database.cachedStatement(
            sql: "SELECT connector, number, url FROM incident_link WHERE call = ? ORDER BY id")
        return try Row.fetchAll(statement, arguments: [key]).map {
            IncidentReference(connector: $0["connector"] ?? "", number: $0["number"] ?? "", url: $0["url"])
        }
    }

    // MARK: Who forwarded it

    private static func forwarded(_ parties: [Party]) -> String? {
        guard !parties.isEmpty else { return nil }
        return JSON.array(
            parties.prefix(Limits.keptForwarders).map { party in
                .record([
                    "name": party.name.map { .text($0) }, "number": party.number.map { .text($0) },
                    "address": .text(party.address), "withheld": party.isWithheld ? .boolean(true) : nil,
                ])
            }
        ).description
    }

    static func parties(_ text: String?) -> [Party] {
        guard let text, case .array(let parties)? = try? JSONParser.parse(Array(text.utf8)) else { return [] }
        return parties.prefix(Limits.keptForwarders).compactMap(KeptParty.read)
    }
}
