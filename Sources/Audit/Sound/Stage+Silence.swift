import Announcements
import Configuration
import Scenarios
import Time

/// What is not to be heard, and what ends.
extension Stage {
    /// What is being said is told at its end: it is waited for, as long as a voice may go on.
    func awaitSaid() throws(Stop) {
        let deadline = Instant.now + Limits.longestUtterance
        while Instant.now < deadline {
            pump(.milliseconds(20))
            if recording.isQuiet(for: .milliseconds(300)), hear().utterances.count == transcript.count { return }
            if !launch.hasSound { return }
        }
    }

    func judgeNotHeard(_ text: String, during duration: Duration?) throws(Stop) {
        let hearing = hear()
        let first = duration == nil ? soundOfBlock : quietBegins(hearing)
        let expected = Bilingual("ne pas entendre « \(text) »", "not to hear \"\(text)\"")
        try throughout(
            duration ?? Limits.settling, expected: expected, happened: { lastHeard(hear()) },
            {
                () throws(Stop) in
                !hear().says(text, from: first)
            })
        // What begins after the time is over is not asked for.
        let last = duration == nil ? Int.max : hear().end
        try awaitSaid()
        guard !hearing.says(text, from: first, before: last) else {
            throw Stop.miss(expected: expected, happened: lastHeard(hearing))
        }
        for language in Language.allCases {
            let rendering = hearing.rendering(text, language, rate: hearing.rate)
            guard hearing.untold(rendering, from: first).allSatisfy({ $0 >= last }) else {
                throw Stop.miss(
                    expected: expected,
                    happened: lastHeard(
                        hearing,
                        Bilingual(
                            "la phrase est dans le son, la transcription ne la nomme pas",
                            "the phrase is in the sound, and the transcript does not tell of it")))
            }
        }
    }

    /// A recording that stands still is silent whatever the agent would hear.
    private func judgeRecorded(since frames: Int, for duration: Duration) throws(Stop) {
        guard terminal == nil || !launch.hasSound || recording.frames - frames >= duration.wholeMilliseconds * 24 else {
            throw Stop.obstacle(
                .cantTell,
                Bilingual("le casque n'est plus enregistré", "the headset is not recorded any more"))
        }
    }

    func judgeNothing(during duration: Duration?) throws(Stop) {
        let frames = recording.frames
        let hearing = hear()
        // What sounded already when the first act was done may end.
        let first = hearing.quietAfter(quietBegins(hearing))
        try throughout(
            duration ?? Limits.settling,
            expected: Bilingual("ne rien entendre, ni voix ni signal", "to hear nothing, neither voice nor earcon"),
            happened: {
                let level = Int(recording.loudest(from: first, to: hearing.end))
                return lastHeard(hear(), Bilingual("un son à \(level) dB", "a sound of \(level) dB"))
            },
            { () throws(Stop) in
                let hearing = hear()
                return recording.loudest(from: first, to: hearing.end) <= Hearing.silence
            })
        try judgeRecorded(since: frames, for: duration ?? Limits.settling)
    }

    func judgeCut(_ text: String, within limit: Duration?) throws(Stop) {
        var late: Int?
        let time = limit.map {
            Bilingual(" en moins de \($0.wholeMilliseconds) ms", " within \($0.wholeMilliseconds) ms")
        }
        let tolerance = Bilingual(
            " (à \(Hearing.writing / 8) ms près, le pas de l'enregistrement)",
            " (give or take \(Hearing.writing / 8) ms, the step of the recording)")
        try eventually(
            expected: Bilingual(
                "« \(text) » coupé\(time?.french ?? "")\(time == nil ? "" : tolerance.french)",
                "\"\(text)\" cut\(time?.english ?? "")\(time == nil ? "" : tolerance.english)"),
            happened: {
                guard let late else { return lastHeard(hear()) }
                return lastHeard(hear(), Bilingual("coupé après \(late) ms", "cut after \(late) ms"))
            },
            { () throws(Stop) in
                let hearing = hear()
                guard let sound = hearing.cut(text, after: soundOfAct) else { return false }
                let milliseconds = (sound.end - soundOfAct) / 8
                late = milliseconds
                if let limit, milliseconds > limit.wholeMilliseconds + Hearing.writing / 8 { return false }
                name(sound.end, hearing)
                return true
            })
    }

    func judgeVoiceStops(within limit: Duration?) throws(Stop) {
        let limit = limit ?? Self.patience
        let expected = Bilingual(
            "la voix se tait en moins de \(limit.wholeMilliseconds) ms (à \(Hearing.writing / 8) ms près)",
            "the voice stops within \(limit.wholeMilliseconds) ms (give or take \(Hearing.writing / 8) ms)")
        var stop: Int?
        try eventually(
            // How late it was is read in the recording, whenever that is looked at.
            within: limit + .seconds(4), expected: expected,
            happened: { lastHeard(hear(), Bilingual("la voix continue", "the voice goes on")) },
            { () throws(Stop) in
                stop = hear().voiceStop(after: soundOfAct)
                return stop != nil
            })
        guard let stop else { return }
        guard recording.loudest(from: soundOfAct - 2_400, to: soundOfAct + 160) > Rendering.voiceLevel else {
            throw Stop.miss(
                expected: expected,
                happened: lastHeard(
                    hear(),
                    Bilingual("la voix ne parlait pas à ce moment", "the voice was not speaking at that time")))
        }
        let late = (stop - soundOfAct) / 8
        guard late <= limit.wholeMilliseconds + Hearing.writing / 8 else {
            throw Stop.miss(
                expected: expected,
                happened: lastHeard(hear(), Bilingual("silence après \(late) ms", "silence after \(late) ms")))
        }
        name(stop, hear())
    }
}
