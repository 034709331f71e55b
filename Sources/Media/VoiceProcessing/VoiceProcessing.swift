/// Echo control, noise suppression and automatic gain for the agent's microphone, as chosen; 10 ms a turn, confined to the
/// media loop.
///
/// Echo and noise are worked on at 16 kHz: with either on, the microphone is wideband. The gain alone keeps the whole band
/// and adds no delay. All storage is made by `init`.
public struct VoiceProcessing: ~Copyable {
    private static let rate = 16_000
    /// Mean square of −55 dB below full scale, under which nothing that is played comes back as a voice.
    private static let quietestEcho = 58 * 58
    /// What was played is in the room for so many frames: 300 ms.
    private static let echoFrames = 30

    public let choice: VoiceProcessingChoice
    private var canceller: EchoCanceller?
    private var suppressor: SpectralSuppressor?
    private var gain = AutomaticGain()
    private var microphoneEmphasis = Emphasis()
    private var playedEmphasis = Emphasis()
    private var outputEmphasis = Emphasis()
    /// Frames since the loudspeaker last played something.
    private var quietFrames = VoiceProcessing.echoFrames
    private var microphoneDown: Resampler
    private var playedDown: Resampler
    private var up: Resampler
    private let wide = UnsafeMutableBufferPointer<Int16>.allocate(capacity: RealtimeLimits.frameSamples)
    private let narrow = UnsafeMutableBufferPointer<Int16>.allocate(capacity: VoiceFrame.hop)
    private let frame = FloatBuffer.zeros(VoiceFrame.hop)
    private let reference = FloatBuffer.zeros(VoiceFrame.hop)

    /// - Throws: `CodecError` where memory lacks.
    public init(_ choice: VoiceProcessingChoice) throws(CodecError) {
        self.init(
            choice, try Resampler(from: 48_000, to: Self.rate), try Resampler(from: 48_000, to: Self.rate),
            try Resampler(from: Self.rate, to: 48_000))
    }

    private init(
        _ choice: VoiceProcessingChoice, _ microphoneDown: consuming Resampler, _ playedDown: consuming Resampler,
        _ up: consuming Resampler
    ) {
        self.choice = choice
        self.microphoneDown = microphoneDown
        self.playedDown = playedDown
        self.up = up
        canceller = choice.echoControl ? EchoCanceller() : nil
        let isSpectral = choice.echoControl || choice.noiseSuppression
        suppressor = isSpectral ? SpectralSuppressor(lowersNoise: choice.noiseSuppression) : nil
        wide.initialize(repeating: 0)
        narrow.initialize(repeating: 0)
    }

    deinit {
        wide.deallocate()
        narrow.deallocate()
        frame.deallocate()
        reference.deallocate()
    }

    /// Changes 10 ms of the microphone at 48 kHz in place; a frame of another length is left as it is.
    /// - Parameter played: what the loudspeaker played, as long; needed for echo control alone.
    public mutating func process(_ microphone: inout MutableSpan<Int16>, played: Span<Int16>) {
        guard microphone.count == RealtimeLimits.frameSamples else { return }
        if choice.echoControl || choice.noiseSuppression {
            for index in 0..<microphone.count { wide[index] = microphone[index] }
            Self.convert(UnsafeBufferPointer(wide), by: &microphoneDown, narrow, into: frame)
            if choice.echoControl { takePlayed(played) }
            clean()
            for index in 0..<VoiceFrame.hop {
                let sample = frame[index]
                narrow[index] = sample.isFinite ? Int16(max(min(sample.rounded(), 32_767), -32_768)) : 0
            }
            let made = up.process(UnsafeBufferPointer(narrow), into: wide)
            for index in 0..<microphone.count { microphone[index] = index < made ? wide[index] : 0 }
        }
        // What is left of an echo is no quiet agent.
        if choice.automaticGain { gain.process(&microphone, learns: quietFrames >= Self.echoFrames) }
    }

    private mutating func takePlayed(_ played: Span<Int16>) {
        var sum = 0
        for index in 0..<wide.count {
            wide[index] = index < played.count ? played[index] : 0
            sum += Int(wide[index]) * Int(wide[index])
        }
        quietFrames = sum > Self.quietestEcho * wide.count ? 0 : min(quietFrames + 1, Self.echoFrames)
        Self.convert(UnsafeBufferPointer(wide), by: &playedDown, narrow, into: reference)
    }

    private mutating func clean() {
        microphoneEmphasis.raise(frame)
        playedEmphasis.raise(reference)
        canceller?.process(frame, reference: reference)
        suppressor?.process(frame, residual: canceller?.residualPower ?? .init(start: nil, count: 0))
        outputEmphasis.lower(frame)
    }

    private static func convert(
        _ samples: UnsafeBufferPointer<Int16>, by resampler: inout Resampler,
        _ narrow: UnsafeMutableBufferPointer<Int16>, into frame: FloatBuffer
    ) {
        let made = resampler.process(samples, into: narrow)
        for index in 0..<frame.count { frame[index] = index < made ? Float(narrow[index]) : 0 }
    }
}
