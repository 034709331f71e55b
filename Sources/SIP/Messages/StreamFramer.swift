/// Cuts messages from a stream by Content-Length (RFC 3261 §18.3). A fault is final: the connection is to be closed.
public struct StreamFramer: Sendable, Equatable {
    private var buffer: [UInt8] = []
    /// Octets before this one have been searched for the empty line.
    private var searched = 0
    private var fault: SIPError?
    /// Double CRLFs that came and wait for a single one in answer (RFC 5626 §3.5.1). The reader sets it back to 0.
    public var keepAlivesToAnswer = 0

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

    /// The next whole message; nil while it is not all there.
    public mutating func next() throws(SIPError) -> [UInt8]? {
        if let fault { throw fault }
        dropLeadingLineBreaks()
        guard let headerEnd = findHeaderEnd() else {
            if buffer.count > MessageLimits.headerOctets { throw fail(.limit(.headerOctets)) }
            return nil
        }
        let length: Int
        do { length = try Self.contentLength(Array(buffer[..<headerEnd])) } catch { throw fail(error) }
        guard headerEnd + length <= MessageLimits.messageOctets else { throw fail(.limit(.messageOctets)) }
        guard buffer.count >= headerEnd + length else { return nil }
        let message = Array(buffer[..<(headerEnd + length)])
        buffer.removeFirst(headerEnd + length)
        searched = 0
        return message
    }

    /// Octets that belong to a message not yet whole.
    public var isMidMessage: Bool { !buffer.isEmpty }

    private mutating func fail(_ error: SIPError) -> SIPError {
        fault = error
        buffer = []
        return error
    }

    /// RFC 3261 §7.5: CRLF before a start line is no part of the message; two of them ask for an answer.
    private mutating func dropLeadingLineBreaks() {
        var count = 0
        while count + 1 < buffer.count, buffer[count] == 13, buffer[count + 1] == 10 {
            if count + 3 < buffer.count, buffer[count + 2] == 13, buffer[count + 3] == 10 {
                keepAlivesToAnswer = min(keepAlivesToAnswer + 1, 16)
                count += 4
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
            if buffer[index] == 13, buffer[index + 1] == 10, buffer[index + 2] == 13, buffer[index + 3] == 10, index > 0 {
                return index + 4
            }
            index += 1
        }
        searched = buffer.count
        return nil
    }

    /// RFC 3261 §20.14: over a stream the field must be there.
    private static func contentLength(_ head: [UInt8]) throws(SIPError) -> Int {
        var found: Int?
        var lineStart = 0
        while lineStart < head.count {
            var lineEnd = lineStart
            while lineEnd < head.count, head[lineEnd] != 13 { lineEnd += 1 }
            var cursor = Cursor(head, from: lineStart, to: lineEnd)
            let name = cursor.run(.token)
            cursor.skipBlanks()
            if name.count > 0, cursor.take(58), cursor.equals(name, "content-length") || cursor.equals(name, "l") {
                cursor.skipBlanks()
                var end = lineEnd
                // A folded value (RFC 3261 §7.3.1).
                if cursor.isAtEnd, end + 2 < head.count, head[end + 2].isBlank {
                    end = end + 2
                    while end < head.count, head[end] != 13 { end += 1 }
                    cursor = Cursor(head, from: lineEnd + 2, to: end)
                    cursor.skipBlanks()
                }
                let value = Int(try cursor.number(most: UInt64(MessageLimits.messageOctets)))
                if let found, found != value { throw .contradiction(.contentLength) }
                found = value
            }
            lineStart = lineEnd + 2
        }
        guard let found else { throw .missing(.contentLength) }
        return found
    }
}
