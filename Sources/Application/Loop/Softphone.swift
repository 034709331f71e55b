import Announcements
import CLinux
import CallEngine
import Configuration
import Glibc
import PracticeLine
import SIP
import TerminalUI
import Transport

/// The softphone: one plain loop on the main thread. Keys, the engine's events and the voice's outcomes come in; `update` says
/// what is to be done; `view` says what is shown. Nothing here waits for the network, the disk or the voice.
public final class Softphone {
    /// What other threads tell the main loop.
    enum Letter: Sendable {
        case engine(EngineEvent, Instant)
        case speech(id: Int, SpeechOutcome)
        case device(DeviceEvent)
    }

    private var state: AppState
    private let mailbox: Mailbox<Letter>
    private let display: Display
    private let sound: Sound
    private let agent: UserAgent
    private let control: ControlServer?
    private let signals: Int32
    private var isEnding = false
    private var endsAt: Instant?

    /// Runs the softphone until its user leaves it.
    /// - Returns: the exit code.
    public static func run(_ options: ProgramOptions) throws(ProgramProblem) -> Int32 {
        let softphone = try Softphone(options)
        softphone.loop()
        softphone.stop()
        return 0
    }

    private init(_ options: ProgramOptions) throws(ProgramProblem) {
        let settings = try options.load()
        if options.speech == .speechDispatcher || options.speech == nil && settings.voiceEngine == "speech-dispatcher" {
            throw ProgramProblem("Speech through Speech Dispatcher is not there yet: use --speech espeak or --speech none.")
        }
        signals = Signals.start()
        let mailbox = Mailbox<Letter>()
        self.mailbox = mailbox
        let language = options.speaks(settings)
        let isSpoken = options.speech.map { $0 == .espeak } ?? (settings.voiceEngine == "espeak")
        sound = try Sound(
            settings, isSpoken: isSpoken, transcript: options.transcript,
            outcome: { id, outcome in mailbox.post(.speech(id: id, outcome)) },
            device: { mailbox.post(.device($0)) })
        let start = try StartedEngine(options, settings: settings, sound: sound) { event, now in
            mailbox.post(.engine(event, now))
        }
        agent = start.agent
        practice = start.practice
        state = AppState(
            settings: InterfaceSettings(settings, language: Language(language)), accounts: start.lines,
            dialEntries: start.entries(in: language), secondsOfDay: Self.secondsOfDay(), at: .now)
        do { control = try ControlServer(
                folder: ProgramOptions.environment("XDG_RUNTIME_DIR"), accounts: start.accounts) } catch {
            sound.stop()
            throw error
        }
        do { display = try Display(usesLines: options.screen.map { $0 == .lines } ?? settings.printsLines) } catch {
            sound.stop()
            throw error
        }
    }

    private let practice: StartedEngine.Practice?

    private func loop() {
        tell(.resized(columns: display.size.columns, rows: display.size.rows))
        tell(.started)
        display.draw(view(state))
        while !isEnding {
            wait()
            takeKeys()
            takeLetters()
            takeControl()
            takeTime()
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
        _ = clinux_ppoll(&descriptors, nfds_t(descriptors.count), deadline?.nanosecondsFromNow ?? -1)
        if clinux_counter_read(signals) > 0 || display.isHungUp { beginToEnd() }
    }

    private func takeKeys() {
        var waiting = pollfd(fd: display.inputDescriptor, events: Int16(POLLIN), revents: 0)
        guard clinux_ppoll(&waiting, 1, 0) > 0 else { return }
        let before = display.size
        for key in display.readKeys() { tell(.key(key)) }
        let after = display.size
        if before != after { tell(.resized(columns: after.columns, rows: after.rows)) }
    }

    private func takeLetters() {
        for letter in mailbox.collect() {
            switch letter {
            case .engine(let event, let now):
                control?.tell(event, at: now)
                if event == .shutDownFinished, endsAt != nil { isEnding = true }
                tell(.engine(event))
            case .speech(let id, let outcome): tell(.speech(id: id, outcome))
            case .device(let event): tell(.device(event))
            }
        }
    }

    private func takeControl() {
        guard let control else { return }
        for command in control.serve(at: .now) {
            if command == .shutDown { beginToEnd() } else { agent.perform(command) }
        }
    }

    private func takeTime() {
        let now = Instant.now
        if let deadline = state.nextDeadline, deadline <= now { tell(.timeout) }
        if let endsAt, endsAt <= now { isEnding = true }
    }

    /// Calls and registrations are ended politely, within `Limits.shutDownSeconds`.
    private func beginToEnd() {
        guard endsAt == nil else { return }
        endsAt = .now + .seconds(Limits.shutDownSeconds)
        agent.perform(.shutDown)
    }

    private func tell(_ event: AppEvent) {
        let effects = update(&state, event, at: .now)
        for effect in effects { carryOut(effect) }
    }

    private func carryOut(_ effect: Effect) {
        switch effect {
        case .engine(.shutDown): beginToEnd()
        case .engine(let command): agent.perform(command)
        case .speech(let action): sound.carryOut(action)
        case .startRinging: sound.startRinging()
        case .stopRinging: sound.stopRinging()
        case .bell: display.bell()
        case .setCallVolume(let percent): sound.setCallVolume(percent)
        case .setSpeechRate(let wordsPerMinute): sound.setSpeechRate(wordsPerMinute)
        case .quit: isEnding = true
        }
    }

    private func stop() {
        display.stop()
        control?.stop()
        practice?.line.stop()
        agent.shutDown()
        sound.stop()
    }

    private static func secondsOfDay() -> Int {
        var now = time(nil)
        var parts = tm()
        guard localtime_r(&now, &parts) != nil else { return 0 }
        return Int(parts.tm_hour) * 3_600 + Int(parts.tm_min) * 60 + Int(parts.tm_sec)
    }
}
