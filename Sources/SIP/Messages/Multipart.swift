/// The parts of a multipart body (RFC 2046 §5.1, RFC 5621 §3), in one pass over the octets.
public enum Multipart {
    /// One part: its media type in lower case, whether a receiver that does not know it may pass it over, and its octets.
    public struct Part: Sendable, Equatable {
        /// `text/plain` where the part does not say it (RFC 2046 §5.1).
        public var type: MediaType
        /// Content-Disposition's `handling=optional` (RFC 3204 §6).
        public var isOptional: Bool
        public var octets: ArraySlice<UInt8>
    }

    /// Parts of one body that are read; the rest is passed over.
    public static let maximumParts = 16
    /// Multiparts within multiparts that are followed.
    public static let maximumDepth = 3
    /// Octets of a boundary (RFC 2046 §5.1.1).
    public static let maximumBoundaryOctets = 70
    /// Octets of a part's own header.
    static let maximumHeaderOctets = 2_048

    /// Every part, those of inner multiparts in place; nil where the boundary is missing, too long or never ends.
    /// - Parameter contentType: the whole value of Content-Type, parameters too.
    public static func parts(of body: ArraySlice<UInt8>, contentType: String) -> [Part]? {
        var found: [Part] = []
        guard collect(body, contentType, depth: 0, into: &found) else { return nil }
        return found
    }

    private static func collect(
        _ body: ArraySlice<UInt8>, _ contentType: String, depth: Int, into found: inout [Part]
    ) -> Bool {
        guard depth < maximumDepth, let boundary = boundary(of: contentType),
            let pieces = pieces(of: body, boundary: boundary)
        else { return false }
        for piece in pieces where found.count < maximumParts {
            let (type, value, isOptional, octets) = opened(piece)
            if type.type == "multipart" {
                guard collect(octets, value, depth: depth + 1, into: &found) else { return false }
            } else {
                found.append(Part(type: type, isOptional: isOptional, octets: octets))
            }
        }
        return true
    }

    /// The `boundary` parameter, unquoted.
    static func boundary(of contentType: String) -> [UInt8]? {
        for parameter in contentType.split(separator: ";").dropFirst() {
            let pair = parameter.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].filter({ !$0.isWhitespace }).lowercased() == "boundary" else { continue }
            let octets = pair[1].utf8.filter { $0 != 34 && $0 != 32 && $0 != 9 }
            return octets.isEmpty || octets.count > maximumBoundaryOctets ? nil : Array(octets)
        }
        return nil
    }

    /// What stands between the delimiter lines; the last one must be the closing one.
    private static func pieces(of body: ArraySlice<UInt8>, boundary: [UInt8]) -> [ArraySlice<UInt8>]? {
        var pieces: [ArraySlice<UInt8>] = []
        var start: Int?
        var line = body.startIndex
        while line < body.endIndex {
            let next = body[line...].firstIndex(of: 10).map { $0 + 1 } ?? body.endIndex
            if let isClosing = delimiter(body[line..<next], boundary) {
                if let start, pieces.count < maximumParts {
                    pieces.append(body[start..<end(before: line, in: body, from: start)])
                }
                if isClosing { return pieces }
                start = next
            }
            line = next
        }
        return nil
    }

    /// The line end before a delimiter belongs to the delimiter (RFC 2046 §5.1.1).
    private static func end(before line: Int, in body: ArraySlice<UInt8>, from start: Int) -> Int {
        var end = line
        if end > start, body[end - 1] == 10 { end -= 1 }
        if end > start, body[end - 1] == 13 { end -= 1 }
        return end
    }

    /// Whether a line is a delimiter, and then whether it closes; nil: an ordinary line.
    private static func delimiter(_ line: ArraySlice<UInt8>, _ boundary: [UInt8]) -> Bool? {
        guard line.count >= boundary.count + 2, line.starts(with: [45, 45]),
            line.dropFirst(2).starts(with: boundary)
        else { return nil }
        let rest = line.dropFirst(2 + boundary.count)
        let isClosing = rest.starts(with: [45, 45])
        let blank = rest.dropFirst(isClosing ? 2 : 0).allSatisfy { $0 == 32 || $0 == 9 || $0 == 13 || $0 == 10 }
        return blank ? isClosing : nil
    }

    /// Reads a part's own header and cuts it off.
    private static func opened(
        _ piece: ArraySlice<UInt8>
    ) -> (type: MediaType, value: String, isOptional: Bool, octets: ArraySlice<UInt8>) {
        var type = MediaType("text", "plain")
        var value = ""
        var isOptional = false
        var line = piece.startIndex
        let limit = min(piece.endIndex, piece.startIndex + maximumHeaderOctets)
        while line < limit {
            let next = piece[line..<limit].firstIndex(of: 10).map { $0 + 1 } ?? limit
            let text = String(decoding: piece[line..<next], as: UTF8.self)
            line = next
            let bare = text.filter { $0 != "\r" && $0 != "\n" && $0 != "\r\n" }
            if bare.isEmpty { break }
            let field = bare.split(separator: ":", maxSplits: 1)
            guard field.count == 2 else { continue }
            switch field[0].filter({ !$0.isWhitespace }).lowercased() {
            case "content-type", "c":
                value = String(field[1])
                let name = value.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased().split(separator: "/")
                if name.count == 2 { type = MediaType(String(name[0]), String(name[1])) }
            case "content-disposition": isOptional = field[1].lowercased().contains("handling=optional")
            default: continue
            }
        }
        return (type, value, isOptional, piece[line...])
    }
}

extension Message {
    /// The part of the body of a media type: the body itself, or the first such part of a multipart (RFC 5621 §3.1).
    /// nil where there is none.
    /// - Parameter type: in lower case, such as `application/sdp`.
    public func bodyPart(_ type: String) -> ArraySlice<UInt8>? {
        guard !body.isEmpty, let own = contentType else { return nil }
        if own.name == type { return body }
        guard own.type == "multipart", let value = header("Content-Type") else { return nil }
        return Multipart.parts(of: body, contentType: value)?.first { $0.type.name == type }?.octets
    }
}
