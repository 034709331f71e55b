/// The call progress tones that the phone makes itself, by the French plan (ITU-T E.180, France: 440 Hz).
public enum ProgressTone: String, Sendable, Equatable, CaseIterable {
    /// The far end rings: 1.5 s on, 3.5 s off.
    case ringBack
    /// The far end is busy: 0.5 s on, 0.5 s off.
    case busy
    /// The network could not carry the call: 0.25 s on, 0.25 s off.
    case congestion
    /// A second call waits: one 0.3 s burst each 10 s.
    case callWaiting
}
