import Announcements
import CLinux
import Configuration
import Glibc
import Scenarios
import Time

/// One recording: the auditor's keys go to the program, what it draws goes to the auditor, and both become a scenario.
///
/// Confined to the thread that made its stage.
final class Recorder {
    /// Why a recording is over.
    enum End: Equatable {
        /// The auditor said so.
        case asked
        /// The program was left, or ended by itself, with this code.
        case program(Int32)
        /// A signal came.
        case interrupted
        /// The auditor's terminal was closed.
        case closed
        /// A scenario may have no more steps.
        case full
    }

    let stage: Stage
    let terminal: AuditorTerminal
    let language: SettingLanguage
    var recording: Recording
    /// What the program draws is kept from the terminal: the auditor types a line there.
    var isTypingLine = false
    private let startedAt = Instant.now
    private var strokes = KeyStrokes()
    /// Since when a key has been waiting for its rest.
    private var heldSince: Instant?
    /// What was recorded when it was asked last whether that is too much.
    private var counted = 0
    /// Lines of the transcript that were taken.
    private var taken = 0
    /// Of which of the program's starts: each has a transcript of its own.
    private var start = 0
    /// The screen when the last thing was done.
    private var before: Sight?
    private var lastDrawn = Instant.now
    private var octets = 0

    init(_ stage: Stage, _ terminal: AuditorTerminal, _ language: SettingLanguage, _ recording: Recording) {
        self.stage = stage
        self.terminal = terminal
        self.language = language
        self.recording = recording
    }

    var elapsed: Duration { startedAt.duration(to: .now) }

    /// Starts the program and goes on until the recording is over.
    func run() throws(Stop) -> End {
        stage.mirror = { [weak self] octets in
            guard let self, !isTypingLine else { return }
            terminal.write(octets)
        }
        terminal.takeKeys()
        try stage.startIfNeeded()
        followTranscript()
        while true {
            wait()
            if let end = over() { return end }
            guard let octets = typed() else {
                takeHeld()
                continue
            }
            let (found, rest) = strokes.take(octets, at: ContinuousClock.now)
            heldSince = strokes.isIncomplete ? heldSince ?? .now : nil
            for stroke in found { strike(stroke) }
            if let rest, let end = try takeLines(typedAhead: rest) { return end }
        }
    }

    /// What is so now and was not asked for.
    func over() -> End? {
        if let code = stage.terminal?.exitCode {
            // What it drew last is taken.
            stage.pump(.zero)
            followTranscript()
            return .program(code)
        }
        if terminal.isClosed { return .closed }
        if Interruption.isAsked { return .interrupted }
        // Asked where something came: the sentences of a long recording are many.
        let most = recording.mostSteps
        if most != counted, recording.isFull { return .full }
        counted = most
        return nil
    }

    /// Until a key comes or the program draws, for a moment at most; what it drew and said is taken.
    func wait() {
        var waiting = [pollfd(fd: terminal.input, events: Int16(POLLIN), revents: 0)]
        if let program = stage.terminal?.descriptor {
            waiting.append(pollfd(fd: program, events: Int16(POLLIN), revents: 0))
        }
        _ = clinux_ppoll(&waiting, nfds_t(waiting.count), Limits.recordingLook.components.attoseconds / 1_000_000_000)
        stage.pump(.zero)
        if let written = stage.terminal?.octets, written != octets {
            octets = written
            lastDrawn = .now
        }
        followTranscript()
        if !isTypingLine { followSize() }
    }

    /// What was typed; nil where nothing was.
    func typed() -> [UInt8]? {
        var waiting = pollfd(fd: terminal.input, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, 0) > 0 else { return nil }
        return terminal.read()
    }

    // MARK: Keys

    private func takeHeld() {
        for stroke in strokes.closePaste(at: ContinuousClock.now) { strike(stroke) }
        guard let since = heldSince, since.duration(to: .now) >= Limits.keyOctets else { return }
        heldSince = nil
        for stroke in strokes.flush() { strike(stroke) }
    }

    private func strike(_ stroke: KeyStrokes.Stroke) {
        guard let program = stage.terminal, program.exitCode == nil else { return }
        close()
        stage.begin()
        before = sight
        recording.act(stroke.deed, at: elapsed)
        stage.keysPressed += 1
        program.write(stroke.octets)
    }

    /// What came of the last thing that was done is noted: the next one comes.
    func close() {
        stage.pump(.zero)
        followTranscript()
        guard stage.terminal?.exitCode == nil, let before else { return }
        recording.saw(before, then: sight, isStill: lastDrawn.duration(to: .now) >= Limits.still)
        // Each act has judgements of its own.
        stage.isBlockOver = true
    }

    private var sight: Sight {
        let image = stage.screen.image
        return Sight(
            title: image.title, cursorText: image.isCursorVisible ? image.cursorText : "", row: image.cursor.row,
            column: image.cursor.column)
    }

    // MARK: What is done otherwise

    /// Something is done by a step that the auditor typed.
    /// - Throws: where it could not be done: nothing is noted then.
    func carryOut(_ typed: TypedStep) throws(Stop) {
        close()
        let sooner = recording
        let seen = sight
        recording.act(.sentence(typed), at: elapsed)
        do { try stage.carryOut(typed.step) } catch {
            recording = sooner
            throw error
        }
        before = seen
    }

    /// The program's terminal is as large as the auditor's.
    private func followSize() {
        guard let (columns, rows) = terminal.size, (columns, rows) != (stage.launch.columns, stage.launch.rows) else {
            return
        }
        let sentence = Bilingual("le terminal fait \(columns)x\(rows)", "the terminal is \(columns)x\(rows)")[language]
        // Sizes that scenarios do not know are left alone: the program keeps the one it has.
        guard let typed = try? TypedStep(sentence, in: language) else { return }
        try? carryOut(typed)
    }

    // MARK: What is heard

    /// Notes what was said since the last look, whole.
    private func followTranscript() {
        if start != stage.starts { (start, taken) = (stage.starts, 0) }
        let lines = stage.transcript.lines
        guard taken < lines.count else { return }
        for line in lines[taken...] {
            guard line.outcome == .finished, let started = line.started, line.ended >= started else { continue }
            let began = elapsed - .milliseconds(line.ended - started)
            if !line.text.isEmpty {
                recording.heard(line.text, isSignal: false, at: began)
            } else if let earcon = line.earcon, earcon != .pending {
                // "Something waits" sounds where keys cut a phrase: that is a matter of moments.
                recording.heard(EarconWords.word(earcon, line.language), isSignal: true, at: began)
            }
        }
        taken = lines.count
    }
}
