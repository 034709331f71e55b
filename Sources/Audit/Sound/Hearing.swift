import Announcements
import Devices
import Time

/// An utterance of the transcript, and what of it is in the sound.
struct HeardUtterance {
    var line: SpokenLine
    /// nil: the recording does not have it.
    var sound: UtteranceSound?
    /// Words a minute.
    var rate: Int
    /// How often it was looked for in vain, and how long the recording was then.
    var vain = 0
    var lookedAt = 0
}

/// What is heard: each line of the transcript is looked for in the recording once, after its end.
final class Hearing {
    /// dBFS below which an ear hears nothing.
    static let silence: Float = -60
    /// The program writes its recording each 20 ms: a sound begins so much later there at most than it was asked for.
    static let writing = 160

    let recording: HeadsetRecording
    private(set) var utterances: [HeardUtterance] = []
    /// Words a minute, as configured and then as the program told.
    private(set) var rate = 260
    /// What a judgement of this block has named already ends here.
    var named: (block: Int, end: Int) = (0, 0)
    private var isRateTold = false
    /// From the transcript's clock to the recording's, in samples of 8 kHz: of what was found so far.
    private var offsets: [Int] = []
    /// Where the last sound that has its line ends.
    private var lastEnd = 0
    /// How long the recording was when the next line was seen first, and how long it is since when.
    private var seen: (first: Int, end: Int, since: Instant)?
    private var renderings: [String: Rendering] = [:]
    private var earcons: [Earcon: ToneShape] = [:]
    /// In the left ear and in the right one, by the voice's frequency.
    private var scans: [Double: (left: SyllableScan, right: SyllableScan)] = [:]

    init(_ recording: HeadsetRecording) { self.recording = recording }

    /// The rate that the program is started with.
    func configure(rate: Int) { if !isRateTold { self.rate = rate } }

    /// Samples of 8 kHz that were recorded.
    var end: Int { min(recording.left.end, recording.right.end) }

    /// Looks for the lines that came.
    /// - Parameter waits: for the sound of their ends, which may still have to be written.
    func update(_ lines: [SpokenLine], waits: Bool = true) {
        recording.follow()
        while utterances.count < lines.count {
            let line = lines[utterances.count]
            if waits, !isRecorded(line) { return }
            seen = nil
            utterances.append(judged(line))
        }
        lookAgain()
    }

    /// What was said and not found is looked for again, with another rendering: no two of espeak-ng's are quite the same.
    private func lookAgain() {
        for place in utterances.indices.suffix(Limits.lookedAgain) {
            let old = utterances[place]
            guard old.sound == nil, old.line.outcome == .finished, !old.line.text.isEmpty, old.line.started != nil,
                old.vain < Limits.looks, end >= old.lookedAt + 2_400
            else { continue }
            renderings.removeAll()
            utterances[place] = judged(old.line)
            utterances[place].rate = old.rate
            (utterances[place].vain, utterances[place].lookedAt) = (old.vain + 1, end)
        }
    }

    private func isRecorded(_ line: SpokenLine) -> Bool {
        guard line.started != nil else { return true }
        if let offset, end >= line.ended * 8 + offset + 800 { return true }
        var waited = seen ?? (end, end, Instant.now)
        if end > waited.end { (waited.end, waited.since) = (end, .now) }
        seen = waited
        // A headset that was away has set the clocks apart, and one that is away records no more.
        return end >= waited.first + (offset == nil ? 1_600 : 8_000)
            || waited.since.duration(to: .now) >= .milliseconds(1_500)
    }

    var offset: Int? {
        let latest = offsets.suffix(9).sorted()
        return latest.isEmpty ? nil : latest[latest.count / 2]
    }

    func rendering(_ text: String, _ language: Language, rate: Int) -> Rendering {
        let key = "\(language.rawValue) \(rate) \(text)"
        if let known = renderings[key] { return known }
        if renderings.count >= Limits.renderings { renderings.removeAll() }
        let rendering = Rendering(text, language, rate: rate)
        renderings[key] = rendering
        return rendering
    }

    func shape(of earcon: Earcon) -> ToneShape {
        if let known = earcons[earcon] { return known }
        let shape = ToneShape(Voice.sound(of: earcon))
        earcons[earcon] = shape
        return shape
    }

    /// Syllables of a far end's voice in the left ear and in the right one that began from a place on.
    func syllables(of tone: PeerTone, from first: Int) -> (left: Int, right: Int) {
        var scan = scans[tone.hertz] ?? (SyllableScan(from: 0), SyllableScan(from: 0))
        scan.left.goOn(tone, in: recording.left, to: end)
        scan.right.goOn(tone, in: recording.right, to: end)
        scans[tone.hertz] = scan
        return (scan.left.found.count { $0 >= first }, scan.right.found.count { $0 >= first })
    }

    // MARK: A line and its sound

    private func judged(_ line: SpokenLine) -> HeardUtterance {
        // The rate is told at the rate that it tells.
        if let told = Self.rate(toldBy: line.text) { (rate, isRateTold) = (told, true) }
        var utterance = HeardUtterance(line: line, sound: nil, rate: rate)
        guard let started = line.started else { return utterance }
        let before = line.earcon.map { shape(of: $0).length } ?? 0
        let expected = started * 8 + (offset ?? 0)
        if line.text.isEmpty {
            utterance.sound = line.earcon.flatMap { earconSound($0, expected) }
        } else {
            utterance.sound = voiceSound(line, expected + before, played: (line.ended - started) * 8 - before)
        }
        if let sound = utterance.sound, sound.isPlaced {
            lastEnd = max(lastEnd, sound.end)
            offsets.append(sound.start - started * 8 - (line.text.isEmpty ? 0 : before))
            if offsets.count > 64 { offsets.removeFirst(32) }
        }
        return utterance
    }

    /// "Vitesse 280", "Rate 280".
    static func rate(toldBy text: String) -> Int? {
        for word in ["Vitesse ", "Rate "] where text.hasPrefix(word) {
            if let rate = Int(text.dropFirst(word.count)), (80...900).contains(rate) { return rate }
        }
        return nil
    }

    /// Where a beginning may be: near the transcript's time once the clocks are known to each other, before that up to
    /// two seconds earlier, as the sound is opened after the program's start.
    private func window(_ expected: Int) -> (first: Int, last: Int) {
        let rate = EarTrack.rate
        let first = offset == nil ? expected - 2 * rate : expected - rate * 6 / 10
        return (max(first, earliest(expected), 0), max(0, expected + rate * 6 / 10))
    }

    /// Behind the last sound; but a phrase that was cut by the next one may have seemed to go on in it.
    private func earliest(_ expected: Int) -> Int {
        offset == nil ? lastEnd - 200 : min(lastEnd - 200, expected - Rendering.drift)
    }

    private func voiceSound(_ line: SpokenLine, _ expected: Int, played: Int) -> UtteranceSound? {
        let whole = rendering(line.text, line.language, rate: rate)
        guard !whole.isEmpty else { return nil }
        var found = locate(whole, window(expected))
        if found.likeness < Rendering.least, line.outcome != .cut {
            // A headset that was away was not written meanwhile: the recording is behind the clock.
            found = locate(whole, (max(0, earliest(expected)), offset == nil ? end : max(0, expected + 4_800)))
        }
        if found.likeness >= Rendering.least { return sound(of: whole, found, line) }
        // Too short to be told by its sound, it is there where anything sounds.
        guard line.outcome == .cut, played > 0 else { return nil }
        let beginning = whole.beginning(min(played - 400, whole.length))
        guard beginning.length >= 1_200 else { return briefSound(whole, expected, played) }
        found = locate(beginning, window(expected))
        guard found.likeness >= Rendering.least else { return nil }
        return sound(of: whole, found, line, beginning)
    }

    private func sound(
        of whole: Rendering, _ found: FoundPlace, _ line: SpokenLine, _ beginning: Rendering? = nil
    ) -> UtteranceSound {
        let looked = beginning ?? whole
        let (first, last) = (found.start - 160, found.start + 160)
        let left = looked.find(in: recording.left, from: first, to: last).likeness
        let right = looked.find(in: recording.right, from: first, to: last).likeness
        let ear = left >= right ? recording.left : recording.right
        let told = line.ended * 8 + (offset ?? found.start - (line.started ?? 0) * 8)
        var stop = whole.stop(in: ear, from: found.start)
        // What sounds next fills its pauses.
        if line.outcome == .cut, stop > told + 1_200 {
            stop = min(stop, whole.lastLike(in: ear, from: found.start, after: told))
        }
        let isWhole =
            beginning == nil && stop == found.start + whole.length
            && whole.lastLikeness(in: ear, from: found.start) >= 0.75
        if !isWhole, stop == found.start + whole.length {
            // Something else sounds at once: what is like the phrase ends about where the transcript says.
            let like = whole.lastLike(in: ear, from: found.start)
            stop = min(max(told, like - Rendering.drift), like + Rendering.drift, stop)
        }
        return UtteranceSound(
            start: found.start, end: stop, likeness: found.likeness, left: left, right: right,
            share: min(1, Double(max(0, stop - found.start)) / Double(max(1, whole.length))), isWhole: isWhole)
    }

    /// What was cut within its first 200 ms.
    private func briefSound(_ whole: Rendering, _ expected: Int, _ played: Int) -> UtteranceSound? {
        guard offset != nil else { return nil }
        let first = max(lastEnd, expected - 240)
        let levels = [recording.left, recording.right].map { HeadsetRecording.loudest($0, first, expected + played) }
        guard levels.contains(where: { $0 > Rendering.voiceLevel }) else { return nil }
        return UtteranceSound(
            start: max(first, expected), end: expected + played, likeness: Rendering.least,
            left: levels[0] > Rendering.voiceLevel ? 1 : 0, right: levels[1] > Rendering.voiceLevel ? 1 : 0,
            share: Double(played) / Double(max(1, whole.length)), isWhole: false, isPlaced: false)
    }

    private func earconSound(_ earcon: Earcon, _ expected: Int) -> UtteranceSound? {
        let shape = shape(of: earcon)
        let (first, last) = window(expected)
        let left = shape.find(in: recording.left, from: first, to: last)
        let right = shape.find(in: recording.right, from: first, to: last)
        let best = left.likeness >= right.likeness ? left : right
        guard best.likeness >= ToneShape.least else { return nil }
        return UtteranceSound(
            start: best.start, end: best.start + shape.length, likeness: best.likeness, left: left.likeness,
            right: right.likeness, share: 1, isWhole: true)
    }

    /// The ear in which it is the more alike.
    func locate(_ rendering: Rendering, _ window: (first: Int, last: Int)) -> FoundPlace {
        let left = rendering.find(in: recording.left, from: window.first, to: window.last)
        if left.likeness >= 0.97 { return left }
        let right = rendering.find(in: recording.right, from: window.first, to: window.last)
        return left.likeness >= right.likeness ? left : right
    }
}
