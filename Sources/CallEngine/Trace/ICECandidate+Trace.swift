import Media

extension ICECandidate {
    /// Kind, foundation, priority, address, and what it is related to.
    var traceValue: TraceValue {
        .list(
            [.text(kind.rawValue), .text(foundation), .whole(Int64(priority)), .text(address.host)]
                + [.whole(Int64(address.port))]
                + (related.map { [.text($0.host), .whole(Int64($0.port))] } ?? []))
    }

    init?(traceValue value: TraceValue) {
        guard let parts = value.list, parts.count == 5 || parts.count == 7,
            let kind = parts[0].string.flatMap(Kind.init(rawValue:)), let foundation = parts[1].string,
            let priority = parts[2].int.flatMap(UInt32.init(exactly:)), let address = Self.address(parts[3], parts[4])
        else { return nil }
        self.init(
            kind, address, foundation: foundation, priority: priority,
            related: parts.count == 7 ? Self.address(parts[5], parts[6]) : nil)
    }

    private static func address(_ host: TraceValue, _ port: TraceValue) -> MediaAddress? {
        guard let host = host.string, let port = port.int.flatMap(UInt16.init(exactly:)) else { return nil }
        return MediaAddress(host: host, port: port)
    }
}
