/// Contrast of colours (WCAG 2.1, relative luminance and contrast ratio).
enum Contrast {
    /// From 1 to 21; nil where one of them is the terminal's own.
    static func ratio(_ one: CellColour, _ other: CellColour) -> Double? {
        guard let first = luminance(one), let second = luminance(other) else { return nil }
        return (max(first, second) + 0.05) / (min(first, second) + 0.05)
    }

    private static func luminance(_ colour: CellColour) -> Double? {
        guard let (red, green, blue) = parts(colour) else { return nil }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    private static func linear(_ part: UInt8) -> Double {
        let value = Double(part) / 255
        // exp(2.4 · log) without a library: the table of 256 is made once.
        return value <= 0.04045 ? value / 12.92 : table[Int(part)]
    }

    private static let table: [Double] = (0...255).map { power((Double($0) / 255 + 0.055) / 1.055) }

    /// x to the 2.4th: x² times the fifth root of x².
    private static func power(_ value: Double) -> Double {
        let square = value * value
        var root = max(value, 0.01)
        // Newton's steps for r⁵ = x²: from above it falls to the root.
        for _ in 0..<60 { root -= (root * root * root * root * root - square) / (5 * root * root * root * root) }
        return square * root
    }

    /// Red, green and blue; of a palette's number as xterm has it.
    static func parts(_ colour: CellColour) -> (UInt8, UInt8, UInt8)? {
        switch colour {
        case .own: return nil
        case .rgb(let red, let green, let blue): return (red, green, blue)
        case .indexed(let number):
            if number < 16 {
                let value = first[Int(number)]
                return (UInt8(value >> 16 & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
            }
            if number >= 232 {
                let grey = 8 + 10 * (number - 232)
                return (grey, grey, grey)
            }
            let place = Int(number) - 16
            return (steps[place / 36], steps[place / 6 % 6], steps[place % 6])
        }
    }

    private static let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
    private static let first: [UInt32] = [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5, 0x7F7F7F, 0xFF0000, 0x00FF00,
        0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ]
}
