import CallEngine
import Foundation
import SIP
import Testing

/// The messages of RFC 4475 and RFC 5118 given to a user agent as datagrams: it answers as the manifest's `uas` column says.
@Suite struct TortureTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var file: String
        var allowed: [String]
        var octets: [UInt8]
        var testDescription: String { file }
    }

    static let cases: [Case] = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("SIPTests/Torture/Messages")
        guard let manifest = try? String(contentsOf: folder.appendingPathComponent("manifest.tsv"), encoding: .utf8)
        else { return [] }
        return manifest.split(separator: "\n").dropFirst().compactMap { line in
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard columns.count >= 9, let data = try? Data(contentsOf: folder.appendingPathComponent(columns[0])) else {
                return nil
            }
            let codes = (columns[8].split(whereSeparator: { $0 == ":" || $0 == " " || $0 == "\r" }).first ?? "").split(
                separator: "|")
            return Case(file: columns[0], allowed: codes.map(String.init), octets: Array(data))
        }
    }()

    @Test func theManifestIsThere() {
        #expect(Self.cases.count == 62)
    }

    @Test(arguments: cases)
    func theAnswerIsTheManifests(item: Case) throws {
        var bench = Bench()
        bench.start()
        let transport: TransportProtocol = .udp
        let source = TransportAddress(transport: transport, host: "192.0.2.200", port: 5_061)
        bench.input(.received(item.octets, on: FlowID(1), from: source))
        let rings = bench.core.calls.count == 1
        let finals = bench.octetsSent.compactMap { Int(String(decoding: $0.prefix(11).suffix(3), as: UTF8.self)) }
            .filter { $0 >= 200 }
        if item.allowed.first == "n/a" {
            #expect(bench.octetsSent.isEmpty && !rings)
        } else if rings {
            #expect(item.allowed.contains("2xx") && finals.isEmpty)
            bench.command(.answer(CallID(1)))
            #expect(bench.sent.last?.statusCode == 200)
        } else if finals.isEmpty {
            #expect(item.allowed.contains("drop"), "no answer, expected \(item.allowed)")
        } else {
            #expect(finals.count == 1 && item.allowed.contains("\(finals[0])"), "\(finals), expected \(item.allowed)")
        }
    }

    @Test func damagedMessagesNeverTrap() {
        var randomness = Randomness(seed: [4, 4, 7, 5])
        for item in Self.cases {
            var bench = Bench()
            bench.start()
            for _ in 0..<20 {
                var octets = item.octets
                for _ in 0..<Int.random(in: 1...8, using: &randomness) where !octets.isEmpty {
                    octets[Int.random(in: 0..<octets.count, using: &randomness)] = .random(
                        in: 0...255, using: &randomness)
                }
                bench.input(.received(octets, on: FlowID(1), from: Bench.server))
            }
            for call in bench.core.calls { bench.command(.answer(call.id)) }
            bench.advance(by: .seconds(70))
            #expect(bench.core.calls.allSatisfy { $0.state == .incoming } || bench.core.calls.isEmpty)
        }
    }
}
