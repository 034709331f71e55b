import CallEngine

/// Names a call in everything that is kept or told of it, on this computer and on servers, for ever.
public enum CallKey {
    /// - Parameter run: a UUID of this run of the program: the engine counts its calls anew in each.
    public static func of(_ call: CallID, run: String) -> String { "\(run)-\(call.number)" }
}
