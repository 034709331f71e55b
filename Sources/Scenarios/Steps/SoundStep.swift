/// What is in the sound that is sent to a peer or received from one.
public enum SoundStep: Sendable, Equatable {
    case contains(SoundDirection, SoundShape)
    case silent(SoundDirection, Duration?)
    /// In dBFS.
    case level(SoundDirection, Bound, Double)
    case earSilent(Ear)
    /// Nothing that the program says reaches the peer.
    case noLeak
    case peerHearsVoice(String)
    case peerHearsNothing(String, Duration?)
    /// A tone reaches the headset, or this peer, and loses so many decibels at most.
    case tone(hertz: Int, heardBy: String?, loss: Double?)
}
