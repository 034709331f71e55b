import Announcements

/// The sound that goes to a far end, or comes from one: what is in it and how loud it is.
struct SentSound {
    /// Below it nothing is heard (dBFS).
    static let silence: Float = -60
    /// What the program said is in it from here on.
    static let leak: Float = 0.5
    /// The same where somebody speaks into the microphone: all speech is a little alike.
    static let leakBesideSpeech: Float = 0.75
    let ear: EarTrack

    /// - Parameter sound: at 48 kHz.
    init(_ sound: [Int16]) { ear = EarTrack(whole: sound) }

    /// A stretch of what is heard.
    init(heard: EarTrack, from first: Int) {
        ear = EarTrack(compared: Array(heard.samples.dropFirst(max(0, first - heard.origin))))
    }

    /// Whether no 20 ms of a stretch are louder than −60 dBFS.
    func isSilent(from first: Int = 0) -> Bool { loudest(from: first) <= Self.silence }

    /// dBFS of the loudest 20 ms.
    func loudest(from first: Int = 0) -> Float {
        stride(from: first, to: ear.end, by: 160).reduce(-120) { max($0, ear.level(from: $1, to: $1 + 160)) }
    }

    /// dBFS of the last two seconds.
    var level: Float { ear.level(from: max(0, ear.end - 2 * EarTrack.rate), to: ear.end) }

    /// The microphone's bursts: 440 Hz for 250 ms, then quiet; a tone that never ends is none.
    var hasBurst: Bool {
        var run = 0
        for start in stride(from: 0, to: ear.end - PeerTone.window, by: 80) {
            if PeerTone.isPure(440, in: ear, at: start) {
                run += 1
            } else {
                // Windows of 80 ms see 250 ms of it for some 17 steps of 10 ms, and more where it is half in them.
                if (15...34).contains(run) { return true }
                run = 0
            }
        }
        return false
    }

    /// Whether somebody speaks: 400 ms that are like a stretch of this speech.
    /// - Parameter speech: what the microphone hears again and again.
    func hasVoice(of speech: EarTrack) -> Bool {
        let piece = EarTrack.rate * 4 / 10
        for first in stride(from: 0, to: ear.end - piece, by: piece / 2) {
            guard ear.level(from: first, to: first + piece) > -45 else { continue }
            let part = EarTrack(compared: Array(ear.samples[first..<first + piece]))
            let shape = SpectralShape(part.bands[...])
            if speech.place(shape, from: 0, to: speech.end).likeness >= 0.75 { return true }
        }
        return false
    }

    /// How alike the likeliest place of it is to what was said.
    func likeness(to said: Rendering) -> Float {
        guard !isSilent() else { return -1 }
        return said.find(in: ear, from: 0, to: ear.end).likeness
    }
}
