/// Cuts messages from a stream by Content-Length (RFC 3261 §18.3). A fault is final: the connection is to be closed.
public struct StreamFramer: Sendable, Equatable {
    private var buffer: [UInt8] = []
    /// Octets before this one have been searched for the empty line.
    private var searched = 0
    /// The whole length of the message that is being received, once its headers are there.
    private var awaited: Int?
    private var fault: SIPError?
    /// Double CRLFs that came and wait for a single one in answer (RFC 5626 §3.5.1). The reader sets it back to 0.
    public var keepAlivesToAnswer = 0
    /// Whether a single CRLF came in answer to our own ping (RFC 5626 §4.4.1). The reader sets it back to false.
    public var hasPong = false
    private var awaitsPong = false

    /// A framer at the beginning of a stream.
    public init() {}

    /// Adds octets as they came. Beyond `MessageLimits.streamOctets` the next `next()` throws.
    public mutating func append(_ bytes: some Collection<UInt8>) {
        guard fault == nil else { return }
        guard buffer.count + bytes.count <= MessageLimits.streamOctets else {
            fault = .limit(.streamOctets)
            buffer = []
            return
        }
        buffer.append(contentsOf: bytes)
    }

    /// We sent a ping: a single CRLF that comes from now on is its answer, and not the first half of the peer's own.
    public mutating func pingSent() {
        awaitsPong = true
        // A lone CRLF from before would make the answer look like a ping.
        if buffer == [13, 10] { buffer = [] }
    }

    /// The next whole message; nil while it is not all there.
    public mutating func next() throws(SIPError) -> [UInt8]? {
        if let fault { throw fault }
        guard let end = try awaitedEnd(), buffer.count >= end else { return nil }
        let message = Array(buffer[..<end])
        buffer.removeFirst(end)
        searched = 0
        awaited = nil
        return message
    }

    /// Where the first message ends; nil while its headers are not all there. Found once for each message, so that
    /// a body that comes in small pieces costs no more than one in a single piece.
    private mutating func awaitedEnd() throws(SIPError) -> Int? {
        if let awaited { return awaited }
        dropLeadingLineBreaks()
        guard let headerEnd = findHeaderEnd() else {
            if buffer.count > MessageLimits.headerOctets { throw fail(.limit(.headerOctets)) }
            return nil
        }
        guard headerEnd <= MessageLimits.headerOctets else { throw fail(.limit(.headerOctets)) }
        let length: Int
        do { length = try Self.contentLength(Array(buffer[..<headerEnd])) } catch { throw fail(error) }
        guard headerEnd + length <= MessageLimits.messageOctets else { throw fail(.limit(.messageOctets)) }
        awaited = headerEnd + length
        return awaited
    }

    /// Octets that belong to a message not yet whole.
    public var isMidMessage: Bool { !buffer.isEmpty }

    private mutating func fail(_ error: SIPError) -> SIPError {
        fault = error
        buffer = []
        return error
    }

    /// RFC 3261 §7.5: CRLF before a start line is no part of the message; two of them ask for an answer, and one is the
    /// answer where we asked (RFC 5626 §4.4.1).
    private mutating func dropLeadingLineBreaks() {
        var count = 0
        while count + 1 < buffer.count, buffer[count] == 13, buffer[count + 1] == 10 {
            if count + 3 < buffer.count, buffer[count + 2] == 13, buffer[count + 3] == 10 {
                keepAlivesToAnswer = min(keepAlivesToAnswer + 1, 16)
                count += 4
            } else if awaitsPong {
                awaitsPong = false
                hasPong = true
                count += 2
            } else if buffer.count - count == 2 || buffer.count - count == 3 && buffer[count + 2] == 13 {
                // Perhaps the first half of a ping: wait for what follows.
                break
            } else {
                count += 2
            }
        }
        if count > 0 {
            buffer.removeFirst(count)
            searched = 0
        }
    }

    private mutating func findHeaderEnd() -> Int? {
        var index = max(0, searched - 3)
        while index + 3 < buffer.count {
            if buffer[index] == 13, buffer[index + 1] == 10, buffer[index + 2] == 13, buffer[index + 3] == 10, index > 0
            {
                return index + 4
            }
            index += 1
        }
        searched = buffer.count
        return nil
    }

    /// RFC 3261 §18.3, §20.14: over a stream the field must be there, and be a number that means one thing only.
    private static func contentLength(_ folded: [UInt8]) throws(SIPError) -> Int {
        var head = folded
        _ = try MessageParser.lines(&head)
        var found: Int?
        var lineStart = 0
        while lineStart < head.count {
            var lineEnd = lineStart
            while lineEnd + 1 < head.count, !(head[lineEnd] == 13 && head[lineEnd + 1] == 10) { lineEnd += 1 }
            var cursor = Cursor(head, from: lineStart, to: lineEnd)
            let name = cursor.run(.token)
            cursor.skipBlanks()
            if cursor.take(58), cursor.equals(name, "content-length") || cursor.equals(name, "l") {
                cursor.skipBlanks()
                let value = Int(try cursor.number(most: UInt64(MessageLimits.messageOctets)))
                cursor.skipBlanks()
                guard cursor.isAtEnd else { throw cursor.fault }
                if let found, found != value { throw .contradiction(.contentLength) }
                found = value
            }
            lineStart = lineEnd + 2
        }
        guard let found else { throw .missing(.contentLength) }
        return found
    }
}
