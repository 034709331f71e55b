import Time

// What goes to the peer: our own text, and in a conference that of the others, each packet of one source (RFC 9071 §3.5).
extension TextSession {
    /// Takes typed text: characters, U+0008 to erase, U+2028 for a new line. False where the peer takes none, or too much
    /// waits.
    public func send(_ text: String, at now: Instant) -> Bool {
        guard let plan, plan.direction.sends else { return false }
        guard let label = mixingLabel, !plan.isMultiparty else { return sender.enqueue(text) }
        return sender.enqueue(labelled.put(text, of: Self.own, label: label, at: now))
    }

    /// Ours, among the sources that a peer is shown by labels.
    private static let own = -1

    /// The peer is in a conference of ours: others' text goes to it too, and ours under this label where it knows no sources.
    /// nil: it is in none.
    public func setMixing(_ label: String?, at now: Instant) {
        let label = label?.prefix(octets: TextLimits.nameOctets)
        if label == nil, mixingLabel != nil {
            _ = sender.enqueue(labelled.finish(at: now))
            // What they wrote before goes out, with its repetitions.
            contributors.hurry()
        }
        mixingLabel = label
    }

    /// Somebody else of the conference may write: the next report tells the name.
    public func meet(_ origin: TextOrigin, at now: Instant) {
        if plan?.isMultiparty == true, mixingLabel != nil { _ = place(of: origin, at: now) }
    }

    /// Takes what somebody else of the conference wrote, as `receive` returns it.
    public func contribute(_ text: String, from origin: TextOrigin, at now: Instant) {
        guard let plan, plan.direction.sends, mixingLabel != nil else { return }
        let place = place(of: origin, at: now)
        if plan.isMultiparty {
            contributors.write(text.replacing("\n", with: "\u{2028}"), at: place, at: now)
        } else {
            let source = Int(contributors.all[place].id)
            _ = sender.enqueue(labelled.put(text, of: source, label: origin.label, at: now))
        }
    }

    private func place(of origin: TextOrigin, at now: Instant) -> Int {
        contributors.place(
            of: origin, besides: ssrc, sender.budget.charactersPerSecond, using: &random, at: now)
    }

    /// The last turn: what was typed and not sent yet, as far as one packet takes it; then RTCP BYE (RFC 3550 §6.3.7).
    public func finish(at now: Instant, into packets: PacketBuffer) {
        sender.hurry()
        contributors.hurry()
        send(at: now, into: packets)
        report(at: now, isLast: true, into: packets)
    }

    /// When the next packet is due; nil: nothing waits, or it may not go.
    func nextPacketDue(at now: Instant) -> Instant? {
        guard plan?.direction.sends == true, gate.destination != nil else { return nil }
        return nextSender(at: now)?.due
    }

    /// Who sends next: whose packet is due first, and of several the one that sent longest ago; place nil: ourselves.
    private func nextSender(
        at now: Instant
    ) -> (place: Int?, due: Instant)? {
        contributors.share(sender.budget)
        var found: (place: Int?, due: Instant, sentAt: Instant)?
        func consider(_ place: Int?, _ candidate: TextSender, since start: Instant) {
            guard let due = candidate.nextDeadline(at: now) else { return }
            let sentAt = candidate.sentAt ?? start
            if let found, (found.due, found.sentAt) <= (due, sentAt) { return }
            found = (place, due, sentAt)
        }
        consider(nil, sender, since: epoch)
        // Who is new has no turn before those who wait.
        for place in contributors.all.indices {
            consider(place, contributors.all[place].sender, since: contributors.all[place].heardAt)
        }
        return found.map { ($0.place, $0.due) }
    }

    func send(at now: Instant, into packets: PacketBuffer) {
        defer { if mixingLabel == nil { contributors.removeIdle() } }
        for _ in 0..<TextLimits.packetsAtOnce {
            guard let plan, plan.direction.sends, let address = gate.destination,
                let turn = nextSender(at: now), turn.due <= now
            else { return }
            let packet = turn.place.map { contributors.next($0, at: now) } ?? sender.next(at: now)
            guard let packet else { return }
            if let place = turn.place { sender.budget = contributors.all[place].sender.budget }
            // Without repetition an empty block says nothing.
            if plan.sending.redundant == nil, packet.text.isEmpty { continue }
            let contributor = turn.place.map { contributors.all[$0].id }
            emit(packet, of: contributor, plan, to: address, at: now, into: packets)
        }
    }

    private func emit(
        _ packet: TextSender.Packet, of contributor: UInt32?, _ plan: TextPlan, to address: MediaAddress,
        at now: Instant, into packets: PacketBuffer
    ) {
        let header = RTPHeader(
            hasMarker: packet.hasMarker, payloadType: plan.sending.redundant ?? plan.sending.text,
            sequenceNumber: sequence, timestamp: firstTimestamp &+ packet.timestamp, ssrc: ssrc,
            contributor: contributor)
        sequence &+= 1
        let first = packets.count
        let octets = packets.append(to: address, by: .rtp) { target in
            var writer = OctetWriter(target)
            header.write(to: &writer)
            if plan.sending.redundant == nil {
                for octet in packet.text { writer.append8(octet) }
            } else {
                packet.write(payloadType: plan.sending.text, to: &writer)
            }
            return writer.isOverflowed ? 0 : writer.count
        }
        gate.seal(from: first, in: packets)
        sentAt = now
        sent.packets &+= 1
        sent.octets &+= UInt64(max(0, octets - header.count))
    }
}

extension TextSender.Packet {
    /// The payload of RFC 2198 §3: the older blocks, empty ones too, because their number tells which packet they were; then
    /// the new one. A generation so old that 14 bits do not tell its age is left out.
    func write(payloadType: UInt8, to writer: inout OctetWriter) {
        let told = generations.filter { timestamp &- $0.timestamp <= RedundantPayload.timestampOffset }
        for generation in told {
            let age = timestamp &- generation.timestamp
            writer.append32(
                0x8000_0000 | UInt32(payloadType & 0x7F) << 24 | age << 10 | UInt32(generation.text.count) & 0x3FF)
        }
        writer.append8(payloadType & 0x7F)
        for generation in told { for octet in generation.text { writer.append8(octet) } }
        for octet in text { writer.append8(octet) }
    }
}
