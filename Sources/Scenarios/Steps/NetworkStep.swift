/// What happens to the network and to the server.
public enum NetworkStep: Sendable, Equatable {
    /// Until it returns, or for so long.
    case fails(during: Duration?)
    case returns
    /// Percent of the packets.
    case loses(Double)
    case duplicates(Double)
    case delays(Duration)
    case jitters(Duration)
    case serverStops
    case serverReturns
    case serverRefusesPassword
    case addressChanges
    case records(RecordServerStep)
}
