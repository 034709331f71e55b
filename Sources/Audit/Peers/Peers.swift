import Configuration
import Scenarios

/// The far ends of a scenario, by name: each a user agent of its own on loopback.
final class Peers {
    private let exchange: Exchange
    /// In the order in which they appeared.
    private(set) var all: [Peer] = []
    /// Of the far ends that are still to appear.
    var encryption = PeerEncryption()
    var offersText = true

    init(exchange: Exchange) {
        self.exchange = exchange
    }

    /// The far end of this name, where it has appeared; letter case and accents aside.
    func known(_ name: String) -> Peer? {
        let user = PeerName.user(name)
        return all.first { $0.user == user }
    }

    /// The far end of this name; started where it appears. Blocks for a moment then.
    func peer(_ name: String) throws(Stop) -> Peer {
        if let peer = known(name) { return peer }
        guard all.count < Limits.farEnds else {
            throw .obstacle(.cantTell, .init("trop de correspondants", "too many peers"))
        }
        let peer = try Peer(
            name: name, user: PeerName.user(name), order: all.count, encryption: encryption, offersText: offersText,
            exchange: exchange)
        all.append(peer)
        return peer
    }

    /// Blocks for a moment.
    func end() {
        for peer in all { peer.end() }
    }
}
