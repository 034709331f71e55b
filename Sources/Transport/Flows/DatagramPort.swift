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
    private(set) var peers: [FlowID: SocketAddress] = [:]

    /// - Parameter descriptor: a bound socket, ours from now on.
    init(local: TransportAddress, descriptor: Int32) {
        self.local = local
        self.descriptor = descriptor
    }

    deinit { Glibc.close(descriptor) }

    func attach(channel: any Channel) { self.channel = channel }

    func attach(listener: any Channel) { self.listener = listener }

    var isUnused: Bool { peers.isEmpty && listeningFlow == nil }

    /// Every flow of this socket, oldest first.
    var flows: [FlowID] { ((listeningFlow.map { [$0] } ?? []) + peers.keys).sorted { $0.number < $1.number } }

    func add(_ flow: FlowID, peer: SocketAddress) {
        peers[flow] = peer
    }

    func remove(_ flow: FlowID) {
        peers[flow] = nil
        if listeningFlow == flow { listeningFlow = nil }
    }

    /// The flow that a datagram belongs to: its sender's, else the listening one, else the oldest.
    func flow(of sender: SocketAddress) -> FlowID? {
        peers.filter { $0.value == sender }.keys.min { $0.number < $1.number } ?? listeningFlow ?? flows.first
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
