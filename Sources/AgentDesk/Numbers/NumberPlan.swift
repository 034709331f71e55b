/// How telephone numbers are written and dialled at this desk: the country's plan (ITU-T E.164), what the exchange wants before an
/// outside number, and its own short numbers.
public struct NumberPlan: Sendable, Equatable {
    /// The country code, such as "33".
    public var country: String
    /// What is dialled before a national number, "0" in France.
    public var nationalPrefix: String
    /// What is dialled before a country code, "00" in Europe.
    public var internationalPrefix: String
    /// What the exchange wants before a number outside; empty: nothing.
    public var outsideLine: String
    /// How many digits the exchange's own numbers have; empty: none are known.
    public var internalLengths: Set<Int>
    /// The digits of E.164 that stand before an own number, country code first, such as "3347600"; empty: it is known from inside alone.
    public var internalPrefix: String

    public init(
        country: String = "33", nationalPrefix: String = "0", internationalPrefix: String = "00",
        outsideLine: String = "", internalLengths: Set<Int> = [], internalPrefix: String = ""
    ) {
        self.country = country
        self.nationalPrefix = nationalPrefix
        self.internationalPrefix = internationalPrefix
        self.outsideLine = outsideLine
        self.internalLengths = internalLengths
        self.internalPrefix = internalPrefix
    }

    /// What a writing of a number means here: with blanks, dots or "(0)", a `tel:` or `sip:` address, with or without prefixes.
    /// - Returns: nil where it is no number.
    public func number(_ text: String) -> DeskNumber? {
        guard let signs = NumberSigns(text) else { return nil }
        if signs.isCode { return DeskNumber(.code, key: signs.digits) }
        if signs.isInternational { return international(signs.digits) }
        return local(signs.digits)
    }

    /// The key by which writings of one number are the same; nil where it is no number. The key of a key is itself.
    public func key(_ text: String) -> String? { number(text)?.key }

    /// What is dialled at this desk to reach it; nil where it is no number.
    public func dialled(_ text: String) -> String? {
        guard let number = number(text) else { return nil }
        switch number.kind {
        case .internal(let own): return own
        case .code, .emergency, .unknown: return number.digits
        case .short: return outsideLine + number.digits
        case .outside:
            let digits = String(number.key.dropFirst())
            // A number that the plan does not have keeps its plus sign: any other form would be another number.
            return [nationalForm(digits), outsideLine + internationalPrefix + digits].compactMap { $0 }.first {
                key($0) == number.key
            } ?? number.key
        }
    }

    /// As it is dialled in the country; nil where it is none of the country's.
    private func nationalForm(_ digits: String) -> String? {
        if country == FrenchPlan.country {
            return FrenchPlan.national(digits).map { outsideLine + nationalPrefix + $0 }
        }
        return digits.hasPrefix(country) ? outsideLine + nationalPrefix + digits.dropFirst(country.count) : nil
    }

    // MARK: With the country code

    private func international(_ given: String) -> DeskNumber? {
        // ITU-T E.164 §6.2.1: no country code begins with 0.
        guard given.count > 3, given.count <= 16, !given.hasPrefix("0") else { return nil }
        let digits = FrenchPlan.mended(given)
        guard digits.count <= 15 else { return nil }
        if let own = own(of: digits) { return DeskNumber(.internal(own), key: "+" + digits, e164: "+" + digits) }
        return DeskNumber(.outside, key: "+" + digits, e164: "+" + digits)
    }

    /// The exchange's own number that an outside number leads to.
    private func own(of digits: String) -> String? {
        guard !internalPrefix.isEmpty, digits.hasPrefix(internalPrefix) else { return nil }
        let rest = String(digits.dropFirst(internalPrefix.count))
        return internalLengths.contains(rest.count) ? rest : nil
    }

    // MARK: Without it

    private func local(_ digits: String) -> DeskNumber {
        if country == FrenchPlan.country, let urgent = emergency(digits) { return urgent }
        if internalLengths.contains(digits.count) { return ownNumber(digits) }
        if let whole = national(digits) ?? afterOutsideLine(digits, national) { return whole }
        if let far = abroad(digits) ?? afterOutsideLine(digits, abroad) { return far }
        if let short = short(digits) ?? afterOutsideLine(digits, short) { return short }
        if let bare = withoutPrefix(digits) { return bare }
        return DeskNumber(.unknown, key: digits)
    }

    private func emergency(_ digits: String) -> DeskNumber? {
        if FrenchPlan.isEmergency(digits) { return DeskNumber(.emergency, key: digits) }
        guard !outsideLine.isEmpty, digits.hasPrefix(outsideLine) else { return nil }
        let rest = String(digits.dropFirst(outsideLine.count))
        // "0115" may be somebody's extension.
        guard FrenchPlan.isEmergency(rest), !internalLengths.contains(digits.count) else { return nil }
        return DeskNumber(.emergency, key: rest)
    }

    private func ownNumber(_ digits: String) -> DeskNumber {
        guard !internalPrefix.isEmpty, internalPrefix.count + digits.count <= 15 else {
            return DeskNumber(.internal(digits), key: digits)
        }
        let whole = "+" + internalPrefix + digits
        // Prefixes that make no number of the plan would make another key at the next reading.
        guard international(String(whole.dropFirst()))?.key == whole else {
            return DeskNumber(.internal(digits), key: digits)
        }
        return DeskNumber(.internal(digits), key: whole, e164: whole)
    }

    private func afterOutsideLine(_ digits: String, _ read: (String) -> DeskNumber?) -> DeskNumber? {
        guard !outsideLine.isEmpty, digits.hasPrefix(outsideLine) else { return nil }
        return read(String(digits.dropFirst(outsideLine.count)))
    }

    private func national(_ digits: String) -> DeskNumber? {
        guard !nationalPrefix.isEmpty, digits.hasPrefix(nationalPrefix) else { return nil }
        let rest = String(digits.dropFirst(nationalPrefix.count))
        if country == FrenchPlan.country {
            return FrenchPlan.isNational(rest) ? international(FrenchPlan.whole(rest)) : nil
        }
        guard !rest.hasPrefix("0"), (6...12).contains(rest.count) else { return nil }
        return international(country + rest)
    }

    private func abroad(_ digits: String) -> DeskNumber? {
        guard !internationalPrefix.isEmpty, digits.hasPrefix(internationalPrefix) else { return nil }
        let rest = String(digits.dropFirst(internationalPrefix.count))
        return rest.count >= 7 ? international(rest) : nil
    }

    private func short(_ digits: String) -> DeskNumber? {
        guard country == FrenchPlan.country, FrenchPlan.isShort(digits) else { return nil }
        // Where the same digits are a desk of ours, the outside line tells them apart.
        let key = internalLengths.contains(digits.count) ? outsideLine + digits : digits
        return DeskNumber(.short, key: key, digits: digits)
    }

    /// As trunks give it: "476001122", "33476001122".
    private func withoutPrefix(_ digits: String) -> DeskNumber? {
        guard country == FrenchPlan.country else { return nil }
        if FrenchPlan.isNational(digits) { return international(FrenchPlan.whole(digits)) }
        guard digits.hasPrefix(country), FrenchPlan.isNational(String(digits.dropFirst(country.count))) else {
            return nil
        }
        return international(digits)
    }
}
