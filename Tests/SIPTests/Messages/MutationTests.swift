import Testing

@testable import SIP

/// Seeded mutations of the torture messages through everything that reads octets: no trap, and what is read stays read.
@Suite struct MutationTests {
    /// A small generator whose runs can be repeated (xorshift64*).
    struct Generator {
        var state: UInt64
        mutating func next(below bound: Int) -> Int {
            state ^= state >> 12
            state ^= state << 25
            state ^= state >> 27
            return bound < 1 ? 0 : Int((state &* 2_685_821_657_736_338_717) >> 33) % bound
        }
    }

    static let fragments: [[UInt8]] = [
        "\r\n", "\r\n ", "\r\n\r\n", "\"", "\\", "<", ">", ";", ",", "%", "%4", "[", "]", ":", "::::", "=", "@", "*",
        "\r", "\n",
        "\u{0}", "\u{ff}", "Via: SIP/2.0/UDP a", "l: 9", "99999999999999999999", "-1", "SIP/2.0 ", "sip:", "tel:", "</",
        ";tag=", "Contact: *\r\n", "WWW-Authenticate: Digest ", "Reason: SIP;cause=", "Retry-After: 9999999999 (x)",
        "Event: ;;", "Content-Encoding:\r\n",
    ].map { Array($0.utf8) }

    static func mutated(_ octets: [UInt8], _ generator: inout Generator) -> [UInt8] {
        var octets = octets
        for _ in 0...generator.next(below: 3) {
            let place = generator.next(below: octets.count + 1)
            switch generator.next(below: 6) {
            case 0: if place < octets.count { octets[place] = UInt8(truncatingIfNeeded: generator.next(below: 256)) }
            case 1: octets.insert(contentsOf: fragments[generator.next(below: fragments.count)], at: place)
            case 2: octets.removeSubrange(place..<min(place + 1 + generator.next(below: 20), octets.count))
            case 3: octets.removeSubrange(place...)
            case 4:
                let end = min(place + generator.next(below: 60), octets.count)
                octets.insert(contentsOf: Array(octets[place..<end]), at: generator.next(below: octets.count + 1))
            default: if place < octets.count { octets[place] ^= UInt8(1 << generator.next(below: 8)) }
            }
        }
        return octets
    }

    /// Everything that others ask of a message.
    static func readAll(_ message: Message) -> Int {
        var size = message.description.count + message.from.description.count + message.to.description.count
        size +=
            message.requestURI.description.count + message.vias.count + message.contacts.count + message.routes.count
        size += message.recordRoutes.count + message.assertedIdentities.count + message.challenges.count
        size +=
            message.reasons.count + message.privacy.levels.count + message.diversions.count
            + message.historyOfForwarding.count
            + message.alertInfos.count + message.callInfos.count + message.remotePartyIDs.count
            + message.supported.count + message.body.count
        size += Int(message.retryAfter ?? 0) & 1 + Int(message.minExpires ?? 0) & 1 + (message.event?.count ?? 0)
        size += (message.allow?.count ?? 0) + (message.contentType?.name.count ?? 0) + (message.topVia?.host.count ?? 0)
        return size
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64]) func nothingTraps(seed: UInt64) throws {
        var generator = Generator(state: seed &* 0x9E37_79B9_7F4A_7C15)
        let files = TortureFile.all.filter { $0.octets.count < 1_000 }
        try #require(!files.isEmpty)
        var read = 0
        for iteration in 0..<2_500 {
            let octets = Self.mutated(files[iteration % files.count].octets, &generator)
            var framer = StreamFramer()
            framer.append(octets)
            while let framed = try? framer.next() { #expect(framed.count <= octets.count) }
            do throws(SIPError) {
                let message = try Message(parsing: octets)
                read += 1
                #expect(Self.readAll(message) > 0)
                Self.expectSame(message)
            } catch {
                _ = Message.malformedResponse(for: octets, error: error)
            }
        }
        #expect(read > 150, "too few mutants can be read: \(read)")
    }

    /// Octets written again are read as the same message; an answer to it is a message.
    static func expectSame(_ message: Message) {
        #expect((try? Message(parsing: message.bytes)) == message)
        guard message.isRequest else { return }
        _ = RequestValidity.problem(of: message)
        let stamped = message.stamped(receivedFrom: "192.0.2.9", port: 9)
        let retried = stamped.retried(branch: "z9hG4bKnew", cSeq: 7, authorizations: [.authorization("Digest a=\"b\"")])
        #expect(retried.cSeq.number == 7 && retried.topVia?.branch == "z9hG4bKnew")
        #expect(retried.callID == message.callID && retried.from == message.from && retried.to == message.to)
        #expect(retried.contacts == message.contacts && retried.routes == message.routes)
        #expect(retried.body == message.body)
        let answer = Message.response(to: stamped, status: 486, toTag: "mine", copyRecordRoutes: true)
        #expect(answer.statusCode == 486 && answer.vias == stamped.vias && answer.cSeq == message.cSeq)
        #expect(answer.toTag != nil && answer.from == message.from && answer.callID == message.callID)
    }
}
