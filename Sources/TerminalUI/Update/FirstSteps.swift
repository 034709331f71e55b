import Announcements
import CallEngine
import Configuration
import Time

/// The first start: outputs are tried by ear, then everything is asked on one page.
extension Turn {
    mutating func openFirstSteps() {
        effects.append(.listDevices)
        open(.firstStart)
    }

    /// The devices that can be chosen; at the first start each output says its name until one is confirmed,
    /// where none was chosen before.
    mutating func list(_ devices: [DeviceOption]) {
        state.deviceOptions = Array(devices.prefix(Limits.deviceOptions))
        clampFocus()
        guard settings.isFirstStart, state.page.page == .firstStart, outputs.count > 1,
            !state.configuration.isGiven(.audioHeadset, account: nil)
        else { return }
        // After the welcome.
        state.outputTrial = OutputTrial(index: -1, nextAt: now + Limits.outputTrialBegins)
    }

    private var outputs: [DeviceOption] { state.deviceOptions.filter { $0.role == .headset } }

    /// "Sortie 2, casque USB. Entrée si vous entendez".
    mutating func tryNextOutput() {
        guard let trial = state.outputTrial, !outputs.isEmpty else { return }
        let index = (trial.index + 1) % outputs.count
        state.outputTrial = OutputTrial(index: index, nextAt: now + Limits.outputTrial)
        effects.append(.select(outputs[index]))
        answer(.output(number: index + 1, name: outputs[index].name))
    }

    /// While outputs are tried: Enter takes the one that sounds, Down goes on, anything else ends it.
    mutating func takesForTrial(_ chord: KeyChord) -> Bool {
        guard let trial = state.outputTrial else { return false }
        switch chord {
        case .enter:
            guard outputs.indices.contains(trial.index) else {
                endTrial()
                return false
            }
            select(outputs[trial.index])
            return true
        case .down:
            tryNextOutput()
            return true
        case .character, .pasted, .function, .up, .left, .right, .home, .end, .pageUp, .pageDown, .backspace, .delete,
            .tab, .escape, .interrupt, .unknown:
            endTrial()
            return false
        }
    }

    /// Nobody chose: the output of the settings sounds again.
    private mutating func endTrial() {
        state.outputTrial = nil
        guard let uri = state.configuration.headsets.first else { return }
        effects.append(.select(DeviceOption(role: .headset, uri: uri, name: uri)))
    }

    mutating func keepLine() {
        let page = state.page
        let address = page[.lineAddress].text.trimmedBlanks
        guard address.contains("@") else { return refuse(.lineAddress, .noAddress) }
        let whole = address.hasPrefix("sip:") || address.hasPrefix("sips:") ? address : "sip:" + address
        effects.append(
            .keepLine(
                NewLine(
                    address: whole, password: page[.linePassword].text, name: page[.lineName].text.trimmedBlanks,
                    server: page[.lineServer].text.trimmedBlanks)))
    }

    mutating func finishFirstSteps() {
        if state.outputTrial != nil { endTrial() }
        leave(.firstStart)
        // News first: it would cut the line that the cursor is on.
        if settings.isFirstStart { tellNoLine() }
        sayFocus()
    }
}
