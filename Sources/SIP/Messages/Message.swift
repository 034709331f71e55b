/// A SIP message (RFC 3261 §7): its octets, and what they mean, read once and whole. Immutable; two messages are equal when
/// their octets are.
public struct Message: Sendable, Equatable, CustomStringConvertible {
    enum StartLine: BitwiseCopyable, Equatable, Sendable {
        case request(method: Slice, URISlices)
        case status(UInt16, Slice)
    }

    /// The message as it goes over the wire; folds are blanked, octets beyond the body are gone.
    public let bytes: [UInt8]
    let start: StartLine
    let headers: [Header]
    let parameters: [ParameterSlices]
    let bodyStart: Int
    /// Where a request came from, as its top Via is to tell (`stamped`); nil: what the octets say stands.
    private(set) var stamp: ViaStamp?

    /// Reads a datagram, or one message cut from a stream. Octets beyond Content-Length are dropped (RFC 3261 §18.3).
    /// Line ends before the start line are no part of it (§7.5).
    public init(parsing received: [UInt8]) throws(SIPError) {
        var octets = received
        if received.first == 13 {
            let breaks = received.prefix { $0 == 13 || $0 == 10 }.count
            octets.removeFirst(breaks - breaks % 2)
        }
        let parser = try MessageParser(octets)
        var bodyEnd = octets.count
        if let length = try Self.contentLength(parser.headers) {
            guard length <= octets.count - parser.bodyStart else { throw .incomplete }
            bodyEnd = parser.bodyStart + length
        }
        bytes = bodyEnd == octets.count ? parser.cursor.bytes : Array(parser.cursor.bytes[..<bodyEnd])
        start = parser.start
        headers = parser.headers
        parameters = parser.cursor.parameters
        bodyStart = parser.bodyStart
        try checkCounts()
    }

    /// The same message, come from somewhere. Its octets stay as they came: only answers and their ways need the stamp.
    func with(_ stamp: ViaStamp) -> Message {
        var stamped = self
        stamped.stamp = stamp
        return stamped
    }

    /// For a draft that its own parser refuses: no header is known of it.
    init(unread octets: [UInt8]) {
        bytes = octets
        start = .status(0, .none)
        headers = []
        parameters = []
        bodyStart = octets.count
    }

    private static func contentLength(_ headers: [Header]) throws(SIPError) -> Int? {
        var found: Int?
        for header in headers {
            guard case .contentLength(let value) = header.kind else { continue }
            if let found, found != Int(value) { throw .contradiction(.contentLength) }
            found = Int(value)
        }
        return found
    }

    /// RFC 3261 §7.3.1, §8.1.1: what must stand there, and what may stand there once only.
    private func checkCounts() throws(SIPError) {
        var via = 0
        var from = 0
        var to = 0
        var callID = 0
        var cSeq = 0
        var maxForwards = 0
        var contentType = 0
        for header in headers {
            switch header.kind {
            case .via: via += 1
            case .from: from += 1
            case .to: to += 1
            case .callID: callID += 1
            case .cSeq(_, let method):
                cSeq += 1
                if case .request(let ours, _) = start, bytes[ours.range] != bytes[method.range] {
                    throw .contradiction(.cSeq)
                }
            case .maxForwards: maxForwards += 1
            case .contentType: contentType += 1
            default: break
            }
        }
        try Self.checkOnce(from, .from)
        try Self.checkOnce(to, .to)
        try Self.checkOnce(callID, .callID)
        try Self.checkOnce(cSeq, .cSeq)
        if via == 0 { throw .missing(.via) }
        if maxForwards > 1 { throw .contradiction(.maxForwards) }
        if contentType > 1 { throw .contradiction(.contentType) }
    }

    private static func checkOnce(_ count: Int, _ field: SIPError.Field) throws(SIPError) {
        if count == 0 { throw .missing(field) }
        if count > 1 { throw .contradiction(field) }
    }

    /// The start line alone: names and secrets stay out of logs.
    public var description: String {
        isRequest ? "\(methodName) request" : "\(statusCode ?? 0) response to \(cSeq.method.name)"
    }

    /// The same octets.
    public static func == (left: Message, right: Message) -> Bool { left.bytes == right.bytes }
}
