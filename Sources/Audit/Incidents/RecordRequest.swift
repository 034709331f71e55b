/// A request to the record server: of HTTP/1.1 (RFC 9112) what one client needs that sends JSON.
struct RecordRequest: Equatable {
    var method: String
    /// The path with its query, as it came.
    var target: String
    var body: [UInt8]
}

/// One request out of the octets of a connection, within limits; a pure value.
struct RecordRequestReader {
    enum Progress: Equatable {
        case waiting
        case whole(RecordRequest)
        /// No request, or more than is taken: the status that says so.
        case unfit(Int)
    }

    private var octets: [UInt8] = []

    mutating func take(_ part: some Sequence<UInt8>) -> Progress {
        octets.append(contentsOf: part)
        guard let end = headerEnd else { return octets.count > Limits.recordHeaderOctets ? .unfit(431) : .waiting }
        guard end <= Limits.recordHeaderOctets else { return .unfit(431) }
        let lines = String(decoding: octets[..<end], as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count == 3, words[2] == "HTTP/1.1" else { return .unfit(400) }
        var length = 0
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { return .unfit(400) }
            switch parts[0].lowercased() {
            case "content-length":
                guard let number = Int(parts[1].filter { $0 != " " }), number >= 0 else { return .unfit(400) }
                guard number <= Limits.recordOctets else { return .unfit(413) }
                length = number
            case "transfer-encoding": return .unfit(501)
            default: continue
            }
        }
        let body = octets[(end + 4)...]
        guard body.count >= length else { return .waiting }
        return .whole(
            RecordRequest(method: String(words[0]), target: String(words[1]), body: Array(body.prefix(length))))
    }

    /// Where the empty line is.
    private var headerEnd: Int? {
        guard octets.count >= 4 else { return nil }
        let most = min(octets.count - 4, Limits.recordHeaderOctets)
        return (0...most).first { Array(octets[$0..<($0 + 4)]) == [13, 10, 13, 10] }
    }
}
