import Announcements
import Configuration
import Devices
import Scenarios

/// Earcons, rings, and the voices of the far ends.
extension Stage {
    func judgeEarcon(_ word: String) throws(Stop) {
        let earcons = EarconWords.earcons(word)
        guard !earcons.isEmpty else {
            throw Stop.obstacle(
                .cantTell,
                Bilingual(
                    "aucun signal ne s'appelle « \(word) » ; il y a : \(EarconWords.all.french)",
                    "no earcon is called \"\(word)\"; there are: \(EarconWords.all.english)"))
        }
        try eventually(
            expected: Bilingual("entendre le signal « \(word) »", "to hear the earcon \"\(word)\""),
            happened: { lastHeard(hear()) },
            { () throws(Stop) in
                let hearing = hear()
                guard let end = hearing.earcon(among: earcons, after: soundOfAct) else { return false }
                name(end, hearing)
                return true
            })
    }

    func judgeRinging(_ isWanted: Bool) throws(Stop) {
        guard !isWanted else {
            return try eventually(
                expected: Bilingual("entendre la sonnerie", "to hear the ringing"),
                happened: { lastHeard(hear(), Bilingual("aucune sonnerie dans le son", "no ringing in the sound")) },
                { () throws(Stop) in
                    let hearing = hear()
                    guard let ring = hearing.ring(from: soundOfAct) else { return false }
                    name(ring, hearing)
                    return true
                })
        }
        // Half a second to stop, and then longer than a turn of any ring tone with its notes.
        let first = soundOfAct + EarTrack.rate / 2
        let expected = Bilingual("la sonnerie se tait", "the ringing stops")
        try eventually(
            expected: expected, happened: { Bilingual("l'enregistrement n'avance pas", "the recording stands still") },
            { () throws(Stop) in
                let hearing = hear()
                if hearing.ring(from: first) != nil {
                    throw Stop.miss(
                        expected: expected,
                        happened: lastHeard(hearing, Bilingual("la sonnerie continue", "the ringing goes on")))
                }
                return hearing.end >= first + RingShape.longestTurn
            })
    }

    func judgePeerVoice(_ name: String, in ear: Ear?) throws(Stop) {
        guard let hertz = peerVoiceHertz(name) else {
            throw Stop.obstacle(
                .cantTell, Bilingual("« \(name) » n'a pas de voix ici", "\"\(name)\" has no voice here"))
        }
        let tone = PeerTone(hertz: hertz)
        let side =
            switch ear {
            case .left: Bilingual(" dans l'oreille gauche", " in the left ear")
            case .right: Bilingual(" dans l'oreille droite", " in the right ear")
            case .both: Bilingual(" dans les deux oreilles", " in both ears")
            case nil: Bilingual("", "")
            }
        try eventually(
            expected: Bilingual(
                "entendre la voix de \(name)\(side.french)", "to hear the voice of \(name)\(side.english)"),
            happened: {
                let (left, right) = hear().syllables(of: tone, from: soundOfAct)
                return Bilingual(
                    "\(left) syllabes de sa voix à gauche, \(right) à droite",
                    "\(left) syllables of that voice on the left, \(right) on the right")
            },
            { () throws(Stop) in
                let (left, right) = hear().syllables(of: tone, from: soundOfAct)
                return switch ear {
                case .left: left >= 3 && right == 0
                case .right: right >= 3 && left == 0
                case .both: left >= 3 && right >= 3
                case nil: max(left, right) >= 3
                }
            })
    }

    /// The frequency of a far end's voice; nil where nobody of that name speaks.
    func peerVoiceHertz(_ name: String) -> Double? { peers.known(name)?.voice.baseFrequency }
}
