import Scenarios

extension Key {
    /// What the keyboard of a Linux console sends (console_codes(4), the kernel's default key map); nil: no such key.
    var octets: [UInt8]? {
        switch self {
        case .character(let character): Array(String(character).utf8)
        case .function(let number): (1...12).contains(number) ? Self.sequence(number - 1) : nil
        case .named(let name): Array(name.sequence.utf8)
        }
    }

    private static func sequence(_ index: Int) -> [UInt8] { Array("\u{1B}[\(functions[index])".utf8) }

    private static let functions = [
        "[A", "[B", "[C", "[D", "[E", "17~", "18~", "19~", "20~", "21~", "23~", "24~",
    ]
}

extension Key.Named {
    fileprivate var sequence: String {
        switch self {
        case .enter: "\r"
        case .home: "\u{1B}[1~"
        case .insert: "\u{1B}[2~"
        case .delete: "\u{1B}[3~"
        case .end: "\u{1B}[4~"
        case .pageUp: "\u{1B}[5~"
        case .pageDown: "\u{1B}[6~"
        case .up: "\u{1B}[A"
        case .down: "\u{1B}[B"
        case .right: "\u{1B}[C"
        case .left: "\u{1B}[D"
        case .tab: "\t"
        case .backTab: "\u{1B}[Z"
        case .escape: "\u{1B}"
        case .backspace: "\u{7F}"
        case .space: " "
        }
    }
}
