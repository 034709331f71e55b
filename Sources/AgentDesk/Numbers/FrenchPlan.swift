/// The French plan: ten digits that begin with 0, its short numbers, and the overseas departments, which are countries of their own to
/// ITU-T E.164 and national numbers to who dials in France.
enum FrenchPlan {
    static let country = "33"

    /// The first three digits of a national number after its 0, and the country code of the place.
    private static let overseas: [String: String] = [
        "262": "262", "263": "262", "269": "262", "639": "262", "692": "262", "693": "262",
        "590": "590", "690": "590", "691": "590",
        "594": "594", "694": "594",
        "596": "596", "696": "596", "697": "596",
    ]

    /// Numbers of help that need no prefix anywhere.
    private static let emergencies: Set<String> = [
        "15", "17", "18", "110", "112", "114", "115", "119", "191", "196", "197", "116000", "116117",
    ]

    static func isEmergency(_ digits: String) -> Bool { emergencies.contains(digits) }

    /// 10xx, 3xxx, 118xxx, 116xxx.
    static func isShort(_ digits: String) -> Bool {
        switch digits.count {
        case 4: digits.hasPrefix("3") || digits.hasPrefix("10")
        case 6: digits.hasPrefix("118") || digits.hasPrefix("116")
        default: false
        }
    }

    /// Whether digits begin as a number of help does.
    static func beginsAsEmergency(_ digits: String) -> Bool { emergencies.contains { digits.hasPrefix($0) } }

    /// Whether digits begin as a short number does, or as one of 08, whose 0 some exchanges put there themselves.
    static func beginsAsService(_ digits: String) -> Bool {
        ["10", "3", "116", "118", "08", "89"].contains { digits.hasPrefix($0) }
    }

    /// Nine digits, the first of which is no 0: a national number without its 0.
    static func isNational(_ digits: String) -> Bool { digits.count == 9 && !digits.hasPrefix("0") }

    /// The digits of E.164 of a national number without its 0.
    static func whole(_ national: String) -> String {
        (overseas[String(national.prefix(3))] ?? country) + national
    }

    /// The national number without its 0, of digits of E.164; nil: it is none of this plan.
    static func national(_ digits: String) -> String? {
        let rest = String(digits.dropFirst(digits.hasPrefix(country) ? 2 : 3))
        return isNational(rest) && whole(rest) == digits ? rest : nil
    }

    /// Digits of E.164 as they should be: "330476001122", with the 0 that is dialled in the country alone, and "33262…" of overseas.
    static func mended(_ digits: String) -> String {
        let codes = [country] + Set(overseas.values).sorted()
        guard let code = codes.first(where: { digits.hasPrefix($0) }) else { return digits }
        var rest = String(digits.dropFirst(code.count))
        if rest.count == 10, rest.hasPrefix("0") { rest.removeFirst() }
        if code == country, isNational(rest) { return whole(rest) }
        return code + rest
    }
}
