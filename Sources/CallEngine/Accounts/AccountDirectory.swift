/// Which line a request is for by what the network told, found without a look at every line (`LineTable` finds the rest).
/// One process may hold thousands.
struct AccountDirectory: Sendable, Equatable {
    private var byContact: [String: Int] = [:]
    /// The first line that knows a host.
    private var byHost: [String: Int] = [:]

    init(_ lines: [AccountLine]) {
        for (index, line) in lines.enumerated() {
            if line.isRegistering, let token = line.contactUser { byContact[token] = index }
            for host in line.knownHosts { add(host, of: index) }
        }
    }

    /// A line's server was found at a host.
    mutating func add(_ host: String, of line: Int) { byHost[host] = min(byHost[host] ?? line, line) }

    /// The line that the registrar knows under this Contact.
    func line(contact user: String?) -> Int? { user.flatMap { byContact[$0] } }

    /// The first line whose server is at a host.
    func line(host: String) -> Int? { byHost[host] }
}
