import Announcements
import Configuration
import Scenarios

extension Stage {
    func judge(_ step: HearingStep) throws(Stop) {
        switch step {
        case .phrase(let phrase): try judge(phrase)
        case .notHeard(let text, let duration): try judgeNotHeard(text, during: duration)
        case .nothing(let duration): try judgeNothing(during: duration)
        case .order(let texts): try judgeOrder(texts)
        case .count(let text, let times): try judgeCount(text, times)
        case .cut(let text, let limit): try judgeCut(text, within: limit)
        case .whole(let text): try judgeWhole(text)
        case .voiceStops(let limit): try judgeVoiceStops(within: limit)
        case .earcon(let word): try judgeEarcon(word)
        case .ringing(let isWanted): try judgeRinging(isWanted)
        case .ringLowered(let decibels): try judgeRingUnderVoice(loweredBy: decibels)
        case .peerVoice(let name, let ear): try judgePeerVoice(name, in: ear)
        case .words(let most): try judgeWords(atMost: most)
        }
    }

    /// Words of the utterances that sounded since the program's start, for the report on effort.
    func wordsHeard() -> Int { Self.words(hear().sounded(from: 0)) }

    static func words(_ utterances: [HeardUtterance]) -> Int {
        utterances.reduce(0) { $0 + $1.line.text.split(whereSeparator: \.isWhitespace).count }
    }

    // MARK: What was heard so far

    /// What was recorded and written until now, judged.
    func hear() -> Hearing {
        let hearing = transcript.hearing(in: recording)
        hearing.configure(rate: configuredRate)
        hearing.update(transcript.lines)
        return hearing
    }

    /// Where the recording stood at the last act, and at the first of its block (samples of 8 kHz).
    var soundOfAct: Int { (act?.soundFrames ?? 0) / Decimator.factor }
    var soundOfBlock: Int { (block?.soundFrames ?? 0) / Decimator.factor }

    /// `voice.rate` as the script sets it, else the standard.
    private var configuredRate: Int {
        let typed = launch.settings.last { $0.key == .voiceRate }.flatMap { Int($0.value) }
        return typed ?? Self.rate(in: launch.configuration) ?? Settings().voiceRate
    }

    /// `rate = 300` below `[voice]`, or `voice.rate = 300`.
    static func rate(in configuration: [String]) -> Int? {
        var table = ""
        for line in configuration.flatMap({ $0.split(whereSeparator: \.isNewline) }) {
            let words = line.split(separator: "#", omittingEmptySubsequences: false).first.map(String.init) ?? ""
            let text = words.filter { !$0.isWhitespace }
            if text.hasPrefix("[") { table = text }
            for name in table == "[voice]" ? ["rate="] : ["voice.rate="] where text.hasPrefix(name) {
                if let rate = Int(text.dropFirst(name.count)) { return rate }
            }
        }
        return nil
    }

    /// The last ten utterances, each with what became of it and whether the recording has it.
    func lastHeard(_ hearing: Hearing, _ more: Bilingual? = nil) -> Bilingual {
        let lines = hearing.utterances.suffix(10).map(Self.described)
        let heard =
            lines.isEmpty
            ? Bilingual("rien n'a été dit", "nothing was said")
            : Bilingual(
                "en dernier : " + lines.map(\.french).joined(separator: ", "),
                "lately: " + lines.map(\.english).joined(separator: ", "))
        guard let more else { return heard }
        return Bilingual("\(more.french) ; \(heard.french)", "\(more.english); \(heard.english)")
    }

    private static func described(_ utterance: HeardUtterance) -> Bilingual {
        let (line, sound) = (utterance.line, utterance.sound)
        let found =
            switch line.outcome {
            case _ where line.started == nil: Bilingual("remplacé avant d'être dit", "replaced before it was said")
            case _ where sound == nil: Bilingual("absent du son", "not in the sound")
            case .cut: Bilingual("coupé", "cut")
            default: Bilingual("entendu", "heard")
            }
        let text = line.shown
        return Bilingual("« \(text.french) » (\(found.french))", "\"\(text.english)\" (\(found.english))")
    }

    /// A judgement has named what ends there: later ones of its block that ask for quiet begin behind it.
    func name(_ end: Int, _ hearing: Hearing) {
        let sooner = hearing.named.block == soundOfBlock ? hearing.named.end : 0
        hearing.named = (soundOfBlock, max(sooner, end))
    }

    /// From where on quiet is asked for.
    func quietBegins(_ hearing: Hearing) -> Int {
        max(soundOfBlock, hearing.named.block == soundOfBlock ? hearing.named.end : 0)
    }

    // MARK: Phrases

    private func judge(_ phrase: HeardPhrase) throws(Stop) {
        let text = phrase.text
        // A long phrase is judged at its end.
        let patience = Self.patience + (phrase.within ?? .zero) + .milliseconds(min(text.count, 1_000) * 70)
        let expected = Self.expected(phrase)
        var answer = HeardAnswer.notYet
        do {
            try eventually(
                within: patience, expected: expected,
                happened: {
                    if case .otherwise(let reason) = answer { return lastHeard(hear(), reason) }
                    return lastHeard(hear(), longerPhrase(phrase))
                },
                { () throws(Stop) in
                    answer = hear().answer(phrase, after: soundOfAct)
                    guard case .heard(let end) = answer else { return false }
                    name(end, hear())
                    return true
                })
        } catch {
            // Sound without a line is sound.
            let language = Language(of: phrase.language ?? launch.language)
            guard !phrase.isPart, case .notYet = answer, case .miss = error else { throw error }
            switch hear().answerUntold(phrase, language, after: soundOfAct) {
            case .heard(let end): name(end, hear())
            case .otherwise(let reason): throw Stop.miss(expected: expected, happened: lastHeard(hear(), reason))
            case .notYet: throw error
            }
        }
    }

    /// Somebody who meant a part of a phrase learns how that is written.
    private func longerPhrase(_ phrase: HeardPhrase) -> Bilingual? {
        let hearing = hear()
        guard !phrase.isPart,
            let longer = hearing.sounded(from: soundOfAct).first(where: {
                Hearing.says($0, phrase.text, isPart: true) && !same($0.line.text, phrase.text)
            })
        else { return nil }
        return Bilingual(
            "« \(longer.line.text) » contient ces mots ; pour une partie : « une phrase qui contient »",
            "\"\(longer.line.text)\" contains these words; for a part: \"something containing\"")
    }

    private static func expected(_ phrase: HeardPhrase) -> Bilingual {
        var (french, english) =
            phrase.isPart
            ? (
                "entendre une phrase qui contient « \(phrase.text) »",
                "to hear a phrase that contains \"\(phrase.text)\""
            )
            : ("entendre « \(phrase.text) »", "to hear \"\(phrase.text)\"")
        switch phrase.ear {
        case .left: (french, english) = (french + " dans l'oreille gauche", english + " in the left ear")
        case .right: (french, english) = (french + " dans l'oreille droite", english + " in the right ear")
        case .both: (french, english) = (french + " dans les deux oreilles", english + " in both ears")
        case nil: break
        }
        switch phrase.language {
        case .french: (french, english) = (french + " en français", english + " in French")
        case .english: (french, english) = (french + " en anglais", english + " in English")
        case nil: break
        }
        if let within = phrase.within?.wholeMilliseconds {
            french += " en moins de \(within) ms (à \(Hearing.writing / 8) ms près, le pas de l'enregistrement)"
            english += " within \(within) ms (give or take \(Hearing.writing / 8) ms, the step of the recording)"
        }
        return Bilingual(french, english)
    }

    private func judgeWhole(_ text: String) throws(Stop) {
        try eventually(
            within: Self.patience + .milliseconds(min(text.count, 1_000) * 70),
            expected: Bilingual("« \(text) » entendu en entier", "\"\(text)\" heard whole"),
            happened: { lastHeard(hear()) },
            { () throws(Stop) in
                let hearing = hear()
                let whole = hearing.sounded(from: soundOfBlock).first {
                    Hearing.says($0, text, isPart: false) && $0.sound?.isWhole == true
                }
                guard let end = whole?.sound?.end else { return false }
                name(end, hearing)
                return true
            })
    }

    // MARK: Order and counts

    private func judgeOrder(_ texts: [String]) throws(Stop) {
        try eventually(
            expected: Bilingual(
                "entendre dans l'ordre : " + texts.map { "« \($0) »" }.joined(separator: ", "),
                "to hear in this order: " + texts.map { "\"\($0)\"" }.joined(separator: ", ")),
            happened: { lastHeard(hear()) },
            { () throws(Stop) in
                let hearing = hear()
                guard let end = hearing.order(of: texts, from: soundOfBlock) else { return false }
                name(end, hearing)
                return true
            })
    }

    private func judgeCount(_ text: String, _ times: Int) throws(Stop) {
        let expected = Bilingual("entendre « \(text) » \(times) fois", "to hear \"\(text)\" \(times) times")
        let counted = { () -> Bilingual in
            let count = self.hear().count(of: text, from: self.soundOfBlock)
            return self.lastHeard(self.hear(), Bilingual("entendu \(count) fois", "heard \(count) times"))
        }
        try eventually(expected: expected, happened: counted) { () throws(Stop) in
            hear().count(of: text, from: soundOfBlock) >= times
        }
        try throughout(Limits.settling, expected: expected, happened: counted) { () throws(Stop) in
            hear().count(of: text, from: soundOfBlock) <= times
        }
        let hearing = hear()
        let untold = hearing.untold(
            hearing.rendering(text, Language(of: launch.language), rate: hearing.rate), from: soundOfBlock)
        guard hearing.count(of: text, from: soundOfBlock) + untold.count == times else {
            throw Stop.miss(
                expected: expected,
                happened: lastHeard(
                    hearing,
                    Bilingual(
                        "\(untold.count) fois de plus dans le son", "\(untold.count) times more in the sound")))
        }
        for utterance in hearing.sounded(from: soundOfBlock) where Hearing.says(utterance, text, isPart: false) {
            if let end = utterance.sound?.end { name(end, hearing) }
        }
    }

    private func judgeWords(atMost most: Int) throws(Stop) {
        let expected = Bilingual("entendre au plus \(most) mots", "to hear at most \(most) words")
        try throughout(
            Limits.settling, expected: expected,
            happened: {
                let count = Self.words(hear().sounded(from: soundOfAct))
                return lastHeard(hear(), Bilingual("\(count) mots", "\(count) words"))
            },
            { () throws(Stop) in Self.words(hear().sounded(from: soundOfAct)) <= most })
        // What is still being said counts when it has ended.
        try eventually(
            expected: expected, happened: { Bilingual("la voix parle encore", "the voice is still speaking") },
            { () throws(Stop) in
                recording.isQuiet(for: .milliseconds(300)) && hear().utterances.count == transcript.count
            })
        let count = Self.words(hear().sounded(from: soundOfAct))
        guard count <= most else {
            throw Stop.miss(
                expected: expected, happened: lastHeard(hear(), Bilingual("\(count) mots", "\(count) words")))
        }
    }
}
