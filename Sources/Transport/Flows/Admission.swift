import CallEngine
import NIOCore

/// A connection that a peer made to us.
struct AcceptedConnection: Sendable, Equatable {
    var flow: FlowID
    var host: String
    /// The engine opened a flow to this host: a server of ours, or a peer that we called.
    var isNamed: Bool
    /// When its peer last gave a sign of life.
    var heardAt: NIODeadline
}

/// Whether one more connection is taken, and which one ends for it. A stranger takes a place only from hosts that hold
/// more of them than its own: a silent peer of a call keeps its one connection, whatever a few others do.
enum Admission: Sendable, Equatable {
    case room
    case instead(of: FlowID)
    case refused

    init(of host: String, isNamed: Bool, among peers: [AcceptedConnection]) {
        let own = peers.count { $0.host == host }
        let strangers = peers.filter { !$0.isNamed }
        guard own < Limits.acceptedConnectionsPerHost else {
            self = .refused
            return
        }
        if peers.count < Limits.acceptedConnections, isNamed || strangers.count < Limits.acceptedStrangers {
            self = .room
            return
        }
        let shares = Dictionary(grouping: strangers, by: \.host)
        let largest = shares.values.lazy.map(\.count).max() ?? 0
        let oldest = shares.values.lazy.filter { $0.count == largest }.joined().min { $0.heardAt < $1.heardAt }
        guard let oldest, isNamed || own < largest else {
            self = .refused
            return
        }
        self = .instead(of: oldest.flow)
    }
}
