import Announcements
import CEspeakNG
import Glibc
import Synchronization

/// How the voice speaks.
public struct VoiceSettings: Sendable, Equatable {
    /// Words a minute, 80 to 900; above 450 espeak-ng shortens its sound.
    public var rateWordsPerMinute: Int
    /// 0 to 100, normally 50.
    public var pitchPercent: Int
    /// 0 to 200, normally 100.
    public var volumePercent: Int
    /// espeak-ng's names of voices; without one, or where there is none of that name, the language's standard voice.
    public var voices: [Language: String]

    public init(
        rateWordsPerMinute: Int = 350, pitchPercent: Int = 50, volumePercent: Int = 100,
        voices: [Language: String] = [:]
    ) {
        self.rateWordsPerMinute = min(max(rateWordsPerMinute, 80), 900)
        self.pitchPercent = min(max(pitchPercent, 0), 100)
        self.volumePercent = min(max(volumePercent, 0), 200)
        self.voices = voices
    }
}

/// Why there is no voice.
public enum VoiceError: Error, Equatable {
    /// espeak-ng or its data is not installed.
    case noEngine
    /// espeak-ng lacks the voice of a language.
    case noVoice(Language)
}

/// Takes the sound of one synthesis as it is made; false stops it.
protocol SynthesisSink: AnyObject {
    func take(_ samples: UnsafeBufferPointer<Int16>) -> Bool
}

/// The sink of the synthesis under way; set and read only while `EspeakEngine.lock` is held.
private nonisolated(unsafe) var currentSink: (any SynthesisSink)?

private func takeSynthesis(
    _ wave: UnsafeMutablePointer<Int16>?, _ count: Int32, _ events: UnsafeMutablePointer<espeak_EVENT>?
) -> Int32 {
    guard let wave, count > 0, let currentSink else { return 0 }
    return currentSink.take(UnsafeBufferPointer(start: wave, count: Int(count))) ? 0 : 1
}

/// espeak-ng: one engine a process, not re-entrant, so one synthesis at a time under a lock.
enum EspeakEngine {
    private struct State {
        /// The rate of its samples in Hz; 0 before the start.
        var sampleRate = 0
        /// The name of the voice that is loaded.
        var voice: String?
        /// Names that no voice has: asked for once.
        var unknown: Set<String> = []
    }

    private static let lock = Mutex(State())

    /// Starts the engine and loads every language once, so that the first word does not wait for the disk.
    static func start() throws(VoiceError) -> Int {
        let result: Result<Int, VoiceError> = lock.withLock { state in
            if state.sampleRate > 0 { return .success(state.sampleRate) }
            let rate = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 20, nil, Int32(espeakINITIALIZE_DONT_EXIT))
            guard rate > 0 else { return .failure(.noEngine) }
            espeak_SetSynthCallback(takeSynthesis)
            for language in Language.allCases.reversed() {
                guard select(language.rawValue, &state) else { return .failure(.noVoice(language)) }
            }
            state.sampleRate = Int(rate)
            return .success(Int(rate))
        }
        return try result.get()
    }

    /// Speaks into the sink and returns when all is made or the sink stopped it. The text is plain: what looks like
    /// SSML in it is escaped, and a number's groups get their pauses (`Utterance.ssml`).
    static func synthesise(
        _ text: String, _ language: Language, _ settings: VoiceSettings, into sink: any SynthesisSink
    ) {
        lock.withLock { state in
            guard state.sampleRate > 0 else { return }
            let own = settings.voices[language].map { select($0, &state) } ?? false
            guard own || select(language.rawValue, &state) else { return }
            espeak_SetParameter(espeakRATE, Int32(settings.rateWordsPerMinute), 0)
            espeak_SetParameter(espeakPITCH, Int32(settings.pitchPercent), 0)
            espeak_SetParameter(espeakVOLUME, Int32(settings.volumePercent), 0)
            currentSink = sink
            defer { currentSink = nil }
            let bytes = Array(markup(of: text).utf8) + [0]
            espeak_Synth(bytes, bytes.count, 0, POS_CHARACTER, 0, UInt32(espeakCHARS_UTF8 | espeakSSML), nil, nil)
        }
    }

    /// Whether there is a voice of that name.
    static func knows(_ voice: String) -> Bool {
        guard (try? start()) != nil else { return false }
        return lock.withLock { select(voice, &$0) }
    }

    private static func select(_ voice: String, _ state: inout State) -> Bool {
        if state.voice == voice { return true }
        guard !state.unknown.contains(voice) else { return false }
        guard espeak_SetVoiceByName(voice) == EE_OK else {
            // What a failed choice leaves loaded is not known.
            state.voice = nil
            if state.unknown.count < Limits.unknownVoices { state.unknown.insert(voice) }
            return false
        }
        state.voice = voice
        return true
    }

    /// The text without controls and within its limit, in whole characters. Cut before it becomes SSML, so that the
    /// cut is never within a tag.
    static func bounded(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        var count = 0
        for scalar in TerminalText.clean(text) {
            count += String(scalar).utf8.count
            guard count <= Limits.utteranceBytes else { break }
            kept.append(scalar)
        }
        return String(kept)
    }

    /// What the engine is given.
    static func markup(of text: String) -> String { Utterance.ssml(of: bounded(text)) }
}
