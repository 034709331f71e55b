import Configuration
import Scenarios
import Time

extension Stage {
    /// What a judgement waits for where the script gives no time.
    static var patience: Duration { .seconds(10) }

    var now: Moment {
        Moment(
            time: .now, soundFrames: recording.frames, utterances: transcript.count, octets: terminal?.octets ?? 0,
            painted: screen.painted, bells: screen.bells, screen: screen.image, messages: exchange.messages.count,
            readerUtterances: reader?.said.count ?? 0)
    }

    /// Called before each act: what comes from now on is its consequence.
    func begin() {
        pump(.zero)
        let now = now
        act = now
        if isBlockOver { block = now }
        isBlockOver = false
    }

    /// Takes what the program writes, for so long at most; returns as soon as something came.
    func pump(_ most: Duration) {
        guard let terminal else {
            if most > .zero { pause(most) }
            return
        }
        screen.feed(terminal.read(upTo: most))
        reader?.serve()
        if let keys = braille?.serve(screen.image, columns: launch.columns), !keys.isEmpty { terminal.write(keys) }
    }

    /// Waits until something is so, and says what is missing where it does not become so.
    /// - Parameters:
    ///   - limit: of the script; nil: `patience`.
    ///   - happened: asked only where time is over.
    func eventually(
        within limit: Duration? = nil, expected: Bilingual, happened: () -> Bilingual, _ holds: () throws(Stop) -> Bool
    ) throws(Stop) {
        let deadline = Instant.now + (limit ?? Self.patience)
        while true {
            try Interruption.stop()
            if try holds() { return }
            guard Instant.now < deadline else { throw Stop.miss(expected: expected, happened: happened()) }
            pump(.milliseconds(20))
        }
    }

    /// A program that has ended shows, says and sends nothing: that is no pass.
    private func judgeAlive(_ expected: Bilingual) throws(Stop) {
        guard let code = terminal?.exitCode else { return }
        throw Stop.miss(
            expected: expected,
            happened: Bilingual("le programme a fini avec le code \(code)", "the program ended with code \(code)"))
    }

    /// Gives the program the time to react to the last act: what is so at once may be so only because nothing has happened yet.
    func letReact() {
        guard let act else { return }
        pass(until: act.time + Limits.reacting)
    }

    /// What is left of a limit that counts from the last act.
    /// - Throws: where it was over before the judgement began: nothing can be told of it then.
    func left(of limit: Duration?) throws(Stop) -> Duration? {
        guard let limit, let act else { return limit }
        let left = limit - act.time.duration(to: .now)
        guard left > .zero else {
            throw Stop.obstacle(
                .cantTell,
                Bilingual(
                    "le temps était passé avant cette étape : mettez-la juste après le geste",
                    "the time was over before this step: put it right after the act"))
        }
        return left
    }

    /// Waits so long, and stops at once where something ceases to be so.
    func throughout(
        _ duration: Duration, expected: Bilingual, happened: () -> Bilingual, _ holds: () throws(Stop) -> Bool
    ) throws(Stop) {
        let deadline = Instant.now + duration
        while true {
            guard try holds() else { throw Stop.miss(expected: expected, happened: happened()) }
            try judgeAlive(expected)
            try Interruption.stop()
            guard Instant.now < deadline else { return }
            pump(.milliseconds(20))
        }
    }
}
