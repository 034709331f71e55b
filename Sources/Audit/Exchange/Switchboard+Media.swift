import CLinux
import SIP
import Time

// The way of sound and text: descriptions that pass are changed so that packets go through the exchange.
extension Switchboard {
    /// The body of a message between the program and a far end, with the relays' addresses in place of theirs (RFC 3264 §5);
    /// nil: it describes nothing.
    mutating func relayed(_ message: Message, isFromProgram: Bool) -> [UInt8]? {
        guard !message.body.isEmpty, message.contentType?.name == "application/sdp",
            var description = try? SessionDescription(parsing: message.body)
        else { return nil }
        for index in description.media.indices where description.media[index].port != 0 {
            let medium = description.media[index]
            // Nowhere stays nowhere (RFC 3264 §8.4), and all packets stay on loopback.
            guard let host = description.host(of: medium), host.hasPrefix("127."),
                let end = Self.end(medium, host: host),
                let place = relay(of: message.callID, index: index, kind: medium.kind)
            else { continue }
            if isFromProgram { relays[place].program = end } else { relays[place].far = end }
            let facing = isFromProgram ? relays[place].farSide : relays[place].programSide
            description.media[index].port = facing.port
            if medium.rtcpPort != nil { description.media[index].rtcpPort = facing.port &+ 1 }
            if medium.connectionHost != nil { description.media[index].connectionHost = Exchange.host }
            description.media[index].ice = ICEAttributes()
        }
        return description.octets
    }

    private static func end(_ medium: MediaDescription, host: String) -> MediaRelay.End? {
        var sound = clinux_endpoint()
        var control = clinux_endpoint()
        let controlPort = medium.isMultiplexed ? medium.port : medium.rtcpPort ?? (medium.port &+ 1)
        guard clinux_endpoint_parse(host, medium.port, &sound) == 0,
            clinux_endpoint_parse(host, controlPort, &control) == 0
        else { return nil }
        return MediaRelay.End(description: medium, sound: sound, control: control)
    }

    private mutating func relay(of callID: String, index: Int, kind: String) -> Int? {
        if let place = relays.firstIndex(where: { $0.callID == callID && $0.index == index }) { return place }
        guard let programSide = RelayPorts.open(), let farSide = RelayPorts.open() else { return nil }
        if relays.count >= Limits.relays { relays.removeFirst() }
        relays.append(
            MediaRelay(callID: callID, index: index, kind: kind, programSide: programSide, farSide: farSide))
        return relays.count - 1
    }

    mutating func receivePacket(_ octets: [UInt8], on descriptor: Int32, at now: Instant) {
        guard let (place, socket) = relay(at: descriptor) else { return }
        if socket.isFromProgram {
            // What the program sends has left it, whatever the network then does.
            notePacket(octets, isFromProgram: true, kind: relays[place].kind, at: now)
            relays[place].note(octets, isFromProgram: true)
        }
        schedule(.packet(octets, on: descriptor), path: socket.isFromProgram ? 2 : 3, at: now)
    }

    mutating func deliverPacket(_ octets: [UInt8], on descriptor: Int32, at now: Instant) {
        guard let (place, socket) = relay(at: descriptor) else { return }
        if !socket.isFromProgram { notePacket(octets, isFromProgram: false, kind: relays[place].kind, at: now) }
        relays[place].pass(octets, isFromProgram: socket.isFromProgram, isControl: socket.isControl)
    }

    private func relay(at descriptor: Int32) -> (Int, (isFromProgram: Bool, isControl: Bool))? {
        for (place, relay) in relays.enumerated() {
            if let socket = relay.socket(descriptor) { return (place, socket) }
        }
        return nil
    }

    private mutating func notePacket(_ octets: [UInt8], isFromProgram: Bool, kind: String, at now: Instant) {
        guard octets.isRTP else { return }
        if isFromProgram { lastPacket.fromProgram = now } else { lastPacket.toProgram = now }
        if kind == "audio" {
            if isFromProgram { lastSound.fromProgram = now } else { lastSound.toProgram = now }
        }
    }
}
