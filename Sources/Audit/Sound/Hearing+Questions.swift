import Announcements
import Configuration
import Devices
import Scenarios

/// Whether a phrase was heard as the script says.
enum HeardAnswer: Equatable {
    /// It ends there.
    case heard(end: Int)
    /// It was, but not so.
    case otherwise(Bilingual)
    case notYet
}

extension Hearing {
    /// Utterances whose sound begins from a place on, as they were heard. A place is as exact as the recording is written:
    /// what an act made the voice say may stand in the same stretch of it, before the act's place.
    func sounded(from first: Int) -> [HeardUtterance] {
        utterances.filter { utterance in utterance.sound.map { $0.start + Self.writing >= first } ?? false }
    }

    /// Whether an utterance that sounds is this phrase, or has these words in what sounded of it.
    static func says(_ utterance: HeardUtterance, _ text: String, isPart: Bool) -> Bool {
        guard let sound = utterance.sound else { return false }
        if !isPart { return same(utterance.line.text, text) && sound.likeness >= Rendering.least }
        guard contains(utterance.line.text, text) else { return false }
        return sound.isWhole || share(of: text, in: utterance.line.text) <= sound.share + 0.05
    }

    /// How far into a text a part of it goes, about: letters take equally long.
    private static func share(of part: String, in text: String) -> Double {
        let letters = Array(text)
        let end = letters.indices.first { contains(String(letters[...$0]), part) } ?? letters.count
        return Double(end + 1) / Double(max(1, letters.count))
    }

    // MARK: A phrase

    /// - Parameter act: where the recording stood when the last thing was done.
    func answer(_ phrase: HeardPhrase, after act: Int) -> HeardAnswer {
        var answer = HeardAnswer.notYet
        for utterance in sounded(from: act) where Self.says(utterance, phrase.text, isPart: phrase.isPart) {
            guard let sound = utterance.sound else { continue }
            if !phrase.isPart, !sound.isWhole {
                answer = .otherwise(
                    Bilingual("la phrase n'est pas entendue en entier", "the phrase is not heard whole"))
                continue
            }
            let found = check(sound, utterance.line, rate: utterance.rate, phrase, after: act)
            if case .heard = found { return found }
            answer = found
        }
        return answer
    }

    /// Looks for a phrase that no line tells of, in a stretch that no line's sound covers.
    func answerUntold(_ phrase: HeardPhrase, _ language: Language, after act: Int) -> HeardAnswer {
        let rendering = rendering(phrase.text, language, rate: rate)
        var answer = HeardAnswer.notYet
        for start in untold(rendering, from: act) {
            let left = rendering.find(in: recording.left, from: start - 160, to: start + 160).likeness
            let right = rendering.find(in: recording.right, from: start - 160, to: start + 160).likeness
            let sound = UtteranceSound(
                start: start, end: start + rendering.length, likeness: max(left, right), left: left, right: right,
                share: 1,
                isWhole: true)
            let line = SpokenLine(text: phrase.text, language: language, started: nil, ended: 0, outcome: .finished)
            answer = check(sound, line, rate: rate, phrase, after: act)
            if case .heard = answer { return answer }
        }
        return answer
    }

    /// Where a phrase sounds although no line says so.
    func untold(_ rendering: Rendering, from first: Int) -> [Int] {
        guard !rendering.isEmpty else { return [] }
        let places = [recording.left, recording.right].flatMap { rendering.findAll(in: $0, from: first, to: end) }
        let told = utterances.compactMap(\.sound)
        var found: [Int] = []
        for place in places.map(\.start).sorted() {
            let middle = place + rendering.length / 2
            let isTold = told.contains { $0.start - 400 <= middle && middle <= $0.end + 400 }
            if !isTold, place > (found.last ?? -rendering.length) + rendering.length / 2 { found.append(place) }
        }
        return found
    }

    private func check(
        _ sound: UtteranceSound, _ line: SpokenLine, rate: Int, _ phrase: HeardPhrase, after act: Int
    ) -> HeardAnswer {
        if let ear = phrase.ear, !isHeard(sound, in: ear) {
            return .otherwise(
                Bilingual("elle est entendue \(whereHeard(sound).french)", "it is heard \(whereHeard(sound).english)"))
        }
        if let language = phrase.language, !isHeard(sound, line, rate: rate, in: Language(of: language)) {
            return .otherwise(Bilingual("elle est dite dans l'autre langue", "it is said in the other language"))
        }
        if let within = phrase.within {
            let late = (firstVoice(sound) - act) / 8
            // The recording is written each 20 ms.
            if late > within.wholeMilliseconds + Self.writing / 8 {
                return .otherwise(Bilingual("elle commence après \(late) ms", "it begins after \(late) ms"))
            }
        }
        return .heard(end: sound.end)
    }

    /// The first 5 ms of an utterance over −40 dBFS.
    func firstVoice(_ sound: UtteranceSound) -> Int {
        let ear = sound.left >= sound.right ? recording.left : recording.right
        let levels = ear.levels(from: sound.start, to: sound.end)
        return levels.first { $0.level > Rendering.voiceLevel }.map { max($0.start, sound.start) } ?? sound.start
    }

    // MARK: In which ear, in which language

    /// In one ear: the other one hears nothing of it, silence where nobody else sounds there.
    func isHeard(_ sound: UtteranceSound, in ear: Ear) -> Bool {
        switch ear {
        case .left: sound.left >= Rendering.least && !leaks(sound, into: recording.right, sound.right)
        case .right: sound.right >= Rendering.least && !leaks(sound, into: recording.left, sound.left)
        case .both: sound.left >= Rendering.least && sound.right >= Rendering.least
        }
    }

    private func leaks(_ sound: UtteranceSound, into ear: EarTrack, _ likeness: Float) -> Bool {
        ear.level(from: sound.start, to: sound.end) > Self.silence && likeness >= 0.5
    }

    private func whereHeard(_ sound: UtteranceSound) -> Bilingual {
        if isHeard(sound, in: .left) { return Bilingual("dans l'oreille gauche", "in the left ear") }
        if isHeard(sound, in: .right) { return Bilingual("dans l'oreille droite", "in the right ear") }
        return Bilingual("dans les deux oreilles", "in both ears")
    }

    /// Its own rendering is more like it than the other language's. A word or two may sound alike in both: there the
    /// voice that the program chose counts.
    private func isHeard(_ sound: UtteranceSound, _ line: SpokenLine, rate: Int, in language: Language) -> Bool {
        let own = rendering(line.text, language, rate: rate)
        guard own.length > EarTrack.rate * 6 / 10 else { return line.language == language }
        let other = rendering(line.text, language == .french ? .english : .french, rate: rate)
        let window = (sound.start - 2_400, sound.start + 2_400)
        let likeness = locate(own, window).likeness
        return likeness >= Rendering.least && locate(other, window).likeness <= likeness - Rendering.otherLanguage
    }
}

extension Language {
    /// The voice of a language of the settings.
    init(of language: SettingLanguage) { self = language == .french ? .french : .english }
}
