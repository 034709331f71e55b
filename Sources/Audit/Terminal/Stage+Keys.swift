import Configuration
import Scenarios
import Time

extension Stage {
    func carryOut(_ step: KeyStep) throws(Stop) {
        try startIfNeeded()
        switch step {
        case .press(let key, let count, let apart):
            try press(Array(repeating: key, count: max(1, min(count, Limits.presses))), apart: apart)
        case .sequence(let keys): try press(keys)
        case .hold(let key, let duration): try hold(key, duration)
        case .type(let text, let apart): try press(text.map { .character($0) }, apart: apart)
        case .paste(let text): try paste(text)
        case .act(let act): try carryOut(act)
        case .dial(let number): try dial(number)
        case .open(let page): try open(page: page)
        case .command(let name): try run(commandNamed: name)
        case .route(let cell): try route(to: cell)
        case .moveBraille(let isDown): try moveBraille(down: isDown)
        case .wait(let duration):
            // What happens meanwhile is what the judgements after it look at.
            if isBlockOver {
                pump(.zero)
                block = now
                isBlockOver = false
            }
            pass(until: .now + duration)
        }
    }

    /// Presses keys one after the other; each counts as an act, so that "within" counts from the last one.
    /// - Parameter apart: from one press to the next; nil: each when the one before was answered.
    func press(_ keys: [Key], apart: Duration? = nil) throws(Stop) {
        let start = Instant.now
        for (index, key) in keys.enumerated() {
            if let apart, index > 0 { pass(until: start + apart * index) }
            try strike(key, isInRhythm: apart != nil && index > 0)
            keysPressed += 1
        }
    }

    /// One press, or one repeat of the keyboard.
    func strike(_ key: Key, isInRhythm: Bool = false) throws(Stop) {
        if !isInRhythm { awaitAnswer() }
        let terminal = try openTerminal()
        guard let octets = key.octets else {
            throw Stop.obstacle(.cantTell, Bilingual("le clavier n'a pas cette touche", "the keyboard has no such key"))
        }
        begin()
        terminal.write(octets)
    }

    /// Between the marks of bracketed paste, as terminals send it.
    private func paste(_ text: String) throws(Stop) {
        awaitAnswer()
        let terminal = try openTerminal()
        begin()
        keysPressed += 1
        terminal.write(Array("\u{1B}[200~\(text)\u{1B}[201~".utf8))
    }

    /// The terminal of a program that runs.
    func openTerminal() throws(Stop) -> PseudoTerminal {
        guard let terminal else {
            throw Stop.obstacle(
                .untested, Bilingual("le programme n'a pas de terminal", "the program has no terminal"))
        }
        if let code = terminal.exitCode {
            throw Stop.miss(
                expected: Bilingual("le programme tourne", "the program runs"),
                happened: Bilingual("il a fini, code \(code)", "it has ended, code \(code)"))
        }
        return terminal
    }

    /// As a hand does that waits for an answer to the key before: something was written, or nothing for a moment.
    private func awaitAnswer() {
        pump(.zero)
        guard let act, let terminal, terminal.octets == act.octets else { return }
        let left = Limits.answer - (.now - act.time)
        if left > .zero { pump(left) }
    }

    /// Time passes, and what the program writes is taken.
    func pass(until deadline: Instant) {
        while true {
            let left = deadline - .now
            pump(max(.zero, left))
            guard left > .zero, !Interruption.isAsked else { return }
        }
    }

    /// As keyboards repeat: the first time after a moment, then 30 times a second.
    private func hold(_ key: Key, _ duration: Duration) throws(Stop) {
        let start = Instant.now
        try strike(key)
        keysPressed += 1
        var next = Limits.firstRepeat
        while next < duration {
            pass(until: start + next)
            try strike(key, isInRhythm: true)
            next += Limits.nextRepeat
        }
        pass(until: start + duration)
    }

    /// What the screen shows, for a reason.
    var shown: Bilingual {
        let image = screen.image.description
        return Bilingual("l'écran montre :\n\(image)", "the screen shows:\n\(image)")
    }
}
