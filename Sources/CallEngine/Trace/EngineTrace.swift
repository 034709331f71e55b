import SIP

/// A run of the engine written down: one JSON object a line, each an input and its moment. Written with `--trace`, read
/// again with `--replay`; the same settings, seed and inputs give the same actions.
///
/// The first line is `{"seed":"<hexadecimal>","trace":1}`. Every other has `us` (microseconds since the start), `in` (the
/// input's name) and the input's own members. A message is `text` where it is UTF-8, else `hex`.
/// Secrets are masked: digits become 0, the values of Authorization and Proxy-Authorization become dots, of equal length.
public enum EngineTrace {
    /// The first line of a trace.
    public static func header(seed: [UInt8]) -> String {
        TraceValue.object(["trace": .whole(1), "seed": .text(hexadecimal(seed))]).json
    }

    /// The seed in a trace's first line; nil where this is no trace of ours.
    public static func seed(ofHeader line: String) -> [UInt8]? {
        guard let value = TraceReader.read(line), value["trace"]?.int == 1 else { return nil }
        return value["seed"]?.string.flatMap(octets(hexadecimal:))
    }

    /// One input as a line, without its end.
    /// - Parameter microseconds: since the start of the run.
    public static func line(_ input: EngineInput, atMicroseconds microseconds: Int64) -> String {
        var members = members(of: input)
        members["us"] = .whole(microseconds)
        return TraceValue.object(members).json
    }

    /// Reads a line back; nil where it is no input.
    public static func read(_ line: String) -> (microseconds: Int64, input: EngineInput)? {
        guard let value = TraceReader.read(line), let microseconds = value["us"]?.int64, let input = input(of: value)
        else { return nil }
        return (microseconds, input)
    }

    private static func members(of input: EngineInput) -> [String: TraceValue] {
        switch input {
        case .command(let command): return commandMembers(command)
        case .received(let octets, let flow, let source):
            var result: [String: TraceValue] = ["in": .text("received"), "flow": .whole(Int64(flow.number))]
            result["from"] = address(source)
            let masked = TraceMask.masked(octets)
            if let text = String(validating: masked, as: UTF8.self) {
                result["text"] = .text(text)
            } else {
                result["hex"] = .text(hexadecimal(masked))
            }
            return result
        case .flowOpened(let flow, let local, let remote):
            return flowMembers("flowOpened", flow, local, remote)
        case .flowAccepted(let flow, let local, let remote):
            return flowMembers("flowAccepted", flow, local, remote)
        case .flowClosed(let flow, let problem):
            var result: [String: TraceValue] = ["in": .text("flowClosed"), "flow": .whole(Int64(flow.number))]
            result["problem"] = problem.map { .text($0.traceName) }
            return result
        case .pong(let flow): return ["in": .text("pong"), "flow": .whole(Int64(flow.number))]
        case .located(let id, let candidates):
            return [
                "in": .text("located"), "location": .whole(Int64(id.number)),
                "candidates": .list(candidates.map { .list([address($0.address), .text($0.name)]) }),
            ]
        case .network(let change): return ["in": .text("network"), "change": .text(change.rawValue)]
        case .media(let report): return mediaMembers(report)
        case .timeout: return ["in": .text("timeout")]
        }
    }

    private static func input(of value: TraceValue) -> EngineInput? {
        guard let name = value["in"]?.string else { return nil }
        let flow = value["flow"]?.int.map { FlowID($0) }
        switch name {
        case "timeout": return .timeout
        case "received":
            guard let flow, let source = address(value["from"]) else { return nil }
            if let text = value["text"]?.string { return .received(Array(text.utf8), on: flow, from: source) }
            guard let octets = value["hex"]?.string.flatMap(octets(hexadecimal:)) else { return nil }
            return .received(octets, on: flow, from: source)
        case "flowOpened", "flowAccepted":
            guard let flow, let local = address(value["local"]), let remote = address(value["remote"]) else {
                return nil
            }
            return name == "flowOpened"
                ? .flowOpened(flow, local: local, remote: remote) : .flowAccepted(flow, local: local, remote: remote)
        case "flowClosed":
            return flow.map { .flowClosed($0, value["problem"]?.string.flatMap(FlowProblem.init(traceName:))) }
        case "pong": return flow.map { .pong($0) }
        case "located": return located(value)
        case "network": return value["change"]?.string.flatMap(NetworkChange.init(rawValue:)).map { .network($0) }
        case "media": return mediaReport(of: value).map { .media($0) }
        case "command": return command(of: value).map { .command($0) }
        default: return nil
        }
    }

    private static func flowMembers(
        _ name: String, _ flow: FlowID, _ local: TransportAddress, _ remote: TransportAddress
    ) -> [String: TraceValue] {
        [
            "in": .text(name), "flow": .whole(Int64(flow.number)), "local": address(local), "remote": address(remote),
        ]
    }

    private static func located(_ value: TraceValue) -> EngineInput? {
        guard let number = value["location"]?.int, let list = value["candidates"]?.list else { return nil }
        let candidates = list.compactMap { entry -> ServerCandidate? in
            guard let parts = entry.list, parts.count == 2, let address = address(parts[0]), let name = parts[1].string
            else { return nil }
            return ServerCandidate(address: address, name: name)
        }
        return .located(LocationID(number), candidates)
    }

    private static func address(_ address: TransportAddress) -> TraceValue {
        .list([.text(address.transport.rawValue), .text(address.host), .whole(Int64(address.port))])
    }

    private static func address(_ value: TraceValue?) -> TransportAddress? {
        guard let parts = value?.list, parts.count == 3,
            let transport = parts[0].string.flatMap(TransportProtocol.init(rawValue:)), let host = parts[1].string,
            let port = parts[2].int.flatMap(UInt16.init(exactly:))
        else { return nil }
        return TransportAddress(transport: transport, host: host, port: port)
    }

    private static func hexadecimal(_ octets: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        return String(octets.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    private static func octets(hexadecimal text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        return try? stride(from: 0, to: digits.count, by: 2).map { place throws(NotHexadecimal) in
            let pair = String(decoding: digits[place...(place + 1)], as: UTF8.self)
            guard let octet = UInt8(pair, radix: 16) else { throw NotHexadecimal() }
            return octet
        }
    }

    private struct NotHexadecimal: Error {}
}
