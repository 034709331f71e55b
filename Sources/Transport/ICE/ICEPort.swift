import CLinux
import Media
import Time

/// ICE and the relay of one RTP socket: sends what they want sent, and media by the way that they chose. Confined to the media
/// loop.
final class ICEPort {
    /// What a datagram was.
    enum Arrival: Equatable {
        case nothing
        /// Octets of the datagram, from this address of the peer.
        case media(Range<Int>, from: MediaAddress)
        case indicated([UInt8], from: MediaAddress)
    }

    /// RFC 8656 §12.4.
    private static let channelHeader = 4

    private var ice: ICESession
    private let descriptor: Int32
    /// Where the relay is spoken to by TCP, until that is over.
    private var stream: RelayStream?
    private let scratch = UnsafeMutableBufferPointer<UInt8>.allocate(
        capacity: channelHeader + Limits.mediaPacketOctets)
    /// Our candidates, until they are told.
    private var gathered: [ICECandidate]?
    private var isMoved = false

    /// nil where the address is no numeric one. The socket stays open as long as this is used.
    /// - Parameter place: of its slot, whose mark for the relay on `clock` leads to `wakeRelay`.
    init?(
        _ wish: ICEWish, host: String, port: UInt16, by descriptor: Int32, clock: MediaClock, place: Int,
        at now: Instant
    ) {
        guard let address = MediaAddress(host: host, port: port) else { return nil }
        ice = ICESession(
            host: address, servers: wish.servers, local: wish.credentials, random: SystemRandomNumberGenerator())
        self.descriptor = descriptor
        if let relay = wish.servers.relay, relay.transport == .tcp {
            let mark = SlotSocket.relay.mark(of: place)
            stream = RelayStream(to: relay.address, from: host, clock: clock, mark: mark)
        }
        scratch.initialize(repeating: 0)
        let actions = ice.start(at: now)
        carryOut(actions)
    }

    deinit { scratch.deallocate() }

    /// Once they are known.
    func takeCandidates() -> [ICECandidate]? {
        defer { gathered = nil }
        return gathered
    }

    /// Whether the way is another one since this was last asked.
    func takeMove() -> Bool {
        defer { isMoved = false }
        return isMoved
    }

    var selected: ICEWay? { ice.selected }

    func apply(_ plan: ICEPlan, at now: Instant) { carryOut(ice.apply(plan, at: now)) }

    func rest() { ice.rest() }

    /// Whether a way of this peer's address works.
    func isProved(_ remote: MediaAddress) -> Bool { ice.isProved(remote) }

    func handleTimeout(at now: Instant) {
        if let stream, stream.isOver {
            self.stream = nil
            carryOut(ice.relayDisconnected(at: now))
        }
        guard let due = ice.nextDeadline, due <= now else { return }
        carryOut(ice.handleTimeout(at: now))
    }

    func close(at now: Instant) {
        carryOut(ice.close(at: now))
        stream = nil
    }

    private func carryOut(_ actions: [ICESession.Action], isMedia: Bool = false) {
        for action in actions {
            switch action {
            case .send(let octets, let address): octets.withUnsafeBufferPointer { send($0, to: address) }
            case .write(let octets): octets.withUnsafeBufferPointer { stream?.send($0, isMedia: isMedia) }
            case .hangUp: stream = nil
            case .gathered(let candidates): gathered = candidates
            case .selected, .lost: isMoved = true
            }
        }
    }

    private func send(_ octets: UnsafeBufferPointer<UInt8>, to address: MediaAddress) {
        var endpoint = clinux_endpoint(address)
        _ = clinux_udp_send(descriptor, &endpoint, octets.baseAddress, octets.count)
    }

    // MARK: Media

    /// Sends media by the way that was chosen; without one nothing is sent (RFC 8445 §12.1, RFC 7675 §5.1).
    func carry(_ octets: UnsafeBufferPointer<UInt8>) {
        guard let path = ice.mediaPath else { return indicate(octets) }
        guard let channel = path.channel else { return send(octets, to: path.address) }
        guard octets.count <= scratch.count - Self.channelHeader else { return }
        for (place, number) in [channel, UInt16(clamping: octets.count)].enumerated() {
            scratch[place * 2] = UInt8(number >> 8)
            scratch[place * 2 + 1] = UInt8(number & 255)
        }
        for place in octets.indices { scratch[Self.channelHeader + place] = octets[place] }
        let frame = UnsafeBufferPointer(rebasing: scratch[..<(Self.channelHeader + octets.count)])
        if let stream { stream.send(frame, isMedia: true) } else { send(frame, to: path.address) }
    }

    /// By the relay while it has no channel yet (RFC 8656 §11).
    private func indicate(_ octets: UnsafeBufferPointer<UInt8>) {
        guard let selected = ice.selected, let action = ice.datagram(Array(octets), by: selected) else { return }
        carryOut([action], isMedia: true)
    }

    /// The TCP connection to the relay has something, or takes something.
    func wakeRelay() { stream?.wake() }

    func listenToRelay(_ listens: Bool) { stream?.listen(listens) }

    /// Takes the relay's next frame by TCP.
    func takeFrame(into storage: UnsafeMutableBufferPointer<UInt8>) -> Int? { stream?.take(into: storage) }

    /// Takes a datagram of the socket, or a frame of the relay's TCP connection.
    /// - Parameter address: who sent the datagram; nil: it is a frame.
    func receive(
        _ datagram: UnsafeBufferPointer<UInt8>, from address: MediaAddress?, at now: Instant
    ) -> Arrival {
        switch DatagramKind(of: datagram.span) {
        case .stun:
            let result = ice.receive(Array(datagram), from: address, at: now)
            carryOut(result.actions)
            guard case .media(let octets, let way) = result.content else { return .nothing }
            return .indicated(octets, from: ice.origin(of: way))
        case .channel: return receiveChannel(datagram, from: address, at: now)
        case .dtls, .rtp, .rtcp, .other:
            guard let address else { return .nothing }
            let way = ICEWay(remote: address, isRelayed: false)
            return .media(datagram.indices, from: ice.origin(of: way))
        }
    }

    private func receiveChannel(
        _ datagram: UnsafeBufferPointer<UInt8>, from address: MediaAddress?, at now: Instant
    ) -> Arrival {
        guard datagram.count > Self.channelHeader else { return .nothing }
        let length = Int(datagram[2]) << 8 | Int(datagram[3])
        guard length > 0, length <= datagram.count - Self.channelHeader,
            let peer = ice.peer(of: UInt16(datagram[0]) << 8 | UInt16(datagram[1]), from: address)
        else { return .nothing }
        let inner = Self.channelHeader..<(Self.channelHeader + length)
        let octets = UnsafeBufferPointer(rebasing: datagram[inner])
        guard DatagramKind(of: octets.span) == .stun else {
            return .media(inner, from: ice.origin(of: ICEWay(remote: peer, isRelayed: true)))
        }
        let result = ice.receive(Array(octets), from: address, onChannelOf: peer, at: now)
        carryOut(result.actions)
        return .nothing
    }
}

/// What the engine asked for before the ports.
struct ICEWish {
    var servers: ICEServers
    var credentials: ICECredentials
}
