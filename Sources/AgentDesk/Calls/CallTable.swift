import CallEngine
import JSONText

/// Past calls as other programs read them.
public enum CallTable {
    private static let names = [
        "id", "line", "direction", "begun", "answered", "ended", "seconds", "end_cause", "name", "number", "address",
        "directory_name", "forwarded_by", "quality", "incidents", "notes",
    ]

    /// The first line of the table (RFC 4180 §2.3), after the mark that spreadsheets know UTF-8 by.
    public static var heading: String { "\u{feff}" + names.joined(separator: ",") + "\r\n" }

    /// One line of the table.
    public static func line(_ call: PastCall, notes: [String]) -> String {
        zip(names, values(call, notes)).map { name, value in Self.field(name, value) }.joined(separator: ",") + "\r\n"
    }

    /// One value of the list of calls (RFC 8259).
    public static func json(_ call: PastCall, notes: [String]) -> String {
        JSON.object(
            zip(names, values(call, notes)).map { JSON.Member($0, $1 ?? .null) }
        ).description
    }

    private static func values(_ call: PastCall, _ notes: [String]) -> [JSON?] {
        let party = call.party
        return [
            .text(call.id), .text(call.line), .text(call.isIncoming ? "incoming" : "outgoing"),
            .text(moment(call.begunAt)), call.answeredAt.map { .text(moment($0)) }, .text(moment(call.endedAt)),
            call.seconds.map { .integer($0) }, call.cause.map { .text($0.rawValue) },
            party.isWithheld ? nil : party.name.map { .text($0) },
            party.isWithheld ? nil : party.number.map { .text($0) }, party.isWithheld ? nil : .text(party.address),
            call.directoryName.map { .text($0) },
            .array(call.forwardedBy.filter { !$0.isWithheld }.map { .text($0.number ?? $0.address) }),
            call.qualityTenths.map { .number(Double($0) / 10) },
            .array(call.incidents.map { .text("\($0.connector) \($0.number)") }), .array(notes.map { .text($0) }),
        ]
    }

    /// A field, quoted; nothing in it is a formula to a spreadsheet.
    private static func field(_ name: String, _ value: JSON?) -> String {
        let text: String =
            switch value {
            case .text(let text): text
            case .array(let values): values.compactMap(\.text).joined(separator: "\n")
            case let value?: value.description
            case nil: ""
            }
        let isFormula = text.unicodeScalars.first.map { "=+-@\t\r\n".unicodeScalars.contains($0) } ?? false
        return "\"" + ((isFormula ? "'" : "") + text).replacingQuotes + "\""
    }

    /// "2026-11-30T14:05:09", on the clock on the wall (RFC 3339 §5.6 without its offset).
    public static func moment(_ seconds: WallSeconds) -> String {
        // Days since 0000-03-01, in eras of 400 years of 146,097 days.
        let days = seconds / 86_400 + 719_468
        let (era, day) = (days / 146_097, days % 146_097)
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365
        let dayOfYear = day - (365 * year + year / 4 - year / 100)
        let month = (5 * dayOfYear + 2) / 153
        let date = [
            era * 400 + year + (month < 10 ? 0 : 1), month < 10 ? month + 3 : month - 9,
            dayOfYear - (153 * month + 2) / 5 + 1,
        ]
        let rest = seconds % 86_400
        let time = [rest / 3_600, rest / 60 % 60, rest % 60]
        return date.map(twoDigits).joined(separator: "-") + "T" + time.map(twoDigits).joined(separator: ":")
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension String {
    fileprivate var replacingQuotes: String {
        var text = ""
        for character in unicodeScalars {
            if character == "\"" { text += "\"" }
            text.unicodeScalars.append(character)
        }
        return text
    }
}
