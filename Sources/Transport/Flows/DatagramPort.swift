import CLinux
import CallEngine
import Glibc
import NIOCore
import SIP

/// One UDP socket on one address of this computer, with the TCP listener beside it. Several flows share it, one for
/// each peer that the engine named. Confined to the loop.
final class DatagramPort {
    let local: TransportAddress
    /// Our own hold on the socket, for sending: an unreachable peer is then one lost datagram. Sent through the
    /// channel, the error would close it, and anybody who names a broadcast address in a Contact could close our
    /// line.
    private let descriptor: Int32
    private(set) var channel: (any Channel)?
    /// Takes connections on the same port; nil where the port was not free for TCP.
    private(set) var listener: (any Channel)?
    /// The flow of datagrams from peers that the engine did not name; set for the address that was asked for at the
    /// start.
    var listeningFlow: FlowID?
    private var peers: [FlowID: SocketAddress] = [:]
    private var flowsByPeer: [SocketAddress: FlowQueue] = [:]
    private var order = FlowQueue()

    /// - Parameter descriptor: a bound socket, ours from now on.
    init(local: TransportAddress, descriptor: Int32) {
        self.local = local
        self.descriptor = descriptor
    }

    deinit { Glibc.close(descriptor) }

    func attach(channel: any Channel) { self.channel = channel }

    func attach(listener: any Channel) { self.listener = listener }

    var isUnused: Bool { peers.isEmpty && listeningFlow == nil }

    /// Every flow of this socket, the listening one first, then oldest first.
    var flows: [FlowID] { (listeningFlow.map { [$0] } ?? []) + order.all }

    /// The peer that the engine named for a flow; nil for the listening one.
    func peer(of flow: FlowID) -> SocketAddress? { peers[flow] }

    /// Whether the engine opened a flow to exactly this address.
    func isNamed(_ sender: SocketAddress) -> Bool { flowsByPeer[sender] != nil }

    func add(_ flow: FlowID, peer: SocketAddress) {
        peers[flow] = peer
        flowsByPeer[peer, default: FlowQueue()].append(flow)
        order.append(flow)
    }

    func remove(_ flow: FlowID) {
        if listeningFlow == flow { listeningFlow = nil }
        guard let peer = peers.removeValue(forKey: flow) else { return }
        order.remove(flow)
        flowsByPeer[peer]?.remove(flow)
        if flowsByPeer[peer]?.isEmpty == true { flowsByPeer[peer] = nil }
    }

    /// The flow that a datagram belongs to: its sender's oldest, else the listening one, else the oldest of all.
    func flow(of sender: SocketAddress) -> FlowID? {
        flowsByPeer[sender]?.first ?? listeningFlow ?? order.first
    }

    /// Sends one datagram; what cannot be sent is lost, as UDP may lose anything.
    func send(_ bytes: [UInt8], to address: TransportAddress) {
        guard bytes.count <= Limits.sentDatagramOctets,
            var endpoint = clinux_endpoint(host: address.host, port: address.port)
        else { return }
        _ = clinux_udp_send(descriptor, &endpoint, bytes, bytes.count)
    }

    func close() {
        channel?.close(promise: nil)
        listener?.close(promise: nil)
    }
}
