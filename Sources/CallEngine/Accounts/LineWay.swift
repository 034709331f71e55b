import SIP

/// One way of a line to its server: the places that it may use, the flow, and the registration over it. A line has one,
/// or two with outbound (RFC 5626 §4.2).
struct LineWay: Sendable, Equatable {
    var servers: ServerList
    /// The server's name is being looked up.
    var isLocating = false
    var flow: FlowID?
    /// nil for a line without a registrar.
    var registration: Registration?

    var isRegistered: Bool { registration?.isBound ?? false }

    /// It is registered, or tries to be: neither did the agent leave, nor is there a refusal that only the agent can mend.
    var wantsRegistration: Bool {
        switch registration?.state {
        case .registering, .registered, .refreshing: true
        case .failed: registration?.nextDeadline != nil
        case .idle, .unregistering, nil: false
        }
    }
}
