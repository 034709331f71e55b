import Media

/// The port's microphone with what was played beside it: processed once, before any call takes it. Confined to the media
/// loop.
final class MicrophoneCleaner {
    private var processing: VoiceProcessing
    private var reference = PlayedReference()
    private var played = [Int16](repeating: 0, count: RealtimeLimits.frameSamples)

    /// Nil: nothing is wanted, or memory lacks; the microphone is then sent as it is.
    init?(_ choice: VoiceProcessingChoice) {
        guard choice != .off, let made = try? VoiceProcessing(choice) else { return nil }
        processing = made
    }

    func clean(_ frame: inout [Int16], played ring: SampleRing) {
        if processing.choice.echoControl {
            var heard = played.mutableSpan
            reference.next(&heard, from: ring)
        }
        Self.process(&frame, played: played, by: &processing)
    }

    private static func process(_ frame: inout [Int16], played: [Int16], by processing: inout VoiceProcessing) {
        var microphone = frame.mutableSpan
        processing.process(&microphone, played: played.span)
    }
}
