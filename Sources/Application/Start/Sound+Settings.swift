import Announcements
import Configuration
import Control
import Devices
import Glibc
import Media
import Services
import Synchronization
import Transport

#if FAULTS
    import Faults
#endif

/// Settings that are heard at once.
extension Sound {
    /// Brings what is heard to these settings: the voice, earcons, ears, levels, and each device that is another than before.
    /// What names a device that cannot be used leaves the one that is there. Cheap where nothing is new.
    func apply(_ settings: Settings) {
        let before = applied.withLock { applied in
            defer { applied = settings }
            return applied
        }
        let spoken = VoiceSettings(settings)
        if let voice, voice.settings != spoken { voice.settings = spoken }
        if before.ears != settings.ears { listening.setEars(Ears(rawValue: settings.ears) ?? .both) }
        setLevels(settings)
        // The voice does not talk over them.
        media.watchesFarEnds = settings.showsSoundActivity || voice != nil
        if before.earconTheme != settings.earconTheme { readTheme(settings.earconTheme) }
        let roles: [(DeviceRole, [String], [String])] = [
            (.microphone, before.microphones, settings.microphones), (.headset, before.headsets, settings.headsets),
            (.voice, before.voiceDevices, settings.voiceDevices), (.ring, before.ringDevices, settings.ringDevices),
        ]
        for (role, old, new) in roles where old.first != new.first {
            if let device = new.first { _ = carryOut(.select(role, device: device)) }
        }
    }

    /// Where themes of earcons are looked for from now on; the one that the settings name is heard as soon as it is read.
    func findThemes(in folders: ThemeFolders) {
        themeFolders.withLock { $0 = folders }
        readTheme(applied.withLock { $0.earconTheme })
    }

    private func readTheme(_ name: String) {
        guard voice != nil else { return }
        BackgroundThread.run("theme") { [self] in
            guard let folders = themeFolders.withLock({ $0 }) else { return }
            let theme = EarconThemes.load(name, folders: folders).theme
            // Another may have been chosen meanwhile.
            if applied.withLock({ $0.earconTheme == name }) { voice?.earconTheme = theme }
        }
    }

    /// How loud the caller is under the voice, and the agent's own voice in a call.
    func setLevels(_ settings: Settings) { Self.setLevels(settings, of: outputs.headset.path) }

    static func setLevels(_ settings: Settings, of path: RealtimePath) {
        path.setGainUnderVoice(pow(10, -Float(settings.callUnderVoice) / 20), of: .call)
        #if FAULTS
            if Fault.callerDucked.isOn { path.setGainUnderVoice(0.02, of: .call) }
        #endif
        let sideTone = Float(settings.sideTone) / 100
        path.setGain(left: sideTone, right: sideTone, of: .sideTone)
    }
}
