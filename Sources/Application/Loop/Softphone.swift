import AgentDesk
import Announcements
import CLinux
import CallEngine
import Configuration
import Devices
import Glibc
import Media
import PracticeLine
import Services
import TerminalUI
import Time
import Transport

#if FAULTS
    import Faults
#endif

/// The softphone: one plain loop on the main thread. Keys, the engine's events and the voice's outcomes come in; `update` says
/// what is to be done; `view` says what is shown. Nothing here waits for the network, the disk or the voice.
public final class Softphone {
    /// What other threads tell the main loop.
    enum Letter: Sendable {
        case engine(EngineEvent, Instant)
        case speech(id: Int, SpeechOutcome)
        case device(Devices.DeviceEvent)
        case farEndHeard(Bool)
        /// Something happened to a device that a call has for itself.
        case ownDevice
        case ownDevicesChanged(CallID)
        case engineStarted(StartedEngine)
        case engineFailed(ProgramProblem)
        case kept(Kept, problem: String?)
        case configurationFault(String?)
        case devicesListed([DeviceOption])
        /// Of the disk, the outbox and the forms.
        case desk(AppEvent)
        case directories(Directories.News)
        case sinkFault(SinkFault)
        case provisioning(ProvisioningNews, reason: String?)
    }

    private(set) var state: AppState
    let mailbox: Mailbox<Letter>
    let display: Display
    private var toldSize = (columns: 0, rows: 0)
    let sound: Sound
    let options: ProgramOptions
    let settings: Settings
    let keeping: Keeping
    let disk = DiskThread()
    private let directories: Directories
    let outbox: DeskOutbox
    let drafter: DraftKeeper
    let sinks: CallEventSinks
    var linkRate = LinkRate()
    #if FAULTS
        private let late = DelayedWork(by: .milliseconds(800))
    #endif
    private let practice: PracticeFarEnds?
    /// Nil until the engine has started, in the background: a password command may take its time.
    private var agent: UserAgent?
    /// What was asked of the engine before it was there.
    private var early: [EngineCommand] = []
    /// What the engine told before the control socket was there.
    private var untold: [(EngineEvent, Instant)] = []
    private var control: ControlServer?
    private var devices = DeviceTelling()
    private var problem: ProgramProblem?
    private let signals: Int32
    private var isEnding = false
    private var endsAt: Instant?
    private var provisioning: ProvisioningWatch?
    /// Older settings hold again: the program starts anew once no call is up and no field holds words.
    private var startsAnew = false

    /// Runs the softphone until its user leaves it.
    /// - Returns: the exit code.
    public static func run(_ options: ProgramOptions) throws(ProgramProblem) -> Int32 {
        let softphone = try Softphone(options)
        softphone.loop()
        softphone.stop()
        if let problem = softphone.problem { throw problem }
        if softphone.startsAnew { throw ProgramRestart.now(options.speaks(softphone.settings)) }
        return 0
    }

    private init(_ options: ProgramOptions) throws(ProgramProblem) {
        // Before any sound or screen, and before new settings are on trial: a second softphone would speak over the first, and what is
        // on trial is the first one's.
        let folder = ProgramOptions.environment("XDG_RUNTIME_DIR")
        try ControlServer.refuseSecond(folder: folder, options.speaks((try? options.load()) ?? Settings()))
        let settings = try options.loadForRun()
        self.options = options
        self.settings = settings
        let language = options.speaks(settings)
        signals = Signals.start()
        let mailbox = Mailbox<Letter>()
        self.mailbox = mailbox
        let speech = options.speech ?? ProgramOptions.SpeechKind(rawValue: settings.voiceEngine) ?? .espeak
        sound = try Sound(
            settings, speech: speech, language, transcript: options.transcript,
            outcome: { id, outcome in mailbox.post(.speech(id: id, outcome)) },
            device: { mailbox.post(.device($0)) },
            ownDevice: { call, event in mailbox.post(event == nil ? .ownDevicesChanged(CallID(call)) : .ownDevice) },
            farEnd: { mailbox.post(.farEndHeard($0)) })
        sound.findThemes(in: options.earconFolders)
        do { practice = try Practice.start(options, settings: settings, sound: sound) } catch {
            sound.stop()
            throw error
        }
        let run = RunName.random()
        keeping = Keeping(
            file: options.configurationFile, folder: options.stateFolder, language: language,
            isPractice: options.isPractice, accountsBeneath: settings.accounts.count, run: run,
            keepDays: settings.historyKeepDays)
        directories = Directories(
            options.isPractice ? Settings() : settings, store: keeping.store,
            home: ProgramOptions.environment("HOME") ?? "", tell: { mailbox.post(.directories($0)) })
        let outbox = DeskOutbox(
            language, tell: { mailbox.post(.desk($0)) }, tellProblem: { mailbox.post(.desk(.recordProblem($0))) })
        self.outbox = outbox
        drafter = DraftKeeper(keeping.drafts)
        state = Self.firstState(options, settings, language, practice, run: run)
        sinks = CallEventSinks(
            settings, run: state.run, isPractice: options.isPractice, language,
            connectors: { event in outbox.run { $0.send(event) } }, tell: { mailbox.post(.sinkFault($0)) })
        let usesLines = options.screen.map { $0 == .lines } ?? settings.printsLines
        do {
            display = try Display(usesLines: usesLines, language)
            // A theme that is gone must keep nobody from calling; `config check` and the settings say why.
            let theme = (try? options.themes.theme(settings.themeName, language)) ?? .terminal
            display.apply(theme: theme, isLarge: settings.isLarge)
            display.showBrailleMessages(settings.showsBrailleMessages)
        } catch {
            practice?.stop()
            sound.stop()
            throw error
        }
    }

    private func startEngine() {
        let (options, settings, sound, practice, mailbox) = (options, settings, sound, practice, mailbox)
        BackgroundThread.run("start") {
            do throws(ProgramProblem) {
                let started = try StartedEngine(options, settings: settings, sound: sound, practice: practice) {
                    mailbox.post(.engine($0, $1))
                }
                mailbox.post(.engineStarted(started))
            } catch {
                mailbox.post(.engineFailed(error))
            }
        }
    }

    private func take(_ started: StartedEngine) {
        agent = started.agent
        for command in early { started.agent.perform(command) }
        early = []
        do {
            control = try ControlServer(
                folder: ProgramOptions.environment("XDG_RUNTIME_DIR"), accounts: started.accounts,
                startedAt: started.agent.startedAt, options.speaks(settings))
            for (event, now) in untold { control?.tell(event, at: now) }
            untold = []
        } catch {
            end(with: error)
        }
    }

    private func end(with problem: ProgramProblem) {
        self.problem = problem
        isEnding = true
    }

    private func perform(_ command: EngineCommand) {
        #if FAULTS
            if Fault.textDelayed.isOn, case .sendText = command, let agent {
                late.add { agent.perform(command) }
                return
            }
        #endif
        if let agent {
            agent.perform(command)
        } else if early.count < Limits.earlyCommands {
            early.append(command)
        }
    }

    private func loop() {
        tellSize()
        tellAudience()
        tell(.started)
        startEngine()
        readDesk()
        directories.start()
        if !options.isPractice { watchProvisioning() }
        display.draw(view(state))
        startOutbox()
        while !isEnding {
            wait()
            // Before anything is said: a device's thread may have moved the voice.
            tellAudience()
            takeKeys()
            tellSize()
            takeLetters()
            takeControl()
            takeTime()
            if startsAnew, state.calls.isEmpty, !state.holdsTypedWords { beginToEnd() }
            display.draw(view(state))
        }
    }

    /// Sleeps until something comes or is due.
    private func wait() {
        var descriptors = [display.inputDescriptor, mailbox.descriptor, signals].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        descriptors += control?.descriptors ?? []
        let deadline = [state.nextDeadline, endsAt].compactMap { $0 }.min()
        #if FAULTS
            if Fault.clockTicks.isOn {
                let tick = min(200_000_000, deadline?.nanosecondsFromNow ?? .max)
                _ = clinux_ppoll(&descriptors, nfds_t(descriptors.count), tick)
                if clinux_counter_read(signals) > 0 || display.isHungUp { beginToEnd() }
                return
            }
        #endif
        _ = clinux_ppoll(&descriptors, nfds_t(descriptors.count), deadline?.nanosecondsFromNow ?? -1)
        if clinux_counter_read(signals) > 0 || display.isHungUp { beginToEnd() }
    }

    private func takeKeys() {
        var waiting = pollfd(fd: display.inputDescriptor, events: Int16(POLLIN), revents: 0)
        guard clinux_ppoll(&waiting, 1, 0) > 0 else { return }
        for key in display.readKeys() { tell(.key(key)) }
    }

    /// The terminal's size, or the view, is another.
    private func tellSize() {
        let size = display.size
        guard size != toldSize else { return }
        toldSize = size
        tell(.resized(columns: size.columns, rows: size.rows))
    }

    private func takeLetters() {
        for letter in mailbox.collect() {
            switch letter {
            case .engine(let event, let now):
                if let control {
                    control.tell(event, at: now)
                } else if agent == nil, untold.count < Limits.waitingLetters {
                    untold.append((event, now))
                }
                for line in sinks.take(event, at: now, known: knownPeople) { control?.write(line) }
                sound.calls.follow(event)
                provisioning?.follow(event)
                if event == .shutDownFinished, endsAt != nil { isEnding = true }
                tell(.engine(event))
            case .speech(let id, let outcome): tell(.speech(id: id, outcome))
            case .device(let event):
                tellAudience()
                if let told = devices.receive(event) { tell(.device(told)) }
            case .farEndHeard(let isHeard): tell(.device(.farEndHeard(isHeard)))
            case .ownDevice: tellOwnDevices()
            case .ownDevicesChanged(let call): tell(.device(.ownDevicesChanged(of: call)))
            case .engineStarted(let started): take(started)
            case .engineFailed(let problem): end(with: problem)
            case .kept(let kept, let problem): tell(.kept(kept, problem: problem))
            case .configurationFault(let fault): tell(.configurationFault(fault))
            case .devicesListed(let devices): tell(.devicesListed(devices))
            case .desk(let event): tell(event)
            case .directories(.people(let people)): tell(.peopleKnown(people))
            case .directories(.found(let words, let entries, let isSilent)):
                tell(.peopleFound(entries, words: words, isSilent: isSilent))
            case .sinkFault(let fault): tell(.programFailed(fault.words))
            case .provisioning(.rolledBack, nil):
                startsAnew = true
                tell(.programFailed(ProgramRestart.notice))
            case .provisioning(let news, let reason): tell(.provisioning(news, reason: reason))
            }
        }
    }

    private func takeControl() {
        guard let control else { return }
        let commands = control.serve(at: .now, sound: sound.carryOut, propose: propose)
        // A script may have moved the voice.
        tellAudience()
        for command in commands {
            if command == .shutDown { beginToEnd() } else { perform(command) }
        }
    }

    func tellAudience() {
        let audience = sound.audience
        if audience != state.audience { tell(.device(.voiceHeard(by: audience))) }
    }

    private func tellOwnDevices() {
        let missing = Set(sound.calls.incomplete.map { CallID($0) })
        if missing != state.callsWithoutDevice { tell(.device(.ownDevicesMissing(in: missing))) }
    }

    private func takeTime() {
        let now = Instant.now
        if let deadline = state.nextDeadline, deadline <= now { tell(.timeout) }
        if let endsAt, endsAt <= now { isEnding = true }
    }

    /// Calls and registrations are ended politely, within `Limits.shutDownSeconds`.
    private func beginToEnd() {
        guard endsAt == nil else { return }
        guard let agent else {
            isEnding = true
            return
        }
        endsAt = .now + .seconds(Limits.shutDownSeconds)
        agent.perform(.shutDown)
    }

    func tell(_ event: AppEvent) {
        let effects = update(&state, event, at: .now)
        for effect in effects { carryOut(effect) }
    }

    private func carryOut(_ effect: Effect) {
        switch effect {
        case .engine(.shutDown): beginToEnd()
        case .engine(let command): perform(command)
        case .speech(let action): sound.carryOut(action)
        case .startRinging(_, let ring): sound.startRinging(RingTone(ring))
        case .stopRinging: sound.stopRinging()
        #if FAULTS
            case .bell where Fault.bellMissing.isOn: return
        #endif
        case .bell: display.bell()
        case .setCallVolume(let percent): sound.listening.setLevel(percent, of: .headset)
        case .beginCall, .searchCalls, .readNotes, .exportCalls, .erase: keepDesk(effect)
        case .changeSetting, .keepNote, .keepCall, .keepLine, .keepKeys, .keepContact, .turnContact,
            .removeContact:
            keep(effect)
        case .searchPeople(let words): directories.search(words)
        case .decide(let key, let decision): decide(key, decision)
        case .incidentTold(let key, let news): outbox.run { $0.told(key, news) }
        case .submit, .keepForms, .readFormFiles: carryOutForm(effect)
        case .openPages(let call): sinks.openPages(for: call)
        case .listDevices: listDevices()
        case .select(let option): select(option)
        case .quit: isEnding = true
        }
    }

    /// What the agent is owed of the last start is told first.
    private func watchProvisioning() {
        let mailbox = mailbox
        provisioning = ProvisioningWatch(options) { mailbox.post(.provisioning($0, reason: $1)) }
    }

    private func stop() {
        provisioning?.stop()
        display.stop()
        disk.finish(within: Limits.diskSeconds)
        sinks.finish(within: Limits.diskSeconds)
        outbox.stop(within: Limits.diskSeconds)
        keeping.store.close()
        control?.stop()
        agent?.shutDown()
        practice?.stop()
        sound.stop()
    }
}
