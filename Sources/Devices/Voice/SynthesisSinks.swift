import Announcements
import Media

#if FAULTS
    import Faults
#endif

/// Collects a whole synthesis (`Voice.render`).
final class SampleCollector: SynthesisSink {
    private var shaper: SpeechShaper
    private var samples: [Int16] = []

    init(sampleRate: Int) { shaper = SpeechShaper(sampleRate: sampleRate) }

    func take(_ piece: UnsafeBufferPointer<Int16>) -> Bool {
        samples += shaper.shape(piece)
        return true
    }

    func finish() -> [Int16] { samples + shaper.finish() }
}

/// Hands a synthesis on, piece by piece.
final class SpeechWriter: SynthesisSink {
    private var shaper: SpeechShaper
    private let write: ([Int16]) -> Bool
    private var isCut = false

    init(sampleRate: Int, write: @escaping ([Int16]) -> Bool) {
        shaper = SpeechShaper(sampleRate: sampleRate)
        self.write = write
    }

    func put(_ samples: [Int16]) -> Bool {
        if !samples.isEmpty, !isCut { isCut = !write(samples) }
        return !isCut
    }

    /// In small pieces: the first ones are heard while the others are still being converted.
    func take(_ piece: UnsafeBufferPointer<Int16>) -> Bool {
        for start in stride(from: 0, to: piece.count, by: 256) {
            let part = UnsafeBufferPointer(rebasing: piece[start..<min(start + 256, piece.count)])
            guard put(shaper.shape(part)) else { return false }
        }
        return true
    }

    /// Speaks the text; false where it was cut.
    func synthesise(_ text: String, _ language: Language, _ settings: VoiceSettings) -> Bool {
        #if FAULTS
            let language: Language =
                Fault.wrongVoiceLanguage.isOn ? (language == .french ? .english : .french) : language
        #endif
        EspeakEngine.synthesise(text, language, settings, into: self)
        return put(shaper.finish())
    }
}

/// Keeps the ring tone a little ahead of each output while it sounds: the only producer of their rings.
struct RingToneFeed {
    private var places: [(path: RealtimePath, next: Int)]
    private var sounding: RingTone?

    init(_ paths: [RealtimePath]) { places = paths.map { ($0, 0) } }

    /// Rings on this output alone from now on.
    mutating func move(to path: RealtimePath) {
        guard places.first?.path !== path else { return }
        for place in places { place.path.cut(.ringTone) }
        places = [(path, 0)]
    }

    /// - Parameter ring: nil: it is quiet.
    mutating func feed(_ ring: RingTone?) {
        if ring != sounding { for index in places.indices { places[index].next = 0 } }
        sounding = ring
        guard let ring, let tone = EarconTable.ringTones[ring], !tone.isEmpty else { return }
        for index in places.indices {
            let path = places[index].path
            while path.ringTone.readableCount < 9_600 {
                let next = places[index].next
                let piece = Array(tone[next..<min(next + 960, tone.count)])
                let taken = path.ringTone.write(piece.span)
                guard taken > 0 else { break }
                places[index].next = (next + taken) % tone.count
            }
        }
    }
}
