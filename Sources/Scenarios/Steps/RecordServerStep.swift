/// What happens to the server that takes incident forms.
public enum RecordServerStep: Sendable, Equatable {
    /// It takes no connection, until it answers again.
    case stops
    case returns
    /// The next form alone, for this reason.
    case refuses(String)
}
