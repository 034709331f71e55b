#if FAULTS
    import Faults
#endif

/// A number that can be dialled: an optional plus, digits, stars and hashes. Its groups are French where it is.
public struct TelephoneNumber: Sendable, Equatable {
    public let isInternational: Bool
    /// Digits, `*` and `#` only.
    public let signs: String

    /// The most signs that are still taken for a number: the 15 of ITU-T E.164 and room for service codes.
    static let maximumSigns = 24

    /// Separators (blanks, dots, hyphens, brackets) are left out; nil where anything else stands in it.
    public init?(_ text: String) {
        var signs = ""
        var hasPlus = false
        for character in text {
            switch character {
            case "0"..."9" where character.isASCII, "*", "#": signs.append(character)
            case "+" where signs.isEmpty && !hasPlus: hasPlus = true
            case " ", ".", "-", "(", ")", "\u{A0}", "\u{202F}": continue
            default: return nil
            }
            if signs.count > Self.maximumSigns { return nil }
        }
        guard !signs.isEmpty else { return nil }
        // ITU-T E.164 §6: +33, or 00 33, and nine digits is a number of the French plan, said the French way.
        let prefix = hasPlus ? "33" : "0033"
        if signs.hasPrefix(prefix), signs.count == prefix.count + 9, signs.allSatisfy({ $0 != "*" && $0 != "#" }) {
            self.signs = "0" + signs.dropFirst(prefix.count)
            isInternational = false
        } else {
            self.signs = signs
            isInternational = hasPlus
        }
    }

    /// Whether it is short enough to be an extension, said digit by digit.
    public var isExtension: Bool { !isInternational && signs.count <= 4 }

    /// Two signs a group; an odd number begins with a single one.
    public var groups: [String] {
        var groups: [String] = []
        var group = ""
        for (index, sign) in signs.enumerated() {
            group.append(sign)
            if (signs.count - 1 - index) % 2 == 0 {
                groups.append(group)
                group = ""
            }
        }
        return groups
    }

    /// For the screen: "04 76 00 11 22", "+44 16 32 96 01 23", "201".
    public var written: String {
        isExtension ? signs : (isInternational ? "+" : "") + groups.joined(separator: " ")
    }

    /// For the voice. A comma is a pause: "60, 15" must not sound like "75".
    public func spoken(_ reading: NumberReading, _ language: Language) -> String {
        #if FAULTS
            if Fault.numberNotInPairs.isOn { return signs }
        #endif
        var parts: [String] = isInternational ? [SpokenCharacter.word(for: "+", language)] : []
        if isExtension || reading == .digits {
            parts += signs.map { SpokenCharacter.word(for: $0, language) }
        } else {
            for group in groups {
                let isPlain = group.allSatisfy { $0 != "*" && $0 != "#" }
                parts.append(
                    isPlain ? group : group.map { SpokenCharacter.word(for: $0, language) }.joined(separator: ", "))
            }
        }
        return parts.joined(separator: ", ")
    }
}
