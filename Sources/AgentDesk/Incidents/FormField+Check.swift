extension FormField {
    /// What the field holds, from what was typed in it; nil: nothing, and it may be so. A file is one by its name alone here.
    ///
    /// - Parameter today: days since 1970-01-01.
    /// - Throws: why it cannot be sent so.
    public func value(of typed: String, today: Int) throws(FieldFault) -> FieldValue? {
        let typed = Self.trimmed(typed)
        guard !typed.isEmpty else {
            if isRequired { throw .required }
            return nil
        }
        let most = maximum ?? FormLimits.answerCharacters
        guard typed.count <= most else { throw .tooLong(most: most) }
        switch kind {
        case .text: return .text(typed)
        case .choice(let choices):
            guard let choice = choices.first(where: { $0.value == typed }) else { throw .noSuchChoice }
            return .choice(choice.value, label: choice.label)
        case .date: return .date(try TypedDay.read(typed, today: today).iso)
        case .place: return Self.place(typed)
        case .phone: return .phone(try Self.phone(typed))
        case .flag:
            guard let flag = Self.flag(typed) else { throw .notYesOrNo }
            return .flag(flag)
        case .file: return .file(name: String(typed.split(separator: "/").last ?? ""), octets: [])
        }
    }

    /// "oui", "yes", or their first letters.
    public static func flag(_ typed: String) -> Bool? {
        switch typed.lowercased() {
        case "oui", "o", "yes", "y": true
        case "non", "n", "no": false
        default: nil
        }
    }

    /// "12 rue Haute, 45.19, 5.72": words, then latitude and longitude in degrees (WGS 84), each with its decimal point: a house's number
    /// has none.
    private static func place(_ typed: String) -> FieldValue {
        let parts = typed.split(separator: ",").map { trimmed(String($0)) }
        guard parts.count >= 3, let latitude = degrees(parts[parts.count - 2], 90),
            let longitude = degrees(parts[parts.count - 1], 180)
        else { return .place(typed, latitude: nil, longitude: nil) }
        let words = parts.dropLast(2).joined(separator: ", ")
        return .place(words, latitude: latitude, longitude: longitude)
    }

    private static func degrees(_ text: String, _ most: Double) -> Double? {
        guard text.contains("."), text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2e || $0 == 0x2d }),
            let value = Double(text), abs(value) <= most
        else { return nil }
        return value
    }

    /// A number in any writing: its digits, with the plus sign before them; what has an @ is an address and stays as it is.
    private static func phone(_ typed: String) throws(FieldFault) -> String {
        guard !typed.contains("@") else { return typed }
        var digits = ""
        for character in typed {
            if let digit = character.wholeNumberValue, (0...9).contains(digit) {
                digits += String(digit)
            } else if character == "+", digits.isEmpty {
                digits = "+"
            } else if !" .-/()\u{a0}\u{202f}".contains(character) {
                throw .notANumber
            }
        }
        let count = digits.filter { $0 != "+" }.count
        guard count >= FormLimits.phoneDigits.lowerBound else { throw .numberTooShort(digits: count) }
        guard count <= FormLimits.phoneDigits.upperBound else { throw .numberTooLong(digits: count) }
        if digits.hasPrefix("0"), !digits.hasPrefix("00"), count > FormLimits.shortDigits,
            count < FormLimits.frenchDigits
        {
            throw .numberTooShort(digits: count)
        }
        return digits
    }

    static func trimmed(_ text: String) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

extension FormField {
    /// The day that was typed, in days since 1970-01-01; nil: it is none, or the field takes none.
    public func day(of typed: String, today: Int) -> Int? {
        guard kind == .date else { return nil }
        return (try? TypedDay.read(typed, today: today))?.number
    }
}
