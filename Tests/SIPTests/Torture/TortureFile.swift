import Foundation
import Testing

@testable import SIP

/// One row of the manifest of RFC 4475 and RFC 5118 messages, with the message's octets.
struct TortureFile: Sendable, CustomTestStringConvertible {
    let path: String
    let kind: String
    let userAgentServer: String
    let octets: [UInt8]

    var name: String { path.split(separator: "/").last.map { String($0.dropLast(4)) } ?? path }
    var testDescription: String { path }

    /// The statuses that the manifest allows, "drop" and "2xx" as they stand; empty for responses.
    var allowedAnswers: Set<String> {
        let codes = userAgentServer.split(separator: ":", maxSplits: 1).first ?? ""
        let withoutOrigin = codes.split(separator: " ").first ?? ""
        return withoutOrigin == "n/a" ? [] : Set(withoutOrigin.split(separator: "|").map(String.init))
    }

    static let all: [TortureFile] = {
        guard let folder = Bundle.module.resourceURL?.appendingPathComponent("Messages"),
            let manifest = try? String(contentsOf: folder.appendingPathComponent("manifest.tsv"), encoding: .utf8)
        else { return [] }
        return manifest.split(separator: "\n").dropFirst().compactMap { line in
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard columns.count >= 9, let data = try? Data(contentsOf: folder.appendingPathComponent(columns[0])),
                data.count == Int(columns[4])
            else { return nil }
            return TortureFile(path: columns[0], kind: columns[3], userAgentServer: columns[8], octets: Array(data))
        }
    }()

    /// The file of that name, read as a datagram.
    static func message(_ name: String) throws -> Message {
        let file = try #require(all.first { $0.name == name })
        return try Message(parsing: file.octets)
    }

    /// What a user agent without dialogs says to the octets: a status, "drop", or "accept" for the core to go on.
    static func verdict(_ octets: [UInt8]) -> String {
        do throws(SIPError) {
            let message = try Message(parsing: octets)
            guard message.isRequest else { return "accept" }
            return RequestValidity.problem(of: message).map { "\($0.status)" } ?? "accept"
        } catch {
            guard let answer = Message.malformedResponse(for: octets, error: error) else { return "drop" }
            return String(decoding: answer.dropFirst(8).prefix(3), as: UTF8.self)
        }
    }
}
