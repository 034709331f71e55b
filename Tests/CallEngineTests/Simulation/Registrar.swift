import Foundation
import SIP

/// A tiny registrar and stateless record-routing proxy (RFC 3261 §16.11) that works on the lines of messages: nothing of
/// the engine's own parser, so that it judges it too.
struct Registrar {
    static let address = TransportAddress(transport: .udp, host: "192.0.2.1", port: 5_060)
    /// By address of record without its host.
    private(set) var contacts: [Substring: String] = [:]

    /// - Returns: what to send, and where to.
    mutating func receive(_ octets: [UInt8], from source: TransportAddress) -> [(octets: [UInt8], to: TransportAddress)]
    {
        let text = String(decoding: octets, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { return [] }
        var lines = text[..<end.lowerBound].split(separator: "\r\n").map(String.init)
        let body = String(text[end.upperBound...])
        guard let start = lines.first else { return [] }
        if start.hasPrefix("SIP/2.0") { return forwardResponse(&lines, body) }
        let words = start.split(separator: " ")
        guard words.count == 3 else { return [] }
        if words[0] == "REGISTER" { return register(lines, from: source) }
        // A probe of the proxy itself (RFC 3261 §11).
        if words[0] == "OPTIONS", !words[1].contains("@") {
            return [(Self.octets(Self.answer("200 OK", to: lines), ""), source)]
        }
        return forward(words[0], words[1], &lines, body)
    }

    private func forwardResponse(_ lines: inout [String], _ body: String) -> [(octets: [UInt8], to: TransportAddress)] {
        guard let own = lines.firstIndex(where: { $0.hasPrefix("Via:") }) else { return [] }
        lines.remove(at: own)
        guard let next = lines.first(where: { $0.hasPrefix("Via:") }), let to = Self.sentBy(next) else { return [] }
        return [(Self.octets(lines, body), to)]
    }

    private mutating func register(
        _ lines: [String], from source: TransportAddress
    ) -> [(octets: [UInt8], to: TransportAddress)] {
        let hasCredentials = lines.contains { $0.hasPrefix("Authorization:") }
        var answer = Self.answer(hasCredentials ? "200 OK" : "401 Unauthorized", to: lines)
        if hasCredentials {
            if let contact = lines.first(where: { $0.hasPrefix("Contact:") }), let uri = Self.uri(contact),
                let to = lines.first(where: { $0.hasPrefix("To:") }), let record = Self.uri(to)
            {
                let isLeaving = lines.contains("Expires: 0")
                contacts[record.prefix { $0 != "@" }] = isLeaving ? nil : uri
                if !isLeaving { answer.append(contact + ";expires=300") }
            }
        } else {
            answer.append("WWW-Authenticate: Digest realm=\"example.org\", nonce=\"n\", qop=\"auth\"")
        }
        return [(Self.octets(answer, ""), source)]
    }

    private func forward(
        _ method: Substring, _ target: Substring, _ lines: inout [String], _ body: String
    ) -> [(octets: [UInt8], to: TransportAddress)] {
        var uri = String(target)
        if let route = lines.firstIndex(where: { $0.hasPrefix("Route:") }) { lines.remove(at: route) }
        if uri.hasSuffix("@example.org") {
            guard let contact = contacts[uri.prefix { $0 != "@" }] else { return [] }
            uri = contact
        }
        guard let to = Self.place(uri.drop { $0 != "@" }.dropFirst()),
            let via = lines.firstIndex(where: { $0.hasPrefix("Via:") }),
            let branch = lines[via].range(of: "branch=").map({ lines[via][$0.upperBound...].prefix { $0 != ";" } })
        else { return [] }
        lines[0] = "\(method) \(uri) SIP/2.0"
        lines.insert("Via: SIP/2.0/UDP 192.0.2.1:5060;branch=\(branch)p", at: via)
        if method == "INVITE" { lines.insert("Record-Route: <sip:192.0.2.1:5060;lr>", at: via) }
        return [(Self.octets(lines, body), to)]
    }

    private static func answer(_ status: String, to lines: [String]) -> [String] {
        var answer = ["SIP/2.0 " + status]
        for line in lines where ["Via:", "From:", "To:", "Call-ID:", "CSeq:"].contains(where: line.hasPrefix) {
            answer.append(line.hasPrefix("To:") ? line + ";tag=registrar" : line)
        }
        return answer
    }

    private static func octets(_ lines: [String], _ body: String) -> [UInt8] {
        Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8)
    }

    private static func uri(_ contact: String) -> String? {
        guard let start = contact.firstIndex(of: "<"), let end = contact.firstIndex(of: ">") else { return nil }
        return String(contact[contact.index(after: start)..<end])
    }

    private static func sentBy(_ via: String) -> TransportAddress? {
        via.split(separator: " ").dropFirst(2).first.flatMap { place($0.prefix { $0 != ";" }) }
    }

    private static func place(_ text: Substring) -> TransportAddress? {
        let parts = text.prefix { $0 != ";" }.split(separator: ":")
        guard parts.count == 2, let port = UInt16(parts[1]) else { return nil }
        return TransportAddress(transport: .udp, host: String(parts[0]), port: port)
    }
}
