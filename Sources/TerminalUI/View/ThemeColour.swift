/// A colour of the screen, in sRGB with 8 bits a channel.
public struct ThemeColour: Sendable, Hashable {
    public var red: UInt8
    public var green: UInt8
    public var blue: UInt8

    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// - Parameter text: `#rrggbb`; nil where it is anything else.
    public init?(_ text: String) {
        let digits = text.dropFirst()
        guard text.hasPrefix("#"), digits.count == 6, digits.allSatisfy({ $0.isASCII && $0.isHexDigit }),
            let value = UInt32(digits, radix: 16)
        else { return nil }
        self.init(
            red: UInt8(truncatingIfNeeded: value >> 16), green: UInt8(truncatingIfNeeded: value >> 8),
            blue: UInt8(truncatingIfNeeded: value))
    }

    /// `#rrggbb`.
    public var text: String {
        "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The colours that look the same on every terminal of 256 colours: the cube of 6×6×6 (16 to 231) and the greys (232 to
    /// 255). The first 16 are each user's own.
    static let fixed: [ThemeColour] = {
        let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
        var colours: [ThemeColour] = []
        for red in steps {
            for green in steps {
                for blue in steps { colours.append(ThemeColour(red: red, green: green, blue: blue)) }
            }
        }
        for grey in 0..<24 as Range<UInt8> {
            let level = 8 + 10 * grey
            colours.append(ThemeColour(red: level, green: level, blue: level))
        }
        return colours
    }()

    /// Its number in the palette of 256, from 16; nil where no fixed colour is exactly this one.
    public var paletteIndex: Int? { Self.fixed.firstIndex(of: self).map { 16 + $0 } }

    /// The fixed colour that looks most like it.
    public var nearestFixed: ThemeColour { Self.fixed.min { distance(to: $0) < distance(to: $1) } ?? self }

    private func distance(to other: ThemeColour) -> Int {
        [(red, other.red), (green, other.green), (blue, other.blue)].reduce(0) { sum, channel in
            let step = Int(channel.0) - Int(channel.1)
            return sum + step * step
        }
    }

    /// From 0, black, to 1, white (WCAG 2.2, "relative luminance").
    public var relativeLuminance: Double {
        0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
    }

    /// The light of a channel: ((c + 0.055) / 1.055)^2.4, a straight line near black.
    private static func linear(_ channel: UInt8) -> Double {
        let value = Double(channel) / 255
        if value <= 0.04045 { return value / 12.92 }
        let base = (value + 0.055) / 1.055
        // x^2.4 = x² · ⁵√x², by Newton's method: this module has no mathematics library.
        let square = base * base
        var root = 1.0
        for _ in 0..<60 { root = (4 * root + square / (root * root * root * root)) / 5 }
        return square * root
    }
}

/// A colour of text on a colour of ground: never one without the other.
public struct ColourPair: Sendable, Hashable {
    public var foreground: ThemeColour
    public var background: ThemeColour

    public init(_ foreground: ThemeColour, on background: ThemeColour) {
        self.foreground = foreground
        self.background = background
    }

    /// From 1, the same, to 21, black and white (WCAG 2.2, "contrast ratio"); enhanced contrast is 7 (1.4.6).
    public var contrast: Double {
        let lights = [foreground.relativeLuminance, background.relativeLuminance]
        return ((lights.max() ?? 0) + 0.05) / ((lights.min() ?? 0) + 0.05)
    }
}
