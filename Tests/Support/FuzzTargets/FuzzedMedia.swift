import Media
import Time

/// What a peer's packets of sound and of reports may hold.
enum FuzzedMedia {
    /// A compound RTCP packet: what is read is bounded, and is the same when it is written and read again.
    static func control(_ octets: [UInt8]) {
        guard octets.count <= RTPLimits.datagramOctets, let parts = try? RTCPPart.parse(octets.span) else { return }
        precondition(parts.count <= RTPLimits.compoundParts, "more parts than are read")
        for case .extendedReport(let ssrc, let blocks) in parts {
            precondition(blocks.count <= RTPLimits.extendedReportBlocks, "more blocks than are read")
            for case .lossRunLengths(let block) in blocks {
                guard let losses = block.losses else { continue }
                let packets = Int(block.endSequence &- block.firstSequence)
                precondition(losses.packets <= packets, "more losses than packets")
                precondition(losses.runs <= losses.packets, "more runs than losses")
            }
            let known = blocks.filter { if case .other = $0 { false } else { true } }
            let written = RTCPPart.octets(of: [.receiverReport(ssrc: 1, []), .extendedReport(ssrc: ssrc, known)])
            let read = try? RTCPPart.parse(written.span)
            precondition(written.isEmpty || read?.last == .extendedReport(ssrc: ssrc, known), "another report")
        }
    }

    /// Payloads of RFC 2198, one after the other: two octets say length and step of the sequence number.
    static func redundancy(_ octets: [UInt8]) {
        var random = FixedGenerator()
        var now = Instant.now
        let session = MediaSession(random: &random, canonicalName: "f", at: now)
        let address = MediaAddress(ipv4: 0x7F00_0001, port: 5_000)
        var plan = StreamPlan(
            remoteHost: "127.0.0.1", remotePort: 5_000, remoteRTCPPort: 5_001, direction: .sendReceive,
            sending: .init(codec: .pcma, payloadType: 8),
            receiving: [.init(codec: .pcma, payloadType: 8), .init(codec: .opus, payloadType: 96)],
            sendingEvents: nil, receivingEvents: [.init(payloadType: 101, clockRate: 8_000)], packetMilliseconds: 20)
        plan.receivingRedundancy = [99]
        (plan.reportsLossRunLengths, plan.reportsVoiceMetrics) = (true, true)
        session.apply(plan, at: now)
        let packets = PacketBuffer()
        var frame = [Int16](repeating: 0, count: 480)
        var sequence: UInt16 = 65_500
        var place = 0
        while place + 2 <= octets.count {
            let end = min(octets.count, place + 2 + Int(octets[place]))
            sequence &+= UInt16(octets[place + 1])
            var packet: [UInt8] = [0x80, 99, UInt8(sequence >> 8), UInt8(sequence & 255)]
            let timestamp = UInt32(sequence) &* 160
            packet += (0..<4).map { UInt8(truncatingIfNeeded: timestamp >> (24 - 8 * $0)) } + [0, 0, 0, 9]
            packet += octets[(place + 2)..<end]
            place = end
            _ = session.receive(packet.span, from: address, at: now)
            now += .milliseconds(20)
            for _ in 0..<2 {
                var span = frame.mutableSpan
                session.playout(into: &span, at: now)
            }
        }
        session.handleTimeout(at: now + .seconds(8), into: packets)
        let figures = session.statistics
        precondition(figures.framesConcealed <= figures.framesPlayed, "more made up than played")
        if let score = figures.quality?.conversational { precondition((1...4.5).contains(score), "no opinion score") }
    }

    /// What a relay says by TCP: the frames are those of the same octets in pieces, and end.
    private static func stream(_ octets: [UInt8]) {
        var found: [[Int]] = []
        for most in [1, 7, Int.max] {
            var reader = TURNStreamReader()
            var (frames, rest, isBroken) = ([Int](), octets[...], false)
            var storage = [UInt8](repeating: 0, count: STUNLimits.octets)
            while !rest.isEmpty, !isBroken {
                let count = reader.fill { room in
                    let count = min(room.count, rest.count, most)
                    for (place, octet) in rest.prefix(count).enumerated() { room[place] = octet }
                    return count
                }
                precondition(count > 0, "no room")
                rest = rest.dropFirst(count)
                var turn = TURNStreamReader.Turn.frame(0)
                while case .frame = turn {
                    turn = storage.withUnsafeMutableBufferPointer { reader.next(into: $0) }
                    if case .frame(let length) = turn { frames.append(length) }
                }
                isBroken = turn == .broken
            }
            found.append(frames)
        }
        precondition(found.allSatisfy { $0 == found[0] }, "pieces make other frames")
    }

    private struct FixedGenerator: RandomNumberGenerator {
        var state: UInt64 = 7
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state
        }
    }
}

extension FuzzedMedia {
    /// A datagram on a media socket that says STUN: what is read is bounded, is the same when it is written and read again, and
    /// an ICE session takes it from its server, its relay, its peer and a stranger.
    static func stun(_ octets: [UInt8]) {
        if let message = STUNMessage(parsing: octets) {
            precondition(message.attributes.count <= STUNLimits.attributes, "more attributes than are read")
            _ = (message.mappedAddress, message.failureCode, message.isProved(by: [1, 2, 3]))
            let again = STUNMessage(parsing: message.octets(isFingerprinted: true))
            precondition(
                again?.attributes == message.attributes || octets.count > STUNLimits.octets - 8, "another message")
        }
        let now = Instant.now
        let server = MediaAddress(ipv4: 0xC000_0201, port: 3_478)
        let peer = MediaAddress(ipv4: 0xC000_0205, port: 5_000)
        let local = ICECredentials(fragment: "evtj", password: "VOkJxbRl1RmTxUk/WvJxBt")
        var session = ICESession(
            host: MediaAddress(ipv4: 0xC000_0202, port: 4_000),
            servers: ICEServers(binding: server, relay: .init(address: server, user: "u", password: "p")), local: local,
            random: FixedGenerator())
        _ = session.start(at: now)
        let candidate = ICECandidate(.host, peer, foundation: "1", priority: 1)
        _ = session.apply(
            ICEPlan(
                local: local, remote: ICECredentials(fragment: "h6vY", password: local.password),
                candidates: [candidate], isControlling: true), at: now)
        for address in [server, peer, MediaAddress(ipv4: 0xC633_6401, port: 9)] {
            _ = session.receive(octets, from: address, at: now)
            _ = session.receive(octets, from: server, onChannelOf: address, at: now)
        }
        stream(octets)
        _ = session.handleTimeout(at: now + .milliseconds(60))
    }
}
