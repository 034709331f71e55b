import Configuration
import Media
import Scenarios

extension Stage {
    func carryOut(_ step: SetUpStep) throws(Stop) {
        switch step {
        case .programStarts: try start()
        case .programRestarts: try start()
        case .online:
            try startIfNeeded()
            try awaitOnline()
        case .callInProgress(let name): try haveCall(with: name)
        case .headset(let isPlugged): try plug(isPlugged)
        case .voiceDevice(let isPlugged): try plugVoice(isPlugged)
        case .linkOpens(let link): try open(link: link)
        case .agent, .preset, .theme, .size, .language, .setting, .configuration, .firstStart, .contact, .reader,
            .brailleCells, .microphone, .microphoneTone, .withoutSound, .withoutColour, .ownVoiceDevice:
            try change(step)
        }
    }

    /// What holds before the start is noted when the scenario begins; some of it can change while the program runs.
    private func change(_ step: SetUpStep) throws(Stop) {
        guard let terminal else {
            _ = launch.take(step)
            return
        }
        switch step {
        case .size(let size):
            begin()
            (launch.columns, launch.rows) = (size.columns, size.rows)
            screen.resize(columns: size.columns, rows: size.rows)
            terminal.resize(columns: size.columns, rows: size.rows)
        default:
            throw Stop.obstacle(
                .cantTell,
                Bilingual(
                    "ceci se règle avant le démarrage du programme : mettez l'étape plus haut",
                    "this is set before the program starts: put the step further up"))
        }
    }

    /// The headset is a file that is recorded into. Unplugged it takes no further sound, as a card that is gone: the program
    /// gets an error from the device in both cases.
    private func plug(_ isPlugged: Bool) throws(Stop) {
        try startIfNeeded()
        guard launch.hasSound, reader == nil, let terminal else {
            throw Stop.obstacle(.cantTell, Bilingual("ce poste n'a pas de casque", "this computer has no headset"))
        }
        begin()
        let octets = WaveFile.headerOctets + recording.frames * 4
        guard terminal.limitFiles(to: isPlugged ? .max : UInt64(octets)) else { throw Self.refused("prlimit") }
    }

    private func plugVoice(_ isPlugged: Bool) throws(Stop) {
        try startIfNeeded()
        guard let voiceDevice else {
            throw Stop.obstacle(
                .cantTell, Bilingual("la voix n'a pas d'appareil à elle", "the voice has no device of its own"))
        }
        begin()
        guard isPlugged ? voiceDevice.plug() : voiceDevice.unplug() else { throw Self.cannotWrite(voiceDevice.path) }
    }

    /// Somebody calls, is heard, and is answered.
    private func haveCall(with name: String) throws(Stop) {
        try startIfNeeded()
        try carryOut(.calls(number: nil), by: name)
        try eventually(
            expected: Bilingual("un appel qui sonne", "a call that rings"),
            happened: { Bilingual("aucun appel n'est arrivé", "no call arrived") },
            { () throws(Stop) in peers.state(of: name) == .ringing })
        try carryOut(.act(.answer))
        try eventually(
            expected: Bilingual("un appel pris", "an answered call"),
            happened: { Bilingual("l'appel sonne encore", "the call still rings") },
            { () throws(Stop) in peers.state(of: name) == .answered })
        try awaitQuiet()
        begin()
        isBlockOver = true
    }
}
