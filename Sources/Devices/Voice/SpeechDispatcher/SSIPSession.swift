import Announcements

/// What Speech Dispatcher is asked to say.
struct SSIPMessage: Sendable, Equatable {
    /// Ours, given back in the events.
    var id: Int
    var text: String
    var language: Language
    var priority: SpeechPriority
}

/// What became of a message, by our number.
enum SSIPEvent: Sendable, Equatable {
    case began(Int)
    case ended(Int)
    case cancelled(Int)
    /// The server does not take it.
    case refused(Int)
    /// The server knows who we are: it works.
    case ready
}

/// A client of Speech Dispatcher (SSIP). One command is under way at a time, so that a text is never taken for a command.
/// The voice that its user chose is kept: nothing is set but what is named here, rate, pitch and volume only by `change`.
/// A pure value: octets in, octets out.
struct SSIPSession: Sendable {
    private enum Command: Equatable {
        case introduce(String)
        case set(String)
        /// What follows is SSML.
        case mark
        case get(SSIPParameter)
        case speak(SSIPMessage)
        /// Its text was sent.
        case text(SSIPMessage)
        case cancel
    }

    private var reader = SSIPReader()
    private var waiting: [Command] = []
    private var current: Command?
    /// The text under way is not to be said any more.
    private var isCurrentCancelled = false
    private var output: [UInt8] = []
    /// What was queued there and has not ended, by the server's number.
    private var messages: [(server: Int, id: Int)] = []
    /// Events that came before the answer that names their message.
    private var early: [SSIPBlock] = []
    private var language: Language?
    private var priority: SpeechPriority?
    private var maySound = false
    /// The server takes SSML: the groups of a number are as far apart as with our own voice.
    private var takesMarkup = false
    private var changes: [SSIPParameter: Int] = [:]
    private var asked: Set<SSIPParameter> = []
    /// What the user had chosen.
    private var chosen: [SSIPParameter: Int] = [:]

    /// - Parameter user: who runs the program; what is no letter or digit is left out.
    init(user: String) {
        let name = user.unicodeScalars.filter { $0.isASCII && $0.properties.isAlphabetic || ("0"..."9").contains($0) }
        waiting = [.introduce("\(name.isEmpty ? "user" : String(String.UnicodeScalarView(name))):clairvoix:main")]
        waiting += ["BEGIN", "END", "CANCEL"].map { .set("NOTIFICATION \($0) on") }
        waiting.append(.mark)
        proceed()
    }

    /// An answer is due.
    var awaitsAnswer: Bool { current != nil }

    /// What is to be sent, once.
    mutating func takeOutput() -> [UInt8] {
        defer { output = [] }
        return output
    }

    /// Says it after those that wait; refused where too many do.
    mutating func speak(_ message: SSIPMessage) -> [SSIPEvent] {
        guard waiting.count < Limits.dispatcherCommands else { return [.refused(message.id)] }
        waiting.append(.speak(message))
        proceed()
        return []
    }

    /// Silence, before anything else that waits; nothing is told of what was cut.
    mutating func cancel() {
        waiting.removeAll { if case .speak = $0 { true } else { false } }
        switch current {
        case .speak, .text: isCurrentCancelled = true
        case .introduce, .set, .mark, .get, .cancel, nil: break
        }
        messages = []
        early = []
        guard maySound else { return }
        maySound = false
        waiting.insert(.cancel, at: 0)
        proceed()
    }

    /// Moves a parameter so far from what its user had chosen.
    mutating func change(_ parameter: SSIPParameter, by steps: Int) {
        guard changes[parameter] ?? 0 != steps else { return }
        changes[parameter] = steps
        if chosen[parameter] != nil {
            set(parameter)
        } else if asked.insert(parameter).inserted {
            waiting.append(.get(parameter))
        }
        proceed()
    }

    /// Takes what the server sent.
    mutating func receive(_ octets: some Sequence<UInt8>) throws(SSIPFault) -> [SSIPEvent] {
        var events: [SSIPEvent] = []
        for block in try reader.take(octets) {
            if block.isEvent { events += event(block) } else { events += try answer(block) }
        }
        return events
    }

    // MARK: Commands

    private mutating func proceed() {
        while current == nil, !waiting.isEmpty {
            let next = waiting.removeFirst()
            if case .speak(let message) = next {
                // What an utterance needs goes before it.
                if priority != message.priority {
                    priority = message.priority
                    waiting.insert(next, at: 0)
                    send(.set("PRIORITY \(message.priority.rawValue)"))
                    continue
                }
                if language != message.language {
                    language = message.language
                    waiting.insert(next, at: 0)
                    send(.set("LANGUAGE \(message.language.rawValue)"))
                    continue
                }
            }
            send(next)
        }
    }

    private mutating func send(_ command: Command) {
        current = command
        switch command {
        case .introduce(let name): put("SET SELF CLIENT_NAME \(name)")
        case .set(let what): put("SET SELF \(what)")
        case .mark: put("SET SELF SSML_MODE on")
        case .get(let parameter): put("GET \(parameter.rawValue)")
        case .speak: put("SPEAK")
        case .text(let message):
            if !isCurrentCancelled {
                maySound = true
                put(Self.escaped(takesMarkup ? "<speak>\(Utterance.ssml(of: message.text))</speak>" : message.text))
            }
            put(".")
        case .cancel: put("CANCEL SELF")
        }
    }

    private mutating func put(_ line: String) { output += Array(line.utf8) + [0x0d, 0x0a] }

    /// One line: its ends are spaces, and a dot that begins it is doubled.
    static func escaped(_ text: String) -> String {
        let line = String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7f ? " " : $0 }))
        return line.hasPrefix(".") ? "." + line : line
    }

    private mutating func set(_ parameter: SSIPParameter) {
        let value = min(max((chosen[parameter] ?? 0) + (changes[parameter] ?? 0), -100), 100)
        waiting.append(.set("\(parameter.rawValue) \(value)"))
    }

    // MARK: Answers

    private mutating func answer(_ block: SSIPBlock) throws(SSIPFault) -> [SSIPEvent] {
        guard let command = current else { throw SSIPFault() }
        current = nil
        var events: [SSIPEvent] = []
        switch command {
        case .introduce:
            guard block.isSuccess else { throw SSIPFault() }
            events = [.ready]
        case .set, .cancel: break
        // Who does not know it is given plain text, and makes the pauses of its own.
        case .mark: takesMarkup = block.isSuccess
        case .get(let parameter):
            chosen[parameter] = block.data.first.flatMap { Int($0) } ?? 0
            set(parameter)
        case .speak(let message):
            if block.isSuccess {
                send(.text(message))
                return []
            }
            events = isCurrentCancelled ? [] : [.refused(message.id)]
            isCurrentCancelled = false
        case .text(let message):
            events = queued(message, block)
            isCurrentCancelled = false
        }
        proceed()
        return events
    }

    private mutating func queued(_ message: SSIPMessage, _ block: SSIPBlock) -> [SSIPEvent] {
        guard !isCurrentCancelled else { return [] }
        guard block.isSuccess else { return [.refused(message.id)] }
        guard let server = block.data.first.flatMap({ Int($0) }) else { return [] }
        messages.append((server, message.id))
        if messages.count > Limits.dispatcherCommands { messages.removeFirst() }
        let known = early
        early = []
        return known.flatMap { event($0) }
    }

    private mutating func event(_ block: SSIPBlock) -> [SSIPEvent] {
        guard let server = block.data.first.flatMap({ Int($0) }) else { return [] }
        guard let index = messages.firstIndex(where: { $0.server == server }) else {
            if case .text = current, early.count < Limits.dispatcherCommands { early.append(block) }
            return []
        }
        let id = messages[index].id
        switch block.code {
        case 701: return [.began(id)]
        case 702:
            messages.remove(at: index)
            return [.ended(id)]
        case 703:
            messages.remove(at: index)
            return [.cancelled(id)]
        // Pauses and index marks are not asked for.
        default: return []
        }
    }
}

/// What the agent's keys change of the voice; all from -100 to 100.
enum SSIPParameter: String, Sendable, Hashable, CaseIterable {
    case rate = "RATE"
    case pitch = "PITCH"
    case volume = "VOLUME"

    /// How far new settings are from those at the start.
    func steps(from start: VoiceSettings, to now: VoiceSettings) -> Int {
        switch self {
        // espeak-ng there: 170 words a minute at 0, 390 at 100.
        case .rate: (now.rateWordsPerMinute - start.rateWordsPerMinute) * 100 / 220
        case .pitch: (now.pitchPercent - start.pitchPercent) * 2
        case .volume: (now.volumePercent - start.volumePercent) * 2
        }
    }
}
