import AgentDesk
import Configuration

/// An LDAP directory: read whole, or asked for some.
struct LDAPDirectory: Sendable {
    let settings: Settings.Directory
    let access: DirectoryAccess

    /// Everybody, by pages.
    func people() throws(DirectoryProblem) -> [Person] {
        try people(settings.filter, most: PeopleLimits.people, within: .seconds(Limits.directorySeconds))
    }

    /// Those whom the words find.
    func people(named words: String) throws(DirectoryProblem) -> [Person] {
        guard let filter = DirectoryFilter.filter(settings.searchFilter, words: words) else { throw .tooLarge }
        return try people(
            filter, most: PeopleLimits.foundPeople, within: .milliseconds(Limits.directorySearchMilliseconds))
    }

    private func people(
        _ filter: String, most: Int, within time: Duration
    ) throws(DirectoryProblem) -> [Person] {
        let isEncrypted = settings.usesStartTLS || settings.url.lowercased().hasPrefix("ldaps:")
        let password = try access.password(of: settings, isEncrypted: isEncrypted)
        let connection = try LDAPConnection(
            settings.url, usesStartTLS: settings.usesStartTLS, authorities: access.authorities, within: time)
        try connection.bind(as: settings.user, password)
        let attributes =
            [settings.nameAttribute, settings.mailAttribute, settings.organisationAttribute] + settings.numberAttributes
        return try connection.search(settings.base, filter, attributes, most: most).compactMap(person)
    }

    /// Nil where it has no name, or no number.
    private func person(_ values: [String: [String]]) -> Person? {
        func texts(_ attribute: String) -> [String] { values[attribute.lowercased()] ?? [] }
        let numbers = settings.numberAttributes.flatMap { attribute in
            texts(attribute).map { Person.Number(Self.kind(attribute), $0) }
        }
        return Person(
            cleaning: texts(settings.nameAttribute).first ?? "", numbers: numbers, mails: texts(settings.mailAttribute),
            organisation: texts(settings.organisationAttribute).first)
    }

    /// RFC 4519 §2.35, RFC 4524 §2.18, RFC 4519 §2.10, RFC 2798.
    private static func kind(_ attribute: String) -> Person.Number.Kind {
        switch attribute.lowercased() {
        case "mobile", "mobiletelephonenumber": .mobile
        case "homephone", "hometelephonenumber": .home
        case "facsimiletelephonenumber": .fax
        default: .work
        }
    }
}
