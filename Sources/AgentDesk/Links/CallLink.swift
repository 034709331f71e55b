/// A link to call, as a browser or a document gives it: `tel:` (RFC 3966), `sip:` and `sips:` (RFC 3261 §19.1), and `callto:` as Windows
/// programs wrote it. Read strictly: it comes from anybody's page.
public struct CallLink: Sendable, Equatable {
    /// Why a text is no such link.
    public enum Fault: Error, Sendable, Equatable {
        /// It has none of the four schemes.
        case scheme
        /// It is longer than `Limits.linkOctets`.
        case tooLong
        /// What follows the scheme is no number or address that can be called.
        case address
    }

    /// What the engine is to dial: a number without its visual separators, or `sip:user@host`. Header fields of the link, and
    /// parameters that would send the call another way, are left out.
    public var address: String
    /// RFC 3966 §5.3: whom to ask for once the number answers; told to the agent, and never sent by itself.
    public var subscriber: String?

    /// - Throws: why it is none; never with a part of the text.
    public init(parsing text: String) throws(Fault) {
        guard text.utf8.count <= Limits.linkOctets else { throw .tooLong }
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { throw .scheme }
        let rest = text[text.utf8.index(after: colon)...]
        switch text[..<colon].lowercased() {
        case "tel": try self.init(telephone: rest)
        case "sip": try self.init(sip: rest, scheme: "sip:")
        case "sips": try self.init(sip: rest, scheme: "sips:")
        case "callto": try self.init(callTo: rest)
        case _: throw .scheme
        }
    }

    private init(address: String, subscriber: String? = nil) {
        self.address = address
        self.subscriber = subscriber
    }

    // MARK: tel

    /// RFC 3966 §3. Blanks, which browsers escape, count as separators too.
    private init(telephone text: Substring) throws(Fault) {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false)
        guard let number = Self.number(parts[0]) else { throw .address }
        var (context, subscriber): (String?, String?)
        for part in parts.dropFirst() {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = halves.count == 2 ? halves[1] : ""
            switch halves[0].lowercased() {
            case "phone-context":
                guard context == nil, !number.hasPrefix("+") else { throw .address }
                context = String(value)
            case "ext":
                guard subscriber == nil, let digits = Self.number(value), !digits.hasPrefix("+") else {
                    throw .address
                }
                subscriber = digits
            // RFC 3966 §3: other parameters may be passed over.
            case _: continue
            }
        }
        guard let context else {
            self.init(address: number, subscriber: subscriber)
            return
        }
        // RFC 3966 §5.1.5: a prefix says whose numbering it is, a domain says whose number it is.
        if context.hasPrefix("+") {
            guard Self.number(context[...]) != nil else { throw .address }
            self.init(address: number, subscriber: subscriber)
        } else {
            guard Self.isHost(context[...]) else { throw .address }
            let user = number.replacing("#", with: "%23")
            self.init(address: "sip:\(user)@\(context)", subscriber: subscriber)
        }
    }

    /// Digits, `*` and `#`, with a `+` before digits alone; nil where there is anything else but separators.
    private static func number(_ text: Substring) -> String? {
        guard let plain = decoded(text) else { return nil }
        let signs = plain.unicodeScalars.filter { !" .-()\u{a0}\u{202f}".unicodeScalars.contains($0) }
        let number = String(String.UnicodeScalarView(signs))
        let digits = number.hasPrefix("+") ? number.dropFirst() : number[...]
        let allowed = number.hasPrefix("+") ? "0123456789" : "0123456789*#"
        guard !digits.isEmpty, digits.utf8.allSatisfy({ allowed.utf8.contains($0) }) else { return nil }
        return number
    }

    // MARK: sip and sips

    /// RFC 3261 §19.1.1: `user@host:port`. A password, and a user part that hides control characters, are refused.
    private init(sip text: Substring, scheme: String) throws(Fault) {
        let plain = text.prefix { $0 != "?" && $0 != ";" }
        let halves = plain.split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, Self.isUser(halves[0]), Self.isHostAndPort(halves[1]) else { throw .address }
        self.init(address: scheme + plain)
    }

    private static func isUser(_ text: Substring) -> Bool {
        let allowed = "-_.!~*'()&=+$,/%".utf8
        guard !text.isEmpty, text.utf8.allSatisfy({ isAlphanumeric($0) || allowed.contains($0) }) else { return false }
        return decoded(text) != nil
    }

    private static func isHostAndPort(_ text: Substring) -> Bool {
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return false }
            let address = text[text.index(after: text.startIndex)..<end]
            let isAddress = address.utf8.allSatisfy { isHexadecimal($0) || $0 == 0x3a || $0 == 0x2e }
            return !address.isEmpty && isAddress && isPort(text[text.index(after: end)...])
        }
        let host = text.prefix { $0 != ":" }
        return isHost(host) && isPort(text.dropFirst(host.count))
    }

    /// Nothing, or a colon and a number of 1 to 65,535.
    private static func isPort(_ text: Substring) -> Bool {
        guard !text.isEmpty else { return true }
        guard text.hasPrefix(":"), text.dropFirst().utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return false
        }
        return UInt16(text.dropFirst()).map { $0 > 0 } ?? false
    }

    /// Labels of letters, digits and hyphens (RFC 1123 §2.1).
    private static func isHost(_ text: Substring) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return !text.isEmpty && text.utf8.count <= 255
            && labels.allSatisfy { label in
                !label.isEmpty && label.utf8.count <= 63 && !label.hasPrefix("-") && !label.hasSuffix("-")
                    && label.utf8.allSatisfy { isAlphanumeric($0) || $0 == 0x2d }
            }
    }

    // MARK: callto

    /// `callto:+33476001122`, `callto:tel:…`, `callto://user@host`, with Skype's `?call` behind it; names that only one program's
    /// server knew cannot be called.
    private init(callTo text: Substring) throws(Fault) {
        var plain = text.prefix { $0 != "?" }
        if plain.hasPrefix("//") { plain = plain.dropFirst(2) }
        if plain.hasSuffix("/") { plain = plain.dropLast() }
        let lower = plain.lowercased()
        if lower.hasPrefix("tel:") {
            try self.init(telephone: plain.dropFirst(4))
        } else if lower.hasPrefix("sip:") {
            try self.init(sip: plain.dropFirst(4), scheme: "sip:")
        } else if plain.contains("@") {
            try self.init(sip: plain, scheme: "sip:")
        } else {
            // Microsoft's `+type=phone` behind the number.
            let end = lower.firstRange(of: "+type=phone")?.lowerBound
            try self.init(telephone: end.map { lower[..<$0] } ?? plain)
        }
    }

    // MARK: Text

    /// Without its percent signs (RFC 3986 §2.1); nil where one of them is broken, the octets are no UTF-8, or a character is one that
    /// does not show or changes the direction of others.
    private static func decoded(_ text: Substring) -> String? {
        var octets: [UInt8] = []
        var rest = text.utf8[...]
        while let octet = rest.popFirst() {
            guard octet == UInt8(ascii: "%") else {
                octets.append(octet)
                continue
            }
            guard let high = rest.popFirst().flatMap(hexadecimal), let low = rest.popFirst().flatMap(hexadecimal) else {
                return nil
            }
            octets.append(high << 4 | low)
        }
        guard let plain = String(validating: octets, as: UTF8.self) else { return nil }
        let isShown = plain.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
            case _: true
            }
        }
        return isShown ? plain : nil
    }

    private static func isAlphanumeric(_ octet: UInt8) -> Bool {
        (0x30...0x39).contains(octet) || (0x41...0x5a).contains(octet) || (0x61...0x7a).contains(octet)
    }

    private static func isHexadecimal(_ octet: UInt8) -> Bool { hexadecimal(octet) != nil }

    private static func hexadecimal(_ octet: UInt8) -> UInt8? {
        switch octet {
        case 0x30...0x39: octet - 0x30
        case 0x41...0x46: octet - 0x37
        case 0x61...0x66: octet - 0x57
        case _: nil
        }
    }
}
