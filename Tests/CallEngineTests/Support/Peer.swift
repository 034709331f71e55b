import CallEngine
import SIP

/// Messages of the far end, written by hand so that the engine's own writer is not its judge.
enum Peer {
    static let sdp =
        "v=0\no=- 7 1 IN IP4 192.0.2.9\ns=-\nc=IN IP4 192.0.2.9\nt=0 0\nm=audio 7000 RTP/AVP 8 101\n"
        + "a=rtpmap:8 PCMA/8000\na=rtpmap:101 telephone-event/8000\n"

    static func sdp(_ direction: String, port: Int = 7_000, version: Int = 2) -> String {
        sdp.replacing("o=- 7 1", with: "o=- 7 \(version)").replacing("audio 7000", with: "audio \(port)")
            + "a=\(direction)\n"
    }

    /// An answer to a request of the engine.
    static func answer(
        _ request: Message, _ status: Int, tag: String? = "peer", body: String = "", headers: [String] = [],
        contact: String? = "<sip:bob@192.0.2.9:5070>"
    ) -> String {
        var lines = ["SIP/2.0 \(status) Whatever"]
        lines += request.headers("Via").map { "Via: \($0)" }
        lines += request.headers("Record-Route").map { "Record-Route: \($0)" }
        lines.append("From: \(request.header("From") ?? "")")
        let to = request.header("To") ?? ""
        lines.append("To: \(to)" + (request.toTag == nil && tag != nil ? ";tag=\(tag ?? "")" : ""))
        lines.append("Call-ID: \(request.callID)")
        lines.append("CSeq: \(request.header("CSeq") ?? "")")
        if let contact { lines.append("Contact: \(contact)") }
        return finish(lines + headers, body)
    }

    /// An INVITE from outside.
    static func invite(
        branch: String = "z9hG4bKin1", callID: String = "incoming-1",
        from: String = "\"Bob Dupont\" <sip:0476001122@example.org>",
        body: String = sdp, headers: [String] = [], cSeq: Int = 1
    ) -> String {
        request(
            "INVITE", branch: branch, callID: callID, from: from + ";tag=caller", cSeq: cSeq, body: body,
            headers: headers)
    }

    static func request(
        _ method: String, branch: String, callID: String = "incoming-1",
        from: String = "\"Bob Dupont\" <sip:0476001122@example.org>;tag=caller", to: String = "<sip:alice@example.org>",
        uri: String = "sip:alice@192.0.2.10:5062", cSeq: Int, body: String = "", headers: [String] = []
    ) -> String {
        let lines = [
            "\(method) \(uri) SIP/2.0", "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=\(branch);rport", "Max-Forwards: 70",
            "From: \(from)", "To: \(to)", "Call-ID: \(callID)", "CSeq: \(cSeq) \(method)",
            "Contact: <sip:bob@192.0.2.9:5070>",
        ]
        return finish(lines + headers, body)
    }

    /// A request in the dialog that the engine's request made.
    static func within(
        _ request: Message, _ method: String, branch: String, cSeq: Int, tag: String = "peer", body: String = ""
    )
        -> String
    {
        Self.request(
            method, branch: branch, callID: request.callID, from: "<sip:bob@example.org>;tag=\(tag)",
            to: request.header("From") ?? "", cSeq: cSeq, body: body)
    }

    /// A request in the dialog that the engine's answer made.
    static func within(answer: Message, _ method: String, branch: String, cSeq: Int, body: String = "") -> String {
        request(
            method, branch: branch, callID: answer.callID, from: answer.header("From") ?? "",
            to: answer.header("To") ?? "",
            cSeq: cSeq, body: body)
    }

    private static func finish(_ lines: [String], _ body: String) -> String {
        var lines = lines
        if !body.isEmpty { lines.append("Content-Type: application/sdp") }
        let octets = body.utf8.count + body.utf8.count { $0 == 10 }
        return (lines + ["Content-Length: \(octets)", "", body]).joined(separator: "\n")
    }
}
