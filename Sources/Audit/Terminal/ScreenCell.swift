/// A colour as a program asks for it.
enum CellColour: Hashable {
    /// The terminal's own: what its user chose.
    case own
    /// One of xterm's palette of 256.
    case indexed(UInt8)
    case rgb(red: UInt8, green: UInt8, blue: UInt8)
}

/// How a cell looks.
struct CellLook: Hashable {
    var foreground = CellColour.own
    var background = CellColour.own
    var isReversed = false
    var isBold = false
    var isUnderlined = false
    var isBlinking = false

    /// The colour of the letters as one sees them.
    var ink: CellColour { isReversed ? background : foreground }
    /// The colour behind them.
    var paper: CellColour { isReversed ? foreground : background }
}

/// One cell of a terminal.
struct ScreenCell: Hashable {
    /// Empty: blank, or the second half of a wide character.
    var text = ""
    var look = CellLook()

    var isBlank: Bool { text.isEmpty || text == " " }
}
