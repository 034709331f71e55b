import SIP

/// Our requests under way, by transaction, and how many of them a shutdown waits for.
struct ClientTable: Sendable, Equatable {
    private var records: [ClientTransactionID: ClientRecord] = [:]
    /// How many have no final answer that a shutdown waits for.
    private(set) var awaited = 0

    var count: Int { records.count }

    subscript(id: ClientTransactionID) -> ClientRecord? {
        get { records[id] }
        _modify {
            let before = records[id]?.holdsUpShutDown == true
            yield &records[id]
            let after = records[id]?.holdsUpShutDown == true
            awaited += (after ? 1 : 0) - (before ? 1 : 0)
        }
    }

    /// The flows that have requests under way.
    var flows: Set<FlowID> { Set(records.values.map(\.path.flow)) }

    /// The requests that went out on a flow, in the order of their branches.
    func ids(on flow: FlowID) -> [ClientTransactionID] {
        records.filter { $0.value.path.flow == flow }.map(\.key).sorted {
            ($0.branch, $0.methodName) < ($1.branch, $1.methodName)
        }
    }
}

extension ClientRecord {
    /// Whether the engine waits for its answer before it ends.
    var holdsUpShutDown: Bool { !isAnswered && purpose.holdsUpShutDown }
}
