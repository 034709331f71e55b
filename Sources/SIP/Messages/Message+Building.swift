extension Message {
    /// A request (RFC 3261 §7.1). Content-Length is always written.
    public static func request(
        _ method: Method, uri: URI, headers: [HeaderField], body: [UInt8] = [], contentType: String? = nil,
        compact: Bool = false
    ) -> Message {
        var writer = MessageWriter(isCompact: compact)
        writer.requestLine(method, uri)
        for header in headers { writer.field(header) }
        writer.body(body, contentType: contentType)
        return writer.message()
    }

    /// A response (RFC 3261 §8.2.6): Via in order, From, To with our tag, Call-ID and CSeq are the request's.
    /// - Parameter toTag: set where the request's To has none; nil for 100.
    public static func response(
        to request: Message, status: Int, reason: String? = nil, toTag: String?, headers: [HeaderField] = [],
        body: [UInt8] = [], contentType: String? = nil, copyRecordRoutes: Bool = false
    ) -> Message {
        var writer = MessageWriter(isCompact: false)
        writer.statusLine(status, reason ?? standardReason(status))
        var isTopVia = true
        for header in request.headers {
            switch header.kind {
            case .via(let slices) where isTopVia && request.stamp != nil:
                isTopVia = false
                writer.field(.via(request.via(slices, isTop: true)))
            case .via: writer.copy("Via", header.value, of: request)
            case .recordRoute where copyRecordRoutes: writer.copy("Record-Route", header.value, of: request)
            case .from: writer.copy("From", header.value, of: request)
            case .to(let slices):
                let hasTag = request.parameter("tag", slices.parameters) != nil
                writer.copy("To", header.value, of: request, tag: hasTag ? nil : toTag)
            case .callID: writer.copy("Call-ID", header.value, of: request)
            case .cSeq: writer.copy("CSeq", header.value, of: request)
            default: continue
            }
        }
        for header in headers { writer.field(header) }
        writer.body(body, contentType: contentType)
        return writer.message()
    }

    /// The same message with the top Via telling where it came from (RFC 3261 §18.2.1, RFC 3581 §4).
    public func stamped(receivedFrom host: String, port: UInt16) -> Message {
        guard isRequest, let via = topVia else { return self }
        if via.wantsResponsePort { return with(ViaStamp(host: host, port: port)) }
        return via.host.lowercased() == host.lowercased() ? self : with(ViaStamp(host: host, port: nil))
    }

    /// The request again with a new branch and CSeq, and with these credentials in place of older ones (RFC 3261 §22.2).
    public func retried(branch: String, cSeq: UInt32, authorizations: [HeaderField]) -> Message {
        rewritten(
            topVia: topVia?.with("branch", branch), cSeq: cSeq, extra: authorizations,
            without: authorizations.map { $0.name.lowercased() })
    }

    /// The request again with another session description (RFC 3261 §21.4.13, §21.4.26): another branch and CSeq, and
    /// without the credentials, which were for the former body.
    public func redescribed(branch: String, cSeq: UInt32, body: [UInt8]) -> Message {
        rewritten(
            topVia: topVia?.with("branch", branch), cSeq: cSeq, without: ["authorization", "proxy-authorization"],
            body: body)
    }

    /// The same message with another top Via: it goes by another transport (RFC 3261 §18.1.1).
    public func with(topVia via: Via) -> Message { rewritten(topVia: via) }

    private func rewritten(
        topVia: Via?, cSeq: UInt32? = nil, extra: [HeaderField] = [], without dropped: [String] = [],
        body newBody: [UInt8]? = nil
    ) -> Message {
        var writer = MessageWriter(isCompact: false)
        writer.startLineAgain(of: self)
        var isFirstVia = true
        for header in headers {
            if !dropped.isEmpty, dropped.contains(text.string(header.name).lowercased()) { continue }
            switch header.kind {
            case .via where isFirstVia:
                isFirstVia = false
                if let topVia { writer.field(.via(topVia)) } else { writer.again(header, of: self) }
            case .cSeq(let number, let method): writer.line("CSeq", "\(cSeq ?? number) \(text.string(method))")
            case .contentLength, .contentType: continue
            default: writer.again(header, of: self)
            }
        }
        for header in extra { writer.field(header) }
        writer.body(newBody?[...] ?? body, contentType: header("Content-Type"))
        return writer.message()
    }

    /// The words of a status (RFC 3261 §21 and the RFCs of the others); "Unknown" where there are none.
    public static func standardReason(_ status: Int) -> String { reasons[status] ?? "Unknown" }

    private static let reasons: [Int: String] = [
        100: "Trying", 180: "Ringing", 181: "Call Is Being Forwarded", 182: "Queued", 183: "Session Progress",
        200: "OK",
        202: "Accepted", 300: "Multiple Choices", 301: "Moved Permanently", 302: "Moved Temporarily", 305: "Use Proxy",
        380: "Alternative Service", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
        405: "Method Not Allowed", 406: "Not Acceptable", 407: "Proxy Authentication Required", 408: "Request Timeout",
        410: "Gone", 413: "Request Entity Too Large", 414: "Request-URI Too Long", 415: "Unsupported Media Type",
        416: "Unsupported URI Scheme", 420: "Bad Extension", 421: "Extension Required", 423: "Interval Too Brief",
        480: "Temporarily Unavailable", 481: "Call/Transaction Does Not Exist", 482: "Loop Detected",
        483: "Too Many Hops",
        484: "Address Incomplete", 485: "Ambiguous", 486: "Busy Here", 487: "Request Terminated",
        488: "Not Acceptable Here",
        489: "Bad Event", 491: "Request Pending", 493: "Undecipherable", 500: "Server Internal Error",
        501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Server Time-out",
        505: "Version Not Supported", 513: "Message Too Large", 600: "Busy Everywhere", 603: "Decline",
        604: "Does Not Exist Anywhere", 606: "Not Acceptable",
    ]
}
