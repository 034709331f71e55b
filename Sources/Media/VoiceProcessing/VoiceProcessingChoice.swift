/// What is done to the agent's microphone before it is sent. All off: a headset needs none.
public struct VoiceProcessingChoice: Sendable, Equatable {
    /// What the loudspeaker plays is taken out of the microphone.
    public var echoControl: Bool
    /// Steady noise of the room is lowered.
    public var noiseSuppression: Bool
    /// A low voice is brought up, a loud one down.
    public var automaticGain: Bool

    public init(echoControl: Bool = false, noiseSuppression: Bool = false, automaticGain: Bool = false) {
        self.echoControl = echoControl
        self.noiseSuppression = noiseSuppression
        self.automaticGain = automaticGain
    }

    /// The microphone as it is.
    public static let off = VoiceProcessingChoice()
}
