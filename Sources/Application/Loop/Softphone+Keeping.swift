import Announcements
import Configuration
import Control
import Devices
import Media
import Services
import TerminalUI

/// Effects that keep something, or ask this computer: their work is done beside the main loop, and answered to it.
extension Softphone {
    func keep(_ effect: Effect) {
        var keeping = keeping
        keeping.language = state.settings.language == .french ? .french : .english
        keep(effect, keeping)
    }

    private func keep(_ effect: Effect, _ keeping: Keeping) {
        switch effect {
        case .changeSetting(let place, let value):
            sound.apply(state.configuration)
            apply(place.key)
            let address = place.account.flatMap { index in
                state.configuration.accounts.indices.contains(index) ? state.configuration.accounts[index].address : nil
            }
            later(.setting(place), in: keeping) { keeping.setting(place, value, address: address) }
        case .keepNote(let note): later(.note) { keeping.note(note) }
        case .keepCall(let call): later(.call) { keeping.call(call) }
        case .keepLine(let line): later(.line, in: keeping) { keeping.line(line) }
        case .keepKeys(let text): later(.keys) { keeping.keys(text) }
        case .keepContact(let contact, let index, let known):
            keepContacts(.contact, keeping) { keeping.contact(contact, at: index, known: known) }
        case .turnContact(let contact, let index, let known):
            keepContacts(.flag, keeping) { keeping.contact(contact, at: index, known: known) }
        case .removeContact(let index, let known):
            keepContacts(.removal, keeping) { keeping.removeContact(at: index, known: known) }
        default: return
        }
    }

    /// What could not be kept is not so: the file tells what is.
    private func keepContacts(_ kept: Kept, _ keeping: Keeping, _ work: @escaping @Sendable () -> String?) {
        let mailbox = mailbox
        later(kept, in: keeping) {
            let problem = work()
            if problem != nil, let contacts = keeping.contacts() { mailbox.post(.desk(.contactsRead(contacts))) }
            return problem
        }
    }

    /// What of a setting is seen or felt at once.
    private func apply(_ key: SettingKey) {
        let configuration = state.configuration
        switch key {
        case .interfaceTheme, .interfaceLarge, .interfacePreset:
            do throws(ProgramProblem) {
                let theme = try options.themes.theme(configuration.themeName, options.speaks(configuration))
                display.apply(theme: theme, isLarge: configuration.isLarge)
                if key == .interfacePreset { display.showBrailleMessages(configuration.showsBrailleMessages) }
            } catch {
                mailbox.post(.kept(.setting(SettingPlace(key: key)), problem: error.sentence))
            }
        case .brailleMessages: display.showBrailleMessages(configuration.showsBrailleMessages)
        default: return
        }
    }

    /// The same, in the configuration file: what else is wrong there is told.
    private func later(_ kept: Kept, in keeping: Keeping, _ work: @escaping @Sendable () -> String?) {
        let mailbox = mailbox
        later(kept) {
            let problem = work()
            if problem == nil { mailbox.post(.configurationFault(keeping.fault())) }
            return problem
        }
    }

    private func later(_ kept: Kept, _ work: @escaping @Sendable () -> String?) {
        let mailbox = mailbox
        let isTaken = disk.run { mailbox.post(.kept(kept, problem: work())) }
        if !isTaken {
            let words = Bilingual("le disque est trop lent ; recommencez", "the disk is too slow; try again")
            mailbox.post(.kept(kept, problem: words[options.speaks(settings)]))
        }
    }

    func select(_ option: DeviceOption) {
        _ = sound.carryOut(.select(option.role == .headset ? .headset : .microphone, device: option.uri))
        tellAudience()
    }

    /// A card, or the sound server; the other names are plug-ins of ALSA.
    private static func isDevice(_ name: String) -> Bool {
        ["default", "pulse", "pipewire"].contains(name) || name.hasPrefix("plughw:")
    }

    /// The cards of this computer: asked beside the main loop, ALSA may take its time.
    func listDevices() {
        let mailbox = mailbox
        BackgroundThread.run("devices") {
            let options = [DeviceRole.headset, .microphone].flatMap { role in
                ALSADevices.list(role).filter { Self.isDevice($0.name) }.map { device in
                    DeviceOption(
                        role: role == .headset ? .headset : .microphone, uri: DeviceURI.alsa(device.name).description,
                        name: device.description.isEmpty ? device.name : device.description)
                }
            }
            mailbox.post(.devicesListed(options))
        }
    }
}
