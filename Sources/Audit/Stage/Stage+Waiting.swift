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
            packets: exchange.packets.count,
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
            if try holds() { return }
            guard Instant.now < deadline else { throw Stop.miss(expected: expected, happened: happened()) }
            pump(.milliseconds(20))
        }
    }

    /// Waits so long, and stops at once where something ceases to be so.
    func throughout(
        _ duration: Duration, expected: Bilingual, happened: () -> Bilingual, _ holds: () throws(Stop) -> Bool
    ) throws(Stop) {
        let deadline = Instant.now + duration
        while true {
            guard try holds() else { throw Stop.miss(expected: expected, happened: happened()) }
            guard Instant.now < deadline else { return }
            pump(.milliseconds(20))
        }
    }
}
