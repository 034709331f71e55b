/// What a user agent says to a request before it looks at dialogs (RFC 3261 §8.2.1–§8.2.3).
public enum RequestValidity {
    /// A refusal and the header fields that go with it.
    public struct Problem: Sendable, Equatable {
        /// The status of the answer.
        public var status: Int
        /// What the answer must carry: Allow, Unsupported, Accept.
        public var headers: [HeaderField]
    }

    /// The methods that this user agent carries out.
    public static let allowedMethods: [Method] = [
        .invite, .ack, .cancel, .bye, .options, .update, .prack, .notify, .refer, .message, .info,
    ]

    /// nil where the request may go on to its dialog or its method.
    /// - Parameter extensions: the option tags of Supported.
    public static func problem(of request: Message, extensions: [String] = []) -> Problem? {
        let method = request.method
        if method == .ack || method == .cancel { return nil }
        if method == .other { return Problem(status: 501, headers: [.allow(allowedMethods)]) }
        guard allowedMethods.contains(method) else { return Problem(status: 405, headers: [.allow(allowedMethods)]) }
        switch request.requestURI.scheme {
        case .sip, .sips, .tel: break
        case .other: return Problem(status: 416, headers: [])
        }
        // Headers in a Request-URI are not allowed (§19.1.1) and are never acted upon.
        if !request.requestURI.headers.isEmpty { return Problem(status: 400, headers: []) }
        let unknown = request.require.filter { !extensions.contains($0.lowercased()) }
        if !unknown.isEmpty { return Problem(status: 420, headers: [.unsupported(unknown)]) }
        return bodyProblem(of: request)
    }

    private static func bodyProblem(of request: Message) -> Problem? {
        guard request.method == .invite || request.method == .update else { return nil }
        if !request.body.isEmpty, request.contentType != nil, request.bodyPart("application/sdp") == nil {
            let isOptional = request.header("Content-Disposition")?.lowercased().contains("handling=optional") == true
            if !isOptional { return Problem(status: 415, headers: [.accept(["application/sdp"])]) }
        }
        if let encoding = request.header("Content-Encoding"), encoding.lowercased() != "identity" {
            return Problem(status: 415, headers: [.accept(["application/sdp"]), .other("Accept-Encoding", "identity")])
        }
        let accepted = request.tokens("Accept").map { $0.lowercased().prefix { $0 != ";" && $0 != " " } }
        if !accepted.isEmpty, !accepted.contains(where: { ["application/sdp", "application/*", "*/*"].contains($0) }) {
            return Problem(status: 406, headers: [])
        }
        return nil
    }
}
