// What other programs are told of calls, and links to call.
extension Settings {
    /// One `[[hook]]` table: a program that is run at events of calls.
    public struct Hook: Sendable, Equatable {
        var values: [SettingKey: SettingValue] = [:]
        var layers: [SettingKey: LayerKind] = [:]

        /// As call events name them; never empty.
        public var events: [String] {
            if case .list(let names)? = values[.hookEvents] ?? Setting.of(.hookEvents).standard { names } else { [] }
        }

        /// An absolute path, or one that begins with `~/`.
        public var program: String { if case .text(let path)? = values[.hookProgram] { path } else { "" } }
    }

    /// One `[[link]]` table: a page of another program that is opened for a call.
    public struct Link: Sendable, Equatable {
        var values: [SettingKey: SettingValue] = [:]
        var layers: [SettingKey: LayerKind] = [:]

        /// Spoken and shown; empty where none is given.
        public var name: String { if case .text(let name)? = values[.linkName] { name } else { "" } }

        public var url: URLTemplate? {
            if case .text(let text)? = values[.linkURL] { URLTemplate(parsing: text) } else { nil }
        }

        /// The events at which it opens, as call events name them, and `key`.
        public var occasions: [String] {
            if case .list(let names)? = values[.linkOn] ?? Setting.of(.linkOn).standard { names } else { [] }
        }
    }

    /// The agent's login where other programs are told it.
    public var eventsAgent: String? { text(.eventsAgent) }
    /// The header field in which the PBX names the queue.
    public var queueField: String? { text(.eventsQueueField) }
    /// The program that opens addresses; nil: the desktop's.
    public var opener: String? { text(.eventsOpener) }
    /// A link calls without the agent's Enter, where it may.
    public var linksDial: Bool { isOn(.linksDial) }
}
