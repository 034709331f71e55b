import Announcements
import CallEngine
import Configuration
import Time

#if FAULTS
    import Faults
#endif

/// Settings, keys and devices that the agent changes: they hold at once where they can, and are kept.
extension Turn {
    mutating func set(_ place: SettingPlace, to value: SettingValue?) {
        change(place, to: value)
        answer(.text(state.settingText(place)))
    }

    /// Whether the agent may change it; where a layer beneath their file has locked it, the answer is who did.
    mutating func isLocked(_ key: SettingKey) -> Bool {
        guard let owner = state.configuration.lock(of: key) else { return false }
        let label = Setting.of(key).label[state.settingLanguage]
        answer(.text("\(label)\(state.colon) \(state.lockWords(owner))"))
        return true
    }

    /// What the field says, or why it cannot be.
    mutating func setTyped(_ place: SettingPlace) {
        let setting = Setting.of(place.key)
        do throws(ConfigurationProblem) {
            let value = try setting.accept(typed: state.page[.value].text)
            state.page[.value] = EditedField()
            set(place, to: value)
        } catch {
            #if FAULTS
                if Fault.configurationErrorSilent.isOn { return }
            #endif
            answer(.text(error.spoken(in: state.settingLanguage)))
        }
    }

    mutating func change(_ place: SettingPlace, to value: SettingValue?) {
        if state.configuration.lock(of: place.key) != nil { return }
        state.configuration = state.configuration.setting(value, for: place.key, account: place.account)
        let language = settings.language
        state.settings.take(place.key, of: state.configuration)
        if settings.language != language { changeWords(from: language) }
        effects.append(.changeSetting(place, value))
    }

    /// Another language: the letters of its table, with what the agent changed in the other's.
    private mutating func changeWords(from old: Language) {
        state.keymap = Keymap.starting(settings.language).changed(as: state.keymap, over: .starting(old))
        for index in state.pages.indices where state.pages[index].page != .text {
            state.pages[index].lines = state.snapshot(for: state.pages[index].page, state.pages[index].subject)
        }
        clampFocus()
    }

    mutating func changeLanguage() {
        guard !isLocked(.language) else { return }
        let next: Language = settings.language == .french ? .english : .french
        change(SettingPlace(key: .language), to: .text(next.rawValue))
        answer(.language)
    }

    mutating func step(_ key: SettingKey, from old: Int, by step: Int, in range: ClosedRange<Int>) -> Int {
        guard state.configuration.lock(of: key) == nil else { return old }
        let new = min(max(old + step, range.lowerBound), range.upperBound)
        change(SettingPlace(key: key), to: .integer(new))
        return new
    }

    // MARK: Announcements that are left out

    mutating func turnPhrase(_ name: String) {
        guard !isLocked(.voiceLeftOut) else { return }
        var names = settings.leftOut
        if names.contains(name) { names.removeAll { $0 == name } } else { names.append(name) }
        change(SettingPlace(key: .voiceLeftOut), to: .list(names))
        if let line = state.phraseLines.first(where: { $0.enter == .turnPhrase(name) }) { answer(.text(line.text)) }
    }

    // MARK: Keys

    mutating func takeKey() {
        state.page.takesKey = true
        answer(.pressALetter)
    }

    /// The letter that was pressed is the command's, unless it is another's.
    mutating func give(_ letter: Character?, to command: Command) {
        state.page.takesKey = false
        do throws(KeymapProblem) {
            state.keymap = try state.keymap.giving(letter, to: command)
            effects.append(.keepKeys(state.keymap.file(over: .starting(settings.language))))
            answer(.text(state.commandLine(command)))
        } catch {
            // Another letter may follow at once.
            state.page.takesKey = letter != nil
            answer(.text(error.text(settings.language)))
        }
    }

    // MARK: Devices

    /// Used at once, and first in the list from now on.
    mutating func select(_ option: DeviceOption) {
        state.outputTrial = nil
        let key: SettingKey = option.role == .microphone ? .audioMicrophone : .audioHeadset
        guard !isLocked(key) else { return }
        effects.append(.select(option))
        var devices = [option.uri]
        if case .list(let others)? = state.configuration.value(key) { devices += others.filter { $0 != option.uri } }
        change(SettingPlace(key: key), to: .list(devices))
        answer(.text(option.name))
    }

    mutating func tryVoice() { answer(.voiceTried) }

    // MARK: What came of it

    mutating func take(_ kept: Kept, _ problem: String?) {
        if kept == .note { noteKept(problem == nil) }
        if case .setting(let place) = kept {
            // A rate that is stepped ten times in a row is not kept for one reason. What is set by one act is answered each time.
            let before = state.toldUnkept[place]
            let unkept = problem.map { Unkept(problem: $0, at: now) }
            state.toldUnkept[place] = unkept
            if let unkept, place.key.isStepped, unkept.isOfOneAct(with: before) { return }
        }
        if let problem { return answer(.notKept(problem)) }
        switch kept {
        case .setting, .keys, .call, .flag, .export, .erasure: return
        case .removal: answer(.removed)
        case .contact: answer(.kept)
        case .note: answer(.noteKept)
        case .line:
            // There is one, from the next start on.
            state.settings.isFirstStart = false
            leave(.newLine)
            answer(.lineKept)
        }
    }

    /// Said, and written with its reason for who looks it up.
    mutating func take(_ news: ProvisioningNews, _ reason: String?) {
        announce(.provisioning(news), nil)
        if let reason { keep(reason, reason) }
    }

    /// The program would not start again with such a file: told once, until it is another fault.
    mutating func takeFault(_ fault: String?) {
        defer { state.toldFault = fault }
        guard let fault, fault != state.toldFault else { return }
        let words = Answer.page(.keptInFaultyFile(fault))
        tell(words.text(settings.spoken), written: words.text(settings.written))
    }
}

/// Why a setting was not kept, and when that was found.
struct Unkept: Sendable, Equatable {
    var problem: String
    var at: Instant

    func isOfOneAct(with before: Unkept?) -> Bool {
        guard let before else { return false }
        return problem == before.problem && at - before.at < Limits.stepsOfOneAct
    }
}

extension SettingKey {
    /// Whether a key that is held changes it step by step.
    fileprivate var isStepped: Bool { [.voiceRate, .voicePitch, .voiceVolume].contains(self) }
}
