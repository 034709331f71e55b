/// A screen as a terminal draws it anew, from nothing (ECMA-48 §8.3: CUP, ED, SGR).
enum ScreenRepaint {
    static func octets(_ image: ScreenImage) -> [UInt8] {
        var text = "\u{1B}[0m\u{1B}[2J"
        for (row, cells) in image.cells.enumerated() {
            let last = cells.lastIndex { !$0.isBlank || $0.look != CellLook() }
            guard let last else { continue }
            var look = CellLook()
            /// Where the terminal's cursor stands; nil: elsewhere.
            var place: Int?
            for (column, cell) in cells.prefix(last + 1).enumerated() {
                let isHalf = column > 0 && cell.text.isEmpty && isWide(cells[column - 1].text)
                // The screen is blank: what was never written stays so.
                if isHalf || cell.text.isEmpty && cell.look == CellLook() { continue }
                if place != column { text += "\u{1B}[\(row + 1);\(column + 1)H" }
                if cell.look != look {
                    look = cell.look
                    text += sequence(look)
                }
                text += cell.text.isEmpty ? " " : cell.text
                place = column + (isWide(cell.text) ? 2 : 1)
            }
            if look != CellLook() { text += "\u{1B}[0m" }
        }
        text += "\u{1B}[\(image.cursor.row + 1);\(image.cursor.column + 1)H"
        text += image.isCursorVisible ? "\u{1B}[?25h" : "\u{1B}[?25l"
        return Array(text.utf8)
    }

    /// Whether a character may take two cells (UAX #11, the blocks of wide characters). Its second cell has no text then.
    private static func isWide(_ text: String) -> Bool {
        switch text.unicodeScalars.first?.value ?? 0 {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }

    private static func sequence(_ look: CellLook) -> String {
        var codes = ["0"]
        if look.isBold { codes.append("1") }
        if look.isUnderlined { codes.append("4") }
        if look.isBlinking { codes.append("5") }
        if look.isReversed { codes.append("7") }
        if let colour = colour(look.foreground, 30) { codes.append(colour) }
        if let colour = colour(look.background, 40) { codes.append(colour) }
        return "\u{1B}[\(codes.joined(separator: ";"))m"
    }

    private static func colour(_ colour: CellColour, _ base: Int) -> String? {
        switch colour {
        case .own: nil
        case .indexed(let index) where index < 8: "\(base + Int(index))"
        case .indexed(let index): "\(base + 8);5;\(index)"
        case .rgb(let red, let green, let blue): "\(base + 8);2;\(red);\(green);\(blue)"
        }
    }
}
