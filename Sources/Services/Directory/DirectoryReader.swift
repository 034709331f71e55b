import AgentDesk
import Configuration

/// One directory of the configuration: read whole, or asked for some. Its calls may wait for the network: for a thread of their own.
public struct DirectoryReader: Sendable {
    public let settings: Settings.Directory
    private let access: DirectoryAccess

    /// - Parameter home: the agent's home folder, for "~/".
    public init(_ settings: Settings.Directory, home: String) {
        self.settings = settings
        access = DirectoryAccess(settings, home: home)
    }

    public var source: PeopleIndex.Source { PeopleIndex.Source(name: settings.name, isTrusted: settings.isTrusted) }

    /// Names what is kept of it.
    public var key: String { settings.name + " " + settings.url }

    /// Only LDAP searches; the others are read whole.
    public var canBeAsked: Bool { settings.kind == .ldap }

    /// Everybody.
    /// - Parameter mark: what came with the last reading.
    /// - Returns: nil where nothing changed since.
    public func people(since mark: String?) throws(DirectoryProblem) -> (people: [Person], mark: String?)? {
        switch settings.kind {
        case .ldap: (try LDAPDirectory(settings: settings, access: access).people(), nil)
        case .carddav, .file: try CardServer(settings, access).people(since: mark)
        }
    }

    /// Those whom the words find, within a second.
    public func people(named words: String) throws(DirectoryProblem) -> [Person] {
        guard canBeAsked else { return [] }
        return try LDAPDirectory(settings: settings, access: access).people(named: words)
    }
}

extension NumberPlan {
    public init(_ settings: Settings) {
        self.init(
            country: settings.numbersCountry, nationalPrefix: settings.numbersNationalPrefix,
            internationalPrefix: settings.numbersInternationalPrefix, outsideLine: settings.numbersOutsideLine,
            internalLengths: settings.numbersInternalLengths, internalPrefix: settings.numbersInternalPrefix)
    }
}
