import CLinux
import CallEngine
import Control
import Glibc
import Time

/// One end of the control protocol on two descriptors: lines in, lines out, both bounded, never waiting.
struct LineConnection {
    let input: Int32
    let output: Int32
    var session: ControlSession
    private var received: [UInt8] = []
    private var unsent: [UInt8] = []
    /// The other end says nothing more, is gone, or broke the bounds.
    private(set) var isClosed = false
    /// It takes no answers either.
    private var isBroken = false

    init(input: Int32, output: Int32, session: ControlSession) {
        self.input = input
        self.output = output
        self.session = session
        for descriptor in Set([input, output]) {
            _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        }
    }

    var descriptors: [pollfd] {
        var waiting: [pollfd] = []
        if !isClosed { waiting.append(pollfd(fd: input, events: Int16(POLLIN), revents: 0)) }
        if !unsent.isEmpty, !isBroken { waiting.append(pollfd(fd: output, events: Int16(POLLOUT), revents: 0)) }
        return waiting
    }

    /// The whole lines that have come; the end of the input ends one.
    private mutating func readLines() -> [[UInt8]] {
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while !isClosed, received.count <= Limits.controlLineOctets * 2 {
            let count = read(input, &chunk, chunk.count)
            if count < 0 {
                if errno == EINTR { continue }
                if errno != EAGAIN { breakOff() }
                break
            }
            if count == 0 {
                isClosed = true
                if !received.isEmpty { received.append(10) }
                break
            }
            received += chunk[..<count]
        }
        var lines: [[UInt8]] = []
        while let end = received.firstIndex(of: 10) {
            lines.append(Array(received[..<end]))
            received.removeSubrange(...end)
        }
        if received.count > Limits.controlLineOctets { breakOff() }
        return lines
    }

    private mutating func breakOff() {
        isClosed = true
        isBroken = true
    }

    /// Also once the other end says nothing more: what it said last is answered.
    mutating func write(_ line: String) {
        guard !isBroken else { return }
        unsent += Array(line.utf8)
        unsent.append(10)
        if unsent.count > Limits.controlUnsentOctets { breakOff() }
        flush()
    }

    /// Writes what the other end takes now.
    mutating func flush() {
        while !unsent.isEmpty {
            let count = unsent.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
            if count > 0 {
                unsent.removeFirst(count)
            } else if errno != EINTR {
                if errno != EAGAIN { breakOff() }
                return
            }
        }
    }

    /// Waits until the other end has taken what is left, or until then.
    mutating func finish(until end: Instant) {
        flush()
        while !unsent.isEmpty, !isBroken, Instant.now < end {
            var waiting = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
            _ = clinux_ppoll(&waiting, 1, end.nanosecondsFromNow)
            flush()
        }
    }

    /// Carries out what the session answers to its lines.
    /// - Parameters:
    ///   - sound: what is asked of this computer's sound.
    ///   - propose: puts a link to call before the agent.
    /// - Returns: the commands for the engine.
    mutating func serve(
        at now: Instant, sound: (SoundRequest) -> SoundAnswer, propose: (String) -> ProposalAnswer
    ) -> [EngineCommand] {
        flush()
        var commands: [EngineCommand] = []
        for line in readLines() { commands += take(session.receive(line: line, at: now), sound, propose) }
        return commands
    }

    /// Tells the session an event.
    mutating func tell(_ event: EngineEvent, at now: Instant) {
        _ = take(session.receive(event, at: now), { _ in .done }, { _ in .nobodyToAsk })
    }

    private mutating func take(
        _ actions: [ControlSession.Action], _ sound: (SoundRequest) -> SoundAnswer,
        _ propose: (String) -> ProposalAnswer
    ) -> [EngineCommand] {
        var commands: [EngineCommand] = []
        var isRefused = false
        for action in actions {
            switch action {
            case .write(let line): write(line)
            // What the sound refused changes nothing in the engine.
            case .command(.ownSound) where isRefused: continue
            case .command(let command): commands.append(command)
            case .sound(let request, let id):
                let answer = sound(request)
                isRefused = answer != .done
                if let id { write(ControlSession.line(answering: id, with: answer)) }
            case .propose(let link, let id):
                let answer = propose(link)
                if let id { write(ControlSession.line(answering: id, with: answer)) }
            }
        }
        return commands
    }
}
