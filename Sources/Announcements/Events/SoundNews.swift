import CallEngine

/// What changes in the agent's own sound: devices of their own for the voice and the ring, and recordings.
public enum SoundNews: Sendable, Equatable {
    /// The voice's own device is gone: it speaks in the headset.
    case voiceMoved
    /// It speaks on its own device again.
    case voiceBack
    /// Speech Dispatcher is gone and our own voice speaks, or it is there again.
    case speechServiceLost
    case speechServiceBack
    /// Another device came in its place by itself.
    case headsetReplaced
    case microphoneReplaced
    /// A device that calls ring on is gone.
    case ringLost
    /// A device that this call has for itself is not there, or there again.
    case callDeviceLost(Party)
    case callDeviceBack(Party)
    case recordingOn(Party)
    case recordingOff(Party)
    /// The peer is heard badly, and no longer so.
    case qualityPoor(Party)
    case qualityBack(Party)

    func words(_ style: PhraseStyle) -> String {
        switch style.language {
        case .french: french(style)
        case .english: english(style)
        }
    }

    private func french(_ style: PhraseStyle) -> String {
        switch self {
        case .voiceMoved: style.of("Voix ici", "Voix au casque", "Voix au casque, son appareil est débranché")
        case .voiceBack: style.of("Revenue", "Voix sur son appareil", "Voix revenue sur son appareil")
        case .speechServiceLost:
            style.of("Secours", "Voix de secours", "Speech Dispatcher absent, voix de secours")
        case .speechServiceBack:
            style.of("Habituelle", "Voix habituelle", "Speech Dispatcher présent, voix habituelle")
        case .headsetReplaced: style.of("Relais", "Casque remplacé", "Casque remplacé par un autre appareil")
        case .microphoneReplaced: style.of("Autre micro", "Micro remplacé", "Micro remplacé par un autre appareil")
        case .ringLost:
            style.of("Sonnerie", "Sonnerie débranchée", "Un appareil de la sonnerie est débranché")
        case .callDeviceLost(let party):
            style.of("Son parti", "Son de l'appel perdu", "Appareil de l'appel avec \(style.name(party)) perdu")
        case .callDeviceBack(let party):
            style.of("Retrouvé", "Son de l'appel retrouvé", "Appareil de l'appel avec \(style.name(party)) retrouvé")
        case .recordingOn(let party):
            style.of("Enregistré", "Appel enregistré", "Appel avec \(style.name(party)) enregistré")
        case .recordingOff(let party):
            style.of("Arrêté", "Enregistrement fini", "Enregistrement de l'appel avec \(style.name(party)) fini")
        case .qualityPoor(let party):
            style.of("Son mauvais", "Mauvaise qualité", "Mauvaise qualité, \(style.name(party)) s'entend mal")
        case .qualityBack(let party):
            style.of("Son meilleur", "Meilleure qualité", "Meilleure qualité, \(style.name(party)) s'entend mieux")
        }
    }

    private func english(_ style: PhraseStyle) -> String {
        switch self {
        case .voiceMoved:
            style.of("Voice moved", "Voice in the headset", "Voice in the headset, its device is unplugged")
        case .voiceBack: style.of("Returned", "Voice on its device", "Voice is on its own device again")
        case .speechServiceLost:
            style.of("Stand-in", "Stand-in voice", "Speech Dispatcher is gone, stand-in voice")
        case .speechServiceBack: style.of("Usual", "Your usual voice", "Speech Dispatcher is there, usual voice")
        case .headsetReplaced: style.of("Spare", "Headset replaced", "Headset replaced by another device")
        case .microphoneReplaced:
            style.of("Mic swap", "Microphone replaced", "Microphone replaced by another device")
        case .ringLost: style.of("Ringer", "Ringer unplugged", "A device that calls ring on is unplugged")
        case .callDeviceLost(let party):
            style.of("Sound missing", "Call's sound lost", "The call with \(style.name(party)) has lost its device")
        case .callDeviceBack(let party):
            style.of("Sound again", "Call's sound is back", "The call with \(style.name(party)) has its device again")
        case .recordingOn(let party):
            style.of("Recording", "Call recorded", "The call with \(style.name(party)) is recorded")
        case .recordingOff(let party):
            style.of("Stopped", "Recording over", "The recording with \(style.name(party)) is over")
        case .qualityPoor(let party):
            style.of("Poor quality", "Poor sound quality", "Poor quality, \(style.name(party)) is hard to hear")
        case .qualityBack(let party):
            style.of("Clearer", "Better sound quality", "Better quality, \(style.name(party)) is easier to hear")
        }
    }
}

extension PhraseStyle {
    /// The words of its level.
    fileprivate func of(_ short: String, _ middle: String, _ long: String) -> String {
        switch level {
        case .short: short
        case .middle: middle
        case .long: long
        }
    }
}
