import SIP

// A party as the fields of a message name it.
extension Party {
    /// RFC 3323 §4.1: somebody who does not want to be shown.
    static let withheld = Party(
        name: nil, number: nil, address: "sip:anonymous@anonymous.invalid", isWithheld: true)

    /// - Parameter isAsserted: the line's own server vouches for it.
    init(_ identity: NameAddress, isAsserted: Bool) {
        self.init(
            name: identity.displayName.flatMap(SpokenText.clean), number: identity.uri.user.flatMap(SpokenText.clean),
            address: SpokenText.clean(identity.uri.withoutParameters.description) ?? "", isAsserted: isAsserted)
    }

    /// - Parameter privacy: of Remote-Party-ID or Diversion: "full", "name", "uri" (RFC 5806 §4); all else hides nothing.
    init(_ identity: NameAddress, privacy: String?, isAsserted: Bool) {
        self.init(identity, isAsserted: isAsserted)
        switch privacy {
        case "full": self = .withheld
        case "name": name = nil
        case "uri" where name == nil: self = .withheld
        case "uri":
            number = nil
            address = Party.withheld.address
        case _: break
        }
        self.isAsserted = isAsserted
    }
}

extension NameAddress {
    /// RFC 3323 §4.1.1.3, and what PBXs write where they have no number.
    var isAnonymous: Bool {
        uri.host.lowercased() == "anonymous.invalid"
            || ["anonymous", "restricted", "unavailable"].contains(uri.user?.lowercased())
    }
}

extension Party {
    /// Whether it is somebody else, or more is known: another letter case, blanks or signs within a number are no news.
    func isNews(after old: Party) -> Bool {
        isWithheld != old.isWithheld || Self.folded(name) != Self.folded(old.name)
            || Self.bare(number) != Self.bare(old.number)
    }

    /// Whether both have the same number, or both none.
    func hasNumber(of other: Party) -> Bool { Self.bare(number) == Self.bare(other.number) }

    private static func folded(_ name: String?) -> String {
        (name ?? "").lowercased().split { " \"'-_.,".contains($0) }.joined(separator: " ")
    }

    /// A number without its visual separators (RFC 3966 §5.1.1), a French one in its national form (ITU-T E.164 §6).
    private static func bare(_ number: String?) -> String {
        let signs = (number ?? "").lowercased().filter { !" .-()/".contains($0) }
        for prefix in ["+33", "0033"] where signs.hasPrefix(prefix) && signs.count == prefix.count + 9 {
            return "0" + signs.dropFirst(prefix.count)
        }
        return signs
    }
}
