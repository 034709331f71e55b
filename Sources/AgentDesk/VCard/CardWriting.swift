/// People as a file of vCards.
public enum CardWriting {
    public enum Version: String, Sendable, CaseIterable {
        case three = "3.0"
        case four = "4.0"
    }

    /// - Returns: UTF-8, lines ended by CR LF and folded at 75 octets (RFC 6350 §3.2).
    public static func octets(_ people: [Person], _ version: Version = .four) -> [UInt8] {
        people.flatMap { lines($0, version).flatMap(folded) }
    }

    private static func lines(_ person: Person, _ version: Version) -> [String] {
        let name = CardText.escaped(person.name)
        var lines = ["BEGIN:VCARD", "VERSION:\(version.rawValue)", "FN:\(name)"]
        // RFC 2426 §3.1.2 wants it; which part is the family's is not known.
        if version == .three { lines.append("N:;\(name);;;") }
        if person.organisation != nil || person.department != nil {
            lines.append(
                "ORG:"
                    + [person.organisation ?? "", person.department ?? ""].map(CardText.escaped).joined(separator: ";"))
        }
        lines += person.numbers.map { "TEL\(type($0.kind)):\(CardText.escaped($0.text))" }
        lines += person.mails.map { "EMAIL:\(CardText.escaped($0))" }
        if !person.groups.isEmpty {
            lines.append("CATEGORIES:" + person.groups.map(CardText.escaped).joined(separator: ","))
        }
        return lines + ["END:VCARD"]
    }

    private static func type(_ kind: Person.Number.Kind) -> String {
        switch kind {
        case .work: ";TYPE=work"
        case .mobile: ";TYPE=cell"
        case .home: ";TYPE=home"
        case .fax: ";TYPE=fax"
        case .other: ""
        }
    }

    /// No character of UTF-8 is divided.
    private static func folded(_ line: String) -> [UInt8] {
        var octets: [UInt8] = []
        var length = 0
        for scalar in line.unicodeScalars {
            let next = Array(String(scalar).utf8)
            if length + next.count > 75 {
                octets += [0x0d, 0x0a, 0x20]
                length = 1
            }
            octets += next
            length += next.count
        }
        return octets + [0x0d, 0x0a]
    }
}
