@testable import Devices

/// What a person would see of the bytes that a terminal gets: cells with their text and colours. Knows what ncurses sends for
/// TERM=xterm-256color; anything else is kept in `unknown`.
struct EmulatedScreen {
    struct Cell: Equatable {
        var text = " "
        /// The colour's parameters, such as "38;5;15;48;5;16"; "" for the terminal's own.
        var colours = ""
    }

    private(set) var cells: [[Cell]]
    private(set) var row = 0
    /// One past the last column after a row's last cell: the next character begins a row.
    private var column = 0
    private(set) var unknown: [String] = []
    private var colours: [String: String] = [:]
    private var last = " "

    init(columns: Int, rows: Int) {
        cells = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
    }

    /// Where the cursor is seen.
    var cursorColumn: Int { min(column, cells[row].count - 1) }

    /// The rows without the blanks at their ends.
    var lines: [String] {
        cells.map { row in
            let text = row.map(\.text).joined()
            return String(text.reversed().drop { $0 == " " }.reversed())
        }
    }

    private var attribute: String { ["38", "48"].compactMap { colours[$0] }.joined(separator: ";") }

    mutating func feed(_ bytes: [UInt8]) {
        var rest = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            switch scalar.value {
            case 0x1B: escape(&rest)
            case 0x0D: column = 0
            case 0x0A: row = min(row + 1, cells.count - 1)
            case 0x08: column = max(0, cursorColumn - 1)
            case 0x0E, 0x0F: break
            case 0..<0x20: unknown.append("control \(scalar.value)")
            default: put(scalar)
            }
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        let width = TerminalText.cells(scalar)
        guard width > 0 else {
            if column > 0 { cells[row][column - 1].text.unicodeScalars.append(scalar) }
            return
        }
        if column + width > cells[row].count {
            column = 0
            row = min(row + 1, cells.count - 1)
        }
        last = String(Character(scalar))
        cells[row][column] = Cell(text: last, colours: attribute)
        if width == 2, column + 1 < cells[row].count { cells[row][column + 1] = Cell(text: "", colours: attribute) }
        column += width
    }

    private mutating func escape(_ rest: inout ArraySlice<Unicode.Scalar>) {
        guard let kind = rest.popFirst() else { return }
        switch kind {
        case "[": control(&rest)
        case "(", ")": _ = rest.popFirst()
        case "M": row = max(0, row - 1)
        case "=", ">": break
        default: unknown.append("ESC \(kind)")
        }
    }

    private mutating func control(_ rest: inout ArraySlice<Unicode.Scalar>) {
        var text = ""
        var final: Unicode.Scalar = " "
        while let scalar = rest.popFirst() {
            guard !(0x20...0x3F).contains(scalar.value) else {
                text.unicodeScalars.append(scalar)
                continue
            }
            final = scalar
            break
        }
        let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        let count = max(1, numbers.first ?? 1)
        switch final {
        case "A": row = max(0, row - count)
        case "B": row = min(cells.count - 1, row + count)
        case "C": column = min(cells[row].count - 1, column + count)
        case "D": column = max(0, cursorColumn - count)
        case "G": column = min(cells[row].count, count) - 1
        case "d": row = min(cells.count, count) - 1
        case "H":
            row = min(cells.count, count) - 1
            column = min(cells[row].count, max(1, numbers.count > 1 ? numbers[1] : 1)) - 1
        case "J": erase(mode: numbers.first ?? 0)
        case "K":
            let all = cells[row].indices
            blank(
                row,
                numbers.first == 1 ? 0..<min(column + 1, all.upperBound) : min(column, all.upperBound)..<all.upperBound)
        case "X": blank(row, column..<min(column + count, cells[row].count))
        case "b": for _ in 0..<count { for scalar in last.unicodeScalars { put(scalar) } }
        case "m": setColours(numbers)
        case "h", "l", "r", "t": break
        default: unknown.append("CSI \(text)\(final)")
        }
    }

    private mutating func erase(mode: Int) {
        if mode == 0 { blank(row, min(column, cells[row].count)..<cells[row].count) }
        for other in cells.indices where mode == 2 || mode == 0 && other > row {
            blank(other, cells[other].indices)
        }
    }

    private mutating func blank(_ row: Int, _ columns: Range<Int>) {
        for column in columns { cells[row][column] = Cell(text: " ", colours: attribute) }
    }

    private mutating func setColours(_ numbers: [Int]) {
        var rest = numbers.isEmpty ? [0] : numbers
        while let number = rest.first {
            rest.removeFirst()
            switch number {
            case 0: colours = [:]
            case 39: colours["38"] = nil
            case 49: colours["48"] = nil
            case 38, 48:
                guard rest.count >= 2, rest[0] == 5 else {
                    unknown.append("SGR \(numbers)")
                    return
                }
                colours[String(number)] = "\(number);5;\(rest[1])"
                rest.removeFirst(2)
            default: unknown.append("SGR \(numbers)")
            }
        }
    }
}
