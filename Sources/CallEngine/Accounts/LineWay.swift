import SIP

/// One way of a line to its server: the places that it may use, the flow, and the registration over it. A line has one,
/// or two with outbound (RFC 5626 §4.2).
struct LineWay: Sendable, Equatable {
    var servers: ServerList
    /// The server's name is being looked up.
    var isLocating = false
    var flow: FlowID?
    /// The flow to the best place, watched for its return while the way waits; nil: it is `flow`, or nothing is watched.
    var watched: FlowID?
    /// A sign of life of the server had us register since the registrar took us last: one is not enough for a second time.
    var wasHurried = false
    /// nil for a line without a registrar.
    var registration: Registration?

    var isRegistered: Bool { registration?.isBound ?? false }

    func uses(_ flow: FlowID) -> Bool { self.flow == flow || watched == flow }

    /// It is registered, or tries to be: neither did the agent leave, nor is there a refusal that only the agent can mend.
    var wantsRegistration: Bool {
        switch registration?.state {
        case .registering, .registered, .refreshing: true
        case .failed: registration?.nextDeadline != nil
        case .idle, .unregistering, nil: false
        }
    }
}
