extension Message {
    /// The stateless answer to a request that cannot be read whole: nil where nothing should be said (a response, an ACK, no
    /// Via that can be echoed). The fields are echoed as they stand, line by line, without controls.
    public static func malformedResponse(for octets: [UInt8], error: SIPError) -> [UInt8]? {
        guard octets.count <= MessageLimits.messageOctets else { return nil }
        let lines = unfoldedLines(octets)
        guard let first = lines.first, !first.hasPrefix("SIP/"), !first.uppercased().hasPrefix("ACK "),
            first.split(separator: " ").last?.uppercased().hasPrefix("SIP/") == true
                || first.uppercased().contains(" SIP/2.0")
        else { return nil }
        var writer = MessageWriter(isCompact: false)
        let status = status(of: error, inRequest: first)
        writer.statusLine(status, standardReason(status))
        if status == 501 { writer.field(.allow(RequestValidity.allowedMethods)) }
        var seen: Set<String> = []
        for line in lines.dropFirst().prefix(MessageLimits.headers) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let name = line[..<colon].lowercased().filter { !$0.isWhitespace }
            let value = String(line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" })
            guard let long = echoed[name] else { continue }
            if long == "Via" {
                writer.line(long, value)
            } else if !seen.contains(long) {
                let untagged = long == "To" && !value.lowercased().contains("tag=")
                writer.line(long, untagged ? value + ";tag=malformed" : value)
            }
            seen.insert(long)
        }
        guard seen.contains("Via") else { return nil }
        writer.body([UInt8](), contentType: nil)
        return writer.octets
    }

    /// An unknown method is the first thing to say, whatever CSeq holds (RFC 3261 §8.2.1, RFC 4475 §3.1.2.18).
    private static func status(of error: SIPError, inRequest startLine: String) -> Int {
        let method = Method(name: String(startLine.prefix { $0 != " " }))
        return error == .contradiction(.cSeq) && method == .other ? 501 : error.status
    }

    private static let echoed = [
        "via": "Via", "v": "Via", "from": "From", "f": "From", "to": "To", "t": "To", "call-id": "Call-ID",
        "i": "Call-ID",
        "cseq": "CSeq",
    ]

    private static func unfoldedLines(_ octets: [UInt8]) -> [String] {
        var lines: [[UInt8]] = []
        var line: [UInt8] = []
        var index = 0
        while index < octets.count {
            if octets[index] == 13, index + 1 < octets.count, octets[index + 1] == 10 {
                index += 2
                if index < octets.count, octets[index].isBlank, !line.isEmpty { continue }
                if line.isEmpty { break }
                lines.append(line)
                line = []
            } else {
                line.append(octets[index])
                index += 1
            }
        }
        if !line.isEmpty { lines.append(line) }
        return lines.map { String(decoding: $0, as: UTF8.self) }
    }
}
