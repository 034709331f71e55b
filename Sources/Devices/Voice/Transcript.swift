import Announcements
import Glibc
import Synchronization

/// Every utterance as a JSON line in a file, written through at each line: what the program says that it said.
public final class Transcript: Sendable {
    private struct Entry {
        var utterance: Utterance
        var enqueued: ContinuousClock.Instant
        var started: ContinuousClock.Instant?
    }

    private let descriptor: Int32
    private let origin: ContinuousClock.Instant
    private let open = Mutex<[Int: Entry]>([:])

    /// Creates or empties the file (mode 0600: names and numbers are in it); nil where that is refused, with errno. Refused too: a link,
    /// which another may have put there, and a pipe, which would keep us waiting for its reader.
    /// - Parameter origin: time 0 of the lines.
    public init?(path: String, origin: ContinuousClock.Instant) {
        let file = Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
        guard file >= 0 else { return nil }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, ftruncate(file, 0) == 0 else {
            close(file)
            errno = EINVAL
            return nil
        }
        descriptor = file
        self.origin = origin
    }

    deinit { close(descriptor) }

    /// An utterance entered the queue.
    public func enqueued(_ utterance: Utterance, at now: ContinuousClock.Instant) {
        open.withLock { open in
            // More than the voice can hold means outcomes that never came: the table is not a leak.
            if open.count >= 4 * Limits.waitingUtterances { open.removeAll() }
            open[utterance.id] = Entry(utterance: utterance, enqueued: now)
        }
    }

    /// The queue's last word on an utterance, one that never reached the voice included: its line is written.
    public func ended(_ utterance: Utterance, _ outcome: SpeechOutcome, at time: ContinuousClock.Instant) {
        open.withLock { open in
            let entry = open.removeValue(forKey: utterance.id)
            write(entry ?? Entry(utterance: utterance, enqueued: time), outcome, time)
        }
    }

    /// What became of it: the line is written when it ends.
    public func outcome(_ outcome: SpeechOutcome, of id: Int, at time: ContinuousClock.Instant) {
        open.withLock { open in
            guard let entry = open[id] else { return }
            if outcome == .started {
                open[id]?.started = time
                return
            }
            open[id] = nil
            write(entry, outcome, time)
        }
    }

    private func write(_ entry: Entry, _ outcome: SpeechOutcome, _ ended: ContinuousClock.Instant) {
        let utterance = entry.utterance
        let earcon = utterance.earcon.map { "\"\($0.rawValue)\"" } ?? "null"
        let started = entry.started.map { "\(milliseconds($0))" } ?? "null"
        let line = """
            {"id":\(utterance.id),"text":\(Self.quoted(utterance.text)),"earcon":\(earcon),\
            "language":"\(utterance.language.rawValue)","priority":"\(utterance.priority.rawValue)",\
            "enqueued":\(milliseconds(entry.enqueued)),"started":\(started),"ended":\(milliseconds(ended)),\
            "outcome":"\(outcome.rawValue)"}\n
            """
        let bytes = Array(line.utf8)
        _ = Glibc.write(descriptor, bytes, bytes.count)
    }

    private func milliseconds(_ instant: ContinuousClock.Instant) -> Int {
        let parts = (instant - origin).components
        return Int(parts.seconds) * 1_000 + Int(parts.attoseconds / 1_000_000_000_000_000)
    }

    /// A JSON string (RFC 8259 §7).
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
